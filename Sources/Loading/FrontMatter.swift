package import Diagnostics

/// The two parts of a Markdown file: YAML between `---` lines, and the narrative below.
package struct FrontMatter: Sendable, Equatable {
  /// The lines between the fences; empty without front matter.
  package var yaml: Range<Int>
  package var body: Range<Int>

  /// Splits a file at its fences; nil where they are not sound.
  package static func split(_ file: SourceFile, isRequired: Bool) -> Checked<FrontMatter?> {
    let bytes = file.bytes
    let start = TextHygiene.contentStart(of: bytes)
    let first = line(bytes, start)
    guard isFence(bytes, first.content) else {
      let opening = firstWrittenLine(bytes, start)
      let isLate = isFence(bytes, opening.content)
      if isLate || isRequired {
        let span = SourceSpan(
          path: file.path, start: opening.content.lowerBound, end: opening.content.upperBound)
        let message =
          isLate
          ? "front matter starts on the first line" : "the file starts with front matter: '---'"
        return Checked(nil, [.frontMatter(message, at: span)])
      }
      return Checked(FrontMatter(yaml: start..<start, body: start..<bytes.count))
    }
    var position = first.next
    while position < bytes.count {
      let next = line(bytes, position)
      if isFence(bytes, next.content) {
        let matter = FrontMatter(yaml: first.next..<position, body: next.next..<bytes.count)
        if let second = secondFence(bytes, next.next) {
          let span = SourceSpan(path: file.path, start: second.lowerBound, end: second.upperBound)
          return Checked(nil, [.frontMatter("a file has front matter once", at: span)])
        }
        return Checked(matter)
      }
      position = next.next
    }
    let span = SourceSpan(
      path: file.path, start: first.content.lowerBound, end: first.content.upperBound)
    return Checked(nil, [.frontMatter("front matter is closed by a line '---'", at: span)])
  }

  /// A second block of front matter: a fence first in the body, keys behind it, a fence again.
  private static func secondFence(_ bytes: [UInt8], _ start: Int) -> Range<Int>? {
    let opening = firstWrittenLine(bytes, start)
    guard isFence(bytes, opening.content) else { return nil }
    var position = opening.next
    var hasKey = false
    while position < bytes.count {
      let next = line(bytes, position)
      if isFence(bytes, next.content) { return hasKey ? opening.content : nil }
      if next.content.isEmpty { return nil }
      let hasColon = bytes[next.content].contains(UInt8(ascii: ":"))
      hasKey = hasKey || (hasColon && bytes[next.content.lowerBound] != 0x20)
      position = next.next
    }
    return nil
  }

  private static func isFence(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count >= 3 && bytes[range].starts(with: [0x2D, 0x2D, 0x2D])
      && bytes[range].dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func firstWrittenLine(
    _ bytes: [UInt8], _ start: Int
  ) -> (content: Range<Int>, next: Int) {
    var current = line(bytes, start)
    while current.next < bytes.count,
      bytes[current.content].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    {
      current = line(bytes, current.next)
    }
    return current
  }

  /// The line at `start` without its break, and where the next one starts.
  private static func line(_ bytes: [UInt8], _ start: Int) -> (content: Range<Int>, next: Int) {
    guard start < bytes.count, let feed = bytes[start...].firstIndex(of: 0x0A) else {
      return (min(start, bytes.count)..<bytes.count, bytes.count)
    }
    let end = feed > start && bytes[feed - 1] == 0x0D ? feed - 1 : feed
    return (start..<end, feed + 1)
  }
}
