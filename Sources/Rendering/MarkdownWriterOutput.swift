/// Lines of Markdown written so far, with the marks that each next line begins with.
struct MarkdownOutput {
  private(set) var bytes: [UInt8] = []
  /// What opens each line of the containers at hand: `> `, spaces under a list item.
  private var prefixes: [Prefix] = []
  private var isLineStart = true
  /// Whether the next text is the first of a block's line, where marks could open a block.
  private var guardsLineStart = true
  /// Whether text stands in a table's cell, where a bar would end it.
  var isInCell = false
  /// Whether a link is open.
  var isInLink = false
  /// Whether blocks follow each other without an empty line, as in tight lists.
  var isTight = false
  /// How many emphases are open.
  var emphasisDepth = 0
  /// The written levels of the open headings.
  var headings: [Int] = []

  private struct Prefix {
    /// Taken by the container's first line: a list item's mark.
    var first: [UInt8]?
    var rest: [UInt8]
  }

  /// The text without blank lines at its end.
  var text: String {
    var end = bytes.endIndex
    while end > 0, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: " ") {
      end -= 1
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  // MARK: - Lines

  mutating func push(first: String? = nil, rest: String) {
    prefixes.append(Prefix(first: first.map { Array($0.utf8) }, rest: Array(rest.utf8)))
  }

  /// Leaves a container; one that wrote nothing still shows its mark.
  mutating func pop() {
    if prefixes.last?.first != nil {
      beginLine()
      endLine()
    }
    prefixes.removeLast()
  }

  private mutating func beginLine() {
    guard isLineStart else { return }
    isLineStart = false
    for index in prefixes.indices {
      if let first = prefixes[index].first {
        bytes.append(contentsOf: first)
        prefixes[index].first = nil
      } else {
        bytes.append(contentsOf: prefixes[index].rest)
      }
    }
  }

  /// Ends the line at hand, if any; spaces at its end go, two would break it.
  mutating func endLine() {
    guard !isLineStart else { return }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    bytes.append(UInt8(ascii: "\n"))
    isLineStart = true
    guardsLineStart = true
  }

  /// Parts two blocks by an empty line of the containers at hand; none before a container's first.
  mutating func blankLine() {
    endLine()
    guard !isTight, !bytes.isEmpty, !prefixes.contains(where: { $0.first != nil }) else { return }
    beginLine()
    endLine()
  }

  // MARK: - Text

  /// Takes back a space just written in this line; the one after a cell's bar stays.
  mutating func dropSpace() {
    guard !isLineStart, bytes.last == UInt8(ascii: " ") else { return }
    if isInCell, bytes.dropLast().last == UInt8(ascii: "|"),
      bytes.dropLast(2).last != UInt8(ascii: "\\")
    {
      return
    }
    bytes.removeLast()
  }

  /// Marks of ours.
  mutating func raw(_ marks: String) {
    beginLine()
    bytes.append(contentsOf: marks.utf8)
    guardsLineStart = false
  }

  /// Whole lines made elsewhere, kept to the last space.
  mutating func lines(_ text: String) {
    if prefixes.isEmpty, isLineStart {
      bytes.append(contentsOf: text.utf8)
      bytes.append(UInt8(ascii: "\n"))
      guardsLineStart = true
      return
    }
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      beginLine()
      guard !line.isEmpty else {
        endLine()
        continue
      }
      bytes.append(contentsOf: line)
      bytes.append(UInt8(ascii: "\n"))
      isLineStart = true
      guardsLineStart = true
    }
  }

