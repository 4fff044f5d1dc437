internal import Diagnostics

/// Reads one JSON value strictly: no key twice, nothing after it, bounded depth and size.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let place: ListPlace
  private let limits: ListLimits
  private var position = 0
  private var depth = 0
  private var count = 0

  /// Reads the whole of `bytes` as one value.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: ListLimits, at place: ListPlace
  ) throws -> JSONNode {
    var reader = JSONReader(bytes: bytes, place: place, limits: limits)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.position == bytes.count else {
      throw reader.failure("something follows the value")
    }
    return value
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, place: ListPlace, limits: ListLimits) {
    self.bytes = bytes
    self.place = place
    self.limits = limits
  }

  private func failure(_ reason: String) -> ListFault {
    ListFault(
      .listCut(
        "this is no JSON: \(reason) at byte \(position) of the value; it is cut or damaged", place))
  }

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func value() throws -> JSONNode {
    skipBlanks()
    count += 1
    guard count <= limits.nodes else {
      throw ListFault(.listLimit("an entry's values", limits.nodes, place))
    }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONNode) throws -> JSONNode {
    let end = position + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
      throw failure("a value is missing")
    }
    position = end
    return value
  }

  private mutating func number() throws -> String {
    let start = position
    if byte == UInt8(ascii: "-") { position += 1 }
    let first = byte
    try digits()
    if first == UInt8(ascii: "0"), position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      throw failure("a number begins with a zero")
    }
    if byte == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw failure("a value is missing") }
  }

  private mutating func enter() throws {
    depth += 1
    guard depth <= limits.depth else {
      throw ListFault(.listLimit("nested values", limits.depth, place))
    }
    position += 1
    skipBlanks()
  }

  private mutating func list() throws -> JSONNode {
    try enter()
    defer { depth -= 1 }
    var items: [JSONNode] = []
    if byte == UInt8(ascii: "]") {
      position += 1
      return .list(items)
    }
    while true {
      items.append(try value())
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte == UInt8(ascii: "]") {
        position += 1
        return .list(items)
      } else {
        throw failure("a list is not closed")
      }
    }
  }

  private mutating func object() throws -> JSONNode {
    try enter()
    defer { depth -= 1 }
    var members: [JSONNode.Member] = []
    if byte == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw failure("a key is missing") }
      let key = try text()
      guard !members.contains(where: { $0.key == key }) else {
        throw failure("the key '\(VisibleText.quote(key))' stands twice")
      }
      guard members.count < 1_000 else {
        throw ListFault(.listLimit("an object's keys", 1_000, place))
      }
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw failure("a key has no value") }
      position += 1
      members.append(JSONNode.Member(key: key, value: try value()))
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte == UInt8(ascii: "}") {
        position += 1
        return .object(members)
      } else {
        throw failure("an object is not closed")
      }
    }
  }

  // MARK: Text

  private mutating func text() throws -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedText(from: start)
      case 0..<0x20: throw failure("a control stands in a text")
      default: position += 1
      }
    }
    throw failure("a text is not closed")
  }

  private mutating func escapedText(from start: Int) throws -> String {
    var result = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case 0..<0x20: throw failure("a control stands in a text")
      case UInt8(ascii: "\\"): try appendEscape(to: &result)
      default: result.append(byte)
      }
    }
    throw failure("a text is not closed")
  }

  private mutating func appendEscape(to result: inout [UInt8]) throws {
    let escape = byte
    position += 1
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(escape)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code) {
        guard byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: "u")
        else { throw failure("half a character is escaped") }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
          throw failure("half a character is escaped")
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("half a character is escaped") }
      result += UTF8.encode(scalar).map(Array.init) ?? []
    default: throw failure("an unknown escape stands in a text")
    }
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("a text is not closed") }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 + UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 + UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 + UInt32(byte - 0x37)
      default: throw failure("an unknown escape stands in a text")
      }
    }
    position += 4
    return code
  }
}
