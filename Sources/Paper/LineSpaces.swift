/// Moves the space before an inline element into it, for WeasyPrint.
///
/// WeasyPrint measures a text with the space at its end. Where the space alone does not fit the line,
/// it breaks after the text's first word instead of its last, and leaves that word on a line of its
/// own. A text that ends at its last letter is not met by that, and no reader sees on which side of a
/// link's beginning a space stands.
enum LineSpaces {
  /// Elements that show nothing of their own: no background, no line.
  private static let inline: Set<[UInt8]> = Set(
    ["a", "cite", "data", "em", "i", "q", "strong", "time"].map { Array($0.utf8) })
  /// Elements in which a space is not a space between words.
  private static let closed: [[UInt8]] = ["pre", "svg", "style", "script"].map { Array($0.utf8) }

  static func moved(_ page: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(page.count)
    var index = 0
    while index < page.count {
      guard page[index] == UInt8(ascii: "<") else {
        result.append(page[index])
        index += 1
        continue
      }
      let name = self.name(in: page, after: index)
      if closed.contains(name) {
        let end = page[index...].firstRange(of: [UInt8(ascii: "<"), UInt8(ascii: "/")] + name)
        let next = end?.upperBound ?? page.count
        result += page[index..<next]
        index = next
      } else if inline.contains(name), endsInSpaceBehindText(result) {
        result.removeLast()
        // A space between two tags is the text of nothing: into the innermost.
        while index < page.count, page[index] == UInt8(ascii: "<"),
          inline.contains(self.name(in: page, after: index)),
          let end = page[index...].firstIndex(of: UInt8(ascii: ">"))
        {
          result += page[index...end]
          index = end + 1
        }
        result.append(UInt8(ascii: " "))
      } else {
        result.append(page[index])
        index += 1
      }
    }
    return result
  }

  /// The name of the element that begins here; empty for the end of one.
  private static func name(in page: [UInt8], after index: Int) -> [UInt8] {
    Array(page[(index + 1)...].prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
  }

  private static func endsInSpaceBehindText(_ text: [UInt8]) -> Bool {
    guard text.count > 1, text[text.count - 1] == 0x20 || text[text.count - 1] == 0x0A else {
      return false
    }
    let before = text[text.count - 2]
    return before != UInt8(ascii: ">") && before != 0x20 && before != 0x0A
  }
}
