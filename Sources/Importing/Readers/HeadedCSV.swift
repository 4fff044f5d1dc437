internal import Diagnostics

/// A CSV list whose first row names the columns; they are found by name, whatever their order.
struct HeadedCSV {
  let gate: TextGate
  let limits: ListLimits
  /// Columns without which it is another kind of file.
  let required: [String]
  var separator = UInt8(ascii: ",")
  /// Rows before the one that names the columns.
  var preamble = 0
  /// Looks at the names of the columns before any row is read.
  var check: ([String]) throws -> Void = { _ in }

  /// Calls `body` with each row after the header; `head` with each row before it.
  func forEach(
    head: ([String]) throws -> Void = { _ in }, _ body: (HeadedRow) throws -> Void
  ) throws {
    var columns: [String: Int]?
    var width = 0
    var rest = preamble
    try CSVStream(gate: gate, limits: limits, separator: separator).forEach { row in
      if rest > 0 {
        rest -= 1
        return try head(row.cells)
      }
      guard let columns else {
        let names = row.cells.map { CleanText.value($0) ?? "" }
        let missing = required.filter { !names.contains($0) }
        guard missing.isEmpty else {
          throw ListFault(
            .listFormat(
              "the header lacks \(missing.prefix(5).map { "'\($0)'" }.joined(separator: ", "))",
              ListPlace(file: gate.name, line: row.line)))
        }
        try check(names)
        columns = Dictionary(
          names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        width = names.count
        return
      }
      guard row.cells.count == width else {
        throw ListFault(
          .listCut(
            "a row has \(width) columns, not \(row.cells.count); the file is damaged",
            ListPlace(file: gate.name, line: row.line, record: row.cells.first)))
      }
      try body(HeadedRow(columns: columns, row: row))
    }
    guard columns != nil else {
      throw ListFault(.listFormat("the header is missing", ListPlace(file: gate.name, line: 1)))
    }
  }
}

/// One row with its columns by name.
struct HeadedRow {
  fileprivate let columns: [String: Int]
  fileprivate let row: CSVRow

  var line: Int { row.line }

  /// A cell's text; nil where it is blank or says that nothing is known.
  subscript(column: String) -> String? {
    columns[column].flatMap { CleanText.known(row.cells[$0]) }
  }

  /// A cell as it is written; empty where there is no such column.
  func raw(_ column: String) -> String { columns[column].map { row.cells[$0] } ?? "" }

  /// Whether no cell says anything.
  var isBlank: Bool { row.cells.allSatisfy { CleanText.value($0) == nil } }

  /// A cell's values, parted by `; ` or `;`.
  func list(_ column: String) -> [String] { parts(column).compactMap(CleanText.known) }

  /// A cell's values, parted by `;` and quoted by the rules of CSV where they hold one.
  func inner(_ column: String) -> [String] {
    guard let cell = columns[column].map({ row.cells[$0] }) else { return [] }
    var values: [String] = []
    var value: [UInt8] = []
    var isQuoted = false
    for byte in Array(cell.utf8) + [UInt8(ascii: ";")] {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ";"), !isQuoted {
        if let known = CleanText.known(String(decoding: value, as: UTF8.self)) {
          values.append(known)
        }
        value.removeAll(keepingCapacity: true)
      } else {
        value.append(byte)
      }
    }
    return values
  }

  /// A cell's parts, blank ones kept: positions count.
  func parts(_ column: String) -> [String] {
    guard let cell = columns[column].map({ row.cells[$0] }), CleanText.value(cell) != nil else {
      return []
    }
    return cell.components(";")
  }
}
