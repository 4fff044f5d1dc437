import Diagnostics
import MarkdownTree

extension MarkdownDocument {
  /// Every inline element, outermost first, directives' bodies and roles' narrative included.
  var allInlines: [Inline] {
    (blocks + footnotes.flatMap(\.blocks)).flatMap(\.inlines).flatMap(\.withInner)
  }

  var texts: [Located<String>] {
    allInlines.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  var roles: [Role] {
    allInlines.compactMap { if case .role(let role) = $0 { role } else { nil } }
  }

  var citations: [Citation] {
    allInlines.compactMap { if case .citation(let citation) = $0 { citation } else { nil } }
  }

  var directives: [Directive] { blocks.flatMap(\.directives) }
}

extension Block {
  fileprivate var inlines: [Inline] {
    switch kind {
    case .paragraph(let content), .heading(_, let content): content
    case .quote(let blocks): blocks.flatMap(\.inlines)
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.inlines)
    case .table(let table): (table.header + table.rows.flatMap(\.self)).flatMap(\.self)
    case .directive(let directive):
      directive.argumentContent + directive.options.flatMap(\.content) + directive.body.allInlines
    case .code, .thematicBreak, .html: []
    }
  }

  fileprivate var directives: [Directive] {
    switch kind {
    case .directive(let directive): [directive] + directive.body.directives
    case .quote(let blocks): blocks.flatMap(\.directives)
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.directives)
    default: []
    }
  }
}

extension Inline {
  fileprivate var withInner: [Inline] {
    switch self {
    case .emphasis(let content), .strong(let content), .strikethrough(let content):
      [self] + content.flatMap(\.withInner)
    case .link(let link): [self] + link.content.flatMap(\.withInner)
    case .role(let role): [self] + role.narrative.flatMap(\.withInner)
    default: [self]
    }
  }
}

/// The parse of a text as it stands in a file, and the text between two marks in it.
func parse(_ text: String) -> Checked<MarkdownDocument> {
  MarkdownParser().parse(text, origin: TextOrigin(path: "text.md"))
}

/// A text without its marks `⟦…⟧`, and the span between them.
func unmarked(_ text: String) -> (text: String, span: SourceSpan) {
  let bytes = Array(text.utf8)
  let open = Array("⟦".utf8)
  let close = Array("⟧".utf8)
  var result: [UInt8] = []
  var start = 0
  var end = 0
  var index = 0
  while index < bytes.count {
    if bytes[index...].starts(with: open) {
      start = result.count
      index += open.count
    } else if bytes[index...].starts(with: close) {
      end = result.count
      index += close.count
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return (
    String(decoding: result, as: UTF8.self), SourceSpan(path: "text.md", start: start, end: end)
  )
}
