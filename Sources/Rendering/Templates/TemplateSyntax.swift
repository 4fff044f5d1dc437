internal import Diagnostics

/// One piece of a template; spans point into its file.
indirect enum TemplateNode: Sendable {
  case text([UInt8])
  /// `{{name}}`, or raw: `{{{name}}}` and `{{&name}}`.
  case variable(name: String, isRaw: Bool, span: SourceSpan)
  /// `{{#name}}…{{/name}}`, or inverted: `{{^name}}…{{/name}}`.
  case section(name: String, isInverted: Bool, nodes: [TemplateNode], span: SourceSpan)
  case partial(name: String, span: SourceSpan)
}

/// Reads the part of Mustache that templates may use: variables, sections, partials, comments.
///
/// Other delimiters, pragmas, dotted names, transforms and inheritance are no part of it.
struct TemplateSyntax {
  private let path: String
  private let bytes: [UInt8]
  /// How far `bytes` is behind the file, for a byte-order mark.
  private let shift: Int
  private var position = 0
  private var diagnostics: [Diagnostic] = []

  private init(_ file: SourceFile) {
    path = file.path
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    shift = file.bytes.starts(with: mark) ? mark.count : 0
    bytes = Array(file.bytes.dropFirst(shift))
  }

  /// The template's nodes, or what keeps it from being one.
  static func read(_ file: SourceFile) -> Checked<[TemplateNode]> {
    var reader = TemplateSyntax(file)
    let nodes = reader.nodes(until: nil)
    return Checked(nodes, reader.diagnostics)
  }

  private func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(path: path, start: start + shift, end: end + shift)
  }

  /// Reads up to the end tag of `section`, or of the file.
  private mutating func nodes(until section: (name: String, span: SourceSpan)?) -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while true {
      let start = position
      let open = firstTag(from: start)
      if open > start { nodes.append(.text(withoutCarriageReturns(bytes[start..<open]))) }
      position = open
      guard open < bytes.count else {
        if let section {
          diagnostics.append(
            .templateSyntax(
              "section '\(section.name)' ends with a '{{/\(section.name)}}'", at: section.span))
        }
        return nodes
      }
      guard let tag = readTag() else { continue }
      switch tag.kind {
      case .comment: break
      case .variable(let isRaw):
        nodes.append(.variable(name: tag.name, isRaw: isRaw, span: tag.span))
      case .partial: nodes.append(.partial(name: tag.name, span: tag.span))
      case .section(let isInverted):
        let inner = self.nodes(until: (tag.name, tag.span))
        nodes.append(
          .section(name: tag.name, isInverted: isInverted, nodes: inner, span: tag.span))
      case .end:
        if let section, section.name == tag.name { return nodes }
        let expected = section.map { "; '\($0.name)' is open" } ?? ""
        diagnostics.append(
          .templateSyntax("no section '\(tag.name)' is open here\(expected)", at: tag.span))
        if section != nil { return nodes }
      }
    }
  }

  private func withoutCarriageReturns(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.filter { $0 != UInt8(ascii: "\r") }
  }

  private func firstTag(from start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") { return index }
      index += 1
    }
    return bytes.count
  }

  private enum TagKind {
    case variable(isRaw: Bool)
    case section(isInverted: Bool)
    case end
    case partial
    case comment
  }

  private struct Tag {
    var kind: TagKind
    var name: String
    /// Of the name alone, where diagnostics point.
    var span: SourceSpan
  }

  /// Reads one tag; nil and a diagnostic where it is none that templates may use.
  private mutating func readTag() -> Tag? {
    let start = position
    let isTriple = bytes.count > start + 2 && bytes[start + 2] == UInt8(ascii: "{")
    let close = [UInt8](repeating: UInt8(ascii: "}"), count: isTriple ? 3 : 2)
    var inner = start + (isTriple ? 3 : 2)
    guard let end = firstOffset(of: close, from: inner) else {
      diagnostics.append(.templateSyntax("a tag ends with '}}'", at: span(start, start + 2)))
      position = bytes.count
      return nil
    }
    position = end + close.count
    var kind = TagKind.variable(isRaw: isTriple)
    if !isTriple, inner < end {
      switch bytes[inner] {
      case UInt8(ascii: "#"): kind = .section(isInverted: false)
      case UInt8(ascii: "^"): kind = .section(isInverted: true)
      case UInt8(ascii: "/"): kind = .end
      case UInt8(ascii: ">"): kind = .partial
      case UInt8(ascii: "&"): kind = .variable(isRaw: true)
      case UInt8(ascii: "!"):
        return Tag(kind: .comment, name: "", span: span(start, position))
      default: inner -= 1
      }
      inner += 1
    }
    var nameEnd = end
    while inner < nameEnd, isSpace(bytes[inner]) { inner += 1 }
    while nameEnd > inner, isSpace(bytes[nameEnd - 1]) { nameEnd -= 1 }
    guard isName(bytes[inner..<nameEnd]) else {
      diagnostics.append(
        .templateSyntax(
          "a tag is a variable, section, inverted section, partial or comment with a plain name",
          at: span(start, position)))
      return nil
    }
    return Tag(
      kind: kind, name: String(decoding: bytes[inner..<nameEnd], as: UTF8.self),
      span: span(inner, nameEnd))
  }

  private func firstOffset(of wanted: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
      index += 1
    }
    return nil
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func isName(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, isLetter(first) else { return false }
    return name.allSatisfy { byte in
      isLetter(byte) || byte == UInt8(ascii: "-")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
