/// A start or end tag of HTML.
struct MarkupTag: Sendable {
  /// As written; in lower case outside drawings.
  var name: String
  /// In the order written, each once; values as in the source, an absent one empty.
  var attributes: [(name: String, value: ArraySlice<UInt8>)] = []
  /// Ends itself: `<path/>`.
  var isClosed = false

  func value(_ name: String) -> String? {
    attributes.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// The words of its class.
  var classes: [Substring] { value("class")?.split(separator: " ") ?? [] }
}

/// Reads HTML as tags and texts, one after the other, and nothing into what they mean.
struct MarkupReader {
  enum Token {
    case start(MarkupTag)
    case end(String)
    case text(ArraySlice<UInt8>)
  }

  private let bytes: ArraySlice<UInt8>
  /// Where the next token starts.
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next token, past comments and declarations; nil at the end.
  mutating func next() -> Token? {
    while position < bytes.endIndex {
      let start = position
      guard bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.endIndex else {
        return .text(text(from: start))
      }
      switch bytes[start + 1] {
      case UInt8(ascii: "!"):
        skip(past: bytes[start...].starts(with: "<!--".utf8) ? "-->" : ">")
      case UInt8(ascii: "?"): skip(past: ">")
      case UInt8(ascii: "/"):
        position = start + 2
        let name = word()
        skip(past: ">")
        return .end(name)
      case let byte where MarkupReader.isLetter(byte):
        position = start + 1
        return .start(tag())
      default: return .text(text(from: start))
      }
    }
    return nil
  }

  /// At least one byte, up to the next `<`.
  private mutating func text(from start: Int) -> ArraySlice<UInt8> {
    position = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
    return bytes[start..<position]
  }

  private mutating func tag() -> MarkupTag {
    var tag = MarkupTag(name: word())
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        break
      }
      if byte == UInt8(ascii: "/") || MarkupReader.isBlank(byte) {
        tag.isClosed = byte == UInt8(ascii: "/")
        position += 1
        continue
      }
      tag.isClosed = false
      let name = word()
      let value = value()
      if !name.isEmpty, !tag.attributes.contains(where: { $0.name == name }) {
        tag.attributes.append((name, value))
      }
    }
    return tag
  }

  /// What follows a name: nothing, or an equals sign and a value.
  private mutating func value() -> ArraySlice<UInt8> {
    skipBlanks()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "=") else {
      return bytes[position..<position]
    }
    position += 1
    skipBlanks()
    guard position < bytes.endIndex else { return bytes[position..<position] }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.endIndex
      position = min(end + 1, bytes.endIndex)
      return bytes[start..<end]
    }
    let start = position
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: ">"),
      !MarkupReader.isBlank(bytes[position])
    {
      position += 1
    }
    return bytes[start..<position]
  }

  /// A name; at a sign that belongs to none, that sign is passed over.
  private mutating func word() -> String {
    let start = position
    while position < bytes.endIndex {
      let byte = bytes[position]
      if MarkupReader.isBlank(byte) || "=/>\"'<".utf8.contains(byte) { break }
      position += 1
    }
    if position == start, position < bytes.endIndex, bytes[position] != UInt8(ascii: ">") {
      position += 1
      return ""
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, MarkupReader.isBlank(bytes[position]) { position += 1 }
  }

  private mutating func skip(past end: String) {
    let rest = bytes[position...]
    position = rest.firstRange(of: Array(end.utf8))?.upperBound ?? bytes.endIndex
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x0C
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
