internal import Figures
internal import Narratives
internal import Records

/// The columns and cells of a query's result, shared by HTML, Markdown and CSV.
struct DataColumns: Sendable {
  let context: RenderingContext
  let table: DataTable
  /// Whether every value of the column that is present is a number.
  let isNumeric: [Bool]

  init(context: RenderingContext, table: DataTable) {
    self.context = context
    self.table = table
    isNumeric = table.result.columns.indices.map { column in
      var seen = false
      for row in table.result.rows where column < row.count {
        if case .null = row[column] { continue }
        guard row[column].number != nil else { return false }
        seen = true
      }
      return seen
    }
  }

  /// Column names as the query gives them; a name of ours gets its label.
  var labels: [String] {
    table.result.columns.map { context.strings.texts["field.\($0)"] ?? $0 }
  }

  /// The result as data; every row bears the label of the records behind it.
  var csv: CSVTable {
    let marking = ChartViewMarking(context: context).marking(of: table.result.records)
    return CSVTable(
      header: table.result.columns,
      rows: table.result.rows.map { row in (cells: row.map(data), marking: marking) })
  }

  private func data(_ value: SQLValue) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .integer, .real: value.number?.description ?? ""
    }
  }

  func text(_ value: SQLValue) -> String {
    switch value {
    case .null: context.strings("value.none")
    case .text(let text): date(value).map(context.dates.text) ?? text
    case .integer, .real: value.number.map(number) ?? ""
    }
  }

  /// The day that a text of the form `2024-05-31` states, as columns of dates have it.
  func date(_ value: SQLValue) -> PartialDate? {
    guard case .text(let text) = value, text.utf8.count == 10, let date = PartialDate(text),
      date.isFullDay
    else { return nil }
    return date
  }

  /// A number as the query gives it, with the language's signs; nothing says that it may be grouped:
  /// it may be a year.
  private func number(_ value: ExactDecimal) -> String {
    var text = ""
    for scalar in value.description.unicodeScalars {
      switch scalar {
      case ".": text += context.strings("number.decimal")
      case "-": text += context.strings("number.minus")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
