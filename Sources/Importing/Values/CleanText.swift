/// Text of a list as records keep it.
package enum CleanText {
  /// Trims and runs white space together; nil where nothing is left.
  package static func value(_ text: String) -> String? {
    guard !text.isEmpty else { return nil }
    if isClean(text) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var needsSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        needsSpace = !result.isEmpty
        continue
      }
      guard !isRefused(scalar) else { continue }
      if needsSpace {
        result.unicodeScalars.append(" ")
        needsSpace = false
      }
      result.unicodeScalars.append(scalar)
    }
    return result.isEmpty ? nil : result
  }

  /// As `value`, and nil also for what lists write where they know nothing.
  package static func known(_ text: String) -> String? {
    guard let value = value(text) else { return nil }
    switch value.lowercased() {
    case "-0-", "n/a", "not available", "na", "unknown", "none": return nil
    default: return value
    }
  }

  /// Whether a text is ASCII with single blanks inside: most are.
  private static func isClean(_ text: String) -> Bool {
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      if byte < 0x20 || byte >= 0x7F { return false }
      if byte == 0x20, previous == 0x20 { return false }
      previous = byte
    }
    return previous != 0x20
  }

  /// Characters no file of records may hold: controls, and those that hide or turn text.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}
