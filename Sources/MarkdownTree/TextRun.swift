/// A stretch of text and soft breaks between other inline elements, escapes resolved.
struct TextRun {
  /// Where the text's bytes left the source's: before the first mark lies nothing.
  struct Mark {
    var offset: Int
    var source: Int
  }

  var bytes: [UInt8] = []
  var marks: [Mark] = []
  /// The offsets of bytes that stood as escapes or entities, ascending.
  var escapes: [Int] = []
  /// Whether anything but plain text may be in it.
  var hasMarkup = false
  var hasBreaks = false
  /// The source offset after the last byte.
  var sourceEnd = 0

  /// For each unescaped opening bracket the one that closes it; empty without brackets.
  private var closers: [Int] = []
  /// The last closing bracket that closes none, or -1.
  private(set) var lastStrayBracket = -1

  var isEmpty: Bool { bytes.isEmpty }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    escapes.removeAll(keepingCapacity: true)
    hasMarkup = false
    hasBreaks = false
  }

  /// Notes that the next byte stands at `source`.
  mutating func mark(_ source: Int) {
    if let last = marks.last, last.source + bytes.count - last.offset == source { return }
    marks.append(Mark(offset: bytes.count, source: source))
  }

  func sourceOffset(_ offset: Int) -> Int {
    if offset >= bytes.count { return sourceEnd }
    var low = 0
    var high = marks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle } else { high = middle }
    }
    guard low < marks.count else { return sourceEnd }
    return marks[low].source + offset - marks[low].offset
  }

  func isEscaped(_ offset: Int) -> Bool {
    guard !escapes.isEmpty else { return false }
    var low = 0
    var high = escapes.count
    while low < high {
      let middle = (low + high) / 2
      if escapes[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < escapes.count && escapes[low] == offset
  }

  /// Whether `byte` stands unescaped at `offset`.
  func isMarkup(_ byte: UInt8, at offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] == byte && !isEscaped(offset)
  }

  /// Pairs the brackets, once the run is whole.
  mutating func pairBrackets() {
    closers.removeAll(keepingCapacity: true)
    lastStrayBracket = -1
    guard bytes.contains(where: { $0 == .openBracket || $0 == .closeBracket }) else { return }
    closers = [Int](repeating: -1, count: bytes.count)
    var open: [Int] = []
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte == .openBracket || byte == .closeBracket, !isEscaped(index) else { continue }
      if byte == .openBracket {
        open.append(index)
      } else if let start = open.popLast() {
        closers[start] = index
      } else {
        lastStrayBracket = index
      }
    }
  }

  /// The bracket that closes the one at `index`, in the same run.
  func closingBracket(of index: Int) -> Int? {
    guard index < closers.count, closers[index] >= 0 else { return nil }
    return closers[index]
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
