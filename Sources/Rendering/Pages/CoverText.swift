internal import Diagnostics
internal import Narratives

/// What the cover takes from the texts of sections: the bottom line, and a line for each.
///
/// What is too long for it is left off and reported.
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
