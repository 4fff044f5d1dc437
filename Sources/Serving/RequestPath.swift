/// The path of a request as the name of a file of the preview.
enum RequestPath {
  /// The path without its first slash, decoded once; nil where it is none of a browser's: relative,
  /// encoded steps upward or separators, controls.
  static func file(_ target: String) -> String? {
    guard target.utf8.first == UInt8(ascii: "/") else { return nil }
    var decoded: [UInt8] = []
    var rest = target.utf8.dropFirst()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        guard byte > 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
        decoded.append(byte)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        value >= 0x20, value != 0x7F,
        ![UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "%")].contains(
          value)
      else { return nil }
      decoded.append(value)
      rest = rest.dropFirst(2)
    }
    guard let path = String(validating: decoded, as: UTF8.self) else { return nil }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part.isEmpty && !isLast { return nil }
      if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return nil }
    }
    return path
  }
}
