internal import Figures
internal import MarkdownTree
package import Narratives
internal import Records

extension HTMLWriter {
  /// A written table.
  func write(_ table: ProseTable, of block: ProseBlock, to output: inout HTMLOutput) {
    openFrame(to: &output)
    output.raw("<table")
    writeID(of: block, to: &output)
    output.raw(">\n<thead>\n<tr>\n")
    for (index, cell) in table.header.enumerated() {
      output.raw(options.hasFrames ? "<th scope=\"col\"" : "<th")
      writeAlignment(index, of: table, to: &output)
      output.raw(">")
      write(cell, to: &output)
      output.raw("</th>\n")
    }
    output.raw("</tr>\n</thead>\n")
    if !table.rows.isEmpty {
      output.raw("<tbody>\n")
      for row in table.rows {
        output.raw("<tr>\n")
        for (index, cell) in row.enumerated() {
          output.raw("<td")
          writeAlignment(index, of: table, to: &output)
          output.raw(">")
          write(cell, to: &output)
          output.raw("</td>\n")
        }
        output.raw("</tr>\n")
      }
      output.raw("</tbody>\n")
    }
    output.raw("</table>\n")
    closeFrame(to: &output)
  }

  private func writeAlignment(_ column: Int, of table: ProseTable, to output: inout HTMLOutput) {
    guard column < table.alignments.count else { return }
    switch table.alignments[column] {
    case .none: break
    case .left: output.raw(" class=\"align-left\"")
    case .center: output.raw(" class=\"align-center\"")
    case .right: output.raw(" class=\"align-right\"")
    }
  }

  /// Wide tables scroll inside their frame, by keyboard too.
  private func openFrame(to output: inout HTMLOutput) {
    output.startLine()
    if options.hasFrames { output.raw("<div class=\"table\" tabindex=\"0\">\n") }
  }

  private func closeFrame(to output: inout HTMLOutput) {
    if options.hasFrames { output.raw("</div>\n") }
  }

  // MARK: - Tables of records

  /// A table of records as an annex page shows it.
  package func html(_ table: RecordTable) -> TrustedHTML {
    var output = HTMLOutput(capacity: 256 + table.records.count * 512)
    write(table, id: "", to: &output)
    return output.html
  }

  func write(_ table: RecordTable, id blockID: String, to output: inout HTMLOutput) {
    let view = RecordColumns(context: context)
    let columns = view.columns(of: table)
    openFrame(to: &output)
    writeTableStart("<table class=\"records\"", id: blockID, title: table.title, to: &output)
    for column in columns {
      output.raw(column.isNumeric ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      output.text(column.label)
      output.raw("</th>\n")
    }
    output.raw("</tr>\n</thead>\n<tbody>\n")
    let heading = view.headingIndex(of: columns)
    for reference in table.records {
      guard let record = context.corpus[reference] else { continue }
      output.raw("<tr")
      writeRowID(of: reference, to: &output)
      output.raw(">\n")
      for (index, column) in columns.enumerated() {
        write(column, of: record, view: view, isHeading: index == heading, to: &output)
      }
      output.raw("</tr>\n")
    }
    output.raw("</tbody>\n</table>\n")
    closeFrame(to: &output)
  }

  private func write(
    _ column: RecordColumns.Column, of record: Record, view: RecordColumns, isHeading: Bool,
    to output: inout HTMLOutput
  ) {
    output.raw(isHeading ? "<th scope=\"row\"" : "<td")
    if column.isNumeric { output.raw(" class=\"number\"") }
    if column.isLong { output.raw(" class=\"long\"") }
    let datetime = view.machineDate(column, of: record)
    if datetime == nil, let date = record.item.date(column.key) {
      // In the order of dates, though `time` cannot state it.
      output.attribute("data-date", date.earliest.isoText)
    }
    output.raw(">")
    let cell = view.cell(column, of: record)
    if let datetime {
      output.raw("<time")
      output.attribute("datetime", datetime)
      output.raw(">")
      write(cell, to: &output)
      output.raw("</time>")
    } else {
      write(cell, to: &output)
    }
    output.raw(isHeading ? "</th>\n" : "</td>\n")
  }

  /// Rows of records without pages of their own are where links to them lead.
  private func writeRowID(of reference: RecordReference, to output: inout HTMLOutput) {
    guard options.hasAnchors, let place = context.index.place(of: .record(reference)),
      place.page == page, let fragment = place.fragment
    else { return }
    output.attribute("id", id(fragment))
  }

  private func writeTableStart(
    _ start: StaticString, id blockID: String, title: [ProseInline], to output: inout HTMLOutput
  ) {
    output.raw(start)
    if options.hasAnchors, !blockID.isEmpty { output.attribute("id", id(ofBlock: blockID)) }
    output.raw(">\n")
    if !title.isEmpty {
      output.raw("<caption>")
      write(title, to: &output)
      output.raw("</caption>\n")
    }
    output.raw("<thead>\n<tr>\n")
  }

  // MARK: - Tables of queries

  func write(_ table: DataTable, id blockID: String, to output: inout HTMLOutput) {
    let view = DataColumns(context: context, table: table)
    openFrame(to: &output)
    writeTableStart("<table class=\"data\"", id: blockID, title: table.title, to: &output)
    for (index, label) in view.labels.enumerated() {
      output.raw(
        view.isNumeric[index] ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
      output.text(label)
      output.raw("</th>\n")
    }
    output.raw("</tr>\n</thead>\n<tbody>\n")
    for row in table.result.rows {
      output.raw("<tr>\n")
      for (index, value) in row.enumerated() {
        let isNumeric = index < view.isNumeric.count && view.isNumeric[index]
        output.raw(isNumeric ? "<td class=\"number\">" : "<td>")
        if let number = value.number {
          output.raw("<data")
          output.attribute("value", number.description)
          output.raw(">")
          output.text(view.text(value))
          output.raw("</data>")
        } else if let date = view.date(value) {
          ChartViewFrame(context: context, writer: self).write(date, to: &output)
        } else {
          write([.isolated(view.text(value))], to: &output)
        }
        output.raw("</td>\n")
      }
      output.raw("</tr>\n")
    }
    output.raw("</tbody>\n</table>\n")
    closeFrame(to: &output)
  }
}
