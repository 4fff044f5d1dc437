/// A name made ready to be compared with many others.
package struct ComparableName: Sendable {
  /// As a record writes it.
  package let text: String
  /// Its words in plain letters, in order.
  let words: [String]
  /// Its words under each romanisation.
  let folds: [Romanization: Spelling]
  let plain: Spelling
  /// Numbers in it, which one name does not change for another: `APT37`, `Unit 586`.
  let numbers: [String]

  /// Words run together, in the orders in which a name may stand.
  struct Spelling: Sendable, Equatable {
    /// As written.
    let straight: [UInt8]
    /// The first word last, the last word first.
    let turned: [[UInt8]]

    init(_ words: [String]) {
      straight = Array(words.joined().utf8)
      guard words.count > 1 else {
        turned = []
        return
      }
      let first = words.dropFirst() + words.prefix(1)
      let last = words.suffix(1) + words.dropLast()
      turned = [first, last].map { Array($0.joined().utf8) }
    }
  }

  package init(_ text: String) {
    self.text = text
    // Apostrophes stand inside words; ASCII ones too.
    let plainText = Transliteration.latin(text).filter { $0 != "'" && $0 != "`" }
    words = NameKey.words(plainText)
    plain = Spelling(words)
    var folds: [Romanization: Spelling] = [:]
    for way in Romanization.allCases { folds[way] = Spelling(way.fold(words)) }
    self.folds = folds
    numbers = ComparableName.numbers(in: words)
  }

  private static func numbers(in words: [String]) -> [String] {
    var result: [String] = []
    for word in words {
      var digits = ""
      for byte in word.utf8 {
        if (0x30...0x39).contains(byte) {
          digits.unicodeScalars.append(Unicode.Scalar(byte))
        } else if !digits.isEmpty {
          result.append(digits)
          digits = ""
        }
      }
      if !digits.isEmpty { result.append(digits) }
    }
    return result.sorted()
  }

  /// What two spellings share that differ in case, accents, punctuation and blanks alone.
  package var key: String { String(decoding: plain.straight, as: UTF8.self) }
}
