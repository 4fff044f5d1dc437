internal import Diagnostics
package import Figures
internal import Records

/// A query's result as text: an aligned table, CSV or JSON.
package struct ResultTable: Sendable {
  package let result: QueryResult

  package init(_ result: QueryResult) {
    self.result = result
  }

  package var rowCount: Int { result.rows.count }

  package var table: String {
    let header = result.columns
    let rows = result.rows.map { $0.map { VisibleText.line(text($0)) } }
    var widths = header.map(\.count)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], min(cell.count, 60))
      }
    }
    var lines = [
      line(header, widths), line(widths.map { String(repeating: "-", count: $0) }, widths),
    ]
    lines += rows.map { line($0, widths) }
    return lines.joined(separator: "\n") + "\n"
  }

  package var csv: String {
    var lines = [result.columns.map(quoted).joined(separator: ",")]
    lines += result.rows.map { $0.map { quoted(text($0)) }.joined(separator: ",") }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  package var json: [UInt8] {
    let rows = result.rows.map { row in
      JSONValue.object(
        Dictionary(
          zip(result.columns, row.map(value)), uniquingKeysWith: { first, _ in first }))
    }
    return JSONValue.object([
      "schema": .integer(1), "columns": .list(result.columns.map(JSONValue.text)),
      "rows": .list(rows),
    ]).lines
  }

  private func value(_ cell: SQLValue) -> JSONValue {
    switch cell {
    case .null: .null
    case .integer(let number): .integer(Int(number))
    case .real: .text(text(cell))
    case .text(let text): .text(text)
    }
  }

  private func text(_ cell: SQLValue) -> String {
    switch cell {
    case .null: ""
    case .text(let text): text
    case .integer, .real: cell.number?.description ?? ""
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { cell, width in
      let cut = cell.count > width ? String(cell.prefix(max(1, width - 1))) + "…" : cell
      return cut + String(repeating: " ", count: max(0, width - cut.count))
    }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
