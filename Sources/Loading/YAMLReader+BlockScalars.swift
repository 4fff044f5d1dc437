import Diagnostics

// Text under `|` (as it stands) and `>` (lines joined).
extension YAMLReader {
  private enum Chomping { case clip, strip, keep }

  mutating func readBlockScalar(parent: Int) throws(YAMLFailure) -> YAMLNode {
    let start = position
    let isLiteral = bytes[position] == UInt8(ascii: "|")
    position += 1
    let (chomping, explicit) = try readBlockHeader()
    let headerEnd = position
    skipBlanks()
    try requireLineEnd()
    position = lineEnd(position)
    guard skipLineBreak() else {
      return emptyBlock(isLiteral, start, headerEnd)
    }
    var indent = explicit.map { max(parent, 0) + $0 } ?? 0
    var folded = FoldedText()
    var pendingBreak = false
    var isLeadingBlank = false
    var last = headerEnd
    let contentOffset = position
    var blankLines = try skipBlankLines(&indent, parent: parent)
    while position < end, column == indent, !isLineEnd(position) {
      let startsBlank = isBlank(position)
      if pendingBreak {
        if !isLiteral, !isLeadingBlank, !startsBlank {
          if blankLines == 0 { folded.append([0x20], at: last) }
        } else {
          folded.append([0x0A], at: last)
        }
      }
      if blankLines > 0 {
        folded.append([UInt8](repeating: 0x0A, count: blankLines), at: max(last, contentOffset))
      }
      isLeadingBlank = startsBlank
      let lineStart = position
      position = lineEnd(position)
      last = position
      folded.append(bytes[lineStart..<position], at: lineStart)
      pendingBreak = skipLineBreak()
      blankLines = try skipBlankLines(&indent, parent: parent)
    }
    if pendingBreak, chomping != .strip { folded.append([0x0A], at: last) }
    if chomping == .keep, blankLines > 0 {
      folded.append([UInt8](repeating: 0x0A, count: blankLines), at: last)
    }
    try checkSize(folded.bytes.count, start, last)
    return YAMLNode(
      .scalar(folded.scalar(isLiteral ? .literal : .folded, contentOffset: contentOffset)),
      at: span(start, last))
  }

  private func emptyBlock(_ isLiteral: Bool, _ start: Int, _ end: Int) -> YAMLNode {
    YAMLNode(
      .scalar(
        YAMLScalar(text: "", style: isLiteral ? .literal : .folded, contentOffset: end)),
      at: span(start, end))
  }

  private mutating func readBlockHeader() throws(YAMLFailure) -> (Chomping, Int?) {
    var chomping: Chomping?
    var indent: Int?
    while true {
      switch byte(position) {
      case UInt8(ascii: "+") where chomping == nil: chomping = .keep
      case UInt8(ascii: "-") where chomping == nil: chomping = .strip
      case UInt8(ascii: "1")...UInt8(ascii: "9") where indent == nil:
        indent = Int(byte(position) - UInt8(ascii: "0"))
      default:
        guard isBlankOrLineEnd(position) else {
          throw failure("text under '|' or '>' starts on the next line", position, position + 1)
        }
        return (chomping ?? .clip, indent)
      }
      position += 1
    }
  }

  /// Steps over blank lines up to the text's indentation, which the first text line settles.
  private mutating func skipBlankLines(
    _ indent: inout Int, parent: Int
  ) throws(YAMLFailure) -> Int {
    var count = 0
    var widest = 0
    while true {
      while indent == 0 || column < indent, byte(position) == 0x20 { position += 1 }
      widest = max(widest, column)
      if indent == 0 || column < indent, byte(position) == 0x09 {
        throw failure("spaces indent a line, never tabs", position, position + 1)
      }
      guard position < end, isLineEnd(position) else { break }
      guard skipLineBreak() else { break }
      count += 1
    }
    if indent == 0 { indent = max(widest, parent + 1, 1) }
    return count
  }
}
