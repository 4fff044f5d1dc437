/// What roles look like, apart from any tree.
enum RoleSyntax {
  /// A whole `{name}` or `{name:variant}`.
  struct Head {
    var name: Range<Int>
    var variant: Range<Int>?
    /// The offset after the closing brace.
    var end: Int
  }

  /// Reads a role's head at an opening brace, strictly.
  static func head(_ bytes: ArraySlice<UInt8>, at start: Int) -> Head? {
    guard start < bytes.endIndex, bytes[start] == .openBrace else { return nil }
    var index = start + 1
    guard index < bytes.endIndex, bytes[index].isLower else { return nil }
    while index < bytes.endIndex, bytes[index].isNameByte { index += 1 }
    let name = start + 1..<index
    var variant: Range<Int>?
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") {
      let first = index + 1
      index = first
      while index < bytes.endIndex, bytes[index].isNameByte || bytes[index] == 0x2B { index += 1 }
      guard index > first else { return nil }
      variant = first..<index
    }
    guard index < bytes.endIndex, bytes[index] == .closeBrace else { return nil }
    return Head(name: name, variant: variant, end: index + 1)
  }

  /// Whether a text between braces is one word, so that it may have been meant as a name.
  static func isWord(_ bytes: ArraySlice<UInt8>) -> Bool {
    let word = bytes.trimmed()
    guard !word.isEmpty, word.count <= 64 else { return false }
    return bytes[word].allSatisfy { byte in
      byte.isAlphanumeric || byte >= 0x80 || [0x3A, 0x2B, 0x2D, 0x5F].contains(byte)
    }
  }

  /// Whether the text holds braces around a word and then a backtick.
  static func holdsRole(_ bytes: ArraySlice<UInt8>) -> Bool {
    firstRole(in: bytes) { end in
      var index = end
      while index < bytes.endIndex, bytes[index].isBlank { index += 1 }
      return index < bytes.endIndex && bytes[index] == .backtick
    } != nil
  }

  /// The first `{word}` after whose end `accepts` holds.
  static func firstRole(
    in bytes: ArraySlice<UInt8>, where accepts: (_ end: Int) -> Bool
  ) -> Range<Int>? {
    var open: Int?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case .openBrace: open = index
      case .closeBrace:
        if let start = open, isWord(bytes[start + 1..<index]), accepts(index + 1) {
          return start..<index + 1
        }
        open = nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Look-alikes of a closing brace: full-width, small, ornamental.
  static func endsInBrace(_ bytes: [UInt8]) -> Int? {
    if bytes.last == .closeBrace { return bytes.count - 1 }
    let lookAlikes: [[UInt8]] = [[0xEF, 0xBD, 0x9D], [0xEF, 0xB9, 0x9C], [0xE2, 0x9D, 0xB5]]
    guard bytes.count >= 3, lookAlikes.contains(Array(bytes.suffix(3))) else { return nil }
    return bytes.count - 3
  }
}
