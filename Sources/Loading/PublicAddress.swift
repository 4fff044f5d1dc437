/// The rule for addresses that may reach a reader.
package enum PublicAddress {
  static let maximumBytes = 2_048

  /// What is wrong with an absolute `http`, `https` or `mailto` address; nil where it is sound.
  package static func fault(of text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count <= maximumBytes else { return "it is longer than \(maximumBytes) bytes" }
    guard
      bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return "it holds a space, a control character or a backslash" }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      return "write http, https or mailto in front"
    }
    let scheme = String(
      decoding: bytes[..<colon].map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 },
      as: UTF8.self)
    let rest = bytes[(colon + 1)...]
    switch scheme {
    case "mailto":
      let parts = rest.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
      let isSound =
        parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !rest.contains(UInt8(ascii: "?"))
      return isSound ? nil : "mailto takes one address and nothing else"
    case "http", "https":
      guard rest.starts(with: [0x2F, 0x2F]) else { return "two slashes follow '\(scheme):'" }
      let host = rest.dropFirst(2).prefix {
        $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
      }
      if host.contains(UInt8(ascii: "@")) { return "it holds a user name" }
      return host.isEmpty || host.first == UInt8(ascii: ":") ? "it names no host" : nil
    default: return "only http, https and mailto are allowed"
    }
  }
}
