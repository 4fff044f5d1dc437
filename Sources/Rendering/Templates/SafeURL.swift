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
    let bytes = Array(text.utf8)
    guard bytes.count <= 2048,
      bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
      !text.unicodeScalars.contains(where: SafeURL.isDirectional),
      !bytes.starts(with: "//".utf8)
    else { return nil }
    let head = bytes.prefix { !SafeURL.delimiters.contains($0) }
    if head.count < bytes.count, bytes[head.count] == UInt8(ascii: ":") {
      let scheme = String(decoding: head.map { $0 | 0x20 }, as: UTF8.self)
      let rest = bytes.dropFirst(head.count + 1)
      switch scheme {
      case "http", "https":
        guard rest.starts(with: "//".utf8),
          !rest.dropFirst(2).prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: "@"))
        else { return nil }
      case "mailto": break
      default: return nil
      }
    }
    self.text = text
  }

  private static let delimiters = Set(":/?#".utf8)

  private static func isDirectional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: true
    default: false
    }
  }
}
