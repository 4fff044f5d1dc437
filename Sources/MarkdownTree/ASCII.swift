/// Byte classes, spelled once.
extension UInt8 {
  static let newline: UInt8 = 0x0A
  static let backslash: UInt8 = 0x5C
  static let backtick: UInt8 = 0x60
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D
  static let openBracket: UInt8 = 0x5B
  static let closeBracket: UInt8 = 0x5D
  static let pipe: UInt8 = 0x7C
  static let at: UInt8 = 0x40

  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLower: Bool { self >= 0x61 && self <= 0x7A }
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  var isAlphanumeric: Bool { isLower || isUpper || isDigit }
  var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isAlphanumeric }
  /// A byte of a role or directive name.
  var isNameByte: Bool { isLower || isDigit || self == 0x2D }
  var asciiLowercased: UInt8 { isUpper ? self + 0x20 : self }
}

extension Sequence<UInt8> {
  var asciiString: String { String(decoding: Array(self), as: UTF8.self) }
}

extension Collection<UInt8> where Index == Int {
  /// The indices without blanks and line ends at both ends.
  func trimmed() -> Range<Int> {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isWhitespace { start += 1 }
    while end > start, self[end - 1].isWhitespace { end -= 1 }
    return start..<end
  }

  /// Whether `needle` starts at `index`.
  func hasBytes(_ needle: StaticString, at index: Int) -> Bool {
    guard index >= startIndex, index + needle.utf8CodeUnitCount <= endIndex else { return false }
    return needle.withUTF8Buffer { bytes in
      for offset in 0..<bytes.count where self[index + offset] != bytes[offset] { return false }
      return true
    }
  }
}
