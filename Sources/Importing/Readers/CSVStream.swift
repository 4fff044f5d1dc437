internal import Diagnostics

/// One row of a CSV list.
struct CSVRow {
  /// As written, quotes resolved, blanks kept.
  let cells: [String]
  /// The line the row begins on, from 1.
  let line: Int
}

/// Reads RFC 4180 from a list as it arrives: quotes doubled inside quotes, one row in memory.
struct CSVStream {
  let gate: TextGate
  let limits: ListLimits
  var separator = UInt8(ascii: ",")

  private enum State { case start, plain, quoted, closing }

  /// Calls `body` with each row; blank lines and a line of the byte 0x1A alone are no rows.
  func forEach(_ body: (CSVRow) throws -> Void) throws {
    var state = State.start
    var cell: [UInt8] = []
    var cells: [String] = []
    var line = 1
    var rowLine = 1
    var quoteLine = 1
    func place(_ line: Int) -> ListPlace { ListPlace(file: gate.name, line: line) }
    func closeCell() throws {
      guard cells.count < limits.columns else {
        throw ListFault(.listLimit("a row's columns", limits.columns, place(rowLine)))
      }
      cells.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    func closeRow() throws {
      try closeCell()
      if let last = cells.last, last.utf8.last == 0x1A {
        cells[cells.count - 1] = String(decoding: last.utf8.dropLast(), as: UTF8.self)
      }
      if cells.count > 1 || cells.first?.isEmpty == false {
        try body(CSVRow(cells: cells, line: rowLine))
      }
      cells.removeAll(keepingCapacity: true)
    }
    while let piece = try gate.next() {
      for byte in piece {
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .closing
        case (.quoted, _):
          guard cell.count < limits.textBytes else {
            throw ListFault(.listLimit("a cell", limits.textBytes, place(quoteLine)))
          }
          cell.append(byte)
        case (.closing, UInt8(ascii: "\"")):
          cell.append(byte)
          state = .quoted
        case (_, separator):
          try closeCell()
          state = .start
        case (_, 0x0A):
          if state != .closing, cell.last == 0x0D { cell.removeLast() }
          try closeRow()
          state = .start
          rowLine = line + 1
        case (.closing, 0x0D), (.closing, 0x1A): break
        case (.closing, 0x20): break
        case (.closing, _):
          throw ListFault(
            .listCut("a quoted cell ends at its quote; this row is damaged", place(line)))
        case (.start, UInt8(ascii: "\"")):
          state = .quoted
          quoteLine = line
        default:
          guard cell.count < limits.textBytes else {
            throw ListFault(.listLimit("a cell", limits.textBytes, place(line)))
          }
          cell.append(byte)
          state = .plain
        }
        if byte == 0x0A { line += 1 }
      }
    }
    guard state != .quoted else {
      throw ListFault(
        .listCut("the file ends inside a quoted cell; it is cut or damaged", place(quoteLine)))
    }
    if !cells.isEmpty || !cell.isEmpty { try closeRow() }
  }
}
