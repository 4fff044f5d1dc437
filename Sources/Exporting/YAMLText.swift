/// The spellings of a text in YAML: plain, on lines of its own, or quoted.
enum YAMLText {
  /// Words that other readers take for a truth value or for nothing.
  private static let reserved: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "y", "n",
  ]

  /// Whether a text says the same without quotes, to our reader and to any other: letters, digits,
  /// hyphens, underscores and single spaces, a letter first.
  static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, isLetter(first), bytes.last != UInt8(ascii: " ") else {
      return false
    }
    let isPlain = bytes.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: " ")
    }
    return isPlain && !reserved.contains(text.lowercased())
  }

  /// A text of several lines under `|`; nil where that would change it.
  static func literal(_ text: String, indent: Int) -> String? {
    var body = Array(text.utf8)
    guard body.contains(0x0A), body.first != 0x0A, body.first != 0x20, body.first != 0x09 else {
      return nil
    }
    var header = "|-"
    if body.last == 0x0A {
      body.removeLast()
      header = "|"
    }
    guard body.last != 0x0A, body.last != 0x20, body.last != 0x09 else { return nil }
    let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
    // A line of blanks alone would be read as an empty one.
    guard lines.allSatisfy({ $0.isEmpty || !$0.allSatisfy { $0 == 0x20 || $0 == 0x09 } }),
      lines.allSatisfy({ $0.first != 0x09 }), !holdsOddBreak(text)
    else { return nil }
    let padding = String(repeating: " ", count: indent)
    return header
      + lines.map { line in
        line.isEmpty ? "\n" : "\n" + padding + String(decoding: line, as: UTF8.self)
      }.joined()
  }

  /// A text in double quotes, on one line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{2028}": result += "\\L"
      case "\u{2029}": result += "\\P"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Line ends of other kinds, which some readers of YAML take for one.
  private static func holdsOddBreak(_ text: String) -> Bool {
    text.unicodeScalars.contains { ["\r", "\u{2028}", "\u{2029}"].contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
