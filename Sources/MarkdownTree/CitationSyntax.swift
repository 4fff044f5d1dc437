/// Pandoc's citation keys and locators, on bytes.
package enum CitationSyntax {
  /// Whether a key is read to its end without braces.
  package static func isWhole(_ key: String) -> Bool {
    let bytes = [UInt8.at] + Array(key.utf8)
    return self.key(bytes[...], at: 0)?.name == 1..<bytes.count
  }

  /// How the text behind a key is read: as a locator and a suffix.
  package static func tail(of text: String) -> (locator: String, suffix: String) {
    locatorAndSuffix(Array(text.utf8)[...])
  }

  /// A key and the offset after it, its braces included.
  struct Key {
    var name: Range<Int>
    var end: Int
  }

  /// Reads a key at an `@`.
  static func key(_ bytes: ArraySlice<UInt8>, at start: Int) -> Key? {
    let first = start + 1
    guard first < bytes.endIndex else { return nil }
    if bytes[first] == .openBrace {
      guard let close = bytes[first...].firstIndex(of: .closeBrace), close > first + 1 else {
        return nil
      }
      return Key(name: first + 1..<close, end: close + 1)
    }
    guard isKeyByte(bytes[first]) else { return nil }
    var index = first
    while index < bytes.endIndex {
      if isKeyByte(bytes[index]) {
        index += 1
      } else if isInternal(bytes[index]), index + 1 < bytes.endIndex, isKeyByte(bytes[index + 1]) {
        index += 2
      } else {
        break
      }
    }
    return Key(name: first..<index, end: index)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_")
  }

  private static func isInternal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "?"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// Whether a letter or digit stands before `index`, so that an `@` there is an address's.
  static func followsWord(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index > bytes.startIndex else { return false }
    let last = bytes[index - 1]
    if last < 0x80 { return last.isAlphanumeric || last == UInt8(ascii: "_") }
    var start = index - 1
    while start > bytes.startIndex, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let scalar = String(decoding: bytes[start..<index], as: UTF8.self).unicodeScalars.first
    return scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  /// Splits what follows a key into locator and suffix.
  static func locatorAndSuffix(_ bytes: ArraySlice<UInt8>) -> (locator: String, suffix: String) {
    let rest = bytes.trimmed()
    var start = rest.lowerBound
    while start < rest.upperBound, bytes[start] == UInt8(ascii: ",") || bytes[start].isWhitespace {
      start += 1
    }
    let end = locatorEnd(bytes[start..<rest.upperBound])
    var locator = string(bytes[start..<end])
    if bytes[start..<end].first == .openBrace { locator = string(bytes[start + 1..<end - 1]) }
    // The comma before a suffix is part of it; one with nothing after it is none.
    let tail = end == start ? rest : end..<rest.upperBound
    let suffix = string(bytes[tail])
    return (locator, suffix.utf8.allSatisfy { $0 == UInt8(ascii: ",") } ? "" : suffix)
  }

  /// The text with its line ends as spaces, trimmed.
  static func string(_ bytes: ArraySlice<UInt8>) -> String {
    let range = bytes.trimmed()
    return String(decoding: bytes[range].map { $0 == .newline ? 0x20 : $0 }, as: UTF8.self)
  }

  private static let labels: [[UInt8]] = [
    "paras.", "para.", "pp.", "p.", "secs.", "sec.", "chaps.", "chap.", "arts.", "art.",
    "figs.", "fig.", "vols.", "vol.", "§§", "§", "¶¶", "¶",
  ].map { Array($0.utf8) }

  private static func locatorEnd(_ bytes: ArraySlice<UInt8>) -> Int {
    let start = bytes.startIndex
    if bytes.first == .openBrace {
      return bytes.firstIndex(of: .closeBrace).map { $0 + 1 } ?? start
    }
    guard let label = labels.first(where: { bytes.starts(with: $0) }) else { return start }
    var index = start + label.count
    var end = start
    while true {
      while index < bytes.endIndex, isJoint(bytes[index]) { index += 1 }
      let wordStart = index
      while index < bytes.endIndex, bytes[index].isAlphanumeric || bytes[index] == 0x2E {
        index += 1
      }
      guard index > wordStart, isNumber(bytes[wordStart..<index]) else { return end }
      end = bytes[index - 1] == 0x2E ? index - 1 : index
    }
  }

  /// Bytes between the numbers of a locator; dashes are three bytes of UTF-8.
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte.isWhitespace || [0x2C, 0x2D, 0x26, 0x3A, 0x28, 0x29].contains(byte) || byte == 0xE2
      || byte == 0x80 || byte == 0x93 || byte == 0xC2 || byte == 0xA0
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    if word.contains(where: \.isDigit) { return true }
    let roman = Array("ivxlcdmIVXLCDM".utf8)
    return word.allSatisfy { roman.contains($0) }
  }
}
