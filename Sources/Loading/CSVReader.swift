package import Diagnostics
package import MarkdownTree

/// One cell of a CSV file.
package struct CSVCell: Sendable {
  package var text: String
  /// The whole cell, quotes included.
  package var span: SourceSpan
  /// Where the parts of a quoted text stand.
  package var segments: [TextOrigin.Segment]
  package var contentOffset: Int
}

/// Reads RFC 4180: commas, quotes doubled inside quotes, rows of one length.
package struct CSVReader {
  private let bytes: [UInt8]
  private let path: String
  private let limits: LoadingLimits
  private var position: Int
  private var diagnostics: [Diagnostic] = []

  private init(_ file: SourceFile, limits: LoadingLimits) {
    bytes = file.bytes
    path = file.path
    self.limits = limits
    position = TextHygiene.contentStart(of: file.bytes)
  }

  /// The rows of a file, the header first; blank lines are no rows.
  ///
  /// `isWhole` is false where a row was lost: who relies on all rows being there must know.
  package static func read(
    _ file: SourceFile, limits: LoadingLimits = LoadingLimits()
  ) -> Checked<(rows: [[CSVCell]], isWhole: Bool)> {
    guard file.bytes.count <= limits.csvFileBytes else {
      return Checked(
        ([], false), [.limit("csvFileBytes", limits.csvFileBytes, file: file.path)])
    }
    var reader = CSVReader(file, limits: limits)
    let result = reader.readRows()
    return Checked(result, reader.diagnostics)
  }

  private mutating func readRows() -> (rows: [[CSVCell]], isWhole: Bool) {
    var rows: [[CSVCell]] = []
    var isWhole = true
    while position < bytes.count {
      if skipBreak() { continue }
      guard let row = readRow() else { return (rows, false) }
      guard let header = rows.first else {
        if row.count > limits.csvColumns {
          diagnostics.append(.limit("csvColumns", limits.csvColumns, at: row[0].span))
          return ([], false)
        }
        rows.append(row)
        continue
      }
      guard rows.count <= limits.csvRows else {
        diagnostics.append(.limit("csvRows", limits.csvRows, at: row[0].span))
        return (rows, false)
      }
      if row.count == header.count {
        rows.append(row)
      } else {
        isWhole = false
        // A long row's first surplus cell, a short row's start.
        let place = row.count > header.count ? row[header.count].span : row[0].span
        diagnostics.append(
          .csvShape("the header has \(header.count) cells, this row \(row.count)", at: place))
      }
    }
    return (rows, isWhole)
  }

  /// Reads to the end of a row; nil where a quote never closes and the rest is lost.
  private mutating func readRow() -> [CSVCell]? {
    var cells: [CSVCell] = []
    while true {
      guard let cell = readCell() else { return nil }
      cells.append(cell)
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") {
        position += 1
        continue
      }
      _ = skipBreak()
      return cells
    }
  }

  private mutating func readCell() -> CSVCell? {
    let start = position
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      skipUnquoted()
      if let quote = bytes[start..<position].firstIndex(of: UInt8(ascii: "\"")) {
        diagnostics.append(
          .csvShape(
            "a cell with a '\"' in it is quoted as a whole", at: span(start, max(quote, start + 1)))
        )
      }
      return cell(
        String(decoding: bytes[start..<position], as: UTF8.self), start, content: start, [])
    }
    position += 1
    var folded = FoldedText()
    var run = position
    while true {
      guard position < bytes.count else {
        diagnostics.append(
          .csvShape("the quote that opens this cell is never closed", at: span(start, start + 1)))
        return nil
      }
      guard bytes[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else { break }
      folded.append(bytes[run...position], at: run)
      position += 2
      run = position
    }
    folded.append(bytes[run..<position], at: run)
    position += 1
    let close = position
    skipUnquoted()
    if position > close {
      diagnostics.append(
        .csvShape("nothing follows a cell's closing quote", at: span(start, close)))
    }
    let scalar = folded.scalar(.cell, contentOffset: start + 1)
    return cell(scalar.text, start, content: start + 1, scalar.segments, end: close)
  }

  private mutating func cell(
    _ text: String, _ start: Int, content: Int, _ segments: [TextOrigin.Segment], end: Int? = nil
  ) -> CSVCell {
    if text.utf8.count > limits.scalarBytes {
      diagnostics.append(
        .limit("scalarBytes", limits.scalarBytes, at: span(start, start + 1)))
    }
    return CSVCell(
      text: text, span: span(start, end ?? position), segments: segments, contentOffset: content)
  }

  private mutating func skipUnquoted() {
    while position < bytes.count, bytes[position] != UInt8(ascii: ","), !isBreak(position) {
      position += 1
    }
  }

  private func isBreak(_ offset: Int) -> Bool {
    bytes[offset] == 0x0A
      || (bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
  }

  private mutating func skipBreak() -> Bool {
    guard position < bytes.count, isBreak(position) else { return false }
    position += bytes[position] == 0x0D ? 2 : 1
    return true
  }

  private func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(path: path, start: start, end: end)
  }
}
