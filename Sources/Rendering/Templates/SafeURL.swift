/// An address that may stand in `href` or `src`: relative, or of a scheme that only shows or writes.
package struct SafeURL: Sendable, Equatable {
  /// Not yet escaped for HTML.
  package let text: String

  static let none = SafeURL(unchecked: "")

  /// For addresses between this pack's own files.
  init(unchecked text: String) {
    self.text = text
  }

  /// Checks on bytes; nil for control characters, spaces, backslashes, `//host`, user names and
  /// schemes other than `http`, `https` and `mailto`.
  package init?(checking text: String) {
    var copy = text
    guard copy.withUTF8(SafeURL.isSafe), !text.unicodeScalars.contains(where: SafeURL.isDirectional)
    else { return nil }
    self.text = text
  }

  private static func isSafe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= 2048,
      bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
      !bytes.starts(with: "//".utf8)
    else { return false }
    let head = bytes.firstIndex(where: isDelimiter) ?? bytes.count
    guard head < bytes.count, bytes[head] == UInt8(ascii: ":") else { return true }
    let rest = bytes[(head + 1)...]
    switch String(decoding: bytes[..<head].map { $0 | 0x20 }, as: UTF8.self) {
    case "http", "https":
      return rest.starts(with: "//".utf8)
        && !rest.dropFirst(2).prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: "@"))
    case "mailto": return true
    default: return false
    }
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
      || byte == UInt8(ascii: "#")
  }

  private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: true
    default: false
    }
  }
}
