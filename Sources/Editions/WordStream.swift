/// Reads bytes as words and reports each, with the few before it, as hashes.
///
/// What parts words does not depend on how a text is written out: markup inside a sentence is passed
/// over, entities and backslashes part words, and a new line, cell or block breaks the sequence.
struct WordStream {
  /// How a text is written.
  enum Form: Sendable { case plain, html, markdown, json, csv }

  /// The last words read, the newest first, as far as nothing broke the sequence.
  struct Window {
    static let capacity = 5
    private(set) var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    private(set) var count = 0

    mutating func push(_ word: UInt64) {
      words = (word, words.0, words.1, words.2, words.3)
      count = min(Window.capacity, count + 1)
    }

    mutating func clear() { count = 0 }

    /// One hash of the newest `length` words.
    func hash(_ length: Int) -> UInt64 {
      var hash = Window.mixed(UInt64(length == 1 ? 1 : 2), words.0)
      if length > 1 { hash = Window.mixed(hash, words.1) }
      if length > 2 { hash = Window.mixed(hash &+ 3, words.2) }
      if length > 3 { hash = Window.mixed(hash &+ 4, words.3) }
      if length > 4 { hash = Window.mixed(hash &+ 5, words.4) }
      return hash
    }

    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
      var value = (left ^ right &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
      value ^= value >> 29
      return value &* 0x94d0_49bb_1331_11eb
    }
  }

  /// What a word looks like.
  struct Shape {
    var length = 0
    var hasLetter = false
    var hasDigit = false
    var hasHyphen = false
  }

  private let form: Form
  private var text = Window()
  private var tag = Window()
  private var word: UInt64 = 0xcbf2_9ce4_8422_2325
  private var shape = Shape()
  private var pendingHyphens = 0
  private var isInTag = false
  private var tagName: [UInt8] = []
  private var isReadingTagName = false

  init(form: Form) {
    self.form = form
  }

  /// Reads a piece of the text; `report` gets each word's shape, the words so far, and whether the
  /// word is a key of a JSON object.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ report: (Shape, Window, Bool) -> Void
  ) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let kind = WordStream.kinds[Int(byte)]
      if kind == .word {
        append(byte)
        index += 1
        continue
      }
      if kind == .high {
        if let length = WordStream.separatorLength(bytes, index) {
          end(bytes, index, report)
          index += length
        } else {
          append(byte)
          index += 1
        }
        continue
      }
      if byte == UInt8(ascii: "-"), shape.length > 0 {
        pendingHyphens += 1
        index += 1
        continue
      }
      end(bytes, index, report)
      index += skip(byte, bytes, index)
    }
  }

  /// Reports a word that the text ends with.
  mutating func finish(_ report: (Shape, Window, Bool) -> Void) {
    end(UnsafeBufferPointer(start: nil, count: 0), 0, report)
    text.clear()
    tag.clear()
  }

  private mutating func append(_ byte: UInt8) {
    if isReadingTagName {
      tagName.append(byte | 0x20)
      return
    }
    while pendingHyphens > 0 {
      mix(UInt8(ascii: "-"))
      shape.hasHyphen = true
      pendingHyphens -= 1
    }
    var folded = byte
    switch byte {
    case 0x30...0x39: shape.hasDigit = true
    case 0x41...0x5A:
      folded = byte | 0x20
      shape.hasLetter = true
    default: shape.hasLetter = true
    }
    mix(folded)
  }

  private mutating func mix(_ byte: UInt8) {
    word = (word ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    shape.length += 1
  }

  private mutating func end(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int,
    _ report: (Shape, Window, Bool) -> Void
  ) {
    if isReadingTagName {
      isReadingTagName = false
      if !WordStream.inlineTags.contains(tagName) { text.clear() }
      return
    }
    guard shape.length > 0 else { return }
    let isKey =
      form == .json && index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\"")
      && bytes[index + 1] == UInt8(ascii: ":")
    if isInTag {
      tag.push(word)
      report(shape, tag, isKey)
    } else {
      text.push(word)
      report(shape, text, isKey)
    }
    word = 0xcbf2_9ce4_8422_2325
    shape = Shape()
    pendingHyphens = 0
  }

  /// How many bytes a separator takes, entities and escapes included.
  private mutating func skip(
    _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int {
    switch byte {
    case UInt8(ascii: "<") where form == .html:
      isInTag = true
      isReadingTagName = true
      tagName.removeAll(keepingCapacity: true)
      tag.clear()
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") { return 2 }
    case UInt8(ascii: ">") where isInTag: isInTag = false
    case UInt8(ascii: "&") where form == .html || form == .markdown:
      return WordStream.entityLength(bytes, index)
    case UInt8(ascii: "\\") where form == .json:
      text.clear()
      guard index + 1 < bytes.count else { return 1 }
      return bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
    case 0x0A, UInt8(ascii: "\""), UInt8(ascii: "|"):
      if isInTag { tag.clear() } else { text.clear() }
    default: break
    }
    return 1
  }

  // MARK: Bytes

  private enum Kind { case word, high, other }

  private static let kinds: [Kind] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .word
    case 0x80...0xFF: .high
    default: .other
    }
  }

  private static let inlineTags: Set<[UInt8]> = Set(
    [
      "a", "em", "strong", "data", "span", "sup", "abbr", "bdi", "cite", "time", "del", "wbr", "i",
      "b", "code", "mark", "dfn", "q",
    ].map { Array($0.utf8) })

  /// Quotation marks, dashes, spaces and joiners of Unicode; nil for letters.
  private static func separatorLength(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int? {
    if bytes[index] == 0xE2, index + 2 < bytes.count,
      bytes[index + 1] == 0x80 || (bytes[index + 1] == 0x81 && bytes[index + 2] >= 0xA0)
    {
      return 3
    }
    if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xC0 { return 2 }
    return nil
  }

  private static func entityLength(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int {
    var end = index + 1
    while end < bytes.count, end - index < 10,
      kinds[Int(bytes[end])] == .word
        || bytes[end] == UInt8(ascii: "#")
    {
      end += 1
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: ";") ? end - index + 1 : 1
  }
}
