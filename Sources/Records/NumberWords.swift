/// The words that spell, scale and join numbers, in English and French, some in German.
enum NumberWords {
  static let scales: [String: ExactDecimal] = [
    "k": power(3), "thousand": power(3), "thousands": power(3), "mille": power(3),
    "milliers": power(3), "millier": power(3), "tausend": power(3),
    "m": power(6), "mn": power(6), "mln": power(6), "mio": power(6), "million": power(6),
    "millions": power(6), "millionen": power(6),
    "b": power(9), "bn": power(9), "bln": power(9), "billion": power(9), "billions": power(9),
    "milliard": power(9), "milliards": power(9), "md": power(9), "mds": power(9),
    "mrd": power(9), "milliarde": power(9), "milliarden": power(9),
    "tn": power(12), "trn": power(12), "trillion": power(12), "trillions": power(12),
    "hundred": power(2), "dozen": ExactDecimal(12), "douzaine": ExactDecimal(12),
    "douzaines": ExactDecimal(12),
  ]

  /// Scales that are one letter before a currency sign, as French Canada writes them.
  static let prefixes: [String: ExactDecimal] = ["g": power(9), "t": power(12)]

  /// Scales that `a` or `un` makes a number of.
  static let countableScales: Set<String> = [
    "hundred", "thousand", "million", "billion", "trillion", "dozen", "millier", "milliard",
    "douzaine", "centaine",
  ]

  static let articles: Set<String> = ["a", "an", "un", "une"]
  static let joiners: Set<String> = ["and", "et"]
  static let rangeWords: Set<String> = ["to", "and", "or", "à", "et", "ou", "bis", "und"]
  static let ordinalSuffixes: Set<String> = ["st", "nd", "rd", "th", "e", "er", "re", "ème", "eme"]
  static let currencySigns: Set<Unicode.Scalar> = ["$", "€", "£", "¥", "₩"]
  static let currencyCodes: Set<String> = [
    "usd", "eur", "gbp", "jpy", "cad", "aud", "chf", "krw", "cny", "us", "btc", "eth",
  ]

  /// Numbers below a hundred that are one word.
  static let small: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60,
  ]

  private static func power(_ exponent: Int) -> ExactDecimal {
    var value: Int128 = 1
    for _ in 0..<exponent { value *= 10 }
    return ExactDecimal(significand: value)
  }
}

/// A number being spelled out, word by word: `two hundred and six`, `quatre-vingt-douze`.
struct SpelledNumber {
  private var total: Int128 = 0
  private var current: Int128 = 0
  private var hasDigits = false
  private(set) var largestScale: ExactDecimal?

  var value: ExactDecimal? {
    hasDigits ? ExactDecimal(significand: total + current) : nil
  }

  mutating func startWithOne() {
    current = 1
    hasDigits = true
  }

  /// Adds a word; false where it does not continue the number.
  mutating func take(_ word: String) -> Bool {
    if let small = NumberWords.small[word] { return add(Int128(small)) }
    switch word {
    case "hundred", "cent", "cents", "centaine", "centaines":
      guard hasDigits || word == "cent", current < 100 else { return false }
      current = max(current, 1) * 100
      hasDigits = true
      return true
    default: break
    }
    guard let scale = NumberWords.scales[word], scale.significand < 1_000_000_000_000_000,
      word.utf8.count > 3, hasDigits || word == "mille", total < 1_000_000_000_000_000_000
    else { return false }
    // `a thousand million`: a scale may scale again.
    if current == 0, total > 0 {
      total *= scale.significand
    } else {
      total += max(current, 1) * scale.significand
    }
    current = 0
    hasDigits = true
    largestScale = max(largestScale ?? scale, scale)
    return true
  }

  /// Adds a word that stands behind `and`: only the rest below a hundred may.
  mutating func takeJoined(_ word: String) -> Bool {
    guard let small = NumberWords.small[word], current >= 20 || total > 0 else { return false }
    return add(Int128(small))
  }

  private mutating func add(_ small: Int128) -> Bool {
    let rest = current % 100
    switch rest {
    case 0 where !hasDigits || current > 0 || total > 0: break
    case 4 where small == 20:
      // quatre-vingt
      current += 76
      return true
    case 60, 80: guard small < 20 else { return false }
    case 20, 30, 40, 50, 70, 90: guard small < 10 else { return false }
    default: return false
    }
    current += small
    hasDigits = true
    return true
  }
}
