/// What tells one finding from another across versions of a file: code, file, words and the text of
/// the line, never its number.
package struct DiagnosticFingerprints {
  private let sources: SourceFiles
  private var counts: [String: Int] = [:]

  package init(sources: SourceFiles) {
    self.sources = sources
  }

  /// Sixteen hexadecimal digits; findings that are alike are told apart by their order.
  package mutating func next(_ diagnostic: Diagnostic) -> String {
    var parts = [diagnostic.code.rawValue, diagnostic.message]
    if let span = diagnostic.span {
      parts.append(span.path)
      if let file = sources[span.path],
        let line = file.line(file.position(at: span.start).line)?.text
      {
        parts.append(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
    }
    let name = parts.joined(separator: "\u{0}")
    counts[name, default: 0] += 1
    return Self.digest(name + "\u{0}\(counts[name] ?? 1)")
  }

  /// FNV-1a, 64 bits: the same in every process, and collisions hurt nobody here.
  private static func digest(_ text: String) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
