/// One input's bytes and the way from offsets to lines and columns.
package struct SourceFile: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The line (from 1) and the column (from 1, in characters) of a UTF-8 offset.
  ///
  /// An offset beyond the end stands at the end. A byte-order mark takes no column.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    var line = 1
    var lineStart = 0
    for index in 0..<offset where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    if lineStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = min(3, offset) }
    let column = String(decoding: bytes[lineStart..<offset], as: UTF8.self).count + 1
    return (line, column)
  }

  /// The text of a line (from 1) without its end, and the offset of its first byte.
  package func line(_ number: Int) -> (text: String, start: Int)? {
    var line = 1
    var start = 0
    if number > 1 {
      guard
        let found = bytes.indices.first(where: { index in
          guard bytes[index] == 0x0A else { return false }
          line += 1
          return line == number
        })
      else { return nil }
      start = found + 1
    }
    var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    return (String(decoding: bytes[start..<max(start, end)], as: UTF8.self), start)
  }
}
