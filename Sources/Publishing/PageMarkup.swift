internal import Diagnostics

/// Looks for what would make a page act or fetch: elements, attributes and addresses that no page
/// of an edition has.
///
/// The one thing that may act is the edition's own script, at the one address it has from the page.
///
/// A second wall behind the writers and the linter of templates, which make none of these. It
/// reads tags as a browser would of markup whose text is escaped.
struct PageMarkup {
  private let bytes: [UInt8]
  /// How the page names its script; nil for a page that has none.
  private let script: String?
  private var position = 0

  init(_ bytes: [UInt8], script: String?) {
    self.bytes = bytes
    self.script = script
  }

  /// What is wrong with the first tag that must not be; nil where all are inert.
  mutating func firstFault() -> String? {
    while let open = MarkingScan.offset(of: [UInt8(ascii: "<")], in: bytes, from: position) {
      position = open + 1
      if let fault = tagFault() { return fault }
    }
    return nil
  }

  private mutating func tagFault() -> String? {
    guard let first = current else { return "a tag is cut short" }
    switch first {
    case UInt8(ascii: "!"):
      let isComment = bytes[position...].starts(with: "!--".utf8)
      return skip(past: isComment ? "-->" : ">")
    case UInt8(ascii: "/"):
      return skip(past: ">")
    default:
      let name = takeName()
      guard PageMarkup.elements.contains(name) else {
        return "no page has the element '\(PageMarkup.quoted(name[...]))'"
      }
      return attributesFault(of: name)
    }
  }

  /// Reads the attributes up to the tag's end, and past the text of an element that has no tags.
  private mutating func attributesFault(of element: [UInt8]) -> String? {
    var source: ArraySlice<UInt8>?
    var others = 0
    while true {
      skipSpaces()
      guard let byte = current else { return "a tag is cut short" }
      if byte == UInt8(ascii: ">") {
        position += 1
        break
      }
      if byte == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let name = takeName()
      guard !name.isEmpty else { return "a tag holds a stray '\(UnicodeScalar(byte))'" }
      let value = takeValue()
      if let fault = PageMarkup.fault(attribute: name, value: value, of: element) { return fault }
      if name.elementsEqual("src".utf8) {
        // Of an attribute written twice a browser takes the first.
        source = source ?? value
      } else if !name.elementsEqual("defer".utf8) {
        others += 1
      }
    }
    if element.elementsEqual("script".utf8) { return scriptFault(source, others: others) }
    return element.elementsEqual("style".utf8) ? skip(past: "</style>") : nil
  }

  /// What is wrong with a script whose start tag was read: it is the edition's, or none.
  private mutating func scriptFault(_ source: ArraySlice<UInt8>?, others: Int) -> String? {
    guard let source else { return "no page holds a script of its own" }
    guard let script, source.elementsEqual(script.utf8) else {
      return "no page runs the script '\(PageMarkup.quoted(source))'"
    }
    guard others == 0 else { return "the page's script has no attributes but 'src' and 'defer'" }
    guard bytes[position...].starts(with: "</script>".utf8) else {
      return "the page's script is a file, and its element is empty"
    }
    return skip(past: "</script>")
  }

  // MARK: - Rules

  private static func fault(
    attribute: [UInt8], value: ArraySlice<UInt8>, of element: [UInt8]
  ) -> String? {
    let name = String(decoding: attribute, as: UTF8.self)
    if attribute.starts(with: "on".utf8) { return "the attribute '\(name)' would run a script" }
    switch name {
    case "style", "srcdoc", "srcset", "formaction", "action", "ping", "background", "manifest":
      return "no page has the attribute '\(name)'"
    case "http-equiv":
      return value.elementsEqual("Content-Security-Policy".utf8)
        ? nil : "a page gives its server no orders but its policy"
    case "src", "poster", "data":
      return isFetchable(value) ? nil : "the page would fetch '\(quoted(value))'"
    case "href", "xlink:href":
      let isLink = element.elementsEqual("a".utf8) || element.elementsEqual("area".utf8)
      guard isLink else {
        return isFetchable(value) ? nil : "the page would fetch '\(quoted(value))'"
      }
      return isAddress(value) ? nil : "no link may lead to '\(quoted(value))'"
    default: return nil
    }
  }

