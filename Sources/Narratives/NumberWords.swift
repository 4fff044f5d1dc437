internal import Records

/// The words that count, number and date: the strings' own, and English and French ones.
struct NumberWords: Sendable {
  /// `two`, `million`, `half`: the strings' `countingWords`.
  let counting: Set<String>
  /// `office`, `resolution`: the strings' `numberedWords`, which a number may follow as a name even
  /// where they open a sentence.
  let numbered: Set<String>
  /// `article`, `section`: the strings' `narrative.referenceWords`, which do so in small letters too.
  let references: Set<String>

  init(strings: InterfaceStrings) {
    counting = Set(strings.list("countingWords").map { $0.lowercased() })
    numbered = Set(strings.list("numberedWords").map { $0.lowercased() })
    references = Set(strings.list("narrative.referenceWords").map { $0.lowercased() })
  }

  /// Month names and their short forms; `may` and `march` count only with a capital.
  static func isMonth(_ word: String) -> Bool {
    if months.contains(word.lowercased()) { return true }
    return word == "May" || word == "March" || word == "Mar"
  }

  private static let months: Set<String> = [
    "january", "february", "april", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre", "janv", "févr", "avr", "juil", "déc",
  ]

  /// Words and letters that scale the number before them.
  static func isScale(_ word: String) -> Bool { scales.contains(word.lowercased()) }

  private static let scales: Set<String> = [
    "k", "m", "mn", "mio", "b", "bn", "bln", "t", "tn", "trn", "md", "mds", "mrd", "hundred",
    "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "trillion",
    "trillions", "cent", "cents", "mille", "millier", "milliers", "milliard", "milliards",
    "dozen", "dozens",
  ]

  /// `percent`, `euros`, `USD`: what makes the number before it an amount.
  static func isUnit(_ word: String) -> Bool {
    units.contains(word.lowercased()) || isCode(word)
  }

  private static let units: Set<String> = [
    "percent", "pct", "dollar", "dollars", "euro", "euros", "pound", "pounds", "won", "yen",
    "yuan",
  ]

  /// Currencies and assets that stand before or behind amounts.
  static func isCode(_ word: String) -> Bool { codes.contains(word) }

  private static let codes: Set<String> = [
    "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "JPY", "KRW", "CNY", "CHF", "INR", "SEK", "NOK",
    "DKK", "SGD", "HKD", "BTC", "XBT", "ETH", "USDT", "USDC", "XRP", "SOL", "TRX", "LTC", "XMR",
    "BNB",
  ]

  static func isOrdinalSuffix(_ suffix: String) -> Bool {
    ordinalSuffixes.contains(suffix.lowercased())
  }

  private static let ordinalSuffixes: Set<String> = [
    "st", "nd", "rd", "th", "er", "re", "ère", "e", "ème", "eme", "nde", "ers", "res", "es", "º",
    "ª", "o",
  ]

  /// Words that join the days of one date: `15 to 17 June`.
  static func joinsDays(_ word: String) -> Bool {
    ["and", "to", "or", "et", "au", "ou", "à"].contains(word.lowercased())
  }

  static func isCurrencySign(_ unit: UInt32) -> Bool {
    if unit == 0x24 { return true }
    guard unit >= 0x80 else { return false }
    return Unicode.Scalar(unit)?.properties.generalCategory == .currencySymbol
  }

  /// Letters that stand before a dollar sign: `US$`, `C$`.
  static func isSignPrefix(_ word: String) -> Bool {
    ["US", "CA", "C", "A", "AU", "NZ", "HK", "S", "CAN", "USA"].contains(word)
  }
}
