internal import MarkdownTree
package import Narratives
internal import Records

/// A coverage matrix: symbol and word, date and lag in every cell.
package struct CoverageView: Sendable {
  /// The widest table that can be read on paper; more members are split.
  static let columnLimit = 12

  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  // MARK: - HTML

  package func html(_ matrix: CoverageMatrix, writer: HTMLWriter) -> TrustedHTML {
    let frame = ChartViewFrame(context: context, writer: writer)
    let id = writer.id("coverage-" + matrix.name)
    var output = HTMLOutput(capacity: 4096 + matrix.rows.count * matrix.members.count * 256)
    output.raw("<figure class=\"coverage\"")
    if writer.options.hasAnchors { output.attribute("id", id) }
    output.raw(">\n")
    frame.writeCaption(title: matrix.title, to: &output)
    let parts = CoverageView.parts(of: matrix.members.count)
    for (index, columns) in parts.enumerated() {
      writeTable(
        matrix, columns: columns, part: parts.count > 1 ? (index + 1, parts.count) : nil,
        writer: writer, to: &output)
    }
    writeKey(to: &output)
    // An annex's page has the method and the link itself.
    if !PageIndex.isAnnex(writer.page) {
      output.raw("<p class=\"chart-note\">")
      output.text(context.strings("page.coverageMethod"))
      output.raw("</p>\n")
      frame.writeDataLink(name: matrix.name, to: &output)
    }
    output.raw("</figure>\n")
    return output.html
  }

  private func writeTable(
    _ matrix: CoverageMatrix, columns: Range<Int>, part: (number: Int, count: Int)?,
    writer: HTMLWriter, to output: inout HTMLOutput
  ) {
    output.raw("<div class=\"table coverage-frame\" role=\"group\" tabindex=\"0\"")
    output.attribute("aria-label", label(of: matrix, part: part))
    output.raw(">\n<table class=\"coverage-table\">\n")
    if let part {
      output.raw("<caption>")
      output.text(partText(part))
      output.raw("</caption>\n")
    }
    output.raw("<thead>\n<tr>\n<th scope=\"col\">")
    output.text(context.strings("coverage.entity"))
    output.raw("</th>\n")
    for column in columns {
      output.raw("<th scope=\"col\">")
      output.text(context.vocabulary.country(matrix.members[column]))
      output.raw("</th>\n")
    }
    output.raw("</tr>\n</thead>\n<tbody>\n")
    for row in matrix.rows {
      output.raw("<tr>\n<th scope=\"row\">")
      output.trusted(writer.html(context.link(to: row.entity)))
      writeFirstIncident(of: row, writer: writer, to: &output)
      output.raw("</th>\n")
      for column in columns {
        write(CoverageView.cell(row.cells, column), writer: writer, to: &output)
      }
      output.raw("</tr>\n")
    }
    output.raw("</tbody>\n")
    writeTotals(matrix, columns: columns, to: &output)
    output.raw("</table>\n</div>\n")
  }

  private func writeFirstIncident(
    of row: CoverageMatrix.Row, writer: HTMLWriter, to output: inout HTMLOutput
  ) {
    let content = firstIncident(of: row)
    guard !content.isEmpty else { return }
    output.raw("<br><span class=\"coverage-incident\">")
    output.trusted(writer.html(content))
    output.raw("</span>")
  }

  private func write(
    _ cell: CoverageMatrix.Cell, writer: HTMLWriter, to output: inout HTMLOutput
  ) {
    switch cell.status {
    case .listed: output.raw("<td class=\"coverage-cell coverage-listed\">")
    case .partly: output.raw("<td class=\"coverage-cell coverage-partly\">")
    case .notListed: output.raw("<td class=\"coverage-cell coverage-not-listed\">")
    case .unknown: output.raw("<td class=\"coverage-cell coverage-unknown\">")
    }
    output.raw("<span class=\"coverage-symbol\" aria-hidden=\"true\">")
    output.text(CoverageView.symbol(cell.status))
    output.raw("</span> <span class=\"coverage-word\">")
    output.trusted(writer.html(statusLinks(cell)))
    output.raw("</span>")
    if let since = cell.since {
      output.raw("<br><span class=\"coverage-since\">")
      ChartViewFrame(context: context, writer: writer).write(since, to: &output)
      output.raw("</span>")
    }
    if let lag = cell.lag {
      output.raw("<br><span class=\"coverage-lag\">")
      output.text(lagText(lag))
      output.raw("</span>")
    }
    if let lag = cell.incidentLag {
      output.raw("<br><span class=\"coverage-incident\">")
      output.text(incidentLagText(lag))
      output.raw("</span>")
    }
    output.raw("</td>\n")
  }

  /// How many cells of each column have each status; statuses that no cell has are left out.
  private func writeTotals(
    _ matrix: CoverageMatrix, columns: Range<Int>, to output: inout HTMLOutput
  ) {
    guard !matrix.rows.isEmpty else { return }
    output.raw("<tfoot>\n")
    for status in CoverageView.shownStatuses(of: matrix) {
      output.raw("<tr>\n<th scope=\"row\"><span class=\"coverage-symbol\" aria-hidden=\"true\">")
      output.text(CoverageView.symbol(status))
      output.raw("</span> ")
      output.text(totalText(status))
      output.raw("</th>\n")
      for column in columns {
        output.raw("<td class=\"coverage-total\">")
        output.number(CoverageView.count(status, in: matrix, column: column))
        output.raw("</td>\n")
      }
      output.raw("</tr>\n")
    }
    output.raw("</tfoot>\n")
  }

  /// What the symbols stand for.
  private func writeKey(to output: inout HTMLOutput) {
    output.raw("<p class=\"coverage-key\">")
    for (index, status) in CoverageView.statuses.enumerated() {
      if index > 0 { output.space() }
      output.raw("<span><span class=\"coverage-symbol\" aria-hidden=\"true\">")
      output.text(CoverageView.symbol(status))
      output.raw("</span> ")
      output.text(word(status))
      output.raw("</span>")
    }
    output.raw("</p>\n")
  }

  // MARK: - Markdown

  package func markdown(_ matrix: CoverageMatrix, writer: MarkdownWriter) -> String {
    let frame = ChartViewMarkdown(context: context, writer: writer)
    let parts = CoverageView.parts(of: matrix.members.count)
    var texts = [frame.title(matrix.title)]
    for (index, columns) in parts.enumerated() {
      if parts.count > 1 {
        texts.append(writer.markdown([.text(partText((index + 1, parts.count)))]))
      }
      texts.append(
        writer.markdown([ProseBlock(id: "", kind: .table(table(of: matrix, columns: columns)))]))
    }
    let method = ProseInline.text(context.strings("page.coverageMethod"))
    texts.append(writer.markdown([ProseBlock(id: "", kind: .paragraph([method]))]))
    texts.append(frame.dataLink(name: matrix.name))
    return frame.joined(texts)
  }

  private func table(of matrix: CoverageMatrix, columns: Range<Int>) -> ProseTable {
    var rows = matrix.rows.map { row in
      [rowHeader(row)]
        + columns.map { inlines(CoverageView.cell(row.cells, $0)) }
    }
    if !matrix.rows.isEmpty {
      for status in CoverageView.shownStatuses(of: matrix) {
        rows.append(
          [[.strong([.text(CoverageView.symbol(status) + " " + totalText(status))])]]
            + columns.map { column in
              [.text(String(CoverageView.count(status, in: matrix, column: column)))]
            })
      }
    }
    return ProseTable(
      alignments: Array(repeating: .left, count: columns.count + 1),
      header: [[.text(context.strings("coverage.entity"))]]
        + columns.map { [.text(context.vocabulary.country(matrix.members[$0]))] },
      rows: rows)
  }

  private func rowHeader(_ row: CoverageMatrix.Row) -> [ProseInline] {
    let incident = firstIncident(of: row)
    return context.link(to: row.entity)
      + (incident.isEmpty ? [] : [.text(" (")] + incident + [.text(")")])
  }

  /// A cell in one line: `● Listed, 6 March 2018 (27 days later; first incident 90 days earlier)`.
  private func inlines(_ cell: CoverageMatrix.Cell) -> [ProseInline] {
    var result: [ProseInline] = [.text(CoverageView.symbol(cell.status) + " ")]
    result += statusLinks(cell)
    if let since = cell.since { result.append(.text(", " + context.dates.text(since))) }
    let lags = [cell.lag.map(lagText), cell.incidentLag.map(incidentLagText)].compactMap { $0 }
    if !lags.isEmpty { result.append(.text(" (" + lags.joined(separator: "; ") + ")")) }
    return result
  }
}
