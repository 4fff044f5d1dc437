/// A JSON value that writes itself canonically: keys sorted by UTF-8 bytes, no white space choices.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number in JSON's own spelling, for those that an integer cannot hold.
  case number(String)
  case text(String)
  case list([JSONValue])
  /// Keys are sorted when written; of equal keys the last stays.
  case object([String: JSONValue])

  /// Two-space indented lines with a newline at the end.
  package var lines: [UInt8] {
    var buffer: [UInt8] = []
    write(to: &buffer, indent: 0)
    buffer.append(UInt8(ascii: "\n"))
    return buffer
  }

  /// One line without spaces between its parts, for files of a value a line.
  package var line: [UInt8] {
    var buffer: [UInt8] = []
    writeLine(to: &buffer)
    return buffer
  }

  private func writeLine(to buffer: inout [UInt8]) {
    switch self {
    case .list(let values):
      buffer.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        value.writeLine(to: &buffer)
      }
      buffer.append(UInt8(ascii: "]"))
    case .object(let members):
      buffer.append(UInt8(ascii: "{"))
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        JSONValue.appendQuoted(key, to: &buffer)
        buffer.append(UInt8(ascii: ":"))
        (members[key] ?? .null).writeLine(to: &buffer)
      }
      buffer.append(UInt8(ascii: "}"))
    default: write(to: &buffer, indent: 0)
    }
  }

  private func write(to buffer: inout [UInt8], indent: Int) {
    switch self {
    case .null: buffer.append(contentsOf: "null".utf8)
    case .boolean(let flag): buffer.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): buffer.append(contentsOf: String(number).utf8)
    case .number(let digits): buffer.append(contentsOf: digits.utf8)
    case .text(let text): JSONValue.appendQuoted(text, to: &buffer)
    case .list(let values):
      guard !values.isEmpty else {
        buffer.append(contentsOf: "[]".utf8)
        return
      }
      buffer.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        JSONValue.newLine(to: &buffer, indent: indent + 1)
        value.write(to: &buffer, indent: indent + 1)
      }
      JSONValue.newLine(to: &buffer, indent: indent)
      buffer.append(UInt8(ascii: "]"))
    case .object(let members):
      guard !members.isEmpty else {
        buffer.append(contentsOf: "{}".utf8)
        return
      }
      buffer.append(UInt8(ascii: "{"))
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        JSONValue.newLine(to: &buffer, indent: indent + 1)
        JSONValue.appendQuoted(key, to: &buffer)
        buffer.append(contentsOf: ": ".utf8)
        (members[key] ?? .null).write(to: &buffer, indent: indent + 1)
      }
      JSONValue.newLine(to: &buffer, indent: indent)
      buffer.append(UInt8(ascii: "}"))
    }
  }

  private static func newLine(to buffer: inout [UInt8], indent: Int) {
    buffer.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { buffer.append(contentsOf: "  ".utf8) }
  }

  /// Appends a JSON string; controls are escaped, all else stays UTF-8.
  package static func appendQuoted(_ text: String, to buffer: inout [UInt8]) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): buffer.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
      case 0x0A: buffer.append(contentsOf: "\\n".utf8)
      case 0x0D: buffer.append(contentsOf: "\\r".utf8)
      case 0x09: buffer.append(contentsOf: "\\t".utf8)
      case 0x00..<0x20, 0x7F:
        buffer.append(contentsOf: "\\u00".utf8)
        buffer.append(hexadecimal[Int(byte >> 4)])
        buffer.append(hexadecimal[Int(byte & 0x0F)])
      default: buffer.append(byte)
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }
}
