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

    /// The hash of the newest word.
    var single: UInt64 { Window.mixed(1, words.0) }

    /// The hash of the two newest words.
    var pair: UInt64 { Window.mixed(Window.mixed(2, words.0), words.1) }

    /// The hash of the newest `length` words, from that of the newest but one fewer; from 3 on.
    func lengthen(_ hash: UInt64, to length: Int) -> UInt64 {
      let word = length == 3 ? words.2 : length == 4 ? words.3 : words.4
      return Window.mixed(hash &+ UInt64(length), word)
    }

    /// One hash of the newest `length` words.
    func hash(_ length: Int) -> UInt64 {
      guard length > 1 else { return single }
      return stride(from: 3, through: length, by: 1).reduce(pair) { lengthen($0, to: $1) }
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
  /// The last eight letters of the name, which is as many as a name must have to be none of ours.
  private var tagName: UInt64 = 0
  private var isReadingTagName = false

  init(form: Form) {
    self.form = form
  }

  /// Reads a piece of the text; `report` gets each word's shape, the words so far, and whether the
  /// word is a key of a JSON object.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ report: (Shape, Window, Bool) -> Void
  ) {
    WordStream.signs.withUnsafeBufferPointer { signs in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let sign = signs[Int(byte)]
        if sign & Sign.word != 0 {
          index = readWord(bytes, index, signs)
          continue
        }
        if sign & Sign.high != 0 {
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
  }

  /// Reports a word that the text ends with.
  mutating func finish(_ report: (Shape, Window, Bool) -> Void) {
    end(UnsafeBufferPointer(start: nil, count: 0), 0, report)
    text.clear()
    tag.clear()
  }

  /// Takes the letters and digits of ASCII from here on into the word; the index behind them.
  private mutating func readWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ signs: UnsafeBufferPointer<UInt16>
  ) -> Int {
    var index = start
    if isReadingTagName {
      while index < bytes.count, signs[Int(bytes[index])] & Sign.word != 0 {
        tagName = tagName << 8 | UInt64(bytes[index] | 0x20)
        index += 1
      }
      return index
    }
    mixHyphens()
    // This loop reads nearly every byte of an edition.
    var word = word
    var seen: UInt16 = 0
    while index < bytes.count {
      let sign = signs[Int(bytes[index])]
      guard sign & Sign.word != 0 else { break }
      word = WordStream.mixed(word, UInt8(truncatingIfNeeded: sign))
      seen |= sign
      index += 1
    }
    self.word = word
    shape.length += index - start
    if seen & Sign.letter != 0 { shape.hasLetter = true }
    if seen & Sign.digit != 0 { shape.hasDigit = true }
    return index
  }

  /// Takes a byte of a letter beyond ASCII into the word.
  private mutating func append(_ byte: UInt8) {
    if isReadingTagName {
      tagName = tagName << 8 | UInt64(byte | 0x20)
      return
    }
    mixHyphens()
    shape.hasLetter = true
    word = WordStream.mixed(word, byte)
    shape.length += 1
  }

  private mutating func mixHyphens() {
    while pendingHyphens > 0 {
      word = WordStream.mixed(word, UInt8(ascii: "-"))
      shape.length += 1
      shape.hasHyphen = true
      pendingHyphens -= 1
    }
  }

  private static func mixed(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    (word ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
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
      tagName = 0
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

  /// What a byte is, above the eight bits of the byte itself in small letters.
  private enum Sign {
    static let letter: UInt16 = 1 << 8
    static let digit: UInt16 = 1 << 9
    /// A letter or digit of ASCII.
    static let word: UInt16 = letter | digit
    /// Part of a character beyond ASCII.
    static let high: UInt16 = 1 << 10
  }

  private static let signs: [UInt16] = (0...255).map { (byte: UInt16) in
    switch byte {
    case 0x30...0x39: byte | Sign.digit
    case 0x41...0x5A: byte | 0x20 | Sign.letter
    case 0x61...0x7A: byte | Sign.letter
    case 0x80...0xFF: byte | Sign.high
    default: byte
    }
  }

  /// Tags that do not part words from each other, by their letters.
  private static let inlineTags: [UInt64] = [
    "a", "em", "strong", "data", "span", "sup", "abbr", "bdi", "cite", "time", "del", "wbr", "i",
    "b", "code", "mark", "dfn", "q",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

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
      signs[Int(bytes[end])] & Sign.word != 0 || bytes[end] == UInt8(ascii: "#")
    {
      end += 1
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: ";") ? end - index + 1 : 1
  }
}
