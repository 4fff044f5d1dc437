internal import Diagnostics

/// Reads JSON that may have been written by anybody: bounded, without duplicate keys, exact.
struct JSONReader {
  /// Why a text is not the JSON that is read here, and the byte at which that shows.
  struct Fault: Error, Sendable {
    let reason: String
    let offset: Int
  }

  private let bytes: [UInt8]
  private var offset = 0
  private static let deepest = 32
  private static let longestText = 1 << 20

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The whole text as one value, numbers as integers.
  static func value(of bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    try reader.finish()
    return value
  }

  /// The members of the outermost object whose values are texts.
  static func texts(of bytes: [UInt8]) throws(Fault) -> [String: String] {
    var reader = JSONReader(bytes)
    var texts: [String: String] = [:]
    try reader.members(depth: 0) { (reader, key) throws(Fault) in
      if reader.peek == UInt8(ascii: "\"") {
        texts[key] = try reader.text()
      } else {
        try reader.skip(depth: 1)
      }
    }
    try reader.finish()
    return texts
  }

  // MARK: - Values

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    try bound(depth)
    switch peek {
    case UInt8(ascii: "{"):
      var object: [String: JSONValue] = [:]
      try members(depth: depth) { (reader, key) throws(Fault) in
        let value = try reader.value(depth: depth + 1)
        guard object.updateValue(value, forKey: key) == nil else {
          throw reader.fault("a key stands twice")
        }
      }
      return .object(object)
    case UInt8(ascii: "["):
      var list: [JSONValue] = []
      try elements { (reader) throws(Fault) in list.append(try reader.value(depth: depth + 1)) }
      return .list(list)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default:
      let start = offset
      try number()
      guard let integer = Int(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
        throw Fault(reason: "a number is no integer", offset: start)
      }
      return .integer(integer)
    }
  }

  /// Passes over a value without keeping it.
  private mutating func skip(depth: Int) throws(Fault) {
    try bound(depth)
    switch peek {
    case UInt8(ascii: "{"):
      try members(depth: depth) { (reader, _) throws(Fault) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try elements { (reader) throws(Fault) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try text()
    case UInt8(ascii: "t"): _ = try word("true", .null)
    case UInt8(ascii: "f"): _ = try word("false", .null)
    case UInt8(ascii: "n"): _ = try word("null", .null)
    default: try number()
    }
  }

  private mutating func members(
    depth: Int, _ read: (inout JSONReader, String) throws(Fault) -> Void
  ) throws(Fault) {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipSpace()
      let key = try text()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      try read(&self, key)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  private mutating func elements(
    _ read: (inout JSONReader) throws(Fault) -> Void
  ) throws(Fault) {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat {
      skipSpace()
      try read(&self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[offset...].starts(with: word.utf8) else { throw fault("a word is unknown") }
    offset += word.utf8.count
    return value
  }

  private mutating func number() throws(Fault) {
    let start = offset
    while let byte = peek, JSONReader.isNumeric(byte) { offset += 1 }
    guard offset > start else { throw fault("a value is missing") }
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  // MARK: - Texts

  private mutating func text() throws(Fault) -> String {
    try expectHere(UInt8(ascii: "\""))
    let start = offset
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      offset += 1
    }
    if peek == UInt8(ascii: "\"") {
      defer { offset += 1 }
      return try string(bytes[start..<offset], at: start)
    }
    var buffer = Array(bytes[start..<offset])
    while let byte = peek {
      guard byte >= 0x20 else { throw fault("a control character stands in a text") }
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return try string(buffer[...], at: start)
      case UInt8(ascii: "\\"): try appendEscape(to: &buffer)
      default: buffer.append(byte)
      }
      guard buffer.count <= JSONReader.longestText else { throw fault("a text is too long") }
    }
    throw fault("a text does not end")
  }

  private func string(_ slice: ArraySlice<UInt8>, at start: Int) throws(Fault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw Fault(reason: "a text is not UTF-8", offset: start)
    }
    return text
  }

  private mutating func appendEscape(to buffer: inout [UInt8]) throws(Fault) {
    guard let byte = peek else { throw fault("a text does not end") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if (0xD800..<0xDC00).contains(code) {
        guard bytes[offset...].starts(with: "\\u".utf8) else { throw fault("half a character") }
        offset += 2
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("half a character") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a character") }
      buffer.append(contentsOf: Character(scalar).utf8)
    default: throw fault("an escape is unknown")
    }
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    guard bytes.count - offset >= 4,
      let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16),
      bytes[offset] != UInt8(ascii: "+"), bytes[offset] != UInt8(ascii: "-")
    else { throw fault("an escape is not four digits") }
    offset += 4
    return code
  }

  // MARK: - Bytes

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  /// Passes a byte after white space, if it is the one.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(Fault) {
    skipSpace()
    try expectHere(byte)
  }

  private mutating func expectHere(_ byte: UInt8) throws(Fault) {
    guard peek == byte else {
      throw fault("'\(String(decoding: [byte], as: UTF8.self))' is missing")
    }
    offset += 1
  }

  private mutating func finish() throws(Fault) {
    skipSpace()
    guard offset == bytes.count else { throw fault("more stands after the end") }
  }

  private func bound(_ depth: Int) throws(Fault) {
    guard depth < JSONReader.deepest else { throw fault("it is nested too deeply") }
  }

  private func fault(_ reason: String) -> Fault { Fault(reason: reason, offset: offset) }
}
