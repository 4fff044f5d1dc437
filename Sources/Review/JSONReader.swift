internal import Diagnostics

/// Reads one JSON document, strictly: no duplicate keys, no trailing text, whole numbers only.
///
/// Depth is bounded, since a snapshot may come from anywhere.
struct JSONReader {
  /// Where reading stopped, and why.
  struct Failure: Error, Equatable {
    /// From 1, in bytes for the column.
    var line: Int
    var column: Int
    /// One phrase, lower case, no full stop.
    var reason: String
  }

  private static let maximalDepth = 64

  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func value(of bytes: [UInt8]) throws(Failure) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.failure("text follows the document") }
    return value
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipSpace()
    guard depth < JSONReader.maximalDepth else { throw failure("it is nested too deeply") }
    guard let byte = peek else { throw failure("it ends too early") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      if take("null") { return .null }
      throw failure("a value is expected")
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    index += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw failure("a colon is expected") }
      let member = try value(depth: depth + 1)
      guard members.updateValue(member, forKey: key) == nil else {
        throw failure("a key stands twice")
      }
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw failure("a comma or '}' is expected") }
    }
  }

  private mutating func list(depth: Int) throws(Failure) -> JSONValue {
    index += 1
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .list(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .list(values) }
      guard take(",") else { throw failure("a comma or ']' is expected") }
    }
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if let byte = peek, [".", "e", "E"].map(UInt8.init(ascii:)).contains(byte) {
      throw failure("numbers are whole; amounts are strings")
    }
    guard let number = Int(text) else { throw failure("a number is expected") }
    return .integer(number)
  }

  private mutating func string() throws(Failure) -> String {
    index += 1
    var text: [UInt8] = []
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw failure("a text is not UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw failure("a control stands in a text")
      default: text.append(byte)
      }
    }
    throw failure("a text does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    guard let byte = peek else { throw failure("a text does not end") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), take("\\u") {
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("a surrogate stands alone") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("a surrogate stands alone") }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw failure("an escape is not known")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard index + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are expected") }
    index += 4
    return value
  }

  // MARK: - Bytes

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { index += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[index..<index + count]) }
    if matches { index += count }
    return matches
  }

  private func failure(_ reason: String) -> Failure {
    var line = 1
    var lineStart = 0
    for place in 0..<min(index, bytes.count) where bytes[place] == 0x0A {
      line += 1
      lineStart = place + 1
    }
    return Failure(line: line, column: min(index, bytes.count) - lineStart + 1, reason: reason)
  }
}
