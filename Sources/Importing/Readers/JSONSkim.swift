/// Looks into a line of JSON without making values: which members it has, and where they stand.
///
/// It checks that texts and brackets close, so that a cut line is noticed, and leaves the rest to
/// `JSONReader` for the lines that matter.
struct JSONSkim {
  let bytes: UnsafeBufferPointer<UInt8>

  typealias Span = Range<Int>

  /// The whole line.
  var all: Span { 0..<bytes.count }

  /// Calls `body` with the key (without its quotes) and the value of each member of the object at
  /// `span`; false where there is no whole object.
  func members(of span: Span, _ body: (Span, Span) -> Void) -> Bool {
    var index = blanks(span.lowerBound, span.upperBound)
    let end = span.upperBound
    guard index < end, bytes[index] == UInt8(ascii: "{") else { return false }
    index = blanks(index + 1, end)
    if index < end, bytes[index] == UInt8(ascii: "}") { return blanks(index + 1, end) == end }
    while index < end {
      guard bytes[index] == UInt8(ascii: "\"") else { return false }
      let keyEnd = textEnd(index, end)
      guard keyEnd > 0 else { return false }
      let key = index + 1..<keyEnd - 1
      index = blanks(keyEnd, end)
      guard index < end, bytes[index] == UInt8(ascii: ":") else { return false }
      index = blanks(index + 1, end)
      let valueEnd = self.valueEnd(index, end)
      guard valueEnd > index else { return false }
      body(key, index..<valueEnd)
      index = blanks(valueEnd, end)
      guard index < end else { return false }
      if bytes[index] == UInt8(ascii: "}") { return blanks(index + 1, end) == end }
      guard bytes[index] == UInt8(ascii: ",") else { return false }
      index = blanks(index + 1, end)
    }
    return false
  }

  /// Calls `body` with each text (without its quotes) in a list, or with the one text there is.
  func texts(in span: Span, _ body: (Span) -> Void) {
    var index = span.lowerBound
    while index < span.upperBound {
      if bytes[index] == UInt8(ascii: "\"") {
        let end = textEnd(index, span.upperBound)
        guard end > 0 else { return }
        body(index + 1..<end - 1)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// Whether the bytes of a span are those of an ASCII word.
  func equals(_ span: Span, _ word: StaticString) -> Bool {
    guard span.count == word.utf8CodeUnitCount else { return false }
    let start = word.utf8Start
    for offset in 0..<span.count where bytes[span.lowerBound + offset] != start[offset] {
      return false
    }
    return true
  }

  func text(_ span: Span) -> String { String(decoding: bytes[span], as: UTF8.self) }

  /// A number that tells texts apart; two of a million may agree, which is harmless here.
  func fingerprint(_ span: Span) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in span { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return hash
  }

  // MARK: Steps

  private func blanks(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }

  /// One past the closing quote; -1 where there is none.
  private func textEnd(_ start: Int, _ end: Int) -> Int {
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { return index + 1 }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return -1
  }

  private func valueEnd(_ start: Int, _ end: Int) -> Int {
    guard start < end else { return -1 }
    switch bytes[start] {
    case UInt8(ascii: "\""): return textEnd(start, end)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return bracketEnd(start, end)
    default:
      var index = start
      while index < end {
        switch bytes[index] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09: return index
        default: index += 1
        }
      }
      return index
    }
  }

  private func bracketEnd(_ start: Int, _ end: Int) -> Int {
    var depth = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let next = textEnd(index, end)
        guard next > 0 else { return -1 }
        index = next
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return -1
  }
}
