internal import Diagnostics
internal import MarkdownTree

extension MarkdownDocument {
  /// Whether any passage carries a marking; most texts hold none and stay untouched.
  var holdsMarked: Bool {
    blocks.holdMarked || footnotes.contains { $0.blocks.holdMarked }
  }
}

extension [Block] {
  var holdMarked: Bool {
    contains { block in
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): content.holdMarked
      case .quote(let blocks): blocks.holdMarked
      case .list(let list): list.items.contains { $0.blocks.holdMarked }
      case .table(let table):
        table.header.contains(where: \.holdMarked)
          || table.rows.contains { $0.contains(where: \.holdMarked) }
      case .directive(let directive):
        directive.name.value == "marked" || directive.body.holdsMarked
          || directive.argumentContent.holdMarked
          || directive.options.contains { $0.content.holdMarked }
      case .code, .thematicBreak, .html: false
      }
    }
  }

  /// Labels of the footnotes referred to, in order, with repeats.
  var footnoteLabels: [String] {
    flatMap { block -> [String] in
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): content.footnoteLabels
      case .quote(let blocks): blocks.footnoteLabels
      case .list(let list): list.items.flatMap(\.blocks.footnoteLabels)
      case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap(\.footnoteLabels)
      // A directive's footnotes are its own.
      case .directive, .code, .thematicBreak, .html: []
      }
    }
  }
}

extension [Inline] {
  var holdMarked: Bool {
    contains { inline in
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.holdMarked
      case .link(let link): link.content.holdMarked
      case .role(let role): role.name.value == "marked"
      default: false
      }
    }
  }

  var footnoteLabels: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .footnoteReference(let label, _): [label]
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.footnoteLabels
      case .link(let link): link.content.footnoteLabels
      case .role(let role): role.narrative.footnoteLabels
      default: []
      }
    }
  }
}
