/// Lists written as Python prints them: `['a', "b's", ['c']]`.
enum ListLiteral {
  /// All texts in order, nested ones too; nil where the text is no such list.
  static func read(_ text: String) -> [String]? { readGroups(text)?.flatMap { $0 } }

  /// The texts of each item of the outer list: one of a text, several of a nested list.
  static func readGroups(_ text: String) -> [[String]]? {
    var reader = Reader(bytes: Array(text.utf8))
    guard let groups = reader.list(depth: 0) else { return nil }
    return reader.isAtEnd ? groups : nil
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
      bytes[position...].allSatisfy { $0 <= 0x20 }
    }

    private mutating func skipBlanks() {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    mutating func list(depth: Int) -> [[String]]? {
      guard depth < 8, take(UInt8(ascii: "[")) else { return nil }
      var groups: [[String]] = []
      while true {
        if take(UInt8(ascii: "]")) { return groups }
        if !groups.isEmpty, !take(UInt8(ascii: ",")) { return nil }
        skipBlanks()
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "[") {
          guard let inner = list(depth: depth + 1) else { return nil }
          groups.append(inner.flatMap { $0 })
        } else if let text = text() {
          groups.append([text])
        } else {
          return nil
        }
      }
    }

    private mutating func text() -> String? {
      let quote = bytes[position]
      guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return bare() }
      position += 1
      var result: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == quote { return String(decoding: result, as: UTF8.self) }
        if byte == UInt8(ascii: "\\"), position < bytes.count {
          let escaped = bytes[position]
          position += 1
          switch escaped {
          case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): result.append(0x20)
          case UInt8(ascii: "x") where position + 2 <= bytes.count:
            // `\xa0` and its like: a blank of another width.
            position += 2
            result.append(0x20)
          default: result.append(escaped)
          }
        } else {
          result.append(byte)
        }
      }
      return nil
    }

    /// `nan` and numbers stand without quotes.
    private mutating func bare() -> String? {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: ","),
        bytes[position] != UInt8(ascii: "]"), bytes[position] != UInt8(ascii: "[")
      {
        position += 1
      }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      return text == "nan" || text == "None" ? "" : CleanText.value(text)
    }
  }
}
