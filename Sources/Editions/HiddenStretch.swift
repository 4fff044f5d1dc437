internal import Diagnostics

/// A stretch of a file that is hidden, and how much around it goes with it: whole lines, a comma, a
/// doubled space, the comment above.
struct HiddenStretch: Sendable {
  enum Form: Sendable {
    /// An item of a list, a row, a key with its value.
    case entry
    /// A value whose key goes too.
    case field
    /// A part of an item in a block list: the item goes.
    case listEntry
    /// A part of an entry of a block map, from its key on: all deeper lines go.
    case mapEntry
    /// Narrative.
    case passage
    /// A part of a line of which nothing is left.
    case line
  }

  let span: SourceSpan
  let form: Form

  /// What is cut out of the file, in its offsets.
  func range(in file: SourceFile) -> Range<Int> {
    let bytes = file.bytes
    let end = min(span.end, bytes.count)
    let start = min(span.start, end)
    let isCSV = file.path.hasSuffix(".csv")
    let text = HiddenLines(bytes: bytes, isNarrative: file.path.hasSuffix(".md"), isCSV: isCSV)
    switch form {
    case .entry where isCSV && text.isLineStart(start): return text.lines(start..<end)
    case .entry: return text.wholeLines(start..<end) ?? text.withComma(start..<end)
    case .field:
      let range = isCSV ? start..<end : text.keyStart(before: start)..<end
      return text.wholeLines(range) ?? text.withComma(range)
    case .listEntry:
      return text.wholeLines(text.deeperLines(text.itemStart(at: start)..<end))
        ?? text.withComma(start..<end)
    case .mapEntry:
      return text.wholeLines(text.deeperLines(start..<end)) ?? text.withComma(start..<end)
    case .line: return text.lines(start..<end)
    case .passage: return text.wholeLines(start..<end) ?? text.withSpace(start..<end)
    }
  }
}

/// Finds the lines that go with a hidden stretch.
struct HiddenLines {
  let bytes: [UInt8]
  let isNarrative: Bool
  let isCSV: Bool

  func isLineStart(_ offset: Int) -> Bool { offset == 0 || bytes[offset - 1] == 0x0A }

  /// The lines a range touches, their last line end included.
  func lines(_ range: Range<Int>) -> Range<Int> {
    lineStart(range.lowerBound)..<lineEnd(max(range.lowerBound, range.upperBound - 1))
  }

  /// The lines of a range that has them to itself, with the blank lines and comments above; nil
  /// where something else stands beside it.
  func wholeLines(_ range: Range<Int>) -> Range<Int>? {
    let first = lineStart(range.lowerBound)
    let last = lineEnd(max(range.lowerBound, range.upperBound - 1))
    let marks = " \t-*+>#.)0123456789"
    guard bytes[first..<range.lowerBound].allSatisfy({ marks.utf8.contains($0) }) else {
      return nil
    }
    let rest = bytes[min(range.upperBound, last)..<last].drop(while: isBlank)
    guard rest.isEmpty || rest.first == 0x0A || rest.first == 0x0D || (isComment(rest)) else {
      return nil
    }
    return withGap(first..<last)
  }

  /// Takes a gap too, so that only one is left where two were.
  private func withGap(_ range: Range<Int>) -> Range<Int> {
    guard !isCSV else { return range }
    // A comment directly above speaks of it; one behind a blank line does not.
    var start = range.lowerBound
    while let above = lineAbove(start), isComment(bytes[above..<start].drop(while: isBlank)) {
      start = above
    }
    var gapStart = start
    while let above = lineAbove(gapStart), isBlankLine(above..<gapStart) { gapStart = above }
    var gapEnd = range.upperBound
    while gapEnd < bytes.count, isBlankLine(gapEnd..<lineEnd(gapEnd)) { gapEnd = lineEnd(gapEnd) }
    // Of the two gaps the wider one stays, as it would between what is left; at the start, none.
    let isFirst = gapStart == 0
    let keepsBelow = gapEnd - range.upperBound >= start - gapStart
    if isFirst || keepsBelow { start = gapStart }
    let end = isFirst || !keepsBelow ? gapEnd : range.upperBound
    // A document's own mark goes with it.
    if !isNarrative, start > 3, let above = lineAbove(start), above > 0,
      bytes[above..<start].starts(with: "---".utf8)
    {
      start = above
    }
    return start..<end
  }

  private func lineAbove(_ offset: Int) -> Int? { offset > 0 ? lineStart(offset - 1) : nil }

  private func isBlankLine(_ line: Range<Int>) -> Bool {
    bytes[line].allSatisfy { isBlank($0) || $0 == 0x0A || $0 == 0x0D }
  }

  private func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    !isNarrative && !isCSV && line.first == UInt8(ascii: "#")
  }

  // MARK: Inside a line

  /// A range with the comma or semicolon that parts it from its neighbour.
  func withComma(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    if start > 0, isSeparator(bytes[start - 1]) { return start - 1..<range.upperBound }
    var end = range.upperBound
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    guard end < bytes.count, isSeparator(bytes[end]) else { return range }
    end += 1
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    return range.lowerBound..<end
  }

  /// A passage with one of the spaces around it, so that none is doubled or left at an end.
  func withSpace(_ range: Range<Int>) -> Range<Int> {
    let stops = " .,;:!?)\n\r"
    let endsWord = range.upperBound == bytes.count || stops.utf8.contains(bytes[range.upperBound])
    if range.lowerBound > 0, bytes[range.lowerBound - 1] == 0x20, endsWord {
      return range.lowerBound - 1..<range.upperBound
    }
    if isLineStart(range.lowerBound), range.upperBound < bytes.count,
      bytes[range.upperBound] == 0x20
    {
      return range.lowerBound..<range.upperBound + 1
    }
    return range
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || (isCSV && byte == UInt8(ascii: ";"))
  }

  // MARK: Structure

  /// Where the key of the value at `offset` starts; the offset itself where there is none.
  func keyStart(before offset: Int) -> Int {
    var index = offset
    let between = " \t\r\n-[\"'"
    while index > 0, between.utf8.contains(bytes[index - 1]) { index -= 1 }
    guard index > 0, bytes[index - 1] == UInt8(ascii: ":") else { return offset }
    index -= 1
    while index > 0, isKeyByte(bytes[index - 1]) { index -= 1 }
    return index
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Where the item of a block list begins, behind its dash, whose part stands at `offset`.
  func itemStart(at offset: Int) -> Int {
    var line = lineStart(offset)
    while true {
      let indent = indentation(line)
      if line + indent < bytes.count, bytes[line + indent] == UInt8(ascii: "-") {
        return line + indent
      }
      guard line > 0 else { return offset }
      line = lineStart(line - 1)
    }
  }

  /// A range and all lines below it that are indented deeper than its first.
  func deeperLines(_ range: Range<Int>) -> Range<Int> {
    let indent = indentation(lineStart(range.lowerBound))
    var end = lineEnd(max(range.lowerBound, range.upperBound - 1))
    while end < bytes.count {
      let next = lineEnd(end)
      guard !isBlankLine(end..<next), indentation(end) > indent else { break }
      end = next
    }
    return range.lowerBound..<end
  }

  private func indentation(_ line: Int) -> Int { bytes[line...].prefix { $0 == 0x20 }.count }

  private func lineStart(_ offset: Int) -> Int {
    var index = min(offset, bytes.count)
    while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
    return index
  }

  /// One past the line end of the line at an offset.
  private func lineEnd(_ offset: Int) -> Int {
    guard offset < bytes.count else { return bytes.count }
    return bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
