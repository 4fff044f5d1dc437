package import Loading

/// The beginning of a list: enough to tell what it is.
package struct ListOpening: Sendable {
  package let name: String
  /// At most 64 KiB, from the first byte behind a byte-order mark.
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  package init(_ file: any ListFile) throws {
    let source = try file.open()
    var bytes = [UInt8](repeating: 0, count: 64 * 1024)
    var filled = 0
    while filled < bytes.count {
      let count = try bytes.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    self.init(name: file.name, bytes: Array(bytes.prefix(filled)))
  }

  package var isEmpty: Bool { bytes.allSatisfy { $0 <= 0x20 } }

  private var firstByte: UInt8? { bytes.first { $0 > 0x20 } }

  var isXML: Bool { firstByte == UInt8(ascii: "<") }
  var isJSON: Bool { firstByte == UInt8(ascii: "{") || firstByte == UInt8(ascii: "[") }
  var isJSONList: Bool { firstByte == UInt8(ascii: "[") }

  /// A page of the web: what a server sends instead of a list.
  package var isHTML: Bool {
    guard isXML else { return false }
    return contains("<!doctype html") || rootElement?.lowercased() == "html"
  }

  /// The local name of the first element.
  var rootElement: String? {
    guard isXML else { return nil }
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      let next = bytes[index + 1]
      guard next == UInt8(ascii: "?") || next == UInt8(ascii: "!") else {
        let name = bytes[(index + 1)...].prefix {
          $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? name
        return String(decoding: local, as: UTF8.self)
      }
      // Comments may hold what looks like an element.
      if bytes[index...].starts(with: "<!--".utf8) {
        index += 4
        while index + 2 < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
      } else {
        index += 2
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
      }
    }
    return nil
  }

  /// The text of a line, from 1; nil where the opening ends before it.
  func line(_ number: Int) -> String? {
    let lines = bytes.split(
      separator: 0x0A, maxSplits: number, omittingEmptySubsequences: false)
    guard lines.count >= number else { return nil }
    return CleanText.value(String(decoding: lines[number - 1], as: UTF8.self))
  }

  /// Whether a text stands in it, in any case of ASCII letters.
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.lowercased().utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
    for start in 0...(bytes.count - wanted.count) where lower(bytes[start]) == first {
      if wanted.indices.allSatisfy({ lower(bytes[start + $0]) == wanted[$0] }) { return true }
    }
    return false
  }

  /// What it looks like, for a message that it is something else.
  package var description: String {
    if isEmpty { return "an empty file" }
    if isHTML { return "a page of HTML, perhaps an error page saved as a list" }
    if let rootElement { return "XML with the root element '\(rootElement.prefix(80))'" }
    if isJSON { return "JSON of another kind" }
    return "text that begins '\((line(1) ?? "").prefix(40))'"
  }
}
