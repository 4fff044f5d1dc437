/// Which addresses may stand in an output: the second wall behind the checks of narrative.
package enum LinkAddress {
  /// Whether a link may lead there: `http`, `https`, `mailto`, a relative path or a fragment.
  package static func isSafe(_ address: String) -> Bool { SafeURL(checking: address) != nil }

  /// Whether the address leaves the pack.
  package static func isExternal(_ address: String) -> Bool {
    var bytes = address.utf8.makeIterator()
    func next() -> UInt8 {
      let byte = bytes.next() ?? 0
      return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
    for letter in "http".utf8 where next() != letter { return false }
    var byte = next()
    if byte == UInt8(ascii: "s") { byte = next() }
    return byte == UInt8(ascii: ":") && next() == UInt8(ascii: "/") && next() == UInt8(ascii: "/")
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
