/// What inline narrative is to the search for sentences: its scalars, and marks for what is no text.
///
/// Marks lie beyond Unicode, so that no text can be taken for one.
enum SentenceUnit {
  /// A number, code, image or shown role: a word whose letters do not matter.
  static let word: UInt32 = 0x11_0000
  /// A bracketed citation or a footnote: it belongs to the sentence whose stop it follows.
  static let note: UInt32 = 0x11_0001
  /// A hard break ends a sentence.
  static let hardBreak: UInt32 = 0x11_0002

  static func isSpace(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x20, 0x09, 0x0A, 0x0D, 0x3000, 0x2000...0x2006, 0x2008...0x200A: true
    default: false
    }
  }

  /// A no-break space of any width.
  static func isFixedSpace(_ unit: UInt32) -> Bool {
    unit == 0xA0 || unit == 0x202F || unit == 0x2007
  }

  static func isLetter(_ unit: UInt32) -> Bool {
    if unit < 0x80 { return (0x61...0x7A).contains(unit | 0x20) }
    guard let scalar = Unicode.Scalar(unit) else { return false }
    return scalar.properties.isAlphabetic || isMark(scalar)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  static func isDigit(_ unit: UInt32) -> Bool {
    if unit < 0x80 { return (0x30...0x39).contains(unit) }
    return Unicode.Scalar(unit)?.properties.numericType == .decimal
  }

  static func isUppercase(_ unit: UInt32) -> Bool {
    if unit < 0x80 { return (0x41...0x5A).contains(unit) }
    guard let scalar = Unicode.Scalar(unit) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return true
    default: return false
    }
  }

  static func isLowercase(_ unit: UInt32) -> Bool {
    if unit < 0x80 { return (0x61...0x7A).contains(unit) }
    return Unicode.Scalar(unit)?.properties.generalCategory == .lowercaseLetter
  }

  /// Appends a text's scalars.
  static func append(_ text: String, to units: inout [UInt32]) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
      units.append(contentsOf: bytes.lazy.map { UInt32($0) })
      return true
    }
    if !isASCII { units.append(contentsOf: text.unicodeScalars.lazy.map(\.value)) }
  }

  static func text(_ units: some Sequence<UInt32>) -> String {
    var result = String.UnicodeScalarView()
    for unit in units {
      if let scalar = Unicode.Scalar(unit) { result.append(scalar) }
    }
    return String(result)
  }
}

/// Finds where sentences end, in English and French, without a clock or a locale.
enum SentenceBoundaries {
  /// The sentences of a paragraph, without the white space between them.
  static func sentences(in units: [UInt32]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = skipSpaces(units, from: 0)
    var index = start
    while index < units.count {
      if units[index] == SentenceUnit.hardBreak {
        result.append(start..<(index + 1))
        start = skipSpaces(units, from: index + 1)
        index = start
        continue
      }
      guard isStop(units[index]), let end = end(of: units, stop: index, start: start) else {
        index += 1
        continue
      }
      result.append(start..<end)
      start = skipSpaces(units, from: end)
      index = start
    }
    var end = units.count
    while end > start, SentenceUnit.isSpace(units[end - 1]) { end -= 1 }
    if end > start { result.append(start..<end) }
    return result
  }

  /// One past a sentence whose stop stands at `stop`; nil where it ends none.
  private static func end(of units: [UInt32], stop: Int, start: Int) -> Int? {
    var end = stop
    var isPlainDot = true
    while end < units.count, isStop(units[end]) {
      if units[end] != 0x2E { isPlainDot = false }
      end += 1
    }
    let isFullWidth = isFullWidthStop(units[end - 1])
    if end - stop > 1 { isPlainDot = false }
    let isEllipsis = units[end - 1] == 0x2026 || (end - stop > 2 && units[end - 1] == 0x2E)
    end = skipClosers(units, from: end)
    let afterStop = end
    end = skipNotes(units, from: end)
    if end == units.count { return end }
    let next = units[end]
    if next == SentenceUnit.hardBreak { return nil }
    if isFullWidth { return end }
    // A note ends what it follows even where the author left no space.
    guard SentenceUnit.isSpace(next) || (end > afterStop && !SentenceUnit.isLowercase(next)) else {
      return nil
    }
    var following = skipSpaces(units, from: end)
    if following == units.count { return end }
    if units[following] == SentenceUnit.hardBreak { return nil }
    while following < units.count, isOpener(units[following]) { following += 1 }
    guard following < units.count else { return end }
    let first = units[following]
    if SentenceUnit.isLowercase(first) { return nil }
    if isEllipsis { return SentenceUnit.isUppercase(first) ? end : nil }
    guard isPlainDot else { return end }
    let word = wordBefore(units, stop: stop, start: start)
    return Abbreviations.ends(
      word, before: first, nextWord: { wordAfter(units, from: following) }) ? end : nil
  }

  static func skipSpaces(_ units: [UInt32], from start: Int) -> Int {
    var index = start
    while index < units.count, SentenceUnit.isSpace(units[index]) { index += 1 }
    return index
  }

