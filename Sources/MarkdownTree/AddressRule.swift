/// Which addresses a link or image may have.
enum AddressRule {
  enum Violation {
    case scheme, character, network, user, length, mailbox

    var reason: String {
      switch self {
      case .scheme: "an address starts with http, https or mailto, or is relative"
      case .character: "an address holds no space, control, backslash or bidirectional character"
      case .network: "an address names its scheme before '//'"
      case .user: "an address names no user before its host"
      case .length: "an address has at most 2048 bytes"
      case .mailbox: "a mailto address is one mailbox and nothing else"
      }
    }
  }

  static func violation(_ address: ArraySlice<UInt8>) -> Violation? {
    if address.count > 2048 { return .length }
    if address.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == .backslash })
      || BidirectionalScan.hasControl(address) || hasHiddenSpace(address)
    {
      return .character
    }
    if address.starts(with: [0x2F, 0x2F]) { return .network }
    guard let colon = address.firstIndex(of: 0x3A) else { return nil }
    let head = address[..<colon]
    if head.contains(where: { [0x2F, 0x3F, 0x23].contains($0) }) { return nil }
    let scheme = head.map(\.asciiLowercased)
    let rest = address[(colon + 1)...]
    if scheme == Array("mailto".utf8) {
      let isMailbox =
        rest.count { $0 == .at } == 1 && rest.first != .at && rest.last != .at
        && !rest.contains { [0x3F, 0x26, 0x2C, 0x3B, 0x2F].contains($0) }
      return isMailbox ? nil : .mailbox
    }
    guard scheme == Array("http".utf8) || scheme == Array("https".utf8) else { return .scheme }
    guard rest.starts(with: [0x2F, 0x2F]) else { return .network }
    let authority = rest.dropFirst(2).prefix { ![0x2F, 0x3F, 0x23].contains($0) }
    if authority.isEmpty { return .network }
    return authority.contains(.at) ? .user : nil
  }

  /// Whether a line separator, no-break space or C1 control hides in the address.
  private static func hasHiddenSpace(_ address: ArraySlice<UInt8>) -> Bool {
    guard address.contains(where: { $0 >= 0x80 }) else { return false }
    return String(decoding: address, as: UTF8.self).unicodeScalars.contains { scalar in
      (0x80...0xA0).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
  }
}
