/// The head of a request, as a browser sends it.
struct PreviewRequest: Equatable {
  let method: String
  /// As written: percent-encoded, with its query.
  let target: String
  /// By name in lower case, in order.
  let headers: [(name: String, value: String)]
  let isPersistent: Bool

  static func == (left: PreviewRequest, right: PreviewRequest) -> Bool {
    left.method == right.method && left.target == right.target
      && left.headers.elementsEqual(right.headers, by: ==)
  }

  /// Reads a head that ends before its empty line; nil where it is none.
  init?(head: ArraySlice<UInt8>) {
    var lines: [Substring] = []
    guard let text = String(validating: head, as: UTF8.self) else { return nil }
    // On bytes: to Swift, a carriage return and a line feed are one character.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard line.last == 0x0D || line.endIndex == text.endIndex else { return nil }
      let line = line.last == 0x0D ? line.dropLast() : line
      guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
      lines.append(Substring(line))
    }
    let parts = (lines.first ?? "").utf8.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    let version = String(Substring(parts[2]))
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else { return nil }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex,
        line.utf8[..<colon].allSatisfy(PreviewRequest.isNamePart)
      else { return nil }
      let value = line.utf8[line.utf8.index(after: colon)...].drop { $0 == 0x20 || $0 == 0x09 }
      let end = value.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { value.index(after: $0) }
      headers.append(
        (line[..<colon].lowercased(), String(Substring(value[..<(end ?? value.startIndex)]))))
    }
    method = String(Substring(parts[0]))
    target = String(Substring(parts[1]))
    self.headers = headers
    let connection = headers.filter { $0.name == "connection" }.map { $0.value.lowercased() }
    isPersistent = version == "HTTP/1.1" && !connection.contains("close")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The values of a header, whose name is in lower case.
  subscript(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

  /// The target before its query.
  var path: String { String(Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })) }

  /// A whole number of the query.
  func number(_ name: String) -> Int? {
    let query = target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
    for part in query.split(separator: UInt8(ascii: "&")) {
      let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
      if sides.count == 2, sides[0].elementsEqual(name.utf8) { return Int(Substring(sides[1])) }
    }
    return nil
  }
}
