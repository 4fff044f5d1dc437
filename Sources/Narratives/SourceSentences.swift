/// Cuts a paragraph as its author wrote it, markup included, into sentences.
///
/// Code spans, roles and the destinations of links are one word each, and a citation in brackets or
/// a footnote belongs to the sentence whose stop it follows, as in finished narrative.
package enum SourceSentences {
  /// The sentences of a text without line ends, without the white space between them.
  package static func split(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var units: [UInt32] = []
    /// Where each unit begins among the scalars; one more for the end.
    var places: [Int] = []
    var index = 0
    while index < scalars.count {
      places.append(index)
      let (unit, next) = unit(scalars, index)
      units.append(unit)
      index = next
    }
    places.append(scalars.count)
    return SentenceBoundaries.sentences(in: units).map { range in
      var sentence = String.UnicodeScalarView()
      sentence.append(contentsOf: scalars[places[range.lowerBound]..<places[range.upperBound]])
      return String(sentence)
    }
  }

  private static func unit(_ scalars: [Unicode.Scalar], _ index: Int) -> (UInt32, Int) {
    switch scalars[index] {
    case "\\":
      return (SentenceUnit.word, min(index + 2, scalars.count))
    case "`":
      return codeSpan(scalars, index).map { (SentenceUnit.word, $0) } ?? (0x60, index + 1)
    case "{":
      guard let brace = closing("}", scalars, from: index), brace + 1 < scalars.count,
        scalars[brace + 1] == "`", let end = codeSpan(scalars, brace + 1)
      else { return (0x7B, index + 1) }
      return (SentenceUnit.word, end)
    case "[":
      return bracketed(scalars, index) ?? (0x5B, index + 1)
    case "*", "_", "~":
      // Emphasis is no letter: `**Act.** Then` is two sentences. A quote closes and opens alike.
      return (0x22, index + 1)
    default: return (scalars[index].value, index + 1)
    }
  }

  /// A citation, a footnote or a link; nil where brackets are text.
  private static func bracketed(
    _ scalars: [Unicode.Scalar], _ index: Int
  ) -> (UInt32, Int)? {
    guard let close = closing("]", scalars, from: index) else { return nil }
    if close + 1 < scalars.count, scalars[close + 1] == "(",
      let end = closing(")", scalars, from: close + 1)
    {
      return (SentenceUnit.word, end + 1)
    }
    let inner = scalars[(index + 1)..<close]
    if inner.first == "^" || inner.contains("@") { return (SentenceUnit.note, close + 1) }
    return nil
  }

  /// The place of the bracket that closes the one at `start`; code spans are stepped over.
  private static func closing(
    _ bracket: Unicode.Scalar, _ scalars: [Unicode.Scalar], from start: Int
  ) -> Int? {
    let opener = scalars[start]
    var depth = 0
    var index = start
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\\" {
        index += 2
        continue
      }
      if scalar == "`", let end = codeSpan(scalars, index) {
        index = end
        continue
      }
      if scalar == opener { depth += 1 }
      if scalar == bracket {
        depth -= 1
        if depth == 0 { return index }
      }
      index += 1
    }
    return nil
  }

  /// One past the code span that opens at `start`; nil where nothing closes it.
  private static func codeSpan(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var index = start
    while index < scalars.count, scalars[index] == "`" { index += 1 }
    let length = index - start
    while index < scalars.count {
      guard scalars[index] == "`" else {
        index += 1
        continue
      }
      let run = index
      while index < scalars.count, scalars[index] == "`" { index += 1 }
      if index - run == length { return index }
    }
    return nil
  }
}