  /// Text, escaped for Markdown and HTML; line ends become spaces.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { source in
      var index = 0
      if guardsLineStart {
        while index < source.count, MarkdownOutput.isSpace(source[index]) { index += 1 }
        guard index < source.count else { return }
        beginLine()
        index = writeLineStart(source, from: index)
        guardsLineStart = false
      }
      beginLine()
      while index < source.count {
        var end = index
        while end < source.count, MarkdownOutput.isPlain(source[end]) { end += 1 }
        if end > index { bytes.append(contentsOf: source[index..<end]) }
        if end < source.count { write(source, at: end) }
        index = end + 1
      }
    }
  }

  /// Whether a byte never needs an escape, whatever stands around it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",")
      || byte == UInt8(ascii: "-")
  }

  /// Escapes what would open a block at the start of a line; answers where plain text goes on.
  private mutating func writeLineStart(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int
  {
    switch source[start] {
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="),
      UInt8(ascii: "|"), UInt8(ascii: ":"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(source[start])
      return start + 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var end = start
      while end < source.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(source[end]) {
        end += 1
      }
      bytes.append(contentsOf: source[start..<end])
      guard end < source.count,
        source[end] == UInt8(ascii: ".") || source[end] == UInt8(ascii: ")"),
        end + 1 == source.count || MarkdownOutput.isSpace(source[end + 1])
      else { return end }
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(source[end])
      return end + 1
    default: return start
    }
  }

  private mutating func write(_ source: UnsafeBufferPointer<UInt8>, at index: Int) {
    let byte = source[index]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
      if bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
    case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
    default:
      if needsBackslash(source, at: index) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
  }

  private func needsBackslash(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let next = index + 1 < source.count ? source[index + 1] : nil
    switch source[index] {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "~"):
      return true
    case UInt8(ascii: "|"): return isInCell
    case UInt8(ascii: "_"):
      let isInWord =
        bytes.last.map(MarkdownOutput.isWord) == true
        && next.map(MarkdownOutput.isWord) == true
      return !isInWord
    // A picture's mark before a link; a heading's closing marks.
    case UInt8(ascii: "!"), UInt8(ascii: "#"): return next == nil
    case UInt8(ascii: "&"):
      guard let next else { return true }
      return next == UInt8(ascii: "#") || MarkdownOutput.isEntity(source, from: index + 1)
    case UInt8(ascii: "$"):
      // Code hosts read `$x$` as mathematics where the sign opens a word.
      let opensWord = next.map { !MarkdownOutput.isSpace($0) } ?? true
      return opensWord && bytes.last.map(MarkdownOutput.isWord) != true
    case UInt8(ascii: ":"):
      // Bare addresses become links by themselves.
      return next == UInt8(ascii: "/") && index + 2 < source.count
        && source[index + 2] == UInt8(ascii: "/")
    case UInt8(ascii: "."): return endsWithWWW
    default: return false
    }
  }

  /// Whether the last bytes read `www`, in any case.
  private var endsWithWWW: Bool {
    bytes.count >= 3 && bytes.suffix(3).allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
  }

  private static func isEntity(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var index = start
    while index < source.count, index - start < 40 {
      if source[index] == UInt8(ascii: ";") { return index > start }
      guard isWord(source[index]) else { return false }
      index += 1
    }
    return false
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\t")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: byte >= 0x80
    }
  }

  // MARK: - Code and addresses

  /// A code span whose fence is longer than any run of backticks inside.
  mutating func code(_ text: String) {
    beginLine()
    let fence = [UInt8](
      repeating: UInt8(ascii: "`"),
      count: MarkdownOutput.longestRun(of: UInt8(ascii: "`"), in: text) + 1)
    let content = text.utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    let needsSpaces =
      content.first == UInt8(ascii: "`") || content.last == UInt8(ascii: "`")
      || (content.first == UInt8(ascii: " ") && content.last == UInt8(ascii: " "))
    bytes.append(contentsOf: fence)
    if needsSpaces { bytes.append(UInt8(ascii: " ")) }
    for byte in content {
      if isInCell, byte == UInt8(ascii: "|") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    if needsSpaces { bytes.append(UInt8(ascii: " ")) }
    bytes.append(contentsOf: fence)
    guardsLineStart = false
  }

  /// An address inside a link's parentheses, whose own parentheses are escaped.
  mutating func address(_ address: String) {
    beginLine()
    for byte in address.utf8 {
      let isBracket = byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      if isBracket {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      } else if byte == UInt8(ascii: "&") || LinkAddress.isPlain(byte) || Fork.isMark(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] {
          bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
      }
    }
  }

  static func longestRun(of wanted: UInt8, in text: String) -> Int {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == wanted ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
