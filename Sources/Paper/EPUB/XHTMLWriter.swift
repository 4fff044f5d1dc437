/// Writes HTML again as XHTML: every element closed, every attribute quoted, nothing but the five
/// entities of XML and numbers.
struct XHTMLWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether a drawing was written.
  private(set) var hasDrawings = false
  private var open: [String] = []
  /// How many elements are open inside one that is left out, with it.
  private var skipped = 0
  /// Headings go up that many levels.
  private let shift: Int
  /// Where a link leads that names no other host; nil where the book has no such place.
  private let target: (String) -> String?

  init(shift: Int = 0, target: @escaping (String) -> String?) {
    self.shift = shift
    self.target = target
  }

  private static let voids: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  /// The elements and texts of some markup, all closed at its end.
  mutating func write(_ markup: ArraySlice<UInt8>) {
    var reader = MarkupReader(markup)
    let depth = open.count
    while let token = reader.next() {
      switch token {
      case .start(let tag): start(tag)
      case .end(let name): end(name, above: depth)
      case .text(let text): if skipped == 0 { XHTMLWriter.append(text, to: &bytes) }
      }
    }
    while open.count > depth { close() }
    skipped = 0
  }

  private mutating func start(_ tag: MarkupTag) {
    let isVoid = tag.isClosed || XHTMLWriter.voids.contains(tag.name.lowercased())
    // A link past what stands above the text has no use in a chapter.
    if skipped > 0 || tag.classes.contains("skip") {
      if !isVoid { skipped += 1 }
      return
    }
    let name = written(tag.name)
    // A book holds no files beside its chapters.
    if name == "img", tag.value("src")?.hasPrefix("data:") != true {
      XHTMLWriter.append(Array((tag.value("alt") ?? "").utf8)[...], to: &bytes)
      return
    }
    if name == "svg" { hasDrawings = true }
    bytes += "<\(name)".utf8
    for (attribute, value) in tag.attributes { write(attribute, value) }
    if isVoid {
      bytes += "/>".utf8
    } else {
      bytes += ">".utf8
      open.append(name)
    }
  }

  private mutating func end(_ raw: String, above depth: Int) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    let name = written(raw)
    guard let place = open[depth...].lastIndex(of: name) else { return }
    while open.count > place { close() }
  }

  private mutating func close() {
    if let name = open.popLast() { bytes += "</\(name)>".utf8 }
  }

  /// Names in drawings keep their capitals: `linearGradient`.
  private func written(_ raw: String) -> String {
    if open.contains("svg") { return raw }
    let name = raw.lowercased()
    guard shift > 0, name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"),
      let level = name.last?.wholeNumberValue, level >= 1
    else { return name }
    return "h\(max(1, level - shift))"
  }

  private mutating func write(_ name: String, _ value: ArraySlice<UInt8>) {
    var value = value
    if name == "href" {
      let address = String(decoding: value, as: UTF8.self)
      // Addresses with a scheme lead out of the book.
      if address.prefix(while: { $0 != "/" && $0 != "#" && $0 != "?" }).contains(":") == false {
        guard let leadsTo = target(address) else { return }
        value = Array(leadsTo.utf8)[...]
      }
    }
    bytes += " \(name)=\"".utf8
    XHTMLWriter.append(value, to: &bytes)
    bytes += "\"".utf8
  }

  // MARK: Text

  /// Text of HTML as text of XML.
  static func append(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "&"):
        if let (entity, next) = entity(in: text[index...]) {
          result += entity
          index = next
          continue
        }
        result += "&amp;".utf8
      // XML knows no control characters.
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20: break
      // Nor U+FFFE and U+FFFF.
      case 0xEF
      where text[index...].starts(with: [0xEF, 0xBF, 0xBE])
        || text[index...].starts(with: [0xEF, 0xBF, 0xBF]):
        index += 2
      default: result.append(byte)
      }
      index += 1
    }
  }

  private static let named: [String: String] = [
    "amp": "&amp;", "lt": "&lt;", "gt": "&gt;", "quot": "&quot;", "apos": "&#39;",
    "nbsp": "\u{A0}", "copy": "©", "middot": "·", "ndash": "–", "mdash": "—", "hellip": "…",
    "laquo": "«", "raquo": "»", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "shy": "\u{AD}", "times": "×", "minus": "−", "larr": "←", "rarr": "→", "bull": "•",
  ]

  /// The entity that a text starts with, as XML has it, and where it ends.
  private static func entity(in text: ArraySlice<UInt8>) -> ([UInt8], Int)? {
    guard let end = text.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)
    if let known = named[name] { return (Array(known.utf8), end + 1) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number >= 0x20, number != 0xFFFE, number != 0xFFFF,
      Unicode.Scalar(number) != nil
    else { return nil }
    return (Array("&#\(number);".utf8), end + 1)
  }
}
