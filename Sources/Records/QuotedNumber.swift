/// Reads the numbers a source's wording states: `$1.34 billion`, `1,34 milliard`, `forty-seven`.
package enum QuotedNumber {
  /// Returns every number of `text`, in order, each once, read with its scale words.
  ///
  /// An ambiguous separator gives every reading it allows (`1,340` is 1340 and 1.34), and the near
  /// end of a range is read with and without the scale of the far end (`1.4–1.5 bn`).
  package static func values(in text: String) -> [ExactDecimal] {
    var reader = QuotedNumberReader(text)
    return reader.read()
  }
}

/// One pass over a quote's scalars.
private struct QuotedNumberReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var values: [ExactDecimal] = []
  /// The readings of a number that a range may yet give a scale.
  private var nearEnd: [ExactDecimal] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func read() -> [ExactDecimal] {
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar.isASCIIDigit {
        readDigits()
      } else if scalar.properties.isAlphabetic {
        readWords()
      } else {
        position += 1
      }
    }
    return values
  }

  // MARK: Digits

  private mutating func readDigits() {
    let start = position
    guard start == 0 || !isLetter(start - 1) || endsInCurrencyCode(before: start) else {
      // APT38: digits after a letter are a name.
      while position < scalars.count, scalars[position].isASCIIDigit || isLetter(position) {
        position += 1
      }
      nearEnd = []
      return
    }
    var readings = readGroups()
    if isSigned(at: start) { readings += readings.map(\.negated) }
    let attached = wordRange(at: position)
    let factor = readScales()
    if factor == nil, let attached, isName(attached) {
      // 3CX, 5th: neither is an amount.
      position = attached.upperBound
      nearEnd = []
      return
    }
    emit(readings, factor: factor)
  }

  /// Reads digit groups and leaves `position` behind them.
  private mutating func readGroups() -> [ExactDecimal] {
    var groups = [readRun()]
    var separators: [Unicode.Scalar] = []
    while position + 1 < scalars.count, let separator = separator(at: position),
      scalars[position + 1].isASCIIDigit
    {
      let before = position
      position += 1
      let run = readRun()
      if separator == " " {
        // Spaces part groups of three; any other run is a number of its own.
        guard run.count == 3, groups[0].count <= 3, separators.allSatisfy({ $0 == " " }) else {
          position = before
          break
        }
      }
      separators.append(separator)
      groups.append(run)
    }
    return interpretations(of: groups, separators)
  }

  private mutating func readRun() -> String {
    var run = ""
    while position < scalars.count, scalars[position].isASCIIDigit {
      run.unicodeScalars.append(scalars[position])
      position += 1
    }
    return run
  }

  /// A group separator, all spaces as one.
  private func separator(at index: Int) -> Unicode.Scalar? {
    switch scalars[index] {
    case ",", ".": scalars[index]
    case "'", "\u{2019}": "'"
    case " ", "\u{A0}", "\u{2009}", "\u{202F}": " "
    default: nil
    }
  }

  private func interpretations(
    of groups: [String], _ separators: [Unicode.Scalar]
  ) -> [ExactDecimal] {
    guard let last = separators.last else { return [ExactDecimal(groups[0])].compactMap(\.self) }
    let body = groups.dropFirst()
    let leading = separators.dropLast()
    let first = separators[0]
    let isFirstGroup = (1...3).contains(groups[0].count) && groups[0] != "0"
    var readings: [String] = []
    if isFirstGroup, separators.allSatisfy({ $0 == first }), body.allSatisfy({ $0.count == 3 }) {
      readings.append(groups.joined())
    }
    if last == "." || last == ",", leading.allSatisfy({ $0 == first && $0 != last }),
      separators.count == 1 || isFirstGroup, body.dropLast().allSatisfy({ $0.count == 3 }),
      let fraction = groups.last
    {
      readings.append(groups.dropLast().joined() + "." + fraction)
    }
    if readings.isEmpty || (first == " " && containsPlainSpace(groups)) { readings += groups }
    return readings.compactMap { ExactDecimal($0) }
  }

  /// Whether the groups just read are parted by breakable spaces, so that they may be several
  /// numbers.
  private func containsPlainSpace(_ groups: [String]) -> Bool {
    let length = groups.reduce(groups.count - 1) { $0 + $1.utf8.count }
    return scalars[(position - length)..<position].contains(" ")
  }

  private func isSigned(at start: Int) -> Bool {
    guard start > 0, scalars[start - 1] == "-" || scalars[start - 1] == "\u{2212}" else {
      return false
    }
    return start == 1 || scalars[start - 2] == " " || scalars[start - 2] == "("
  }

  /// Whether letters directly after digits make them a name or an ordinal.
  private func isName(_ word: Range<Int>) -> Bool {
    let text = lowered(word)
    if NumberWords.ordinalSuffixes.contains(text) { return true }
    guard scalars[word.lowerBound].properties.isUppercase else { return false }
    return !NumberWords.currencyCodes.contains(text)
  }

  private func endsInCurrencyCode(before end: Int) -> Bool {
    var start = end
    while start > 0, isLetter(start - 1), end - start < 4 { start -= 1 }
    return NumberWords.currencyCodes.contains(lowered(start..<end))
  }

  // MARK: Scales

  /// Reads the scale words behind a number and returns their product.
  private mutating func readScales() -> ExactDecimal? {
    var product: ExactDecimal?
    while let word = wordRange(at: skippingGap(from: position)),
      let factor = scale(word)
    {
      position = word.upperBound
      guard let current = product else {
        product = factor
        continue
      }
      product = current.times(factor) ?? current
    }
    return product
  }

  private func scale(_ word: Range<Int>) -> ExactDecimal? {
    let text = lowered(word)
    if let factor = NumberWords.scales[text] { return factor }
    // `G$`, `M€`: a prefix only before a currency sign.
    guard word.upperBound < scalars.count,
      NumberWords.currencySigns.contains(scalars[word.upperBound])
    else { return nil }
    return NumberWords.prefixes[text]
  }

  /// One space or hyphen may part a number from its scale.
  private func skippingGap(from index: Int) -> Int {
    guard index < scalars.count else { return index }
    return separator(at: index) == " " || scalars[index] == "-" ? index + 1 : index
  }

  // MARK: Words

  private mutating func readWords() {
    guard let word = wordRange(at: position) else {
      position += 1
      return
    }
    let text = lowered(word)
    var number = SpelledNumber()
    if text == "half", let scaleWord = scaleAfterArticle(word.upperBound),
      let factor = NumberWords.scales[lowered(scaleWord)]
    {
      position = scaleWord.upperBound
      emit([ExactDecimal(significand: 5, scale: 1)], factor: factor)
      return
    }
    if NumberWords.articles.contains(text), let scaleWord = followingWord(word.upperBound),
      NumberWords.countableScales.contains(lowered(scaleWord))
    {
      number.startWithOne()
      position = word.upperBound
    } else if text == "per" || text == "pour", let next = followingWord(word.upperBound),
      lowered(next) == "cent"
    {
      position = next.upperBound
      return
    } else if number.take(text) {
      position = word.upperBound
    } else {
      position = word.upperBound
      if !NumberWords.rangeWords.contains(text) { nearEnd = [] }
      return
    }
    while let next = followingWord(position) {
      if number.take(lowered(next)) {
        position = next.upperBound
      } else if NumberWords.joiners.contains(lowered(next)),
        let behind = followingWord(
          next.upperBound), number.takeJoined(lowered(behind))
      {
        position = behind.upperBound
      } else {
        break
      }
    }
    guard let value = number.value else { return }
    values.appendOnce(value)
    if let scale = number.largestScale {
      for near in nearEnd {
        if let scaled = near.times(scale) { values.appendOnce(scaled) }
      }
      nearEnd = []
    } else {
      nearEnd = [value]
    }
  }

  private func scaleAfterArticle(_ index: Int) -> Range<Int>? {
    guard let article = followingWord(index), NumberWords.articles.contains(lowered(article))
    else { return nil }
    return followingWord(article.upperBound)
  }

  private func followingWord(_ index: Int) -> Range<Int>? {
    let start = skippingGap(from: index)
    return start > index ? wordRange(at: start) : nil
  }

  // MARK: Parts

  private mutating func emit(_ readings: [ExactDecimal], factor: ExactDecimal?) {
    guard let factor else {
      for reading in readings { values.appendOnce(reading) }
      nearEnd = readings
      return
    }
    for reading in nearEnd + readings {
      if let scaled = reading.times(factor) { values.appendOnce(scaled) }
    }
    nearEnd = []
  }

  private func isLetter(_ index: Int) -> Bool { scalars[index].properties.isAlphabetic }

  private func wordRange(at start: Int) -> Range<Int>? {
    var end = start
    while end < scalars.count, isLetter(end) { end += 1 }
    return end > start ? start..<end : nil
  }

  private func lowered(_ range: Range<Int>) -> String {
    var result = ""
    for scalar in scalars[range] { result += scalar.properties.lowercaseMapping }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension [ExactDecimal] {
  fileprivate mutating func appendOnce(_ value: ExactDecimal) {
    if !contains(value) { append(value) }
  }
}

extension ExactDecimal {
  /// The exact product; nil where it overflows.
  package func times(_ other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    guard !overflow, scale + other.scale <= 30 else { return nil }
    return ExactDecimal(significand: product, scale: scale + other.scale)
  }
}
