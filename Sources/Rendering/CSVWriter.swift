internal import Diagnostics

/// Writes tables as CSV that spreadsheets open without running anything.
///
/// UTF-8 without a byte-order mark, every cell quoted, rows ended by a line feed, as all our files
/// are; the last column is each row's `marking`.
package struct CSVWriter: Sendable {
  package init() {}

  package func csv(_ table: CSVTable) -> [UInt8] {
    var bytes: [UInt8] = []
    write(table.header + ["marking"], to: &bytes)
    for row in table.rows { write(row.cells + [row.marking.label], to: &bytes) }
    return bytes
  }

  private func write(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      if CSVWriter.isFormula(cell) { bytes.append(UInt8(ascii: "'")) }
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Whether a spreadsheet could take a cell for a formula.
  ///
  /// A number is none; otherwise the first byte after spaces, byte-order marks and NULs decides,
  /// full-width forms of the signs included.
  static func isFormula(_ cell: String) -> Bool {
    if isNumber(cell) { return false }
    for scalar in cell.unicodeScalars {
      switch scalar {
      case " ", "\u{FEFF}", "\u{0}", "\u{A0}", "\u{3000}": continue
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
        return true
      default: return false
      }
    }
    return false
  }

  /// `-?digits(.digits)?`, of any length.
  private static func isNumber(_ cell: String) -> Bool {
    var digits = 0
    var hasPoint = false
    for (index, byte) in cell.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-"): guard index == 0 else { return false }
      case UInt8(ascii: "."):
        guard !hasPoint, digits > 0 else { return false }
        hasPoint = true
        digits = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      default: return false
      }
    }
    return digits > 0
  }
}
