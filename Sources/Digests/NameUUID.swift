import Crypto

/// A UUID made from a name (RFC 9562, version 5): equal names in one space give equal UUIDs.
package struct NameUUID: Hashable, Sendable, CustomStringConvertible {
  /// Sixteen bytes.
  private let bytes: [UInt8]

  /// The space of names that are URLs, as the RFC gives it.
  package static let urls = NameUUID(bytes: [
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
  ])

  /// The space of STIX Cyber-observable Objects, as STIX 2.1 gives it.
  package static let observables = NameUUID(bytes: [
    0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7,
  ])

  private init(bytes: [UInt8]) { self.bytes = bytes }

  package init(of name: String, in space: NameUUID) {
    var digest = Array(Insecure.SHA1.hash(data: space.bytes + Array(name.utf8)).prefix(16))
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    bytes = digest
  }

  /// `886313e1-3b8a-5372-9b90-0c9aee199e5d`.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
