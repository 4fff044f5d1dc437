internal import Narratives

/// The bytes written so far, with what the next element must know of them.
struct HTMLOutput {
  private(set) var bytes: [UInt8] = []
  /// Whether an `a` is open: a second one inside it would end it.
  var isInLink = false
  /// The written levels of the open headings, shallowest first.
  var headings: [Int] = []
  /// How many lists and boxes are open.
  var depth = 0
  /// The next number of a numbered paragraph.
  var paragraphNumber: Int?
  /// Author's footnotes by label, from 1.
  private var footnoteNumbers: [String: Int] = [:]
  private var footnoteUses: [Int: Int] = [:]

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  var html: TrustedHTML { TrustedHTML(trusted: bytes) }

  /// Fixes the footnotes' numbers before any is met.
  mutating func number(_ footnotes: [(label: String, blocks: [ProseBlock])]) {
    for (index, footnote) in footnotes.enumerated() {
      footnoteNumbers[footnote.label] = index + 1
    }
  }

  /// The number of a footnote and how often it has been referred to, this time included.
  mutating func footnoteUse(_ label: String) -> (number: Int, occurrence: Int) {
    let number = footnoteNumbers[label] ?? footnoteNumbers.count + 1
    footnoteNumbers[label] = number
    let occurrence = footnoteUses[number, default: 0] + 1
    footnoteUses[number] = occurrence
    return (number, occurrence)
  }

  /// How often a footnote has been referred to.
  func useCount(ofFootnote number: Int) -> Int { footnoteUses[number, default: 0] }

  /// Markup of ours.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Markup made elsewhere in this target.
  mutating func trusted(_ html: TrustedHTML) {
    html.append(to: &bytes)
  }

  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  mutating func space() { bytes.append(UInt8(ascii: " ")) }

  /// Drops the bytes and keeps the footnotes' counts.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Starts a new line unless one has just begun.
  mutating func startLine() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { newline() }
  }

  /// Takes back a space just written.
  mutating func dropSpace() {
    if bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
  }

  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Text, escaped for content and for quoted attributes alike.
  mutating func text(_ text: String) {
    HTMLText.append(text, to: &bytes)
  }

  /// An attribute with its leading space; its name is ours.
  mutating func attribute(_ name: StaticString, _ value: String) {
    space()
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// An attribute that holds an address: bytes that no address may hold are percent-encoded.
  mutating func addressAttribute(_ name: StaticString, _ value: String) {
    space()
    raw(name)
    raw("=\"")
    for byte in value.utf8 {
      if let entity = HTMLOutput.entity(of: byte) {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "'"): raw(entity)
        default: percentEncode(byte)
        }
      } else if LinkAddress.isPlain(byte) || Fork.isMark(byte) {
        bytes.append(byte)
      } else {
        percentEncode(byte)
      }
    }
    raw("\"")
  }

  private mutating func percentEncode(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "%"))
    bytes.append(HTMLOutput.hexDigit(byte >> 4))
    bytes.append(HTMLOutput.hexDigit(byte & 15))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func entity(of byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
