/// The links of HTML pages to files of their edition.
struct PageLinks {
  /// By path from the edition's folder, every file that a link may lead to.
  private let known: [String: String]
  /// Links that are good from pages of one folder: most of a page's are on its neighbours too.
  private var good: Set<ArraySlice<UInt8>> = []
  private var folder: [UInt8] = []
  /// By the path of a page, the places within it that links lead to.
  private(set) var places: [String: Places] = [:]

  /// Places of one page, and the first page that has a link to each.
  struct Places {
    private var askers: [ArraySlice<UInt8>: String] = [:]

    fileprivate mutating func ask(_ place: ArraySlice<UInt8>, for page: String) {
      if askers[place] == nil { askers[place] = page }
    }

    /// The first wanted place, in the order of its bytes, that no element of the page is.
    func firstMissing(in bytes: [UInt8]) -> (place: String, page: String)? {
      var missing = askers
      let attribute = Array(" id=\"".utf8)
      var start = 0
      while !missing.isEmpty, let found = MarkingScan.offset(of: attribute, in: bytes, from: start)
      {
        let value = found + attribute.count
        let end = bytes[value...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex
        start = end
        missing[bytes[value..<end]] = nil
      }
      return missing.min { $0.key.lexicographicallyPrecedes($1.key) }.map {
        (String(decoding: $0.key, as: UTF8.self), $0.value)
      }
    }
  }

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
        guard leadsSomewhere(written, from: page) else {
          return String(decoding: written, as: UTF8.self)
        }
        // A place of the page itself is none of its neighbours'.
        if written.first != UInt8(ascii: "#") { good.insert(written) }
      }
    }
    return nil
  }

  private mutating func leadsSomewhere(_ written: ArraySlice<UInt8>, from page: EntryName) -> Bool {
    let path = written.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    // An address outside the edition.
    guard !PageLinks.hasScheme(path) else { return true }
    guard let target = path.isEmpty ? page.text : self.target(of: path) else { return false }
    if let sign = written.firstIndex(of: UInt8(ascii: "#")), sign + 1 < written.endIndex {
      let place = PageLinks.decoded(written[(sign + 1)...])
      // Every page has a top.
      if !place.elementsEqual("top".utf8) {
        places[target, default: Places()].ask(place, for: page.text)
      }
    }
    return path.isEmpty || known[target] != nil || target == Manifest.fileName
  }

  /// The path from the edition's folder; nil outside it.
  private func target(of path: ArraySlice<UInt8>) -> String? {
    var parts = folder.split(separator: UInt8(ascii: "/"))
    for part in PageLinks.decoded(path).split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return String(decoding: Array(parts.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
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
