internal import Diagnostics
internal import MarkdownTree

/// `` {marked:amber}`…` ``: a passage stricter than the text around it.
enum MarkedRole {
  /// The short forms of the labels an author may use.
  static let labels = ["amber", "amber+strict", "green", "red"]

  static let definition = RoleDefinition(name: "marked", variants: .any) { role, page in
    guard let variant = role.variant, let marking = Marking(shortForm: variant.value) else {
      // Whatever the author meant to hide stays hidden.
      page.report(.passageWithoutLabel(role.variant ?? role.name))
      return []
    }
    return page.inPassage(marked: marking) { page in
      [.marked(marking, page.compile(role.narrative))]
    }
  }
}
