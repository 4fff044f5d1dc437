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

  fileprivate init(_ digest: SHA256.Digest) {
    hex = SHA256Digest.hexadecimal(digest)
  }

  /// The thirty-two bytes.
  package var bytes: [UInt8] {
    let digits = hex.utf8.map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
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

/// A digest of bytes that arrive in pieces.
package struct RunningSHA256 {
  private var hash = SHA256()

  package init() {}

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The digest of all bytes so far.
  package var digest: SHA256Digest { SHA256Digest(hash.finalize()) }
}
