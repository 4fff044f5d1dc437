internal import Records

/// Cuts finished inline narrative into sentences.
///
/// A citation or note after a stop belongs to the sentence before it. White space between sentences
/// is dropped; a hard break ends a sentence and stays at its end. Emphasis that spans a boundary is
/// cut in two; links, terms and marked passages are never cut.
package enum SentenceSplitter {
  package static func split(_ content: [ProseInline]) -> [[ProseInline]] {
    var units: [UInt32] = []
    units.reserveCapacity(512)
    appendUnits(of: content, to: &units)
    let sentences = SentenceBoundaries.sentences(in: units)
    guard let first = sentences.first else { return [] }
    if first == units.startIndex..<units.endIndex { return [content] }
    var cutter = Cutter(sentences: sentences)
    return cutter.cut(content).filter { !$0.isEmpty }
  }

  private static func appendUnits(of content: [ProseInline], to units: inout [UInt32]) {
    for inline in content {
      switch inline {
      case .text(let text):
        SentenceUnit.append(text, to: &units)
      case .softBreak: units.append(0x20)
      case .lineBreak: units.append(SentenceUnit.hardBreak)
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        appendUnits(of: content, to: &units)
      case .footnote: units.append(SentenceUnit.note)
      case .citation(let use):
        units.append(use.leadText.isEmpty ? SentenceUnit.note : SentenceUnit.word)
      case .link, .term, .marked, .foreign, .number, .code, .image, .html:
        units.append(unit(of: inline))
      }
    }
  }

  /// What an inline that is never cut looks like from outside: a stop where its text ends in one,
  /// a small letter where it begins with one, since no sentence begins so, else a word.
  private static func unit(of inline: ProseInline) -> UInt32 {
    switch inline {
    case .link(_, _, let content), .term(_, let content), .marked(_, let content),
      .foreign(_, let content):
      let scalars = content.readableText.unicodeScalars
      if let last = scalars.last, [".", "!", "?", "…"].contains(last) { return last.value }
      guard let first = scalars.first, SentenceUnit.isLowercase(first.value) else {
        return SentenceUnit.word
      }
      return first.value
    default: return SentenceUnit.word
    }
  }

  /// Deals inlines out to sentences in one walk.
  private struct Cutter {
    let sentences: [Range<Int>]
    /// The unit at hand, and the sentence it belongs to or comes before.
    var unit = 0
    var sentence = 0

    /// The pieces of `content`, the first going on with the sentence at hand, each further one
    /// opening the next.
    mutating func cut(_ content: [ProseInline]) -> [[ProseInline]] {
      var pieces: [[ProseInline]] = [[]]
      for inline in content {
        switch inline {
        case .text(let text): cut(text, into: &pieces)
        case .emphasis(let content): wrap(content, into: &pieces) { .emphasis($0) }
        case .strong(let content): wrap(content, into: &pieces) { .strong($0) }
        case .strikethrough(let content): wrap(content, into: &pieces) { .strikethrough($0) }
        default: place(inline, into: &pieces)
        }
      }
      return pieces
    }

    /// Moves on to the sentence of the unit at hand; false where the unit lies between two.
    private mutating func advance(_ pieces: inout [[ProseInline]]) -> Bool {
      while sentence < sentences.count, unit >= sentences[sentence].upperBound {
        sentence += 1
        pieces.append([])
      }
      return sentence < sentences.count && unit >= sentences[sentence].lowerBound
    }

    private mutating func place(_ inline: ProseInline, into pieces: inout [[ProseInline]]) {
      if advance(&pieces) { pieces[pieces.count - 1].append(inline) }
      unit += 1
    }

    private mutating func cut(_ text: String, into pieces: inout [[ProseInline]]) {
      let scalars = text.unicodeScalars
      guard text.utf8.contains(where: { $0 >= 0x80 }) else {
        cutASCII(text.utf8, into: &pieces)
        return
      }
      var rest = scalars.count
      var index = scalars.startIndex
      while rest > 0 {
        let isInside = advance(&pieces)
        let end =
          sentence == sentences.count
          ? unit + rest : isInside ? sentences[sentence].upperBound : sentences[sentence].lowerBound
        let taken = min(rest, end - unit)
        let next = scalars.index(index, offsetBy: taken)
        if isInside { pieces[pieces.count - 1].append(.text(String(scalars[index..<next]))) }
        index = next
        unit += taken
        rest -= taken
      }
    }

    /// The same where each byte is a unit, whose places are found without counting.
    private mutating func cutASCII(_ bytes: String.UTF8View, into pieces: inout [[ProseInline]]) {
      var rest = bytes.count
      var index = bytes.startIndex
      while rest > 0 {
        let isInside = advance(&pieces)
        let end =
          sentence == sentences.count
          ? unit + rest : isInside ? sentences[sentence].upperBound : sentences[sentence].lowerBound
        let taken = min(rest, end - unit)
        let next = bytes.index(index, offsetBy: taken)
        if isInside {
          pieces[pieces.count - 1].append(
            .text(String(decoding: bytes[index..<next], as: UTF8.self)))
        }
        index = next
        unit += taken
        rest -= taken
      }
    }

    private mutating func wrap(
      _ content: [ProseInline], into pieces: inout [[ProseInline]],
      _ make: ([ProseInline]) -> ProseInline
    ) {
      for (index, piece) in cut(content).enumerated() {
        if index > 0 { pieces.append([]) }
        if !piece.isEmpty { pieces[pieces.count - 1].append(make(piece)) }
      }
    }
  }
}

extension [ProseInline] {
  /// The text a reader sees, without marks of citations and notes; breaks are spaces.
  package var readableText: String {
    var result = ""
    appendReadableText(to: &result)
    return result
  }

  private func appendReadableText(to result: inout String) {
    for inline in self {
      switch inline {
      case .text(let text), .code(let text): result += text
      case .softBreak, .lineBreak: result += " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content), .term(_, let content), .marked(_, let content),
        .foreign(_, let content):
        content.appendReadableText(to: &result)
      case .image(_, _, let alternative): result += alternative
      case .number(let use): result += use.display
      case .citation(let use) where !use.leadText.isEmpty: result += use.leadText
      case .html, .footnote, .citation:
        // The space before a mark goes with it.
        if result.utf8.last == UInt8(ascii: " ") { result.removeLast() }
      }
    }
  }

  /// The figures shown, in reading order.
  var figuresUsed: [String] {
    var result: [String] = []
    appendFiguresUsed(to: &result)
    return result
  }

  private func appendFiguresUsed(to result: inout [String]) {
    for inline in self {
      switch inline {
      case .number(let use):
        if case .figure(let id) = use.origin { result.append(id) }
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .link(_, _, let content), .term(_, let content), .marked(_, let content),
        .foreign(_, let content):
        content.appendFiguresUsed(to: &result)
      case .text, .softBreak, .lineBreak, .code, .image, .html, .footnote, .citation: break
      }
    }
  }
}
