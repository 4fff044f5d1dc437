/// One WeasyPrint with its environment, ready to print.
struct PrinterRun {
  let program: OutsideProgram
  let variables: [String]

  enum Result {
    case bytes([UInt8])
    /// What went wrong, for the author to read.
    case failure(String)
  }

  /// Tagged PDF of a page that stands alone; nothing is fetched.
  func pdf(_ markup: [[UInt8]], options: [String] = []) throws(PaperError) -> Result {
    let fixed = [
      "--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "--base-url", "about:blank",
      "--allowed-protocols", "data",
    ]
    let outcome = try program.run(
      fixed + options + ["-", "-"], input: [LineSpaces.moved(Array(markup.joined()))],
      environment: variables)
    guard outcome.status == 0, outcome.output.starts(with: "%PDF-".utf8) else {
      return .failure(outcome.failureText)
    }
    return .bytes(outcome.output)
  }

  /// How many pages that markup takes; nil where it cannot be printed.
  func pageCount(_ markup: [[UInt8]]) throws(PaperError) -> Int? {
    guard case .bytes(let bytes) = try pdf(markup, options: ["--uncompressed-pdf"]) else {
      return nil
    }
    return PrinterRun.pageCount(ofUncompressed: bytes)
  }

  /// Pages of an uncompressed PDF: the largest count that a node of its page tree names.
  ///
  /// Other objects count too (an outline its entries), so the type is read first.
  static func pageCount(ofUncompressed bytes: [UInt8]) -> Int? {
    var counts: [Int] = []
    for object in objects(in: bytes) {
      guard let type = object.firstRange(of: Array("/Type".utf8)),
        word(in: object[type.upperBound...]) == Array("/Pages".utf8),
        let key = object.firstRange(of: Array("/Count".utf8))
      else { continue }
      let digits = word(in: object[key.upperBound...])
      if let count = Int(String(decoding: digits, as: UTF8.self)) { counts.append(count) }
    }
    return counts.max()
  }

  /// What stands between `obj` and `endobj`, or a stream, which is not looked into.
  private static func objects(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var objects: [ArraySlice<UInt8>] = []
    var start: Int?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.ends(with: " obj") {
        start = line.endIndex
      } else if let first = start, line.ends(with: "endobj") || line.ends(with: "stream") {
        objects.append(bytes[first..<line.endIndex])
        start = nil
      }
    }
    return objects
  }

  /// The next name or number: up to a space or a sign of PDF's own.
  private static func word(in bytes: ArraySlice<UInt8>) -> [UInt8] {
    let spaces: Set<UInt8> = [0x20, 0x0A, 0x0D, 0x09]
    let start = bytes.drop { spaces.contains($0) }
    guard let first = start.first else { return [] }
    let rest = start.dropFirst().prefix { !spaces.contains($0) && !"/<>[]()".utf8.contains($0) }
    return [first] + rest
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
