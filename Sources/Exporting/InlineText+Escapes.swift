// Plain text, so escaped that nothing in it is read as markup.
extension InlineText {
  /// Adds text; `endsLine` where a break or the end follows, before which blanks would be lost.
  mutating func write(text: String, endsLine: Bool) {
    let scalars = Array(text.unicodeScalars)
    let isFirst = out.isEmpty || out.last == 0x0A
    var piece: [UInt8] = []
    for index in scalars.indices {
      if isBlankAtEdge(scalars, index, isFirst: isFirst, endsLine: endsLine) {
        piece += Array("&#\(scalars[index].value);".utf8)
        continue
      }
      if isFirst && place == .block && opensBlock(scalars, index)
        || isMarkup(scalars, index)
      {
        piece.append(0x5C)
      }
      piece += Array(String(scalars[index]).utf8)
      // An address would be linked by itself, escaped or not.
      if scalars[index] == "@", index > 0, isOfAddress(scalars[index - 1]) {
        piece += InlineText.separator
      }
    }
    append(piece)
  }

  /// Blanks at the ends of a line or of emphasis, and line ends within a text, stand as entities.
  private func isBlankAtEdge(
    _ scalars: [Unicode.Scalar], _ index: Int, isFirst: Bool, endsLine: Bool
  ) -> Bool {
    let scalar = scalars[index]
    if scalar == "\n" { return true }
    let isEdge = (isFirst && index == 0) || (endsLine && index == scalars.count - 1)
    guard isEdge else { return false }
    return scalar == " " || scalar == "\t" || (depth > 0 && scalar.properties.isWhitespace)
  }

  /// Whether a character could start a list, heading, quotation, table, option or underline there.
  private func opensBlock(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    switch scalars[index] {
    case "#", ">", "-", "+", "=", "|", ":": index == 0
    case ".", ")": (1...9).contains(index) && scalars[..<index].allSatisfy(isDigit)
    default: false
    }
  }

  private func isMarkup(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = index > 0 ? scalars[index - 1] : out.last.map { Unicode.Scalar($0) }
    let after = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalars[index] {
    case "\\", "`", "*", "[", "]", "<", "{", "}", "~": return true
    case "_":
      let isInside = index > 0 && before.map(isAlphanumeric) == true
      return !(isInside && after.map(isAlphanumeric) == true)
    case "@": return before.map(isAlphanumeric) != true
    case "&": return after.map { isAlphanumeric($0) || $0 == "#" } == true
    case "!": return after == nil
    // A closing bracket before these would make a link or a definition.
    case "(": return index == 0 && before == "]"
    case ":": return index == 0 && before == "]" || after == "/"
    // `www.` is linked by itself.
    case ".": return index > 2 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" }
    // A heading's closing marks.
    case "#": return place == .line && scalars[index...].allSatisfy { $0 == "#" }
    default: return false
    }
  }

  private func isOfAddress(_ scalar: Unicode.Scalar) -> Bool {
    isAlphanumeric(scalar) || [".", "+", "-", "_"].contains(scalar)
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
