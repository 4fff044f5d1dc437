import Diagnostics
import MarkdownTree
import Records

/// Finds the sources that narrative cites.
struct CitationCollector {
  private(set) var keys: Set<String> = []

  mutating func add(_ document: MarkdownDocument) {
    add(document.blocks)
    for footnote in document.footnotes { add(footnote.blocks) }
  }

  mutating func add(_ narrative: LocalizedNarrative?) {
    for entry in narrative?.entries ?? [] { add(entry.narrative.content) }
  }

  mutating func add(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .citation(let citation):
        for item in citation.items { keys.insert(item.key.value) }
      case .emphasis(let content), .strong(let content), .strikethrough(let content): add(content)
      case .link(let link): add(link.content)
      case .role(let role): add(role.narrative)
      case .text, .softBreak, .lineBreak, .code, .image, .html, .footnoteReference: break
      }
    }
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): add(content)
      case .quote(let blocks): add(blocks)
      case .list(let list):
        for item in list.items { add(item.blocks) }
      case .table(let table):
        for cell in table.header { add(cell) }
        for row in table.rows {
          for cell in row { add(cell) }
        }
      case .directive(let directive):
        add(directive.argumentContent)
        for option in directive.options { add(option.content) }
        add(directive.body)
      case .code, .thematicBreak, .html: break
      }
    }
  }
}
