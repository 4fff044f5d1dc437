/// Which addresses may stand in an output: the second wall behind the checks of narrative.
package enum LinkAddress {
  /// Whether a link may lead there: `http`, `https`, `mailto`, a relative path or a fragment.
  package static func isSafe(_ address: String) -> Bool { SafeURL(checking: address) != nil }

  /// Whether the address leaves the pack.
  package static func isExternal(_ address: String) -> Bool {
    let start = address.utf8.prefix(8).map {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0
    }
    return start.starts(with: "http://".utf8) || start.starts(with: "https://".utf8)
  }

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
