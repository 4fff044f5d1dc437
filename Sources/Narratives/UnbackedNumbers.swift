package import Diagnostics
internal import Figures
internal import MarkdownTree
package import Records

/// A number in the text that its sentence quotes from cited sources.
package struct QuotedNumber: Sendable, Equatable {
  package var text: String
  /// The section's name, `annex/NAME`, or `index`.
  package var place: String
  /// The block's id there.
  package var block: String
  /// The sources that the sentence cites, in order.
  package var sources: [RecordReference]
  package var span: SourceSpan

  package init(
    text: String, place: String, block: String, sources: [RecordReference], span: SourceSpan
  ) {
    self.text = text
    self.place = place
    self.block = block
    self.sources = sources
    self.span = span
  }
}

/// Checks that every number of a text is computed, quoted from a cited source, or vouched for.
struct UnbackedNumbers {
  let lookups: NarrativeLookups
  let place: String
  let block: String
  /// Whether the text is in the language of the strings, whose counting words are known.
  let checksWords: Bool
  /// The keys that a footnote cites.
  let citedInFootnotes: (String) -> [Located<String>]

  struct Findings {
    var quoted: [QuotedNumber] = []
    var diagnostics: [Diagnostic] = []
  }

  /// Checks a paragraph, or the cells of a table's row, which share their citations.
  func check(_ cells: [[Inline]]) -> Findings {
    var findings = Findings()
    let texts = cells.map { FlatText($0, citedInFootnotes: citedInFootnotes) }
    guard texts.contains(where: { $0.mayHoldNumbers || checksWords }) else { return findings }
    let shared = texts.count > 1 ? texts.flatMap { text in text.citations.map(\.key) } : []
    for text in texts {
      var scanner = NumberScanner(
        units: text.units, words: lookups.numberWords, checksWords: checksWords)
      for sentence in SentenceBoundaries.sentences(in: text.units) {
        let found = scanner.numbers(in: sentence, groupsBySpace: !isEnglish)
        guard !found.isEmpty else { continue }
        let keys =
          shared.isEmpty
          ? text.citations.filter { sentence.contains($0.unit) }.map(\.key) : shared
        for range in found { record(range, of: text, citing: keys, in: &findings) }
      }
    }
    return findings
  }

  private var isEnglish: Bool { lookups.language.utf8.starts(with: "en".utf8) }

  private func record(
    _ range: Range<Int>, of text: FlatText, citing keys: [String], in findings: inout Findings
  ) {
    guard let found = text.place(of: range) else { return }
    let number = SentenceUnit.text(text.units[range])
    let sources = keys.map { RecordReference(.sources, $0) }
    // A key that names nothing is reported where it stands, not here once more.
    guard sources.isEmpty else {
      var seen: Set<RecordReference> = []
      findings.quoted.append(
        QuotedNumber(
          text: number, place: place, block: block,
          sources: sources.filter { seen.insert($0).inserted && lookups.corpus.contains($0) },
          span: found.span))
      return
    }
    let figure = lookups.figuresByDisplay[number].flatMap { lookups.figures.figure($0) }
    findings.diagnostics.append(
      .unbackedNumber(
        Located(number, at: found.span),
        figure: figure.map { Suggestion($0.id, marking: $0.marking) }
      ).marked(found.value))
  }
}

/// Inline narrative as one line of units, with the way back to its places.
struct FlatText {
  private struct Leaf {
    var firstUnit: Int
    var text: Located<String>
    var marking: Marking
  }

  private(set) var units: [UInt32] = []
  private(set) var citations: [(unit: Int, key: String)] = []
  private(set) var mayHoldNumbers = false
  /// By unit, the UTF-8 offset in its leaf.
  private var offsets: [Int] = []
  private var leaves: [Leaf] = []
  /// Of the passage at hand, below that of the whole.
  private var marking = Marking.clear
  private let citedInFootnotes: (String) -> [Located<String>]

  init(_ inlines: [Inline], citedInFootnotes: @escaping (String) -> [Located<String>]) {
    self.citedInFootnotes = citedInFootnotes
    append(inlines)
  }

  private mutating func append(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text): append(text)
      case .softBreak: units.append(0x20)
      case .lineBreak: units.append(SentenceUnit.hardBreak)
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        append(content)
      case .link(let link):
        // An address shown as it is counts nothing.
        if link.content.plainText == link.destination.value {
          units.append(SentenceUnit.word)
        } else {
          append(link.content)
        }
      case .image(let image): append(Located(image.alternative, at: image.source.span))
      case .code, .html: units.append(SentenceUnit.word)
      case .footnoteReference(let label, _):
        for key in citedInFootnotes(label) { citations.append((units.count, key.value)) }
        units.append(SentenceUnit.note)
      case .role(let role):
        if role.name.value == "marked" {
          let outer = marking
          marking = max(outer, role.variant.flatMap { Marking(shortForm: $0.value) } ?? .clear)
          append(role.narrative)
          marking = outer
        } else {
          units.append(SentenceUnit.word)
        }
      case .citation(let citation):
        for item in citation.items { citations.append((units.count, item.key.value)) }
        units.append(citation.isInText ? SentenceUnit.word : SentenceUnit.note)
      }
    }
  }

  private mutating func append(_ text: Located<String>) {
    leaves.append(Leaf(firstUnit: units.count, text: text, marking: marking))
    offsets += repeatElement(0, count: units.count - offsets.count)
    var offset = 0
    for scalar in text.value.unicodeScalars {
      if scalar.value >= 0x30, scalar.value <= 0x39 || scalar.value > 0x7F { mayHoldNumbers = true }
      units.append(scalar.value)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
  }

  /// The place of a range of units; the whole text where escapes hide the exact one.
  func place(of range: Range<Int>) -> Located<Marking>? {
    guard let first = place(of: range.lowerBound),
      let last = place(of: max(range.lowerBound, range.upperBound - 1))
    else { return nil }
    let marking = max(first.leaf.marking, last.leaf.marking)
    let path = first.leaf.text.span.path
    guard path == last.leaf.text.span.path, last.end >= first.start else {
      return Located(marking, at: first.leaf.text.span)
    }
    return Located(marking, at: SourceSpan(path: path, start: first.start, end: last.end))
  }

  private func place(of unit: Int) -> (leaf: Leaf, start: Int, end: Int)? {
    var low = 0
    var high = leaves.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if leaves[middle].firstUnit <= unit { low = middle } else { high = middle }
    }
    guard low < leaves.count, leaves[low].firstUnit <= unit else { return nil }
    let leaf = leaves[low]
    let span = leaf.text.span
    guard span.end - span.start == leaf.text.value.utf8.count else {
      return (leaf, span.start, span.end)
    }
    let offset = span.start + offsets[unit]
    let width = Unicode.Scalar(units[unit]).map { UTF8.width($0) } ?? 1
    return (leaf, offset, offset + width)
  }
}
