/// A piece of a sentence, as the search for numbers sees it.
struct NumberLexeme {
  enum Kind {
    /// Letters, and digits directly after them: `APT38` is one word.
    case word
    /// Digits with their separators, without the letters behind them.
    case number
    case space
    case sign
    /// A shown role, code or note.
    case mark
  }

  var kind: Kind
  var range: Range<Int>
  /// Of a number, the letters directly behind it: `bn`, `th`, `CX`.
  var suffix: Range<Int>

  /// With the suffix.
  var fullRange: Range<Int> { range.lowerBound..<suffix.upperBound }
}

/// Cuts a sentence's units into words, numbers, spaces and signs.
struct NumberLexer {
  let units: [UInt32]
  /// Whether a plain space may stand between groups of three digits.
  let groupsBySpace: Bool

  func lexemes(in range: Range<Int>) -> [NumberLexeme] {
    var result: [NumberLexeme] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let lexeme = next(from: index, limit: range.upperBound)
      result.append(lexeme)
      index = lexeme.suffix.upperBound
    }
    return result
  }

  private func next(from start: Int, limit: Int) -> NumberLexeme {
    let unit = units[start]
    var end = start + 1
    if unit >= SentenceUnit.word { return lexeme(.mark, start, end) }
    if SentenceUnit.isDigit(unit) { return number(from: start, limit: limit) }
    if isFraction(unit) { return lexeme(.number, start, end) }
    if SentenceUnit.isLetter(unit) {
      while end < limit, SentenceUnit.isLetter(units[end]) || SentenceUnit.isDigit(units[end]) {
        end += 1
      }
      return lexeme(.word, start, end)
    }
    if SentenceUnit.isSpace(unit) || SentenceUnit.isFixedSpace(unit) {
      while end < limit,
        SentenceUnit.isSpace(units[end]) || SentenceUnit.isFixedSpace(units[end])
      {
        end += 1
      }
      return lexeme(.space, start, end)
    }
    return lexeme(.sign, start, end)
  }

  private func number(from start: Int, limit: Int) -> NumberLexeme {
    var end = digits(from: start, limit: limit)
    var groupStart = start
    while end < limit {
      let separator = units[end]
      let next = digits(from: end + 1, limit: limit)
      let count = next - end - 1
      let isPoint = separator == 0x2E || separator == 0x2C
      let isGroup =
        isGroupSeparator(separator) && count == 3 && end - groupStart <= 3
        && (separator != 0x20 || groupsBySpace)
      guard count > 0, isPoint || isGroup else { break }
      groupStart = end + 1
      end = next
    }
    if end < limit, isFraction(units[end]) { end += 1 }
    var suffix = end
    while suffix < limit,
      SentenceUnit.isLetter(units[suffix]) || units[suffix] == 0xBA || units[suffix] == 0xAA
    {
      suffix += 1
    }
    return NumberLexeme(kind: .number, range: start..<end, suffix: end..<suffix)
  }

  private func digits(from start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, SentenceUnit.isDigit(units[end]) { end += 1 }
    return max(end, min(start, limit))
  }

  private func isGroupSeparator(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x20, 0xA0, 0x202F, 0x2007, 0x2009, 0x27, 0x2019: true
    default: false
    }
  }

  /// `½` and its like.
  private func isFraction(_ unit: UInt32) -> Bool {
    guard unit >= 0xBC, let scalar = Unicode.Scalar(unit) else { return false }
    return scalar.properties.numericType == .numeric
      && scalar.properties.generalCategory == .otherNumber
  }

  private func lexeme(_ kind: NumberLexeme.Kind, _ start: Int, _ end: Int) -> NumberLexeme {
    NumberLexeme(kind: kind, range: start..<end, suffix: end..<end)
  }
}
