internal import Digests
internal import Records

/// Ids of records made from ids of lists.
enum ListSlug {
  /// `ofac` and `27307` give `ofac-27307`; what makes no id of at most 64 bytes ends in a digest.
  static func id(prefix: String, key: String) -> String {
    var slug: [UInt8] = Array(prefix.utf8) + [UInt8(ascii: "-")]
    var isExact = true
    for byte in key.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte + 0x20)
      default:
        if slug.last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
        if byte >= 0x80 { isExact = false }
      }
    }
    while slug.last == UInt8(ascii: "-") { slug.removeLast() }
    let text = String(decoding: slug, as: UTF8.self)
    if isExact, Identifier.isValid(text), slug.count > prefix.utf8.count { return text }
    let short = String(decoding: slug.prefix(Identifier.maximumBytes - 13), as: UTF8.self)
    let stem = short.utf8.last == UInt8(ascii: "-") ? String(short.dropLast()) : short
    return stem + "-" + String(SHA256Digest(of: key).hex.prefix(12))
  }
}
