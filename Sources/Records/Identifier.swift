/// The rule every id, pack, edition and section name follows: `[a-z0-9]+(-[a-z0-9]+)*`.
package enum Identifier {
  package static let maximumBytes = 64

  package static func isValid(_ text: String) -> Bool {
    var isAfterHyphen = true
    var count = 0
    for byte in text.utf8 {
      count += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        isAfterHyphen = false
      case UInt8(ascii: "-"):
        if isAfterHyphen { return false }
        isAfterHyphen = true
      default: return false
      }
    }
    return !isAfterHyphen && count <= maximumBytes
  }

  /// The id an author most likely meant: lower case, hyphens for spaces and punctuation.
  package static func suggestion(for text: String) -> String? {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte + 0x20)
      case 0x80...: return nil
      default: if result.last != UInt8(ascii: "-"), !result.isEmpty { result.append(0x2D) }
      }
    }
    if result.last == UInt8(ascii: "-") { result.removeLast() }
    let suggestion = String(decoding: result, as: UTF8.self)
    return isValid(suggestion) ? suggestion : nil
  }
}
