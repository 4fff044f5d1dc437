/// Splits an SQL condition at the `and`s that stand at its top level.
///
/// `between x and y`, `case … end`, brackets, texts and comments keep what is inside them together.
enum ConditionSplitter {
  /// The parts as byte ranges of the condition, in order.
  static func parts(of condition: String) -> [Range<Int>] {
    let bytes = Array(condition.utf8)
    var parts: [Range<Int>] = []
    var start = 0
    var index = 0
    var depth = 0
    var openBetweens = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        index = end(of: bytes[index], in: bytes, from: index)
      case UInt8(ascii: "-") where bytes[index...].starts(with: "--".utf8):
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      case UInt8(ascii: "/") where bytes[index...].starts(with: "/*".utf8):
        index += 2
        while index < bytes.count, !bytes[index...].starts(with: "*/".utf8) { index += 1 }
        index += 2
      case UInt8(ascii: "("):
        depth += 1
        index += 1
      case UInt8(ascii: ")"):
        depth -= 1
        index += 1
      case let byte where isWord(byte):
        let wordStart = index
        while index < bytes.count, isWord(bytes[index]) { index += 1 }
        switch String(decoding: bytes[wordStart..<index], as: UTF8.self).lowercased() {
        case "case": depth += 1
        case "end": depth -= 1
        case "between" where depth == 0: openBetweens += 1
        case "and" where depth == 0:
          if openBetweens > 0 {
            openBetweens -= 1
          } else {
            parts.append(start..<wordStart)
            start = index
          }
        // A condition with an `or` beside its `and`s is one whole: neither side decides alone.
        case "or" where depth == 0: return [0..<bytes.count]
        default: break
        }
      default: index += 1
      }
    }
    parts.append(start..<bytes.count)
    return parts.map { trimmed($0, bytes) }
  }

  private static func end(of quote: UInt8, in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != quote { index += 1 }
    return index + 1
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var lower = range.lowerBound
    var upper = min(range.upperBound, bytes.count)
    while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
    while lower < upper, bytes[upper - 1] <= 0x20 { upper -= 1 }
    return lower..<upper
  }
}
