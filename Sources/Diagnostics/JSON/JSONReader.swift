/// Reads one JSON value strictly: no key twice, nothing after it, bounded depth and size.
///
/// Everything that reads JSON reads it here, whoever wrote it: lists, snapshots, manifests.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let rules: JSONRules
  private var position = 0
  private var depth = 0
  private var count = 0

  /// Reads the whole of `bytes` as one value.
  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ rules: JSONRules
  ) throws(JSONFault) -> JSONNode {
    var reader = JSONReader(bytes: bytes, rules: rules)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.position == bytes.count else {
      throw reader.failure("text follows the document")
    }
    return value
  }

  /// Reads the whole of `bytes` as one value.
  package static func read(_ bytes: [UInt8], _ rules: JSONRules) throws(JSONFault) -> JSONNode {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in try read(buffer, rules) }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, rules: JSONRules) {
    self.bytes = bytes
    self.rules = rules
  }

  private func failure(_ reason: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(kind: .damaged, reason: reason, offset: offset ?? position)
  }

  private func limit(_ reason: String, _ what: String, _ limit: Int) -> JSONFault {
    JSONFault(kind: .limit(what: what, limit), reason: reason, offset: position)
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

  // MARK: Values

  /// Whether what stands in the list or object being read is kept.
  private var keeps: Bool { depth <= rules.keptDepth }

  private mutating func value() throws(JSONFault) -> JSONNode {
    skipBlanks()
    count += 1
    guard count <= rules.values else {
      throw limit("it holds too many values", "an entry's values", rules.values)
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

  private mutating func word(_ word: StaticString, _ value: JSONNode) throws(JSONFault) -> JSONNode
  {
    let end = position + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
      throw failure("a value is expected")
    }
    position = end
    return value
  }

  private mutating func number() throws(JSONFault) -> String {
    guard position < bytes.count else { throw failure("it ends too early") }
    let start = position
    if byte == UInt8(ascii: "-") { position += 1 }
    let first = byte
    try digits()
    if first == UInt8(ascii: "0"), position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      throw failure("a number begins with a zero")
    }
    if rules.isWhole {
      guard byte != UInt8(ascii: "."), byte | 0x20 != UInt8(ascii: "e") else {
        throw failure("numbers are whole; amounts are strings")
      }
      let digits = String(decoding: bytes[start..<position], as: UTF8.self)
      guard Int(digits) != nil else { throw failure("a number is too large", at: start) }
      return digits
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

  private mutating func digits() throws(JSONFault) {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw failure("a value is expected") }
  }

  private mutating func enter() throws(JSONFault) {
    depth += 1
    guard depth <= rules.depth else {
      throw limit("it is nested too deeply", "nested values", rules.depth)
    }
    position += 1
    skipBlanks()
  }

  private mutating func list() throws(JSONFault) -> JSONNode {
    try enter()
    defer { depth -= 1 }
    var items: [JSONNode] = []
    if byte == UInt8(ascii: "]") {
      position += 1
      return .list(items)
    }
    while true {
      let item = try value()
      if keeps { items.append(item) }
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte == UInt8(ascii: "]") {
        position += 1
        return .list(items)
      } else {
        throw failure("a comma or ']' is expected")
      }
    }
  }

  private mutating func object() throws(JSONFault) -> JSONNode {
    try enter()
    defer { depth -= 1 }
    var members = Members()
    if byte == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let start = position
      let key = try text()
      guard !keeps || members.insert(key) else {
        throw failure("the key '\(VisibleText.quote(key))' stands twice", at: start)
      }
      guard members.list.count < rules.members else {
        throw limit("an object has too many keys", "an object's keys", rules.members)
      }
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw failure("a colon is expected") }
      position += 1
      let member = try value()
      if keeps { members.list.append(JSONNode.Member(key: key, value: member)) }
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
      } else if byte == UInt8(ascii: "}") {
        position += 1
        return .object(members.list)
      } else {
        throw failure("a comma or '}' is expected")
      }
    }
  }

  /// The members of an object so far; few are compared one by one, many through an index.
  private struct Members {
    var list: [JSONNode.Member] = []
    private var index: Set<String> = []

    /// Whether a key is new.
    mutating func insert(_ key: String) -> Bool {
      if list.count < 32 { return !list.contains { $0.key == key } }
      if index.isEmpty { index = Set(list.map(\.key)) }
      return index.insert(key).inserted
    }
  }

  // MARK: Text

  private mutating func text() throws(JSONFault) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try string(UnsafeBufferPointer(rebasing: bytes[start..<position]), at: start)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedText(from: start)
      case 0..<0x20: throw failure("a control stands in a text")
      default: position += 1
      }
    }
    throw failure("a text does not end")
  }

  private mutating func escapedText(from start: Int) throws(JSONFault) -> String {
    var result = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return try result.withUnsafeBufferPointer { (buffer) throws(JSONFault) in
          try string(buffer, at: start)
        }
      case 0..<0x20: throw failure("a control stands in a text", at: position - 1)
      case UInt8(ascii: "\\"): try appendEscape(to: &result)
      default: result.append(byte)
      }
    }
    throw failure("a text does not end")
  }

  private func string(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(JSONFault) -> String {
    guard text.count <= rules.textBytes else {
      throw limit("a text is too long", "a text", rules.textBytes)
    }
    if rules.isCheckedText { return String(decoding: text, as: UTF8.self) }
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw failure("a text is not UTF-8", at: start)
    }
    return valid
  }

  private mutating func appendEscape(to result: inout [UInt8]) throws(JSONFault) {
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
        else { throw failure("a surrogate stands alone") }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
          throw failure("a surrogate stands alone")
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("a surrogate stands alone") }
      result += UTF8.encode(scalar).map(Array.init) ?? []
    default: throw failure("an unknown escape stands in a text", at: position - 1)
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("a text does not end") }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): code = code << 4 + UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): code = code << 4 + UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): code = code << 4 + UInt32(byte - 0x37)
      default: throw failure("four hexadecimal digits are expected")
      }
    }
    position += 4
    return code
  }
}
