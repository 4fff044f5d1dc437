package import Diagnostics
package import Narratives

/// The data files that charts, tables, matrices and timelines in narrative link to.
package struct ChartViewData: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// The tables behind the drawings of `blocks`, nested ones too, in reading order; each is
  /// `data/NAME.csv`.
  ///
  /// `marking` is that of the section; rows bear it, or the stricter one of a `marked` passage or of
  /// their own records.
  package func tables(
    in blocks: [ProseBlock], marking: Marking
  ) -> [(name: String, table: CSVTable)] {
    blocks.flatMap { tables(of: $0, marking: marking) }
  }

  private func tables(
    of block: ProseBlock, marking: Marking
  ) -> [(name: String, table: CSVTable)] {
    switch block.kind {
    case .chart(let chart):
      [marked(chart.name, ChartView(context: context).csv(chart), marking)]
    case .coverage(let matrix):
      [marked(matrix.name, CoverageView(context: context).csv(matrix), marking)]
    case .timeline(let timeline):
      [marked(timeline.name, TimelineView(context: context).csv(timeline), marking)]
    case .records(let table):
      [marked(table.name, AnnexData(context: context).records(table), marking)]
    case .data(let table):
      [marked(table.name, DataColumns(context: context, table: table).csv, marking)]
    case .marked(let label, let blocks): tables(in: blocks, marking: max(label, marking))
    case .quote(let blocks), .only(_, let blocks), .admonition(_, _, let blocks):
      tables(in: blocks, marking: marking)
    case .list(let list): list.items.flatMap { tables(in: $0.blocks, marking: marking) }
    case .paragraph, .heading, .code, .table, .thematicBreak, .html, .keyFigures: []
    }
  }

  private func marked(
    _ name: String, _ table: CSVTable, _ marking: Marking
  ) -> (name: String, table: CSVTable) {
    var table = table
    table.rows = table.rows.map { ($0.cells, max($0.marking, marking)) }
    return (name, table)
  }
}