  /// Quotes and brackets that close after a stop, also `»` behind its space.
  private static func skipClosers(_ units: [UInt32], from start: Int) -> Int {
    var index = start
    while index < units.count {
      if isCloser(units[index]) {
        index += 1
      } else if index + 1 < units.count, units[index + 1] == 0xBB,
        SentenceUnit.isFixedSpace(units[index]) || units[index] == 0x20
      {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  /// Citations and footnotes directly after a stop, with or without a space before them.
  private static func skipNotes(_ units: [UInt32], from start: Int) -> Int {
    var end = start
    var index = start
    while true {
      while index < units.count,
        SentenceUnit.isSpace(units[index]) || SentenceUnit.isFixedSpace(units[index])
      {
        index += 1
      }
      guard index < units.count, units[index] == SentenceUnit.note else { return end }
      index += 1
      // `[@a] says` opens a sentence rather than closing one.
      end = index
      // A stop set once more after the note.
      if index < units.count, units[index] == 0x2E { end = index + 1 }
      index = end
    }
  }

  private static func wordBefore(_ units: [UInt32], stop: Int, start: Int) -> [UInt32] {
    var first = stop
    // An elided article is no part of the word: `l’art.`
    while first > start, !SentenceUnit.isSpace(units[first - 1]), !isOpener(units[first - 1]),
      units[first - 1] != 0x2019
    {
      first -= 1
    }
    return Array(units[first..<stop])
  }

  private static func wordAfter(_ units: [UInt32], from start: Int) -> String {
    var end = start
    while end < units.count, SentenceUnit.isLetter(units[end]) { end += 1 }
    return SentenceUnit.text(units[start..<end])
  }

  private static func isStop(_ unit: UInt32) -> Bool {
    if unit < 0x80 { return unit == 0x2E || unit == 0x21 || unit == 0x3F }
    return switch unit {
    case 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x061F: true
    default: isFullWidthStop(unit)
    }
  }

  private static func isFullWidthStop(_ unit: UInt32) -> Bool {
    unit == 0x3002 || unit == 0xFF01 || unit == 0xFF1F || unit == 0xFF0E
  }

  private static func isCloser(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x22, 0x27, 0x29, 0x5D, 0x201D, 0x2019, 0xBB, 0x203A, 0x300D, 0x300F: true
    default: false
    }
  }

  private static func isOpener(_ unit: UInt32) -> Bool {
    switch unit {
    case 0x22, 0x27, 0x28, 0x5B, 0x201C, 0x2018, 0xAB, 0x2039, 0x2014, 0x2013, 0x300C: true
    default: SentenceUnit.isFixedSpace(unit)
    }
  }
}

/// Dots that belong to a word rather than end a sentence.
enum Abbreviations {
  /// Never at a sentence's end.
  private static let titles: Set<String> = [
    "e.g", "i.e", "cf", "vs", "viz", "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen",
    "col", "lt", "capt", "sgt", "st", "ste", "hon", "rev", "amb", "messrs", "mt", "ft", "approx",
    "ca", "m", "mm", "mme", "mlle", "me", "p.ex", "c.-à-d", "env",
  ]
  /// Only before a number.
  private static let beforeNumbers: Set<String> = [
    "no", "nos", "art", "arts", "p", "pp", "para", "paras", "par", "sec", "secs", "sect", "fig",
    "figs", "vol", "vols", "ch", "chap", "ann", "app", "cl", "reg", "res", "ref", "n", "ed", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "janv", "févr",
    "avr", "juil", "déc", "al",
  ]
  /// Words that open a sentence rather than go on with a name after `U.S.` or `Inc.`.
  private static let starters: Set<String> = [
    "A", "After", "All", "Also", "An", "And", "As", "At", "Before", "But", "By", "During", "Each",
    "For", "From", "He", "Here", "How", "However", "If", "In", "It", "Its", "Many", "No", "Of",
    "On", "One", "Other", "Our", "She", "Since", "So", "Some", "Such", "That", "The", "Their",
    "Then", "There", "These", "They", "This", "Those", "Though", "To", "Under", "We", "What",
    "When", "Where", "While", "Who", "Why", "With", "Yet", "You", "Après", "Au", "Aux", "Avec",
    "Ce", "Ces", "Cela", "Cette", "Dans", "De", "Depuis", "Des", "Du", "Elle", "Elles", "En",
    "Et", "Il", "Ils", "La", "Le", "Les", "Leur", "Leurs", "Mais", "Nous", "On", "Or", "Par",
    "Pour", "Quand", "Selon", "Ses", "Si", "Son", "Sur", "Un", "Une", "Vous",
  ]
  /// May end a sentence, and often do not.
  private static let either: Set<String> = [
    "inc", "ltd", "co", "corp", "bros", "etc", "jr", "sr", "a.m", "p.m", "ph.d", "dept", "est",
  ]

  /// Whether the dot after `word` ends a sentence that `first` would follow.
  static func ends(_ word: [UInt32], before first: UInt32, nextWord: () -> String) -> Bool {
    guard let last = word.last, SentenceUnit.isLetter(last) else { return true }
    let lower = SentenceUnit.text(word).lowercased()
    if titles.contains(lower) {
      // `M` and `Me` are words, `m` a unit: only the title stands before a name.
      return lower == "m" && !SentenceUnit.isUppercase(word[0])
    }
    if beforeNumbers.contains(lower) {
      if lower == "al" { return starters.contains(nextWord()) }
      return !(SentenceUnit.isDigit(first) || first == SentenceUnit.word)
    }
    if either.contains(lower) || isInitials(word) { return starters.contains(nextWord()) }
    return true
  }

  /// `U.S`, `J`, `O.E.C.D`: single capitals with dots between.
  private static func isInitials(_ word: [UInt32]) -> Bool {
    guard word.count % 2 == 1, word.count < 16 else { return false }
    for (index, unit) in word.enumerated() {
      if index % 2 == 0 {
        guard SentenceUnit.isUppercase(unit) else { return false }
      } else {
        guard unit == 0x2E else { return false }
      }
    }
    return true
  }
}
