package import Narratives

/// Whether text runs from right to left somewhere, and so could turn the signs around it.
package enum TextDirection {
  /// Scans UTF-8 for letters of right-to-left scripts: Hebrew to Arabic Extended-A, the
  /// presentation forms, and the supplementary scripts from U+10800.
  package static func hasRightToLeft(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 >= 0xD6 }) else { return false }
    return text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        true
      default: false
      }
    }
  }
}

extension ProseInline {
  /// A record's text, kept apart from the text around it where it runs from right to left.
  ///
  /// Foreign text of no known language is what HTML isolates with `bdi`.
  package static func isolated(_ text: String) -> ProseInline {
    TextDirection.hasRightToLeft(text)
      ? .foreign(language: "", [.text(text)]) : .text(text)
  }
}
