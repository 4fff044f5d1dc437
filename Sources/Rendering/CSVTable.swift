package import Diagnostics

/// A table as data, before it is written as CSV: exact numbers, EDTF dates, ids.
package struct CSVTable: Sendable {
  /// Column names; the writer appends `marking`.
  package var header: [String]
  /// One cell a column, and the row's own label.
  package var rows: [(cells: [String], marking: Marking)]

  package init(header: [String], rows: [(cells: [String], marking: Marking)] = []) {
    self.header = header
    self.rows = rows
  }
}
