/// Moves the sources below a text to the feet of the pages that cite them, where WeasyPrint puts
/// what is marked as a page's note.
///
/// It knows the markup of `HTMLWriter` and nothing else: what it does not recognise stays where it
/// is. A source that is cited in tables, drawings and headings alone stays below its text, for a note
/// to such a place may come to stand on another page.
struct PageNotes {
  /// The ids of articles that keep their notes: a summary is laid out for one sheet.
  let kept: Set<String>

  /// The whole pack with notes at the feet of pages.
  func moved(_ pack: [[UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(pack.joined())[...]
    result.reserveCapacity(rest.count)
    while let start = rest.firstRange(of: Self.article)?.lowerBound,
      let end = rest[start...].firstRange(of: Self.articleEnd)?.upperBound
    {
      result += rest[..<start]
      result += article(rest[start..<end])
      rest = rest[end...]
    }
    return result + rest
  }

  private static let article = Array("<article ".utf8)
  private static let articleEnd = Array("</article>".utf8)
  private static let section = Array("<section class=\"notes\">\n".utf8)
  private static let sectionEnd = Array("</section>\n".utf8)
  private static let list = Array("<ol class=\"citations\">\n".utf8)
  private static let listEnd = Array("</ol>\n".utf8)
  private static let note = Array("<li value=\"".utf8)
  private static let noteID = Array("\" id=\"".utf8)
  private static let noteEnd = Array("</li>\n".utf8)
  private static let backlink = Array(" <a class=\"backlink\"".utf8)
  private static let address = Array("<span class=\"address\">".utf8)
  private static let spanEnd = Array("</span>".utf8)
  private static let call = Array("<sup class=\"citation\">".utf8)
  private static let callEnd = Array("</sup>".utf8)
  private static let link = Array("<a href=\"#".utf8)
  private static let quote = UInt8(ascii: "\"")

  // MARK: Articles

  private func article(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard !isKept(bytes), let section = bytes.firstRange(of: Self.section),
      let sectionEnd = bytes[section.upperBound...].firstRange(of: Self.sectionEnd),
      let list = bytes[section.upperBound..<sectionEnd.lowerBound].firstRange(of: Self.list),
      let listEnd = bytes[list.upperBound..<sectionEnd.lowerBound].firstRange(of: Self.listEnd)
    else { return Array(bytes) }
    let notes = Self.notes(bytes[list.upperBound..<listEnd.lowerBound])
    var moved: Set<[UInt8]> = []
    var result = Self.text(bytes[..<section.lowerBound], notes, &moved)
    let left = notes.filter { !moved.contains($0.id) }
    let hasMore = listEnd.upperBound < sectionEnd.lowerBound
    if !left.isEmpty {
      result +=
        bytes[section.lowerBound..<list.upperBound] + left.flatMap(\.item)
        + bytes[listEnd.lowerBound..<sectionEnd.upperBound]
    } else if hasMore {
      result +=
        bytes[section.lowerBound..<list.lowerBound]
        + bytes[listEnd.upperBound..<sectionEnd.upperBound]
    }
    return result + bytes[sectionEnd.upperBound...]
  }

  private func isKept(_ bytes: ArraySlice<UInt8>) -> Bool {
    let tag = bytes.prefix { $0 != UInt8(ascii: ">") }
    return kept.contains { tag.firstRange(of: Array(" id=\"\($0)\"".utf8)) != nil }
  }

  // MARK: Notes

  private struct Note {
    var id: [UInt8]
    var number: [UInt8]
    /// What it says, without its address and the ways back.
    var text: [UInt8]
    /// The whole item of the list.
    var item: ArraySlice<UInt8>
  }

  private static func notes(_ list: ArraySlice<UInt8>) -> [Note] {
    var notes: [Note] = []
    var rest = list
    while rest.starts(with: note), let end = rest.firstRange(of: noteEnd),
      let id = rest.firstRange(of: noteID),
      let quote = rest[id.upperBound...].firstIndex(of: quote)
    {
      var text = rest[(quote + 2)..<end.lowerBound]
      if let back = text.firstRange(of: backlink) { text = text[..<back.lowerBound] }
      notes.append(
        Note(
          id: Array(rest[id.upperBound..<quote]),
          number: Array(rest[(rest.startIndex + note.count)..<id.lowerBound]),
          text: withoutAddress(text), item: rest[..<end.upperBound]))
      rest = rest[end.upperBound...]
    }
    return notes
  }

  private static func withoutAddress(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard let start = text.firstRange(of: address),
      let end = text[start.upperBound...].firstRange(of: spanEnd)
    else { return Array(text) }
    return Array(text[..<start.lowerBound] + text[end.upperBound...])
  }

  // MARK: Text

  /// Where no note is called from.
  private static let closed: Set<[UInt8]> = Set(
    ["table", "figure", "header", "h1", "h2", "h3", "h4", "h5", "h6"].map { Array($0.utf8) })

  /// The text with each note behind the first place that cites it.
  private static func text(
    _ bytes: ArraySlice<UInt8>, _ notes: [Note], _ moved: inout Set<[UInt8]>
  ) -> [UInt8] {
    let known = Dictionary(notes.map { ($0.id, $0) }) { first, _ in first }
    var result: [UInt8] = []
    var written = bytes.startIndex
    var depth = 0
    var rest = bytes
    while let tag = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[tag...]
      if depth == 0, rest.starts(with: call), let end = rest.firstRange(of: callEnd) {
        result += bytes[written..<end.upperBound]
        written = end.upperBound
        for id in targets(of: rest[..<end.upperBound]) {
          guard let note = known[id], moved.insert(id).inserted else { continue }
          result += "<span class=\"page-note\" data-note=\"".utf8 + note.number
          result += "\" id=\"".utf8 + id + "\">".utf8 + note.text + spanEnd
        }
        rest = rest[end.upperBound...]
        continue
      }
      let isEnd = rest.dropFirst().first == UInt8(ascii: "/")
      let name = rest.dropFirst(isEnd ? 2 : 1).prefix { isNameByte($0) }
      if closed.contains(Array(name)) { depth += isEnd ? -1 : 1 }
      rest = rest.dropFirst()
    }
    return result + bytes[written...]
  }

  private static func targets(of call: ArraySlice<UInt8>) -> [[UInt8]] {
    call.ranges(of: link).map { Array(call[$0.upperBound...].prefix { $0 != quote }) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(byte)
  }
}
