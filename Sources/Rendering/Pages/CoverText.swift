internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
internal import Records

/// What the cover takes from the pack, in every form of output: the bottom line, the decisions, key
/// figures, a line for each section, counts of records.
///
/// A bottom line or a section's line that is too long is left off and reported.
struct CoverText {
  let context: RenderingContext

  /// The longest bottom line, in words.
  static let bottomLineWords = 60
  /// The longest line of the contents, in words.
  static let contentsLineWords = 32

  /// The section that holds the brief in one page.
  var summary: CompiledSection? {
    sections.first { $0.kind == "summary" } ?? sections.first { $0.name == "summary" }
  }

  /// The summary's first paragraph; nil where it is too long or in another language.
  var bottomLine: [ProseInline]? {
    guard let line = wholeBottomLine,
      InlineText.plain(line).wordCount <= CoverText.bottomLineWords
    else { return nil }
    return line
  }

  /// A section's first sentence; empty where it is too long or in another language, and for the
  /// summary, of which the cover says more.
  func contentsLine(of section: CompiledSection) -> String {
    let line = wholeContentsLine(of: section)
    return line.wordCount <= CoverText.contentsLineWords ? line : ""
  }

  /// The label of all that it takes: the pack's, or that of a section above it.
  var marking: Marking { sections.reduce(context.packMarking) { max($0, $1.marking) } }

  /// Up to four key figures of the summary.
  var keyFigures: ProseBlock? {
    summary?.text.blocks.lazy.compactMap { block -> ProseBlock? in
      guard case .keyFigures(let figures) = block.kind, !figures.isEmpty else { return nil }
      return ProseBlock(id: "", kind: .keyFigures(Array(figures.prefix(4))))
    }.first
  }

  /// What readers are asked to decide, numbered: the summary's recommendations, or else those of the
  /// first section that has any, each with its first sentence.
  var decisions: ProseBlock? {
    for section in [summary].compactMap(\.self) + sections
    where section.language == context.language {
      let items = section.text.blocks.compactMap { decision($0, of: section) }
      guard !items.isEmpty else { continue }
      return ProseBlock(
        id: "",
        kind: .list(
          ProseList(
            isOrdered: true, start: 1, isTight: true,
            items: items.map { (blocks: [$0], isDone: nil) })))
    }
    return nil
  }

  /// The heading of the decisions, with the day by which they are needed.
  var decisionsTitle: String {
    guard let day = context.pack.edition.pack.decisionBy?.value else {
      return context.strings("page.decisions")
    }
    return TextPattern.fill(
      context.strings("page.decisionsBy"), ["date": context.dates.text(day)])
  }

  private func decision(_ block: ProseBlock, of section: CompiledSection) -> ProseBlock? {
    guard case .admonition("recommendation", let title, let blocks) = block.kind, !title.isEmpty
    else { return nil }
    let link = ProseInline.link(
      target: .section(name: section.name, fragment: block.id), title: "",
      content: title.copied(fromSection: section.name))
    var content: [ProseInline] = [.strong([link])]
    if case .paragraph(let text)? = blocks.first?.kind {
      let sentence = InlineText.plain(text.copied(fromSection: section.name)).firstSentence
      if !sentence.isEmpty { content += [.lineBreak, .text(sentence)] }
    }
    return ProseBlock(id: "", kind: .paragraph(content))
  }

  /// How many records of each kind the pack shows, for the kinds that it has.
  var counts: [(label: String, number: String)] {
    var counts: [Collection: Int] = [:]
    for reference in context.pack.shown { counts[reference.collection, default: 0] += 1 }
    let shown: [Collection] = [.incidents, .sanctions, .entities, .measures, .sources]
    return shown.compactMap { collection in
      guard let count = counts[collection], count > 0 else { return nil }
      let number = context.formatter.display(
        value: ExactDecimal(count), low: nil, high: nil, unit: nil, form: .full)
      return (context.strings("page.counts-of.\(collection.rawValue)"), number)
    }
  }

  /// One warning for each text that is too long for the cover.
  var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    if let summary, let line = wholeBottomLine {
      let words = InlineText.plain(line).wordCount
      if words > CoverText.bottomLineWords {
        found.append(.longBottomLine(of: summary, words: words))
      }
    }
    for section in sections {
      let words = wholeContentsLine(of: section).wordCount
      if words > CoverText.contentsLineWords {
        found.append(.longContentsLine(of: section, words: words))
      }
    }
    return found
  }

  private var sections: [CompiledSection] {
    context.pack.contents.compactMap { entry in
      if case .section(let section) = entry { section } else { nil }
    }
  }

  private var wholeBottomLine: [ProseInline]? {
    summary.flatMap(firstParagraph)
  }

  private func wholeContentsLine(of section: CompiledSection) -> String {
    guard section.kind != "summary", section.name != "summary",
      let paragraph = firstParagraph(of: section)
    else { return "" }
    return InlineText.plain(paragraph).firstSentence
  }

  /// As it reads on another page; nil where it is in another language than the pack.
  private func firstParagraph(of section: CompiledSection) -> [ProseInline]? {
    guard section.language == context.language else { return nil }
    for block in section.text.blocks {
      if case .paragraph(let content) = block.kind {
        return content.copied(fromSection: section.name)
      }
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func longBottomLine(of summary: CompiledSection, words: Int) -> Self {
    Self(
      .longBottomLine, .warning,
      "the cover takes a bottom line of up to \(CoverText.bottomLineWords) words: this one has "
        + "\(words) and is left off",
      at: summary.text.firstParagraph, marking: summary.marking)
  }

  fileprivate static func longContentsLine(of section: CompiledSection, words: Int) -> Self {
    Self(
      .longContentsLine, .warning,
      "the cover's contents take a first sentence of up to \(CoverText.contentsLineWords) words: "
        + "this one has \(words) and is left off",
      at: section.text.firstParagraph, marking: section.marking)
  }
}
