internal import Diagnostics
internal import MarkdownTree
internal import Records

/// What a tree names, found without resolving anything.
struct NarrativeUses {
  /// An id, and the marking of the passage that names it.
  struct Use {
    var id: Located<String>
    var marking: Marking
  }

  var figures: [Use] = []
  var claims: [Use] = []
  var citations: [Use] = []
  /// The records that roles name, known or not.
  var records: [RecordReference] = []
  /// Whether only compiling can tell the rest: queries, figures, terms or waivers.
  var needsCompiling = false
  /// Leaves out what an `only` gives to some languages alone.
  private var skipsLanguages = false
  /// Of the passage at hand, below that of the whole.
  private var marking = Marking.clear

  init() {}

  init(_ document: MarkdownDocument, acrossLanguages skipsLanguages: Bool = false) {
    self.skipsLanguages = skipsLanguages
    collect(document)
  }

  init(_ inlines: [Inline]) { collect(inlines) }

  init(_ directive: Directive) { collect(directive) }

  var hasCitation: Bool { !citations.isEmpty }

  mutating func collect(_ document: MarkdownDocument) {
    collect(document.blocks)
    for footnote in document.footnotes { collect(footnote.blocks) }
  }

  mutating func collect(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): collect(content)
      case .quote(let blocks): collect(blocks)
      case .list(let list):
        for item in list.items { collect(item.blocks) }
      case .table(let table):
        for cell in table.header { collect(cell) }
        for row in table.rows {
          for cell in row { collect(cell) }
        }
      case .directive(let directive): collect(directive)
      case .code, .thematicBreak, .html: break
      }
    }
  }

  mutating func collect(_ directive: Directive) {
    needsCompiling = true
    if skipsLanguages, directive.name.value == "only", directive.option("language") != nil {
      return
    }
    collect(directive.argumentContent)
    for option in directive.options
    where DirectiveDefinition.narrativeOptions.contains(option.name.value) {
      collect(option.content)
    }
    if directive.name.value == "keyfigures", let option = directive.option("figures") {
      figures += CommaList.items(of: option.value).map(use)
    }
    let label = directive.name.value == "marked" ? directive.argument?.value : nil
    inPassage(label) { $0.collect(directive.body) }
  }

  mutating func collect(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        collect(content)
      case .link(let link): collect(link.content)
      case .role(let role): collect(role)
      case .citation(let citation): citations += citation.items.map { use($0.key) }
      case .text, .softBreak, .lineBreak, .code, .image, .html, .footnoteReference: break
      }
    }
  }

  private mutating func collect(_ role: Role) {
    switch role.name.value {
    case "incident": records.append(RecordReference(.incidents, role.target.value))
    case "entity": records.append(RecordReference(.entities, role.target.value))
    case "sanction": records.append(RecordReference(.sanctions, role.target.value))
    case "measure": records.append(RecordReference(.measures, role.target.value))
    case "marked": inPassage(role.variant?.value) { $0.collect(role.narrative) }
    case "fig":
      figures.append(use(role.target))
      needsCompiling = true
    case "claim":
      claims.append(use(role.target))
      needsCompiling = true
    default: needsCompiling = true
    }
  }

  private func use(_ id: Located<String>) -> Use { Use(id: id, marking: marking) }

  private mutating func inPassage(_ label: String?, _ body: (inout NarrativeUses) -> Void) {
    let outer = marking
    marking = max(outer, label.flatMap { Marking(shortForm: $0) } ?? .clear)
    body(&self)
    marking = outer
  }
}
