internal import Diagnostics
internal import MarkdownTree
internal import Narratives
internal import Records

/// Writes the paragraphs of a narrative with one sentence a line.
///
/// Quotations, tables, code and everything else stay as their author wrote them, and so does a text
/// whose meaning another line would change.
struct NarrativeFormatter {
  private let limits: MarkdownLimits

  init(limits: MarkdownLimits) { self.limits = limits }

  /// The formatted text; the text itself where it cannot be read or would say something else.
  func format(_ text: String) -> String {
    let before = parse(text)
    guard !before.diagnostics.hasErrors else { return text }
    var bytes = Array(text.utf8)
    for range in paragraphs(before.value).reversed() where range.upperBound <= bytes.count {
      bytes.replaceSubrange(range, with: Self.sentences(bytes, range))
    }
    let result = String(decoding: bytes, as: UTF8.self)
    let after = parse(result)
    guard !after.diagnostics.hasErrors, meaning(before.value) == meaning(after.value) else {
      return text
    }
    return result
  }

  private func parse(_ text: String) -> Checked<MarkdownDocument> {
    MarkdownParser(limits: limits).parse(text, origin: TextOrigin(path: "", fileOffset: 0))
  }

  private func meaning(_ document: MarkdownDocument) -> [UInt8] {
    var form = CanonicalForm(lineEnds: .spaces)
    form.append(document)
    return form.bytes
  }

  // MARK: Paragraphs

  private func paragraphs(_ document: MarkdownDocument) -> [Range<Int>] {
    var found: [Range<Int>] = []
    collect(document.blocks, into: &found)
    // Parts of one another cannot be told apart any more: the first stands.
    found.sort { $0.lowerBound < $1.lowerBound }
    var last = 0
    return found.filter { range in
      defer { last = max(last, range.upperBound) }
      return range.lowerBound >= last
    }
  }

  private func collect(_ blocks: [Block], into found: inout [Range<Int>]) {
    for block in blocks {
      switch block.kind {
      case .paragraph:
        if block.span.start < block.span.end { found.append(block.span.start..<block.span.end) }
      case .list(let list):
        for item in list.items { collect(item.blocks, into: &found) }
      case .directive(let directive): collect(directive.body.blocks, into: &found)
      case .heading, .quote, .code, .table, .thematicBreak, .html: break
      }
    }
  }

  // MARK: Sentences

  /// A paragraph's lines anew; each further one begins where the first one does.
  private static func sentences(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var lineStart = range.lowerBound
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    let margin = [UInt8](repeating: 0x20, count: range.lowerBound - lineStart)
    var body = range
    while body.upperBound > body.lowerBound, bytes[body.upperBound - 1] <= 0x20 {
      body = body.lowerBound..<(body.upperBound - 1)
    }
    var lines: [[UInt8]] = []
    for stretch in stretches(bytes[body]) {
      var sentences = SourceSentences.split(stretch.text)
      if sentences.isEmpty { sentences = [stretch.text] }
      var joined: [String] = []
      for sentence in sentences {
        if let last = joined.last, opensBlock(sentence) {
          joined[joined.count - 1] = last + " " + sentence
        } else {
          joined.append(sentence)
        }
      }
      if let last = joined.last { joined[joined.count - 1] = last + stretch.end }
      lines += joined.map { Array($0.utf8) }
    }
    let tail = Array(bytes[body.upperBound..<range.upperBound])
    return Array(lines.joined(separator: [0x0A] + margin)) + tail
  }

  /// The lines of a paragraph joined up to each hard break, with what makes the break.
  private static func stretches(
    _ bytes: ArraySlice<UInt8>
  ) -> [(text: String, end: String)] {
    var result: [(text: String, end: String)] = []
    var pending: [String] = []
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var line = line
      while let last = line.last, last == 0x0D { line.removeLast() }
      line = line.drop { $0 == 0x20 || $0 == 0x09 }
      let blanks = line.reversed().prefix { $0 == 0x20 }.count
      let content = String(decoding: line.dropLast(blanks), as: UTF8.self)
      let isLast = index == lines.count - 1
      let backslashes = content.utf8.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if !isLast, blanks >= 2 || backslashes % 2 == 1 {
        let end = blanks >= 2 ? "  " : "\\"
        pending.append(blanks >= 2 ? content : String(content.dropLast()))
        result.append((pending.joined(separator: " "), end))
        pending = []
      } else {
        pending.append(content)
      }
    }
    if !pending.isEmpty { result.append((pending.joined(separator: " "), "")) }
    return result
  }

  /// Whether a line that begins so might be read as something else than the text of a paragraph.
  private static func opensBlock(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "<"),
      UInt8(ascii: ":"):
      return true
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      // Emphasis may open a line; a bullet or a rule may not.
      let rest = text.utf8.drop { $0 == first }
      return rest.first.map { $0 == 0x20 } ?? true
    case UInt8(ascii: "`"): return text.utf8.starts(with: "```".utf8)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let rest = text.utf8.drop { (0x30...0x39).contains($0) }
      return rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")")
    default: return false
    }
  }
}
