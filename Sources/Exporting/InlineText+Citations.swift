internal import Diagnostics
internal import MarkdownTree

// Citations, in brackets and in running text.
extension InlineText {
  mutating func write(_ citation: Citation, before next: Inline?) {
    guard citation.isInText, let item = citation.items.first else {
      let items = citation.items.map { item in
        let prefix = item.prefix.isEmpty ? "" : InlineText.part(item.prefix) + " "
        let dash = item.suppressesAuthor ? "-" : ""
        return prefix + dash + "@" + InlineText.key(item.key.value) + InlineText.tail(of: item)
      }
      append(Array("[\(items.joined(separator: "; "))]".utf8))
      return
    }
    // A letter would make an address of it, a hyphen take its author away.
    if let last = out.last, InlineText.isWord(last) || "_-".utf8.contains(last) { separate() }
    let tail = InlineText.tail(of: item)
    let inner = tail.utf8.drop { $0 == UInt8(ascii: ",") || $0 == 0x20 }
    let locator = tail.isEmpty ? "" : " [\(String(decoding: Array(inner), as: UTF8.self))]"
    let needsBraces = locator.isEmpty && InlineText.prolongsKey(next)
    let key = item.key.value
    append(
      Array(
        ((item.suppressesAuthor ? "-@" : "@")
          + (needsBraces ? "{\(key)}" : InlineText.key(key)) + locator).utf8))
  }

  /// A key, in braces where it would not be read to its end.
  private static func key(_ key: String) -> String {
    CitationSyntax.isWhole(key) ? key : "{\(key)}"
  }

  /// What stands behind a key: `, p. 2, with a remark`.
  private static func tail(of item: Citation.Item) -> String {
    var text = ""
    if !item.locator.isEmpty {
      let plain = ", " + item.locator
      let whole = plain + joined(item.suffix)
      let isRead = CitationSyntax.tail(of: whole) == (item.locator, item.suffix)
      text = isRead ? ", " + part(item.locator) : ", {\(item.locator)}"
    }
    return text + (item.suffix.isEmpty ? "" : joined(part(item.suffix)))
  }

  private static func joined(_ suffix: String) -> String {
    suffix.isEmpty || suffix.utf8.first == UInt8(ascii: ",") ? suffix : " " + suffix
  }

  /// Plain text inside a citation, where a semicolon would start the next item.
  private static func part(_ text: String) -> String {
    var writer = InlineText.empty
    writer.write(text: text, endsLine: false)
    let bytes = writer.out.flatMap { $0 == UInt8(ascii: ";") ? [0x5C, $0] : [$0] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether what follows in running text might be read as more of a key.
  private static func prolongsKey(_ next: Inline?) -> Bool {
    switch next {
    case nil, .softBreak?, .lineBreak?: return false
    case .text(let text)?:
      let bytes = text.value.utf8
      guard let first = bytes.first else { return false }
      if first == 0x20 || ",;)!'\"".utf8.contains(first) { return false }
      guard ".:?".utf8.contains(first) else { return true }
      return bytes.dropFirst().first.map { $0 != 0x20 } ?? false
    default: return true
    }
  }
}
