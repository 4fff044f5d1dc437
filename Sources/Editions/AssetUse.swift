internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Finds the images that narrative shows: a pack's others, perhaps for other readers, stay out.
struct AssetUse {
  private(set) var sources: Set<String> = []

  /// The assets that what was collected shows, in their order.
  func used(of assets: [String]) -> [String] {
    guard !assets.isEmpty else { return [] }
    return assets.filter { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let start = parts.firstIndex(of: "assets") else { return false }
      let short = parts[start...].joined(separator: "/")
      return sources.contains(short) || sources.contains(String(short.dropFirst(7)))
    }
  }

  mutating func add(_ pack: Pack) {
    for text in [pack.title, pack.audience, pack.from, pack.handling] { add(text) }
    for entry in pack.contents { add(entry.title) }
    for section in pack.sections {
      add(section.title.content)
      add(section.document)
    }
    for figure in pack.figures { add(figure.label) }
    for claim in pack.claims { add(claim.label) }
    for entry in pack.reconciliations { add(entry.because) }
    for term in pack.terms {
      add(term.term)
      add(term.definition)
    }
  }

  mutating func add(_ document: MarkdownDocument) {
    add(document.blocks)
    for footnote in document.footnotes { add(footnote.blocks) }
  }

  private mutating func add(_ narrative: LocalizedNarrative?) {
    for entry in narrative?.entries ?? [] { add(entry.narrative.content) }
  }

  private mutating func add(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .image(let image):
        let source = image.source.value
        sources.insert(source.utf8.starts(with: "./".utf8) ? String(source.dropFirst(2)) : source)
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): add(inner)
      case .link(let link): add(link.content)
      case .role(let role): add(role.narrative)
      default: break
      }
    }
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): add(content)
      case .quote(let inner): add(inner)
      case .list(let list): for item in list.items { add(item.blocks) }
      case .table(let table):
        for cell in table.header { add(cell) }
        for row in table.rows { for cell in row { add(cell) } }
      case .directive(let directive):
        add(directive.argumentContent)
        for option in directive.options { add(option.content) }
        add(directive.body)
      case .code, .thematicBreak, .html: break
      }
    }
  }
}
