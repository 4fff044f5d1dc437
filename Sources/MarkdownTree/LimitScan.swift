import Diagnostics

/// Measures a text in one pass before cmark sees it.
///
/// cmark-gfm takes quadratic time on some texts. Each bound here keeps one of them small: the block
/// size, the brackets, the words without a space, the lines that could be a table's delimiter row,
/// and the definitions together with their uses.
struct LimitScan {
  /// What is too much, and where.
  struct Excess {
    enum What { case many(String), bytes(String), depth(String), together(String) }

    var what: What
    var limit: Int
    var range: Range<Int>

    func diagnostic(_ origin: TextOrigin) -> Diagnostic {
      let span = origin.span(range.lowerBound, range.upperBound)
      return switch what {
      case .many(let name): .tooMany(name, limit: limit, at: span)
      case .bytes(let name): .tooLarge(name, limit: limit, at: span)
      case .depth(let name): .tooDeep(name, limit: limit, at: span)
      case .together(let name): .tooCostly(name, limit: limit, at: span)
      }
    }
  }

  private static let wordBytes = 4096
  private static let bracketsInBlock = 8192
  private static let declarationsInBlock = 1024
  /// Delimiter rows times block bytes.
  private static let delimiterWork = 8 << 20
  private static let definitionWork = 1 << 20

  private let bytes: [UInt8]
  private let limits: MarkdownLimits
  private var blockStart = 0
  private var blockLines = 0
  private var brackets = 0
  private var declarations = 0
  private var delimiters = 0
  private var columns = 0
  private var definitions = 0
  private var definitionStart: Int?
  private var longestDefinition = 0
  private var closers = 0

