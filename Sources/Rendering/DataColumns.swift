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

  func text(_ value: SQLValue) -> String {
    switch value {
    case .null: context.strings("value.none")
    case .text(let text): text
    case .integer, .real:
      context.formatter.display(
        value: value.number, low: nil, high: nil, unit: nil, form: .full)
    }
  }
}
