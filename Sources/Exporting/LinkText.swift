/// Destinations and titles of links and images.
enum LinkText {
  /// `](destination "title")`.
  static func target(_ destination: String, title: String) -> String {
    "](" + spelled(destination) + (title.isEmpty ? "" : " \"\(escaped(title, "\"\\&"))\"") + ")"
  }

  private static func spelled(_ destination: String) -> String {
    let isBare = !destination.isEmpty && destination.utf8.allSatisfy(isPlain)
    return isBare ? destination : "<" + escaped(destination, "<>\\&") + ">"
  }

  /// Whether a link is an address shown as itself, which is written between angle brackets.
  static func isAddress(_ destination: String, shownAs text: String) -> Bool {
    guard text.utf8.allSatisfy(isPlain) else { return false }
    if destination == text {
      return ["http://", "https://"].contains { text.utf8.starts(with: $0.utf8) }
    }
    guard destination == "mailto:" + text else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        part.first.map(InlineText.isWord) == true && part.last.map(InlineText.isWord) == true
          && part.allSatisfy { InlineText.isWord($0) || ".-_+".utf8.contains($0) }
      }
  }

  /// Letters, digits and marks that mean nothing more in a destination.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80 && (InlineText.isWord(byte) || "-._:/?#@!$'*+,;=%".utf8.contains(byte))
  }

  private static func escaped(_ text: String, _ marks: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        result += "&#\(scalar.value);"
        continue
      }
      if marks.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
