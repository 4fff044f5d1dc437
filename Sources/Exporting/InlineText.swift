internal import Diagnostics
internal import MarkdownTree

/// Writes inline elements as Markdown that is read back as the same elements.
///
/// Where two neighbours would run together, such as emphasis after emphasis or a letter after a
/// role, an empty comment keeps them apart: it is dropped by every reader.
struct InlineText {
  /// Where the text will stand.
  enum Place {
    /// A paragraph, whose lines could be taken for the start of a block.
    case block
    /// A heading, cell, title or argument: one line, in which no block can start.
    case line
  }

  static let separator: [UInt8] = Array("<!-- -->".utf8)

  var out: [UInt8] = []
  let place: Place
  /// How deep in emphasis: the delimiters alternate, so that nested ones cannot run together.
  let depth: Int
  /// Set after what must not touch certain characters.
  var pending: Pending?

  /// What may not follow directly.
  struct Pending {
    /// The mark that would prolong the one just written.
    var mark: UInt8?
    /// Whether only white space or punctuation may follow.
    var needsGap: Bool
  }

  private init(place: Place, depth: Int) {
    self.place = place
    self.depth = depth
  }

  /// A writer of one line with nothing written yet.
  static var empty: InlineText { InlineText(place: .line, depth: 0) }

  /// The lines of a paragraph, or the one line of a heading, cell, title or argument.
  static func text(_ inlines: [Inline], in place: Place) -> String {
    var writer = InlineText(place: place, depth: 0)
    writer.write(inlines)
    return String(decoding: writer.out, as: UTF8.self)
  }

  /// A short text as its author spelt it where it is plain, else written anew: what was written
  /// may hold comments.
  static func text(_ inlines: [Inline], spelling: String) -> String {
    if case .text(let text)? = inlines.first, inlines.count == 1, text.value == spelling {
      return spelling
    }
    return text(inlines, in: .line)
  }

  // MARK: - Elements

  private mutating func write(_ inlines: [Inline]) {
    let inlines = InlineText.joined(inlines)
    for (index, inline) in inlines.enumerated() {
      let next = index + 1 < inlines.count ? inlines[index + 1] : nil
      write(inline, before: next)
    }
  }

