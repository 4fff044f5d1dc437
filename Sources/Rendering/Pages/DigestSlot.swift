internal import Digests
private import Glibc

/// Keeps the place of the snapshot's digest, which is known only when every record is written.
///
/// Control characters stand for it, which no template and no text holds.
enum DigestSlot {
  /// How many digits of the snapshot's digest a footer shows.
  private static let digits = 12
  private static let mark: UInt8 = 0x02

  static let text = String(repeating: "\u{2}", count: digits)

  /// What stands for the digits of a snapshot that is not written yet.
  static let unknown = [UInt8](repeating: UInt8(ascii: "."), count: digits)

  private static func holdsMark(_ buffer: UnsafeRawBufferPointer) -> Bool {
    guard let base = buffer.baseAddress else { return false }
    return memchr(base, Int32(mark), buffer.count) != nil
  }

  static func digits(of snapshot: [UInt8]) -> [UInt8] {
    Array(SHA256Digest(of: snapshot).hex.utf8.prefix(digits))
  }

  /// Writes the digits in each place kept for them.
  static func fill(_ bytes: inout [UInt8], with digits: [UInt8]) {
    // Most pieces hold none, and touching a shared one would copy it.
    guard bytes.withUnsafeBytes({ holdsMark($0) }) else { return }
    bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var offset = 0
      while let found = memchr(base + offset, Int32(mark), buffer.count - offset) {
        offset = found - UnsafeMutableRawPointer(base)
        for digit in digits where offset < buffer.count && buffer[offset] == mark {
          buffer[offset] = digit
          offset += 1
        }
      }
    }
  }
}
