import Records

/// A name as far as it tells things apart: lower case, without accents, spaces run together.
struct FoldedName: Hashable {
  let text: String

  init(_ name: String) {
    var result = ""
    var needsSpace = false
    result.reserveCapacity(name.utf8.count)
    for scalar in name.unicodeScalars {
      if scalar == " " || (!scalar.isASCII && scalar.properties.isWhitespace) {
        needsSpace = !result.isEmpty
        continue
      }
      if !scalar.isASCII, scalar.properties.generalCategory == .nonspacingMark { continue }
      if needsSpace { result += " " }
      needsSpace = false
      if scalar.isASCII {
        let isUpper = ("A"..."Z").contains(scalar)
        result.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar)
        continue
      }
      result += FoldedName.base(of: scalar).properties.lowercaseMapping
    }
    text = result
  }

  /// `é` gives `e`: the letter a scalar's Unicode name puts before `WITH`.
  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard !scalar.isASCII, let name = scalar.properties.name else { return scalar }
    let words = name.split(separator: " ")
    guard words.count > 4, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
      let letter = words[3].unicodeScalars.first, words[3].unicodeScalars.count == 1
    else { return scalar }
    return letter
  }
}

extension LocalizedText {
  /// The text every reader of the default language sees.
  func plain(_ loaded: LoadedProject) -> String {
    let language = loaded.project.settings.defaultLanguage
    return text(in: language, default: language).text
  }
}
