internal import Matching

/// A country's ISO 3166-1 code from what a list writes; nothing is guessed.
package enum CountryCode {
  /// Lower-case code for a name or a two-letter code; nil for what the table does not know.
  package static func code(_ text: String) -> String? {
    let folded = fold(text)
    if let code = CountryNames.codes[folded] { return code }
    let isCode = folded.utf8.count == 2 && folded.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    return isCode && known.contains(folded) ? folded : nil
  }

  private static let known = Set(CountryNames.codes.values)

  /// Lower case without accents or punctuation, words parted by single blanks.
  private static func fold(_ text: String) -> String {
    NameKey.words(text).joined(separator: " ")
  }
}
