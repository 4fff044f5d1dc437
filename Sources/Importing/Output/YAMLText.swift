/// Writes values the way this project's records are written: one fact a line.
struct YAMLText {
  private(set) var text = ""

  /// A key with its value, indented by a count of blanks; lists and maps stand below their key.
  mutating func write(_ key: String, _ value: ImportedValue, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch value {
    case .text(let text): self.text += "\(margin)\(key): \(YAMLText.scalar(text))\n"
    case .list(let items):
      text += "\(margin)\(key):\n"
      for item in items { write(item: item, indent: indent + 2) }
    case .map(let members):
      text += "\(margin)\(key):\n"
      for member in members { write(YAMLText.key(member.key), member.value, indent: indent + 2) }
    }
  }

  private mutating func write(item: ImportedValue, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch item {
    case .text(let text): self.text += "\(margin)- \(YAMLText.scalar(text))\n"
    case .map(let members):
      var inner = YAMLText()
      for member in members {
        inner.write(YAMLText.key(member.key), member.value, indent: indent + 2)
      }
      // The first member stands beside the dash.
      text += "\(margin)- " + String(decoding: inner.text.utf8.dropFirst(indent + 2), as: UTF8.self)
    case .list(let items):
      // No field of ours holds lists of lists; a free map may.
      text += "\(margin)- [\(items.map { YAMLText.quoted($0.line) }.joined(separator: ", "))]\n"
    }
  }

  /// A key of a free map, quoted where it is no plain word.
  static func key(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      } && !text.isEmpty && text.utf8.first != UInt8(ascii: "-")
    return isPlain ? text : quoted(text)
  }

  /// Plain where no reader of YAML could take it for anything else, double-quoted otherwise.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, last != 0x20,
      last != UInt8(ascii: ":")
    else { return false }
    switch first {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: break
    default: return false
    }
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "`"): return false
      case 0x20 where previous == UInt8(ascii: ":"): return false
      case UInt8(ascii: "#") where previous == 0x20: return false
      default: break
      }
      previous = byte
    }
    switch text.lowercased() {
    case "null", "true", "false", "yes", "no", "on", "off", "y", "n": return false
    default: return true
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
