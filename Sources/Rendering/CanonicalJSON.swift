/// Writes JSON in one form only: keys sorted, no spaces, decimals as strings, a line an entry of the
/// outer lists so that a changed record is one changed line.
struct CanonicalJSON {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var lastKeys: [String] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// An object; members must be added by ascending key.
  mutating func object(_ members: (inout CanonicalJSON) -> Void) {
    open("{")
    lastKeys.append("")
    members(&self)
    lastKeys.removeLast()
    close("}")
  }

  mutating func array(_ elements: (inout CanonicalJSON) -> Void) {
    open("[")
    elements(&self)
    close("]")
  }

  /// An array with each element on a line of its own.
  mutating func lines<Element>(
    _ elements: some Sequence<Element>, _ write: (Element, inout CanonicalJSON) -> Void
  ) {
    open("[")
    var isEmpty = true
    for element in elements {
      if needsComma { bytes.append(UInt8(ascii: ",")) }
      needsComma = false
      bytes.append(UInt8(ascii: "\n"))
      write(element, &self)
      isEmpty = false
    }
    if !isEmpty { bytes.append(UInt8(ascii: "\n")) }
    close("]")
  }

  mutating func strings(_ values: some Sequence<String>) {
    array { json in for value in values { json.string(value) } }
  }

  mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  /// A value written before, by itself.
  mutating func written(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
  }

  mutating func number(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A member's key; its value follows.
  mutating func key(_ key: String) {
    if let last = lastKeys.last {
      assert(
        last.isEmpty || last.utf8.lexicographicallyPrecedes(key.utf8), "\(key) follows \(last)")
      lastKeys[lastKeys.count - 1] = key
    }
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// A member that is left out where it has no value.
  mutating func member(_ key: String, ifPresent value: String?) {
    guard let value, !value.isEmpty else { return }
    member(key, value)
  }

  mutating func end() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: - Bytes

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        var end = index
        while end < source.count, CanonicalJSON.isPlain(source[end]) { end += 1 }
        if end > index { bytes.append(contentsOf: source[index..<end]) }
        if end < source.count { escape(source[end]) }
        index = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands in a string as it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    case 0..<0x20, 0x7F:
      bytes.append(contentsOf: #"\u00"#.utf8)
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(byte)
    }
  }
}
