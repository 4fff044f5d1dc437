import Diagnostics
import Foundation
import MarkdownTree
import Narratives
import Records

extension [ProseBlock] {
  /// Bare Markdown as prose, nothing resolved: to compare writers with cmark's own.
  init(plain blocks: [Block]) {
    self = blocks.map { ProseBlock(id: "", kind: ProseBlock.Kind(plain: $0.kind)) }
  }
}

extension ProseBlock.Kind {
  init(plain kind: Block.Kind) {
    switch kind {
    case .paragraph(let content): self = .paragraph([ProseInline](plain: content))
    case .heading(let level, let content):
      self = .heading(level: level, content: [ProseInline](plain: content))
    case .quote(let blocks): self = .quote([ProseBlock](plain: blocks))
    case .list(let list):
      self = .list(
        ProseList(
          isOrdered: list.isOrdered, start: list.start, isTight: list.isTight,
          items: list.items.map { (blocks: [ProseBlock](plain: $0.blocks), isDone: $0.isDone) }))
    case .code(let info, let text): self = .code(info: info, text: text)
    case .table(let table):
      self = .table(
        ProseTable(
          alignments: table.alignments, header: table.header.map { [ProseInline](plain: $0) },
          rows: table.rows.map { $0.map { [ProseInline](plain: $0) } }))
    case .thematicBreak: self = .thematicBreak
    case .html(let text): self = .html(text)
    case .directive: self = .thematicBreak
    }
  }
}

extension [ProseInline] {
  init(plain inlines: [Inline]) {
    self = inlines.map { inline in
      switch inline {
      case .text(let text): .text(text.value)
      case .softBreak: .softBreak
      case .lineBreak: .lineBreak
      case .code(let text): .code(text.value)
      case .emphasis(let content): .emphasis([ProseInline](plain: content))
      case .strong(let content): .strong([ProseInline](plain: content))
      case .strikethrough(let content): .strikethrough([ProseInline](plain: content))
      case .link(let link):
        .link(
          target: .url(link.destination.value), title: link.title,
          content: [ProseInline](plain: link.content))
      case .image(let image):
        .image(
          path: image.source.value, title: image.title, alternative: image.alternative)
      case .html(let text): .html(text.value)
      case .footnoteReference(let label, _): .footnote(label: label)
      case .role, .citation: .text("")
      }
    }
  }
}

/// Raw HTML in Markdown: our writer never lets it out.
enum RawHTML {
  /// cmark's rendering of a text without its raw HTML, taken out piece by piece in its order.
  static func removed(_ literals: [String], from markdown: String) -> String {
    var rest = CMarkDocument.referenceHTML(of: markdown)[...]
    var result = ""
    for literal in literals {
      guard let range = rest.range(of: literal) else { continue }
      result += rest[..<range.lowerBound]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  static func literals(in blocks: [ProseBlock]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block.kind {
      case .html(let text): [text]
      case .paragraph(let content), .heading(_, let content): literals(in: content)
      case .quote(let inner): literals(in: inner)
      case .list(let list): list.items.flatMap { literals(in: $0.blocks) }
      case .table(let table):
        ([table.header] + table.rows).flatMap { $0.flatMap(literals) }
      default: []
      }
    }
  }

  static func literals(in inlines: [ProseInline]) -> [String] {
    inlines.flatMap { inline -> [String] in
      switch inline {
      case .html(let text): [text]
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content):
        literals(in: content)
      default: []
      }
    }
  }
}
