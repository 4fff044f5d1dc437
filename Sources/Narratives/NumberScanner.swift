/// Finds what needs backing in a sentence: numbers, amounts, percentages, counting words.
///
/// `design.md` section 4, "Unbacked numbers", says what is exempt; the order of the questions here
/// is that of the rules: an amount is never exempt, whatever stands before it.
struct NumberScanner {
  let units: [UInt32]
  let words: NumberWords
  /// Whether counting words are looked for: only in the language of the strings.
  let checksWords: Bool
  private var lexemes: [NumberLexeme] = []

  /// How many words and signs away a month or a plural may stand: a bound on the work of a list.
  static let reach = 32

  init(units: [UInt32], words: NumberWords, checksWords: Bool) {
    self.units = units
    self.words = words
    self.checksWords = checksWords
  }

  /// The ranges of units that hold numbers to be backed, in reading order.
  mutating func numbers(in sentence: Range<Int>, groupsBySpace: Bool) -> [Range<Int>] {
    lexemes = NumberLexer(units: units, groupsBySpace: groupsBySpace).lexemes(in: sentence)
    var result: [Range<Int>] = []
    var index = 0
    while index < lexemes.count {
      guard let found = number(at: index) else {
        index += 1
        continue
      }
      let range =
        lexemes[found.lowerBound].fullRange
        .lowerBound..<lexemes[found.upperBound - 1].fullRange.upperBound
      if let last = result.last, isJoined(last.upperBound, range.lowerBound) {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
      index = found.upperBound
    }
    return result
  }

  /// Whether only a dash, a hyphen or a space lies between two numbers: one finding, not two.
  private func isJoined(_ end: Int, _ start: Int) -> Bool {
    guard start - end <= 1 else { return false }
    return units[end..<start].allSatisfy {
      $0 == 0x2D || $0 == 0x2013 || $0 == 0x2F || SentenceUnit.isSpace($0)
        || SentenceUnit.isFixedSpace($0)
    }
  }

  private func number(at index: Int) -> Range<Int>? {
    switch lexemes[index].kind {
    case .number:
      let end = amountEnd(after: index)
      let start = amountStart(before: index)
      if start < index || end > index + 1 { return start..<end }
      return isExempt(index) ? nil : index..<(index + 1)
    case .word:
      guard checksWords, isCounting(text(index)) else { return nil }
      return isName(index) ? nil : index..<amountEnd(after: index)
    case .space, .sign, .mark: return nil
    }
  }

  private func isCounting(_ word: String) -> Bool { words.counting.contains(word.lowercased()) }

  // MARK: Amounts

  /// Where a currency before the number begins: `US$`, `€ `, `USD `.
  private func amountStart(before index: Int) -> Int {
    var start = index
    let previous = skipSpace(backFrom: index)
    guard let previous else { return index }
    if isCurrencySign(previous) {
      start = previous
      if let letters = lexeme(before: previous), lexemes[letters].kind == .word,
        NumberWords.isSignPrefix(text(letters))
      {
        start = letters
      }
    } else if lexemes[previous].kind == .word, NumberWords.isCode(text(previous)) {
      start = previous
    }
    return start
  }

  /// One past the scale, percent sign, unit or currency behind the number.
  private func amountEnd(after index: Int) -> Int {
    var end = index + 1
    if lexemes[index].kind == .number, !lexemes[index].suffix.isEmpty {
      guard isScaleSuffix(suffix(index)) else { return end }
      end = index + 1
    }
    while let next = skipSpace(from: end), let after = amountPart(at: next) { end = after }
    return end
  }

  /// One past a part of an amount that begins at a lexeme; nil where none does.
  private func amountPart(at index: Int) -> Int? {
    switch lexemes[index].kind {
    case .sign:
      if isSign(index, 0x25) || isSign(index, 0x2030) { return index + 1 }
      guard isCurrencySign(index) else { return nil }
      if let next = skipSpace(from: index + 1), lexemes[next].kind == .word,
        ["US", "CA", "CAN"].contains(text(next))
      {
        return next + 1
      }
      return index + 1
    case .word:
      let word = text(index)
      if word.lowercased() == "g", let next = skipSpace(from: index + 1), isCurrencySign(next) {
        return index + 1
      }
      if NumberWords.isScale(word) || NumberWords.isUnit(word)
        || (checksWords && isCounting(word) && NumberWords.isScale(word))
      {
        return index + 1
      }
      return isPercentWords(index)
    case .number, .space, .mark: return nil
    }
  }

  /// `per cent`, `pour cent`, `p. 100`.
  private func isPercentWords(_ index: Int) -> Int? {
    let word = text(index).lowercased()
    guard word == "per" || word == "pour" || word == "percentage" || word == "p" else { return nil }
    var next = skipSpace(from: index + 1)
    if word == "p", let dot = next, isSign(dot, 0x2E) { next = skipSpace(from: dot + 1) }
    guard let next else { return nil }
    let second = text(next).lowercased()
    let matches =
      word == "p"
      ? second == "100"
      : word == "percentage"
        ? second.hasPrefix("point")
        : second == "cent"
    return matches ? next + 1 : nil
  }

  private func isScaleSuffix(_ suffix: String) -> Bool {
    NumberWords.isScale(suffix) || NumberWords.isCode(suffix)
  }

  // MARK: Exemptions

  private func isExempt(_ index: Int) -> Bool {
    let suffix = suffix(index)
    if !suffix.isEmpty {
      if isScaleSuffix(suffix) { return false }
      if isPlain(index), NumberWords.isOrdinalSuffix(suffix) { return true }
      if suffix == "s", let year = plainValue(index), isYear(year, index) { return true }
      if isPlain(index), let first = units[lexemes[index].suffix].first {
        return SentenceUnit.isUppercase(first)
      }
      return false
    }
    if isDate(index) { return true }
    if let year = plainValue(index), isYear(year, index) { return true }
    if isSecondYear(index) { return true }
    return isName(index)
  }

  private func isYear(_ value: Int, _ index: Int) -> Bool {
    (1900...2099).contains(value) && lexemes[index].range.count == 4
  }

  /// `2024-25`: the last two digits of a span of years.
  private func isSecondYear(_ index: Int) -> Bool {
    guard lexemes[index].range.count == 2, isPlain(index), let dash = lexeme(before: index),
      isDash(dash) || isSign(dash, 0x2F), let first = lexeme(before: dash),
      let year = plainValue(first)
    else { return false }
    return isYear(year, first)
  }

  /// Whether the number stands after a capitalised word, as a name's part: `Office 39`.
  ///
  /// The first word of a sentence is capitalised anyway, so it counts only where it is a word that
  /// things are numbered by. Words that number texts count in small letters too, as French writes.
  private func isName(_ index: Int) -> Bool {
    guard var previous = lexeme(before: index) else { return false }
    if isDash(previous) {
      guard let word = lexeme(before: previous) else { return false }
      previous = word
      // `COVID-19` is a name wherever it stands, `Top-10` is none.
      if lexemes[word].kind == .word,
        units[lexemes[word].range].allSatisfy({ SentenceUnit.isUppercase($0) })
      {
        return true
      }
    } else if lexemes[previous].kind == .space || isSign(previous, 0x2E) {
      while previous > 0, lexemes[previous].kind == .space || isSign(previous, 0x2E) {
        previous -= 1
      }
    }
    switch lexemes[previous].kind {
    case .word: break
    case .number, .space, .sign, .mark: return continuesList(index)
    }
    let word = text(previous)
    if lexemes[index].kind == .word {
      // `Phase Two` is a name, `FBI two cases` is not.
      guard let first = units[lexemes[index].range].first, SentenceUnit.isUppercase(first) else {
        return false
      }
    }
    if words.references.contains(word.lowercased()) { return true }
    guard let first = units[lexemes[previous].range].first, SentenceUnit.isUppercase(first) else {
      return continuesList(index)
    }
    return !isFirstWord(previous) || words.numbered.contains(word.lowercased())
  }

  /// `Sections 311 and 312`: a further number after a plural that things are numbered by.
  private func continuesList(_ index: Int) -> Bool {
    guard lexemes[index].kind == .number else { return false }
    var position = index - 1
    var sawNumber = false
    let limit = max(-1, index - NumberScanner.reach)
    while position > limit {
      let lexeme = lexemes[position]
      switch lexeme.kind {
      case .space: break
      case .number: sawNumber = true
      case .sign:
        guard isDash(position) || isSign(position, 0x2C) else { return false }
      case .word:
        let word = text(position).lowercased()
        if NumberWords.joinsDays(word) { break }
        return sawNumber && word.hasSuffix("s") && words.references.contains(word)
      case .mark: return false
      }
      position -= 1
    }
    return false
  }

  private func isFirstWord(_ index: Int) -> Bool {
    lexemes[..<index].allSatisfy { $0.kind == .space || $0.kind == .sign }
  }

  // MARK: Lexemes

  func text(_ index: Int) -> String { SentenceUnit.text(units[lexemes[index].range]) }

  func suffix(_ index: Int) -> String { SentenceUnit.text(units[lexemes[index].suffix]) }

  func kind(_ index: Int) -> NumberLexeme.Kind { lexemes[index].kind }

  func lexeme(before index: Int) -> Int? { index > 0 ? index - 1 : nil }

  func lexeme(after index: Int) -> Int? { index + 1 < lexemes.count ? index + 1 : nil }

  func skipSpace(from index: Int) -> Int? {
    var index = index
    if index < lexemes.count, lexemes[index].kind == .space { index += 1 }
    return index < lexemes.count ? index : nil
  }

  func skipSpace(backFrom index: Int) -> Int? {
    var previous = index - 1
    if previous >= 0, lexemes[previous].kind == .space { previous -= 1 }
    return previous >= 0 ? previous : nil
  }

  func isSign(_ index: Int, _ unit: UInt32) -> Bool {
    lexemes[index].kind == .sign && units[lexemes[index].range.lowerBound] == unit
  }

  func isDash(_ index: Int) -> Bool {
    isSign(index, 0x2D) || isSign(index, 0x2010) || isSign(index, 0x2011) || isSign(index, 0x2013)
  }

  private func isCurrencySign(_ index: Int) -> Bool {
    lexemes[index].kind == .sign
      && NumberWords.isCurrencySign(units[lexemes[index].range.lowerBound])
  }

  /// Digits alone.
  func isPlain(_ index: Int) -> Bool {
    lexemes[index].kind == .number
      && units[lexemes[index].range].allSatisfy { SentenceUnit.isDigit($0) }
  }

  /// The value of a number of one to four ASCII digits.
  func plainValue(_ index: Int) -> Int? {
    let range = lexemes[index].range
    guard isPlain(index), range.count <= 4 else { return nil }
    return Int(text(index))
  }
}
