package import Diagnostics

/// What an author says of a list that no known format covers: whose it is, how its CSV is written,
/// and which column fills which field.
package struct ListMap: Sendable {
  /// The list's name: that of its files, and the beginning of its records' ids.
  package var list: String
  package var title: String
  package var publisher: String
  package var url: String?
  package var authority: Located<String>
  /// Tags of every row.
  package var programs: [String] = []
  /// Follow the Money schema of rows whose cell names none.
  package var schema = "LegalEntity"
  /// The date the list states, EDTF.
  package var issued: String?
  package var isWindows = false
  package var delimiter = UInt8(ascii: ",")
  /// The row that names the columns, from 1.
  package var header = 1
  /// What parts the values of a cell.
  package var separator = ";"
  /// One of `Schema.listDateForms`.
  package var dates = "yyyy-mm-dd"
  /// Columns by the field they fill.
  package var columns: [String: [Located<String>]] = [:]
  /// Follow the Money schemas by the cell that stands for them.
  package var types: [String: String] = [:]
  /// Columns kept as they are, under `original`.
  package var keep: [Located<String>] = []
  /// Rows left out: those whose cell in a column is one of these.
  package var skip: [Skip] = []

  package struct Skip: Sendable {
    package let column: Located<String>
    package let cells: [String]

    package init(column: Located<String>, cells: [String]) {
      self.column = column
      self.cells = cells
    }
  }

  package init(list: String, title: String, publisher: String, authority: Located<String>) {
    self.list = list
    self.title = title
    self.publisher = publisher
    self.authority = authority
  }

  /// Every column that the list must have, each where it is named first.
  package var named: [Located<String>] {
    var seen: Set<String> = []
    let all = columns.keys.sorted().flatMap { columns[$0] ?? [] } + keep + skip.map(\.column)
    return all.sorted { $0.span.start < $1.span.start }.filter { seen.insert($0.value).inserted }
  }
}
