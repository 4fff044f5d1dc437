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
      fixed + options + ["-", "-"], input: markup, environment: variables)
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
  static func pageCount(ofUncompressed bytes: [UInt8]) -> Int? {
    var counts: [Int] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.starts(with: "/Count ".utf8) else { continue }
      let digits = line.dropFirst(7).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      if let count = Int(String(decoding: digits, as: UTF8.self)) { counts.append(count) }
    }
    return counts.max()
  }
}
