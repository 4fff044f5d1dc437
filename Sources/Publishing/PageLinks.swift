/// The links of HTML pages to files of their edition.
struct PageLinks {
  /// By path from the edition's folder, every file that a link may lead to.
  private let known: [String: String]
  /// Links that are good from pages of one folder: most of a page's are on its neighbours too.
  private var good: Set<ArraySlice<UInt8>> = []
  private var folder: [UInt8] = []

  init(manifest: Manifest) {
    known = manifest.files
  }

  /// The first link that leads to no known file, as the page writes it; nil where all do.
  mutating func firstBroken(in bytes: [UInt8], of page: EntryName) -> String? {
    let slash = page.bytes.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { Array(page.bytes[..<$0]) } ?? []
    if folder != self.folder {
      good = []
      self.folder = folder
    }
    for attribute in [Array(" href=\"".utf8), Array(" src=\"".utf8)] {
      var start = 0
      while let found = MarkingScan.offset(of: attribute, in: bytes, from: start) {
        let value = found + attribute.count
        guard let end = bytes[value...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        start = end
        let written = bytes[value..<end]
        guard !good.contains(written) else { continue }
        guard leadsSomewhere(written) else {
          return String(decoding: written, as: UTF8.self)
        }
        good.insert(written)
      }
    }
    return nil
  }

  private func leadsSomewhere(_ written: ArraySlice<UInt8>) -> Bool {
    let path = written.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    // The page itself, or an address outside the edition.
    guard !path.isEmpty, !PageLinks.hasScheme(path) else { return true }
    var parts = folder.split(separator: UInt8(ascii: "/"))
    for part in PageLinks.decoded(path).split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return false }
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    let target = String(
      decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    return known[target] != nil || target == Manifest.fileName
  }

  private static func hasScheme(_ path: ArraySlice<UInt8>) -> Bool {
    guard let colon = path.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return !path[..<colon].contains(UInt8(ascii: "/"))
  }

  /// A path without the escapes of addresses and of HTML.
  private static func decoded(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard path.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "&") }) else {
      return path
    }
    var result: [UInt8] = []
    var rest = path
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "&"), rest.starts(with: "amp;".utf8) {
        result.append(byte)
        rest = rest.dropFirst(4)
      } else if byte == UInt8(ascii: "&"), rest.starts(with: "#39;".utf8) {
        result.append(UInt8(ascii: "'"))
        rest = rest.dropFirst(4)
      } else {
        result.append(byte)
      }
    }
    return result[...]
  }
}
