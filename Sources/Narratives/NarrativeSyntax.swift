/// The roles and directives that narrative may use, by name, for references and editors.
package enum NarrativeSyntax {
  /// Each role with the variants that stand after its colon, where these are a closed list.
  package static var roles: [(name: String, variants: [String])] {
    RoleTable.all.map { role in
      if case .oneOf(let names) = role.variants { (role.name, names) } else { (role.name, []) }
    }
  }

  /// Each directive with its options beside `name`, which all take.
  package static var directives: [(name: String, options: [String])] {
    DirectiveTable.all.map { ($0.name, $0.options) }
  }
}
