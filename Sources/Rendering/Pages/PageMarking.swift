internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// Finds the highest marking of what a page shows.
struct PageMarking {
  let context: RenderingContext

  /// A record's page: its own label, its items' and those of the records it names.
  func marking(of record: Record) -> Marking {
    max(context.packMarking, record.marking, marking(of: record.item))
  }

  private func marking(of item: Item) -> Marking {
    var highest = item.marking ?? .clear
    for field in item.fields { highest = max(highest, marking(of: field.value)) }
    return highest
  }

  private func marking(of value: FieldValue) -> Marking {
    switch value {
    case .item(let item): marking(of: item)
    case .list(let values): values.lazy.map { marking(of: $0.value) }.max() ?? .clear
    case .reference(let reference): context.corpus[reference]?.marking ?? .clear
    default: .clear
    }
  }

  func marking(of references: some Sequence<RecordReference>) -> Marking {
    references.lazy.map { context.corpus[$0]?.marking ?? .clear }.max() ?? .clear
  }

  func marking(of blocks: [ProseBlock]) -> Marking {
    blocks.lazy.map { marking(of: $0) }.max() ?? .clear
  }

  private func marking(of block: ProseBlock) -> Marking {
    switch block.kind {
    case .paragraph(let content), .heading(_, let content): marking(of: content)
    case .quote(let blocks), .only(_, let blocks): marking(of: blocks)
    case .list(let list): list.items.lazy.map { marking(of: $0.blocks) }.max() ?? .clear
    case .table(let table):
      (table.rows + [table.header]).lazy.flatMap { $0 }.map { marking(of: $0) }.max() ?? .clear
    case .marked(let marking, let blocks): max(marking, self.marking(of: blocks))
    case .admonition(_, let title, let blocks): max(marking(of: title), marking(of: blocks))
    case .keyFigures(let figures): figures.lazy.map { marking(of: $0.number) }.max() ?? .clear
    case .records(let table): marking(of: table.records)
    case .data(let table): marking(of: table.result.records)
    case .chart(let chart): marking(of: chart.records)
    case .coverage(let matrix):
      marking(of: matrix.rows.lazy.flatMap(\.records))
    case .timeline(let timeline): marking(of: timeline.events.lazy.map(\.record))
    case .code, .thematicBreak, .html: .clear
    }
  }

  func marking(of inlines: [ProseInline]) -> Marking {
    inlines.lazy.map { marking(of: $0) }.max() ?? .clear
  }

  private func marking(of inline: ProseInline) -> Marking {
    switch inline {
    case .marked(let marking, let content): max(marking, self.marking(of: content))
    case .emphasis(let content), .strong(let content), .strikethrough(let content),
      .term(_, let content), .foreign(_, let content):
      marking(of: content)
    case .link(.record(let reference), _, let content):
      max(marking(of: [reference]), marking(of: content))
    case .link(_, _, let content): marking(of: content)
    case .citation(let citation): marking(of: citation.items.lazy.map(\.source))
    case .number(let number): marking(of: number)
    case .text, .softBreak, .lineBreak, .code, .image, .html, .footnote: .clear
    }
  }

  private func marking(of number: NumberUse) -> Marking {
    switch number.origin {
    case .figure(let id): context.pack.figures.figure(id)?.marking ?? .clear
    case .calculation(let records): marking(of: records)
    case .waiver: .clear
    }
  }
}

extension Marking {
  /// Its class in styles.
  var cssClass: String {
    switch self {
    case .clear: "tlp-clear"
    case .green: "tlp-green"
    case .amber: "tlp-amber"
    case .amberStrict: "tlp-amber-strict"
    case .red: "tlp-red"
    }
  }

  /// The key of what it permits, in the strings.
  var stringsKey: String {
    switch self {
    case .clear: "marking.clear"
    case .green: "marking.green"
    case .amber: "marking.amber"
    case .amberStrict: "marking.amberStrict"
    case .red: "marking.red"
    }
  }
}
