import Crypto

/// A SHA-256 digest.
package struct SHA256Digest: Hashable, Sendable {
  /// Sixty-four lower-case hexadecimal digits.
  package let hex: String

  package init(of bytes: [UInt8]) {
    hex = SHA256Digest.hexadecimal(SHA256.hash(data: bytes))
  }

  /// The digest of what the pieces are together.
  package init(of pieces: [[UInt8]]) {
    var hash = SHA256()
    for piece in pieces { hash.update(data: piece) }
    hex = SHA256Digest.hexadecimal(hash.finalize())
  }

  package init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for byte in digest {
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
