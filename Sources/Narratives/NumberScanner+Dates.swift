extension NumberScanner {
  /// Whether the number is part of a date: `2025-02-21`, `21 February`, `February 21`, `15 to 17
  /// June`, `21/02/2025`.
  func isDate(_ index: Int) -> Bool {
    isNumericDate(index) || isDay(index) && (monthFollows(index) || monthPrecedes(index))
  }

  /// `2025-02-21`, `2025-02`, `21/02/2025`, `21.02.2025`.
  private func isNumericDate(_ index: Int) -> Bool {
    let text = text(index)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 3, isDayAndMonth(parts[0], parts[1]), isYear(parts[2]) { return true }
    guard isPlain(index) else { return false }
    var first = index
    while let sign = lexeme(before: first), isDateSign(sign), let number = lexeme(before: sign),
      isPlain(number), first > index - 4
    {
      first = number
    }
    var numbers = [first]
    while let last = numbers.last, numbers.count < 3, let sign = lexeme(after: last),
      isDateSign(sign), let number = lexeme(after: sign), isPlain(number)
    {
      numbers.append(number)
    }
    guard numbers.contains(index), numbers.count > 1 else { return false }
    let texts = numbers.map { Substring(self.text($0)) }
    if isYear(texts[0]), isMonth(texts[1]), isSign(numbers[0] + 1, 0x2D) {
      return texts.count == 2 || isDayAndMonth(texts[2], texts[1])
    }
    guard texts.count == 3, isYear(texts[2]) else { return false }
    return isDayAndMonth(texts[0], texts[1]) || isDayAndMonth(texts[1], texts[0])
  }

  private func isDateSign(_ index: Int) -> Bool { isSign(index, 0x2D) || isSign(index, 0x2F) }

  private func isYear(_ text: Substring) -> Bool {
    text.utf8.count == 4 && Int(text).map { (1900...2099).contains($0) } ?? false
  }

  private func isMonth(_ text: Substring) -> Bool {
    text.utf8.count == 2 && Int(text).map { (1...12).contains($0) } ?? false
  }

  private func isDayAndMonth(_ day: Substring, _ month: Substring) -> Bool {
    guard let day = Int(day), let month = Int(month) else { return false }
    return (1...31).contains(day) && (1...12).contains(month)
  }

  private func isDay(_ index: Int) -> Bool {
    plainValue(index).map { (1...31).contains($0) } ?? false
  }

  /// A month after the number, or after further days: `15`, `16 and 17 June`.
  private func monthFollows(_ index: Int) -> Bool {
    var position = index + 1
    let limit = index + NumberScanner.reach
    while position < limit, let next = skipSpace(from: position) {
      switch kind(next) {
      case .word:
        let word = text(next)
        if NumberWords.isMonth(word) { return true }
        guard NumberWords.joinsDays(word) || word == "of" else { return false }
      case .number:
        let isOrdinal = NumberWords.isOrdinalSuffix(suffix(next))
        guard isDay(next), suffix(next).isEmpty || isOrdinal else { return false }
      case .sign:
        guard isDash(next) || isSign(next, 0x2C) || isSign(next, 0x2F) else { return false }
      case .mark, .space: return false
      }
      position = next + 1
    }
    return false
  }

  /// A month before the number, or before further days: `June 15`, `16 and 17`.
  private func monthPrecedes(_ index: Int) -> Bool {
    var position = index
    let limit = index - NumberScanner.reach
    while position > limit, let previous = skipSpace(backFrom: position) {
      switch kind(previous) {
      case .word:
        let word = text(previous)
        if NumberWords.isMonth(word) { return true }
        guard NumberWords.joinsDays(word) else { return false }
      case .number: guard isDay(previous) else { return false }
      case .sign:
        // The dot of a short month: `Feb. 21`.
        guard isDash(previous) || isSign(previous, 0x2E) else { return false }
      case .mark, .space: return false
      }
      position = previous
    }
    return false
  }
}