  /// The elements with neighbouring texts as one.
  private static func joined(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      if case .text(let text) = inline, case .text(var last)? = result.last {
        last.value += text.value
        result[result.count - 1] = .text(last)
      } else {
        result.append(inline)
      }
    }
    return result
  }

  private mutating func write(_ inline: Inline, before next: Inline?) {
    switch inline {
    case .text(let text): write(text: text.value, endsLine: next.map(isBreak) ?? true)
    case .softBreak: append(place == .block ? [0x0A] : [0x20])
    case .lineBreak: append(place == .block ? [0x5C, 0x0A] : [0x20])
    case .code(let text):
      append(InlineText.codeSpan(text.value))
      pending = Pending(mark: UInt8(ascii: "`"), needsGap: false)
    case .emphasis(let content): delimited(content, depth.isMultiple(of: 2) ? "*" : "_")
    case .strong(let content): delimited(content, depth.isMultiple(of: 2) ? "**" : "__")
    case .strikethrough(let content): delimited(content, "~~")
    case .link(let link): write(link)
    case .image(let image): write(image)
    // Narrative that was read without findings holds none.
    case .html: break
    case .footnoteReference(let label, _): append(Array("[^\(label)]".utf8))
    case .role(let role): write(role)
    case .citation(let citation): write(citation, before: next)
    }
  }

  private func isBreak(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    default: false
    }
  }

  /// Emphasis of any kind; its marks count only between the right neighbours.
  private mutating func delimited(_ content: [Inline], _ mark: String) {
    let mark = Array(mark.utf8)
    var inner = InlineText(place: place, depth: depth + 1)
    inner.write(content)
    guard let first = inner.out.first, let last = inner.out.last else { return }
    let needsGap = mark[0] == UInt8(ascii: "_")
    let opensOnWord = InlineText.isASCIIWord(InlineText.edge(inner.out))
    if needsGap || !opensOnWord, InlineText.isWord(InlineText.edge(out.reversed())) { separate() }
    // The same mark directly inside would prolong this one.
    var piece = mark + (first == mark[0] ? InlineText.separator : []) + inner.out
    if last == mark[0] { piece += InlineText.separator }
    let closesOnWord = InlineText.isASCIIWord(InlineText.edge(piece.reversed()))
    append(piece + mark)
    pending = Pending(mark: mark[0], needsGap: needsGap || !closesOnWord)
  }

  /// The first byte that decides whether emphasis may start or end beside it.
  ///
  /// cmark-gfm looks through tildes. A blank where there is none.
  private static func edge(_ bytes: some Sequence<UInt8>) -> UInt8 {
    bytes.first { $0 != UInt8(ascii: "~") } ?? 0x20
  }

  private mutating func write(_ role: Role) {
    var head = "{" + role.name.value
    if let variant = role.variant { head += ":" + variant.value }
    head += "}"
    var content = role.content.value
    if role.name.value == "marked" {
      let blank = content.utf8.first == 0x20 ? " " : ""
      content = blank + InlineText.text(role.narrative, in: .line)
      // A bracket last in a passage looks like one that was cut short.
      if let last = content.utf8.last, "([{".utf8.contains(last) {
        content += String(decoding: InlineText.separator, as: UTF8.self)
      }
    }
    append(Array(head.utf8) + InlineText.codeSpan(content))
    pending = Pending(mark: UInt8(ascii: "`"), needsGap: true)
  }

  private mutating func write(_ link: Inline.Link) {
    let destination = link.destination.value
    if link.title.isEmpty, case .text(let text)? = link.content.first, link.content.count == 1,
      LinkText.isAddress(destination, shownAs: text.value)
    {
      append(Array("<\(text.value)>".utf8))
      return
    }
    var inner = InlineText(place: place, depth: depth)
    inner.write(link.content)
    if inner.out.first == UInt8(ascii: "^") { inner.out.insert(0x5C, at: 0) }
    append([0x5B] + inner.out + Array(LinkText.target(destination, title: link.title).utf8))
  }

  private mutating func write(_ image: Inline.Image) {
    var inner = InlineText(place: .line, depth: depth)
    inner.write(text: image.alternative, endsLine: false)
    if inner.out.first == UInt8(ascii: "^") { inner.out.insert(0x5C, at: 0) }
    append(
      [0x21, 0x5B] + inner.out + Array(LinkText.target(image.source.value, title: image.title).utf8)
    )
  }

  /// Code between as many backticks as it needs.
  static func codeSpan(_ content: String) -> [UInt8] {
    let bytes = Array(content.utf8)
    var run = 0
    var runs: Set<Int> = []
    for byte in bytes + [0] {
      if byte == UInt8(ascii: "`") {
        run += 1
      } else {
        if run > 0 { runs.insert(run) }
        run = 0
      }
    }
    var length = 1
    while runs.contains(length) { length += 1 }
    let fence = [UInt8](repeating: UInt8(ascii: "`"), count: length)
    let isBlank = bytes.allSatisfy { $0 == 0x20 }
    let touches = bytes.first == UInt8(ascii: "`") || bytes.last == UInt8(ascii: "`")
    let wouldBeTrimmed = bytes.first == 0x20 && bytes.last == 0x20 && !isBlank
    let padding: [UInt8] = touches || wouldBeTrimmed ? [0x20] : []
    return fence + padding + bytes + padding + fence
  }

  // MARK: - Output

  /// Adds finished Markdown, apart from what stands before where it must be.
  mutating func append(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    if let held = pending {
      pending = nil
      let touches = held.needsGap && InlineText.isWord(InlineText.edge(bytes))
      if first == held.mark || touches { separate() }
    }
    out += bytes
  }

  mutating func separate() { out += InlineText.separator }

  /// Whether a byte may belong to a word; what is beyond ASCII may.
  static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || isASCIIWord(byte) }

  /// Whether a byte surely belongs to a word.
  static func isASCIIWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