  private init(_ bytes: [UInt8], _ limits: MarkdownLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The first thing that exceeds a limit, or nil.
  static func firstExcess(in bytes: [UInt8], limits: MarkdownLimits) -> Excess? {
    if bytes.count > limits.fileBytes {
      return Excess(
        what: .bytes("a Markdown text"), limit: limits.fileBytes,
        range: limits.fileBytes..<bytes.count)
    }
    var scan = LimitScan(bytes, limits)
    return scan.run()
  }

  private mutating func run() -> Excess? {
    var lineStart = 0
    while lineStart < bytes.count {
      let (lineEnd, excess) = readLine(from: lineStart)
      if let excess { return excess }
      lineStart = lineEnd + 1
    }
    if let excess = endBlock(at: bytes.count) { return excess }
    if longestDefinition * closers > Self.definitionWork {
      return Excess(
        what: .together("link definitions times their uses"), limit: Self.definitionWork,
        range: 0..<1)
    }
    return nil
  }

  /// What one line holds, gathered in one pass over its bytes.
  private struct Line {
    var isBlank = true
    var mayDelimit = true
    var hasDash = false
    var pipes = 0
    var wordStart = 0
    var hasTrigger = false
  }

  private mutating func readLine(from start: Int) -> (end: Int, excess: Excess?) {
    var line = Line()
    line.wordStart = start
    var index = start
    while index < bytes.count, bytes[index] != .newline {
      let byte = bytes[index]
      if byte <= 0x20 {
        if let excess = endWord(&line, at: index) { return (index, excess) }
        line.wordStart = index + 1
        index += 1
        continue
      }
      line.isBlank = false
      count(byte, at: index, in: &line)
      index += 1
    }
    if let excess = endWord(&line, at: index) { return (index, excess) }
    if line.isBlank {
      let excess = endBlock(at: start)
      blockStart = index + 1
      return (index, excess)
    }
    blockLines += 1
    if line.mayDelimit, line.hasDash {
      delimiters += 1
      columns = max(columns, max(1, line.pipes - 1))
      if line.pipes > limits.tableColumns + 1 {
        return (
          index,
          Excess(
            what: .many("a table's columns"), limit: limits.tableColumns, range: start..<index)
        )
      }
    }
    return (index, readPrefix(start, index))
  }

  private mutating func count(_ byte: UInt8, at index: Int, in line: inout Line) {
    switch byte {
    case UInt8(ascii: "-"): line.hasDash = true
    case .pipe: line.pipes += 1
    case UInt8(ascii: ">"): break
    case UInt8(ascii: ":"): line.hasTrigger = true
    default:
      line.mayDelimit = false
      switch byte {
      case .openBracket: brackets += 1
      case .closeBracket: closers += 1
      case .at, UInt8(ascii: "."): line.hasTrigger = true
      case UInt8(ascii: "?"), UInt8(ascii: "!"):
        if index > 0, bytes[index - 1] == UInt8(ascii: "<") { declarations += 1 }
      default: break
      }
    }
  }

  private func endWord(_ line: inout Line, at end: Int) -> Excess? {
    defer { line.hasTrigger = false }
    guard end - line.wordStart > Self.wordBytes, line.hasTrigger else { return nil }
    return Excess(
      what: .bytes("a word with an address in it"), limit: Self.wordBytes,
      range: line.wordStart..<end)
  }

  /// Counts the container markers that open a line, and the definitions.
  private mutating func readPrefix(_ start: Int, _ end: Int) -> Excess? {
    var index = start
    var depth = 0
    while index < end {
      let byte = bytes[index]
      if byte.isBlank {
        index += 1
      } else if byte == UInt8(ascii: ">") {
        depth += 1
        index += 1
      } else if let length = listMarker(at: index, end) {
        if isThematicBreak(from: index, end) { break }
        depth += 1
        index += length
      } else {
        break
      }
    }
    if depth > limits.blockDepth {
      return Excess(what: .depth("blocks"), limit: limits.blockDepth, range: start..<index)
    }
    guard index < end, bytes[index] == .openBracket else { return nil }
    return readDefinition(at: index, end)
  }

  private func listMarker(at index: Int, _ end: Int) -> Int? {
    var length = 0
    if [0x2D, 0x2B, 0x2A].contains(bytes[index]) {
      length = 1
    } else {
      while index + length < end, bytes[index + length].isDigit, length < 9 { length += 1 }
      guard length > 0, index + length < end, [0x2E, 0x29].contains(bytes[index + length]) else {
        return nil
      }
      length += 1
    }
    guard index + length == end || bytes[index + length].isBlank else { return nil }
    return length
  }

  private func isThematicBreak(from start: Int, _ end: Int) -> Bool {
    var count = 0
    for index in start..<end where !bytes[index].isBlank {
      guard bytes[index] == bytes[start] else { return false }
      count += 1
    }
    return count >= 3 && bytes[start] != UInt8(ascii: "+")
  }

  private mutating func readDefinition(at start: Int, _ end: Int) -> Excess? {
    var index = start + 1
    while index + 1 < end, bytes[index] != .closeBracket { index += 1 }
    guard index + 1 < end, bytes[index + 1] == UInt8(ascii: ":") else { return nil }
    definitions += 1
    endDefinition(at: start)
    if bytes[start + 1] != UInt8(ascii: "^") { definitionStart = start }
    guard definitions > limits.definitions else { return nil }
    return Excess(
      what: .many("link definitions and footnotes"), limit: limits.definitions,
      range: start..<index + 1)
  }

  private mutating func endDefinition(at end: Int) {
    if let start = definitionStart { longestDefinition = max(longestDefinition, end - start) }
    definitionStart = nil
  }

  private mutating func endBlock(at end: Int) -> Excess? {
    defer {
      blockLines = 0
      brackets = 0
      declarations = 0
      delimiters = 0
      columns = 0
    }
    endDefinition(at: end)
    let count = end - blockStart
    let range = blockStart..<max(blockStart, min(end, blockStart + 1))
    if count > limits.blockBytes {
      return Excess(what: .bytes("a block of text"), limit: limits.blockBytes, range: range)
    }
    if brackets > Self.bracketsInBlock {
      return Excess(
        what: .many("a block's brackets"), limit: Self.bracketsInBlock, range: range)
    }
    if declarations > Self.declarationsInBlock {
      return Excess(
        what: .many("a block's HTML declarations"), limit: Self.declarationsInBlock, range: range)
    }
    if columns * blockLines > limits.tableCells, delimiters > 0 {
      return Excess(what: .many("a table's cells"), limit: limits.tableCells, range: range)
    }
    if delimiters * count > Self.delimiterWork {
      return Excess(
        what: .many("a block's delimiter rows"), limit: Self.delimiterWork / max(1, count),
        range: range)
    }
    return nil
  }
}
