/// Measures and breaks text as Arial sets it.
package enum ChartText {
  /// The distance between base lines.
  static func lineHeight(_ size: Double) -> Double { size * 1.2 }

  /// The width of a line of text, never less than what is drawn for the letters it knows.
  package static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(scalar) }
    let width = Double(thousandths) * size / 1000
    return isBold ? width * 1.1 : width
  }

  /// Breaks text at spaces into at most `limit` lines, inside a word only where it is too wide.
  ///
  /// What is left over ends in an ellipsis, and `isWhole` says so.
  package static func lines(
    _ text: String, width: Double, size: Double, limit: Int
  ) -> (lines: [String], isWhole: Bool) {
    var lines: [String] = []
    var line = ""
    for word in words(text, width: width, size: size) {
      let longer = line.isEmpty ? word.text : line + (word.isJoined ? "" : " ") + word.text
      if line.isEmpty || self.width(longer, size: size) <= width {
        line = longer
      } else {
        lines.append(line)
        line = word.text
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    guard lines.count > max(1, limit) else { return (lines, true) }
    var kept = Array(lines.prefix(max(1, limit)))
    kept[kept.count - 1] = shortened(kept[kept.count - 1] + "…", width: width, size: size)
    return (kept, false)
  }

  /// Words that each fit the width; a part of a word is joined to the part before it.
  private static func words(
    _ text: String, width: Double, size: Double
  ) -> [(text: String, isJoined: Bool)] {
    let bytes = text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    var words: [(text: String, isJoined: Bool)] = []
    for word in bytes.map({ String(Substring($0)) }) {
      guard self.width(word, size: size) > width else {
        words.append((word, false))
        continue
      }
      var part = ""
      var isJoined = false
      for character in word {
        if !part.isEmpty, self.width(part + String(character), size: size) > width {
          words.append((part, isJoined))
          part = ""
          isJoined = true
        }
        part.append(character)
      }
      words.append((part, isJoined))
    }
    return words
  }

  private static func shortened(_ text: String, width: Double, size: Double) -> String {
    var text = text
    while text.count > 1, self.width(text, size: size) > width {
      text.removeLast(2)
      text += "…"
    }
    return text
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    switch value {
    case 0x20...0x7E: return Int(ArialWidths.basic[value - 0x20])
    case 0xA0...0x17F: return Int(ArialWidths.accented[value - 0xA0])
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x2018, 0x2019: return 222
    case 0x2000...0x200A, 0x202F: return 280
    case 0x2010, 0x2011: return 333
    case 0x2012, 0x2013: return 556
    case 0x201C...0x201E: return 333
    case 0x2212: return 584
    case 0x180...0x2FF, 0x370...0x10FF, 0x20A0...0x20CF: return 660
    default: return 1000
    }
  }
}
