/// Link destinations, titles, labels and definitions, scanned as cmark scans them.
///
/// The scanner never looks beyond `end`.
struct LinkSyntax {
  let bytes: [UInt8]
  let end: Int
  /// How many quote signs may start a line.
  let quoteDepth: Int

  /// A destination and the offset after the whole construct.
  struct Target {
    var destination: Range<Int>
    var end: Int
  }

  /// Reads `(destination "title")` at an opening parenthesis.
  func inlineTarget(at start: Int) -> Target? {
    guard start < end, bytes[start] == UInt8(ascii: "(") else { return nil }
    guard let (destination, afterURL) = destination(at: skipSpaces(start + 1)) else { return nil }
    let gap = skipSpaces(afterURL)
    var close = gap
    if gap > afterURL, let afterTitle = title(at: gap) { close = skipSpaces(afterTitle) }
    guard close < end, bytes[close] == UInt8(ascii: ")") else { return nil }
    return Target(destination: destination, end: close + 1)
  }

  /// Reads `[label]` and returns the offset after it.
  func label(at start: Int) -> Int? {
    guard start < end, bytes[start] == .openBracket else { return nil }
    var index = start + 1
    while index < end, index - start <= 1001 {
      switch bytes[index] {
      case .backslash where index + 1 < end && bytes[index + 1].isPunctuation: index += 2
      case .openBracket: return nil
      case .closeBracket: return index + 1
      default: index += 1
      }
    }
    return nil
  }

  /// Reads a link definition and returns its label and the offset of the next line.
  func definition(at start: Int) -> (label: Range<Int>, end: Int)? {
    guard let afterLabel = label(at: start), afterLabel < end,
      bytes[afterLabel] == UInt8(ascii: ":")
    else { return nil }
    let label = start + 1..<afterLabel - 1
    guard bytes[label].contains(where: { !$0.isWhitespace }),
      let (_, afterURL) = destination(at: skipSpaces(afterLabel + 1)), afterURL > afterLabel + 1
    else { return nil }
    let gap = skipSpaces(afterURL)
    if gap > afterURL, let afterTitle = title(at: gap), let next = lineEnd(afterTitle) {
      return (label, next)
    }
    guard let next = lineEnd(afterURL) else { return nil }
    return (label, next)
  }

  /// The first offset after the blanks and quote signs that start a line in the block.
  func prefix(_ start: Int) -> Int {
    var offset = start
    var quotes = quoteDepth
    while offset < end {
      if bytes[offset] == 0x3E, quotes > 0 {
        quotes -= 1
      } else if !bytes[offset].isBlank {
        break
      }
      offset += 1
    }
    return offset
  }

  private func lineEnd(_ start: Int) -> Int? {
    var index = start
    while index < end, bytes[index].isBlank { index += 1 }
    if index == end { return index }
    return bytes[index] == .newline ? prefix(index + 1) : nil
  }

  private func skipSpaces(_ start: Int) -> Int {
    var index = start
    while index < end, bytes[index].isWhitespace {
      index = bytes[index] == .newline ? prefix(index + 1) : index + 1
    }
    return index
  }

  private func destination(at start: Int) -> (Range<Int>, Int)? {
    var index = start
    if index < end, bytes[index] == UInt8(ascii: "<") {
      index += 1
      while index < end {
        switch bytes[index] {
        case UInt8(ascii: ">"): return (start + 1..<index, index + 1)
        case .backslash: index += 2
        case .newline, UInt8(ascii: "<"): return nil
        default: index += 1
        }
      }
      return nil
    }
    var depth = 0
    while index < end {
      let byte = bytes[index]
      if byte == .backslash, index + 1 < end, bytes[index + 1].isPunctuation {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "(") {
        depth += 1
        if depth > 32 { return nil }
      } else if byte == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      } else if byte.isWhitespace || byte < 0x20 {
        break
      }
      index += 1
    }
    return (start..<min(index, end), min(index, end))
  }

  private func title(at start: Int) -> Int? {
    guard start < end else { return nil }
    let open = bytes[start]
    let close: UInt8
    switch open {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): close = open
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var index = start + 1
    var fallback: Int?
    while index < end {
      let byte = bytes[index]
      if byte == .backslash, index + 1 < end, bytes[index + 1].isPunctuation {
        if bytes[index + 1] == close { fallback = index + 2 }
        index += 2
      } else if byte == close {
        return index + 1
      } else if byte == open {
        return fallback
      } else {
        index += 1
      }
    }
    return fallback
  }
}
