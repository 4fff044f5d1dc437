/// Names as far as spelling tells them apart: lower case, no accents, no punctuation.
package enum NameKey {
  /// The words of a name, folded; apostrophes part words as blanks do.
  package static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in name.unicodeScalars {
      if scalar.isASCII {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: word.unicodeScalars.append(scalar)
        case 0x41...0x5A:
          word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
        default: close(&word, &words)
        }
        continue
      }
      let category = scalar.properties.generalCategory
      switch category {
      case .nonspacingMark: continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
        .spacingMark, .decimalNumber:
        word += base(of: scalar).properties.lowercaseMapping
      default: close(&word, &words)
      }
    }
    close(&word, &words)
    return words
  }

  private static func close(_ word: inout String, _ words: inout [String]) {
    if !word.isEmpty { words.append(word) }
    word = ""
  }

  /// `é` gives `e`: the letter a scalar's Unicode name puts before `WITH`.
  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value < 0x2000, let name = scalar.properties.name else { return scalar }
    let words = name.split(separator: " ")
    guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
      words[3].unicodeScalars.count == 1, let letter = words[3].unicodeScalars.first
    else { return scalar }
    return letter
  }
}
