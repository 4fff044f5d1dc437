package import Narratives
internal import Records

extension MarkdownWriter {
  /// The texts of blocks that read the same in every file, by block.
  ///
  /// A narrative stands in the snapshot, in its page and in the file of all pages; what leads
  /// nowhere in the pack need be written once only.
  package func prepare(_ blocks: [ProseBlock]) -> [String: String] {
    var prepared: [String: String] = [:]
    for block in blocks where !block.id.isEmpty && block.readsAlike {
      let text = markdown([block])
      if !text.utf8.isEmpty { prepared[block.id] = text }
    }
    return prepared
  }

  /// The same writer with texts at hand.
  func with(_ prepared: [String: String]) -> MarkdownWriter {
    var writer = self
    writer.prepared = prepared
    return writer
  }
}

extension ProseBlock {
  /// Whether the block is the same Markdown wherever it stands: no heading, whose level depends on
  /// the page, and nothing whose address does.
  fileprivate var readsAlike: Bool {
    switch kind {
    case .paragraph(let content): content.readsAlike
    case .list(let list): list.items.allSatisfy { $0.blocks.allSatisfy(\.readsAlike) }
    case .quote(let blocks): blocks.allSatisfy(\.readsAlike)
    case .table(let table):
      table.header.allSatisfy(\.readsAlike)
        && table.rows.allSatisfy { $0.allSatisfy(\.readsAlike) }
    case .code, .thematicBreak: true
    case .heading, .html, .marked, .only, .admonition, .keyFigures, .records, .data, .chart,
      .coverage, .timeline:
      false
    }
  }
}

extension ProseBlock {
  /// Whether the block differs between a record's page and the file of all pages by addresses and
  /// levels alone, not by lines of its own.
  func canFork(onPageOf record: RecordReference) -> Bool {
    switch kind {
    case .paragraph(let content), .heading(_, let content): content.canFork(onPageOf: record)
    case .list(let list):
      list.items.allSatisfy { $0.blocks.allSatisfy { $0.canFork(onPageOf: record) } }
    case .quote(let blocks): blocks.allSatisfy { $0.canFork(onPageOf: record) }
    case .table(let table):
      table.header.allSatisfy { $0.canFork(onPageOf: record) }
        && table.rows.allSatisfy { $0.allSatisfy { $0.canFork(onPageOf: record) } }
    case .code, .thematicBreak, .html: true
    case .marked, .only, .admonition, .keyFigures, .records, .data, .chart, .coverage, .timeline:
      false
    }
  }
}

extension [ProseInline] {
  /// A link to the page that it stands on leads nowhere in that page's own file.
  fileprivate func canFork(onPageOf record: RecordReference) -> Bool {
    allSatisfy { inline in
      switch inline {
      case .link(.here, _, _): false
      case .link(.record(let target), _, let content):
        target != record && content.canFork(onPageOf: record)
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content), .term(_, let content), .marked(_, let content),
        .foreign(_, let content):
        content.canFork(onPageOf: record)
      case .text, .softBreak, .lineBreak, .code, .html, .number, .citation, .image, .footnote: true
      }
    }
  }

  fileprivate var readsAlike: Bool { allSatisfy(\.readsAlike) }
}

extension ProseInline {
  fileprivate var readsAlike: Bool {
    switch self {
    case .text, .softBreak, .lineBreak, .code, .html, .number, .citation: true
    case .emphasis(let content), .strong(let content), .strikethrough(let content),
      .link(.url, _, let content), .marked(_, let content), .foreign(_, let content):
      content.readsAlike
    case .link, .image, .footnote, .term: false
    }
  }
}
