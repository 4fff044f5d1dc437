/// One input's bytes and the way from offsets to lines and columns.
///
/// An edition's readers see a file without what is above their ceiling. Offsets stay those of the
/// whole file; lines, columns and excerpts are those of what is left, so that a log for them says
/// nothing of how much was cut out.
package struct SourceFile: Sendable {
  package let path: String
  /// What is left to see.
  package let bytes: [UInt8]
  /// Stretches of the whole file that were cut out, ascending, apart from each other.
  private let cuts: [Range<Int>]
  /// Whether this is the file as an edition sees it, even where nothing was cut.
  package let isView: Bool

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    cuts = []
    isView = false
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  private init(path: String, bytes: [UInt8], cuts: [Range<Int>]) {
    self.path = path
    self.bytes = bytes
    self.cuts = cuts
    isView = true
  }

  /// The file without the stretches given, which may overlap and stand in any order.
  package func cutting(_ hidden: [Range<Int>]) -> SourceFile {
    var cuts: [Range<Int>] = []
    for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let range = range.clamped(to: 0..<bytes.count)
      guard !range.isEmpty else { continue }
      if let last = cuts.last, last.upperBound >= range.lowerBound {
        cuts[cuts.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        cuts.append(range)
      }
    }
    guard !cuts.isEmpty else { return SourceFile(path: path, bytes: bytes, cuts: []) }
    var left: [UInt8] = []
    left.reserveCapacity(bytes.count)
    var position = 0
    for cut in cuts {
      left.append(contentsOf: bytes[position..<cut.lowerBound])
      position = cut.upperBound
    }
    left.append(contentsOf: bytes[position...])
    return SourceFile(path: path, bytes: left, cuts: cuts)
  }

  /// Where an offset of the whole file stands in `bytes`; within a cut, where the cut is.
  package func visibleOffset(_ offset: Int) -> Int {
    var removed = 0
    for cut in cuts {
      guard cut.upperBound <= offset else {
        if cut.lowerBound < offset { removed += offset - cut.lowerBound }
        break
      }
      removed += cut.count
    }
    return min(max(0, offset - removed), bytes.count)
  }

  /// The line (from 1) and the column (from 1, in characters) of a UTF-8 offset of the whole file.
  ///
  /// An offset beyond the end stands at the end. A byte-order mark takes no column.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    let offset = visibleOffset(offset)
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

  /// The text of a line (from 1) without its end, and the place of its first byte in `bytes`.
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
