internal import Diagnostics
internal import MarkdownTree
internal import Records

/// One role: its name, the variants it takes, and what it becomes.
struct RoleDefinition: Sendable {
  /// What may stand after the colon.
  enum Variants: Sendable {
    case none
    case oneOf([String])
    /// Checked by the role itself.
    case any
  }

  let name: String
  let variants: Variants
  let compile: @Sendable (Role, inout PageCompiler) -> [ProseInline]
}

/// Every role that narrative may use.
enum RoleTable {
  static let all: [RoleDefinition] = [
    FigureRole.definition,
    RecordRole.definition(.incidents),
    RecordRole.definition(.entities),
    RecordRole.definition(.sanctions),
    RecordRole.definition(.measures),
    ReferenceRole.definition,
    TermRole.definition,
    CalculationRole.definition,
    ClaimRole.definition,
    LiteralRole.definition,
    MarkedRole.definition,
  ]

  static func compile(_ role: Role, in page: inout PageCompiler) -> [ProseInline] {
    // Parsing has reported names that no role has; the passage may have been meant to be hidden.
    guard let definition = all.first(where: { $0.name == role.name.value }) else { return [] }
    if let variant = role.variant {
      switch definition.variants {
      case .any: break
      case .none:
        page.report(.unknownVariant(variant, of: definition.name, nearest: nil))
      case .oneOf(let names):
        if !names.contains(variant.value) {
          page.report(
            .unknownVariant(
              variant, of: definition.name,
              nearest: NearestName.nearest(to: variant.value, in: names)))
        }
      }
    }
    return definition.compile(role, &page)
  }
}

extension Role {
  /// The text an author wrote to be shown; nothing where there is only a target.
  var writtenText: [ProseInline]? { text.map { [.text($0.value)] } }

  /// What stands in for a role that cannot be resolved: its text, else its target.
  var shownText: [ProseInline] { [.text((text ?? target).value)] }
}
