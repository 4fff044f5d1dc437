/// Which addresses may stand in an output: the second wall behind the checks of narrative.
package enum LinkAddress {
  /// Whether a link may lead there: `http`, `https`, `mailto`, a relative path or a fragment.
  ///
  /// Compared on bytes; controls, spaces, backslashes, `//host` and text that looks like another
  /// scheme are refused.
  package static func isSafe(_ address: String) -> Bool {
    guard address.utf8.count <= 2048 else { return false }
    var scheme: [UInt8] = []
    var hasScheme = false
    var isDecided = false
    for byte in address.utf8 {
      if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\") { return false }
      if isDecided { continue }
      switch byte {
      case UInt8(ascii: ":"):
        hasScheme = true
        isDecided = true
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): isDecided = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): scheme.append(byte | 0x20)
      default: scheme.append(byte)
      }
    }
    if address.utf8.starts(with: "//".utf8) { return false }
    return !hasScheme || allowedSchemes.contains { scheme.elementsEqual($0.utf8) }
  }

  /// Whether the address leaves the pack.
  package static func isExternal(_ address: String) -> Bool {
    let start = address.utf8.prefix(8).map {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0
    }
    return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
  }

  private static let allowedSchemes = ["http", "https", "mailto"]

  /// Whether a byte may stand in an address as it is, as cmark decides it.
  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
