/// One word, name, text, number or sign of SQL, with its place in UTF-8 offsets.
struct SQLToken: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A keyword or a bare name.
    case word
    /// A name in double quotes, backticks or brackets.
    case quotedName
    /// A text in single quotes.
    case text
    case number
    case blob
    case sign
    case comment
    /// A text, name or comment that never ends.
    case unfinished
    /// A byte that content's SQL has no use for: parameters, controls, stray signs.
    case forbidden
  }

  let kind: Kind
  let start: Int
  let end: Int
  /// Words and signs as written; names and texts without their quotes.
  let content: String

  /// The content in ASCII lower case, for keywords.
  var keyword: String { kind == .word ? content.lowercased() : "" }

  func isSign(_ sign: String) -> Bool { kind == .sign && content == sign }

  /// How many digits stand before an exponent, leading zeros apart.
  var digitCount: Int {
    let mantissa = content.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    return mantissa.drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
      .count { $0 != UInt8(ascii: ".") }
  }

  var isName: Bool { kind == .word || kind == .quotedName }
}

/// Splits SQL the way SQLite does, so that nothing it would read differently slips past a check.
struct SQLTokens {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func split(_ text: String) -> [SQLToken] {
    var splitter = SQLTokens(text)
    var tokens: [SQLToken] = []
    while let token = splitter.next() { tokens.append(token) }
    return tokens
  }

  private mutating func next() -> SQLToken? {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(bytes[position]) {
      position += 1
    }
    guard position < bytes.count else { return nil }
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "'"): return quoted(.text, closing: byte)
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return quoted(.quotedName, closing: byte)
    case UInt8(ascii: "["): return quoted(.quotedName, closing: UInt8(ascii: "]"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: ".") where isDigit(at: position + 1): return number()
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      if byteAt(position + 1) == UInt8(ascii: "'") {
        position += 1
        let token = quoted(.blob, closing: UInt8(ascii: "'"))
        return SQLToken(kind: token.kind, start: start, end: token.end, content: token.content)
      }
      return word()
    default: break
    }
    if SQLTokens.startsWord(byte) { return word() }
    return comment() ?? sign()
  }

  private static func startsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  private func byteAt(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isDigit(at index: Int) -> Bool {
    byteAt(index).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }

  private func token(_ kind: SQLToken.Kind, from start: Int) -> SQLToken {
    SQLToken(
      kind: kind, start: start, end: position,
      content: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func word() -> SQLToken {
    let start = position
    while let byte = byteAt(position),
      SQLTokens.startsWord(byte) || isDigit(at: position) || byte == UInt8(ascii: "$")
    {
      position += 1
    }
    return token(.word, from: start)
  }

  /// Digits, point, exponent; a letter straight after makes the whole forbidden, as in SQLite.
  private mutating func number() -> SQLToken {
    let start = position
    var kind = SQLToken.Kind.number
    while let byte = byteAt(position) {
      if isDigit(at: position) || byte == UInt8(ascii: ".") {
        position += 1
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
        position += 1
        if let sign = byteAt(position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
          position += 1
        }
      } else if SQLTokens.startsWord(byte) {
        kind = .forbidden
        position += 1
      } else {
        break
      }
    }
    return token(kind, from: start)
  }

  private mutating func quoted(_ kind: SQLToken.Kind, closing: UInt8) -> SQLToken {
    let start = position
    var content: [UInt8] = []
    position += 1
    while let byte = byteAt(position) {
      position += 1
      if byte == 0 { break }
      if byte == closing {
        guard closing != UInt8(ascii: "]"), byteAt(position) == closing else {
          return SQLToken(
            kind: kind, start: start, end: position,
            content: String(decoding: content, as: UTF8.self))
        }
        position += 1
      }
      content.append(byte)
    }
    return token(.unfinished, from: start)
  }

  private mutating func comment() -> SQLToken? {
    let start = position
    if byteAt(position) == UInt8(ascii: "-"), byteAt(position + 1) == UInt8(ascii: "-") {
      while let byte = byteAt(position), byte != 0x0A { position += 1 }
      return token(.comment, from: start)
    }
    guard byteAt(position) == UInt8(ascii: "/"), byteAt(position + 1) == UInt8(ascii: "*") else {
      return nil
    }
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), byteAt(position + 1) == UInt8(ascii: "/") {
        position += 2
        return token(.comment, from: start)
      }
      position += 1
    }
    return token(.unfinished, from: start)
  }

  private mutating func sign() -> SQLToken {
    let start = position
    for sign in ["<>", "<=", ">=", "==", "!=", "||", "<<", ">>"]
    where bytes[position...].starts(with: sign.utf8) {
      position += 2
      return token(.sign, from: start)
    }
    position += 1
    let isKnown = "(),;+-*/%&|~=<>.".utf8.contains(bytes[start])
    return token(isKnown ? .sign : .forbidden, from: start)
  }
}