  /// Of the page's own edition, or an image within the page.
  private static func isFetchable(_ value: ArraySlice<UInt8>) -> Bool {
    guard let scheme = scheme(of: value) else { return !isForeign(value) }
    return scheme == "data" && value.starts(with: "data:image/".utf8)
  }

  private static func isAddress(_ value: ArraySlice<UInt8>) -> Bool {
    guard let scheme = scheme(of: value) else { return !isForeign(value) }
    return ["https", "http", "mailto"].contains(scheme)
  }

  /// On another host by the page's own scheme.
  private static func isForeign(_ value: ArraySlice<UInt8>) -> Bool {
    value.prefix(2).allSatisfy { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      && value.count > 1
  }

  /// In lower case, without what a browser passes over; nil for a relative address.
  private static func scheme(of value: ArraySlice<UInt8>) -> String? {
    let written = value.drop { $0 <= 0x20 }.prefix { $0 != UInt8(ascii: "/") }
    guard
      let end = written.firstIndex(where: {
        $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?")
          || $0 == UInt8(ascii: "&")
      })
    else { return nil }
    // An escaped character may be a colon.
    guard written[end] != UInt8(ascii: "&") else {
      return written[end...].starts(with: "&amp;".utf8) ? nil : ""
    }
    guard written[end] == UInt8(ascii: ":") else { return nil }
    return String(decoding: written[..<end].filter { $0 > 0x20 }, as: UTF8.self).lowercased()
  }

  private static func quoted(_ value: ArraySlice<UInt8>) -> String {
    VisibleText.quote(String(decoding: value, as: UTF8.self))
  }

  // MARK: - Reading

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpaces() {
    while let byte = current, byte <= 0x20 { position += 1 }
  }

  private mutating func skip(past end: String) -> String? {
    guard let found = MarkingScan.offset(of: Array(end.utf8), in: bytes, from: position) else {
      return "'\(end)' is missing"
    }
    position = found + end.utf8.count
    return nil
  }

  /// The name at the position, in lower case.
  private mutating func takeName() -> [UInt8] {
    let start = position
    while let byte = current, PageMarkup.isName(byte) { position += 1 }
    return bytes[start..<position].map {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "<"),
      UInt8(ascii: "\""), UInt8(ascii: "'"):
      false
    default: true
    }
  }

  /// The value after an attribute's name, empty where there is none.
  private mutating func takeValue() -> ArraySlice<UInt8> {
    skipSpaces()
    guard current == UInt8(ascii: "=") else { return [] }
    position += 1
    skipSpaces()
    guard let quote = current else { return [] }
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { position += 1 }
    let start = position
    while let byte = current {
      if isQuoted ? byte == quote : byte <= 0x20 || byte == UInt8(ascii: ">") { break }
      position += 1
    }
    let value = bytes[start..<position]
    if isQuoted, current != nil { position += 1 }
    return value
  }

  /// Elements of text, tables, lists, figures and drawings, and those of a page's head, in lower
  /// case.
  private static let elements = Set(
    """
    html head meta title link style script body header footer main nav aside section article div
    h1 h2 h3 h4 h5 h6 hgroup p hr pre blockquote ol ul li dl dt dd figure figcaption menu search
    a em strong small s cite q dfn abbr ruby rt rp data time code var samp kbd sub sup i b u mark
    bdi bdo span br wbr ins del img picture table caption colgroup col tbody thead tfoot tr td th
    details summary dialog input label button select option optgroup output meter progress
    fieldset legend template noscript address map area
    svg g defs desc symbol use path rect circle ellipse line polyline polygon text tspan textpath
    marker lineargradient radialgradient stop clippath mask pattern metadata
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
}
