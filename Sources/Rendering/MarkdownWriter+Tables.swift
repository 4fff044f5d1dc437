internal import Figures
internal import MarkdownTree
package import Narratives
internal import Records

extension MarkdownWriter {
  /// A table of records as an annex page shows it.
  package func markdown(_ table: RecordTable) -> String {
    var output = MarkdownOutput()
    write(table, to: &output)
    return output.text
  }

  func write(_ table: ProseTable, to output: inout MarkdownOutput) {
    output.blankLine()
    writeRow(table.header, to: &output)
    output.raw("|")
    for index in table.header.indices {
      switch index < table.alignments.count ? table.alignments[index] : .none {
      case .none: output.raw(" --- |")
      case .left: output.raw(" :--- |")
      case .center: output.raw(" :---: |")
      case .right: output.raw(" ---: |")
      }
    }
    output.endLine()
    for row in table.rows { writeRow(row, to: &output) }
  }

  private func writeRow(
    _ cells: [[ProseInline]], anchor: String? = nil, to output: inout MarkdownOutput
  ) {
    output.raw("|")
    output.isInCell = true
    for (index, cell) in cells.enumerated() {
      output.raw(" ")
      if index == 0, let anchor { output.raw("<a id=\"\(anchor)\"></a>") }
      write(cell, to: &output)
      output.raw(" |")
    }
    output.isInCell = false
    output.endLine()
  }

  private func writeTitle(_ title: [ProseInline], to output: inout MarkdownOutput) {
    output.blankLine()
    guard !title.isEmpty else { return }
    output.raw("**")
    write(title, to: &output)
    output.raw("**")
    output.endLine()
    output.blankLine()
  }

  func write(_ table: RecordTable, to output: inout MarkdownOutput) {
    let view = RecordColumns(context: context)
    let columns = view.columns(of: table)
    writeTitle(table.title, to: &output)
    writeRow(columns.map { [.text($0.label)] }, to: &output)
    writeDelimiters(columns.map(\.isNumeric), to: &output)
    for reference in table.records {
      guard let record = context.corpus[reference] else { continue }
      var anchor: String?
      if let place = context.index.place(of: .record(reference)), place.page == page,
        let fragment = place.fragment
      {
        anchor = self.anchor(fragment)
      }
      writeRow(columns.map { view.cell($0, of: record) }, anchor: anchor, to: &output)
    }
  }

  func write(_ table: DataTable, to output: inout MarkdownOutput) {
    let view = DataColumns(context: context, table: table)
    writeTitle(table.title, to: &output)
    writeRow(view.labels.map { [.text($0)] }, to: &output)
    writeDelimiters(view.isNumeric, to: &output)
    for row in table.result.rows {
      writeRow(row.map { [.text(view.text($0))] }, to: &output)
    }
  }

  private func writeDelimiters(_ isNumeric: [Bool], to output: inout MarkdownOutput) {
    output.raw("|")
    for isNumber in isNumeric { output.raw(isNumber ? " ---: |" : " --- |") }
    output.endLine()
  }
}
