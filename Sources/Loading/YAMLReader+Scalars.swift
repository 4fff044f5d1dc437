import Diagnostics
import MarkdownTree

// Plain and quoted text, on one line or folded over several.
extension YAMLReader {
  // MARK: Plain

  /// Reads plain text in a block; lines indented deeper than `parent` continue it.
  mutating func readPlain(parent: Int) throws(YAMLFailure) -> YAMLNode {
    try requirePlainStart(isFlow: false)
    return try readPlainLines(parent: parent, isFlow: false)
  }

  mutating func readFlowPlain() throws(YAMLFailure) -> YAMLNode {
    try requirePlainStart(isFlow: true)
    return try readPlainLines(parent: -1, isFlow: true)
  }

  /// Refuses what plain text cannot start with.
  func requirePlainStart(isFlow: Bool) throws(YAMLFailure) {
    let first = byte(position)
    switch first {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"),
      UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw failure(
        "text that starts with '\(text(position, position + 1))' is quoted", position,
        position + 1)
    case UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "-"):
      // In brackets libyaml takes any '?' for the mark of a key.
      let isText =
        !isBlankOrLineEnd(position + 1)
        && !(isFlow && (isFlowIndicator(position + 1) || first == UInt8(ascii: "?")))
      guard isText else {
        throw failure(
          "a '\(text(position, position + 1))' cannot stand here", position,
          position + 1)
      }
    default: break
    }
  }

  private mutating func readPlainLines(
    parent: Int, isFlow: Bool
  ) throws(YAMLFailure) -> YAMLNode {
    let start = position
    var folded = FoldedText()
    var last = try readPlainLine(isFlow: isFlow)
    let firstEnd = last
    var isFolded = false
    while isLineEnd(position), let breaks = peekContinuation(parent: parent, isFlow: isFlow) {
      if !isFolded {
        isFolded = true
        folded.append(bytes[start..<firstEnd], at: start)
      }
      folded.fold(breaks)
      let lineStart = position
      last = try readPlainLine(isFlow: isFlow)
      folded.append(bytes[lineStart..<last], at: lineStart)
    }
    let size = isFolded ? folded.bytes.count : firstEnd - start
    try checkSize(size, start, last)
    let scalar =
      isFolded
      ? folded.scalar(.plain, contentOffset: start)
      : YAMLScalar(text: text(start, firstEnd), style: .plain, contentOffset: start)
    return YAMLNode(.scalar(scalar), at: span(start, last))
  }

  /// Reads to the end of plain text on this line; returns the end without trailing blanks.
  private mutating func readPlainLine(isFlow: Bool) throws(YAMLFailure) -> Int {
    let start = position
    var last = position
    while !isLineEnd(position) {
      let byte = bytes[position]
      if byte == UInt8(ascii: ":") {
        if isFlow {
          if isBlankOrLineEnd(position + 1) { return last }
          if isFlowIndicator(position + 1) || self.byte(position + 1) == UInt8(ascii: "?") {
            throw failure(
              "a colon before a bracket, comma or '?' is quoted", position, position + 1)
          }
        } else if isBlankOrLineEnd(position + 1) {
          throw failure(
            "a value with ': ' in it is quoted", position, position + 1)
        }
      } else if byte == UInt8(ascii: "#"), position > start, isBlank(position - 1) {
        return last
      } else if isFlow, isFlowIndicator(position) {
        return last
      }
      position += 1
      if byte != 0x20, byte != 0x09 { last = position }
    }
    return last
  }

  /// Moves to the text of the next line that continues plain text; returns the breaks between.
  private mutating func peekContinuation(parent: Int, isFlow: Bool) -> Int? {
    let saved = (position, lineStart)
    var breaks = 0
    while isLineEnd(position), skipLineBreak() {
      breaks += 1
      while byte(position) == 0x20 { position += 1 }
      if byte(position) == 0x09, !isFlow || column == 0 {
        // Blank lines may hold tabs; an indenting tab is refused by whoever reads the line.
        var probe = position
        while isBlank(probe) { probe += 1 }
        guard isLineEnd(probe) else { break }
        position = probe
      }
      skipBlanks()
      if isLineEnd(position) { continue }
      guard column > parent, byte(position) != UInt8(ascii: "#"), !isDocumentBoundary else { break }
      if isFlow, isFlowIndicator(position) || isColon(position) { break }
      return breaks
    }
    (position, lineStart) = saved
    return nil
  }

  // MARK: Quoted

  /// Reads text in quotes; leaves `position` behind the closing one.
  mutating func readQuoted(parent: Int) throws(YAMLFailure) -> YAMLNode {
    let start = position
    let quote = bytes[position]
    let isDouble = quote == UInt8(ascii: "\"")
    let style: YAMLScalar.Style = isDouble ? .doubleQuoted : .singleQuoted
    position += 1
    var probe = position
    while probe < end, bytes[probe] != quote, bytes[probe] != UInt8(ascii: "\\"),
      !isLineEnd(probe)
    {
      probe += 1
    }
    if probe < end, bytes[probe] == quote, isDouble || byte(probe + 1) != quote {
      position = probe + 1
      try checkSize(probe - start - 1, start, position)
      let scalar = YAMLScalar(
        text: text(start + 1, probe), style: style, contentOffset: start + 1)
      return YAMLNode(.scalar(scalar), at: span(start, position))
    }
    var folded = FoldedText()
    var run = position
    while true {
      guard position < end else {
        throw failure("this quote is never closed", start, start + 1)
      }
      let byte = bytes[position]
      if byte == quote {
        if !isDouble, self.byte(position + 1) == quote {
          folded.append(bytes[run..<(position + 1)], at: run)
          position += 2
          run = position
          continue
        }
        folded.append(bytes[run..<position], at: run)
        position += 1
        break
      }
      if isDouble, byte == UInt8(ascii: "\\") {
        folded.append(bytes[run..<position], at: run)
        try readEscape(into: &folded)
        run = position
      } else if isLineEnd(position) {
        var last = position
        while last > run, isBlank(last - 1) { last -= 1 }
        folded.append(bytes[run..<last], at: run)
        folded.fold(try skipQuotedBreaks(open: start))
        run = position
      } else {
        position += 1
      }
    }
    try checkSize(folded.bytes.count, start, position)
    return YAMLNode(
      .scalar(folded.scalar(style, contentOffset: start + 1)), at: span(start, position))
  }

  /// Steps over line breaks and indentation inside quotes; returns how many breaks.
  private mutating func skipQuotedBreaks(open: Int) throws(YAMLFailure) -> Int {
    var breaks = 0
    while isLineEnd(position), skipLineBreak() {
      breaks += 1
      if isDocumentBoundary { throw failure("this quote is never closed", open, open + 1) }
      skipBlanks()
    }
    return breaks
  }

  private mutating func readEscape(into folded: inout FoldedText) throws(YAMLFailure) {
    let start = position
    let kind = byte(position + 1)
    position += 2
    let value: UInt32
    switch kind {
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "t"), 0x09: value = 0x09
    case UInt8(ascii: " "): value = 0x20
    case UInt8(ascii: "\""): value = 0x22
    case UInt8(ascii: "/"): value = 0x2F
    case UInt8(ascii: "\\"): value = 0x5C
    case UInt8(ascii: "N"): value = 0x85
    case UInt8(ascii: "_"): value = 0xA0
    case UInt8(ascii: "L"): value = 0x2028
    case UInt8(ascii: "P"): value = 0x2029
    case UInt8(ascii: "0"), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "v"),
      UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "e"):
      value = 0
    case UInt8(ascii: "x"): value = try readHex(2, from: start)
    case UInt8(ascii: "u"): value = try readHex(4, from: start)
    case UInt8(ascii: "U"): value = try readHex(8, from: start)
    case 0x0A, 0x0D:
      // An escaped break joins the lines; the next one's indentation is dropped.
      position -= 1
      let breaks = try skipQuotedBreaks(open: start)
      for _ in 1..<max(breaks, 1) { folded.append([0x0A], at: start) }
      return
    default:
      throw failure("a quoted '\\' starts an escape such as '\\n' or '\\\"'", start, start + 2)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw failure("this escape names no character", start, position)
    }
    guard value >= 0x20 || value == 0x0A || value == 0x09, !(0x7F..<0xA0).contains(value) else {
      throw YAMLFailure(
        Diagnostic(
          .controlCharacter, .error, "control characters are not allowed, also not escaped",
          at: span(start, position), marking: .red))
    }
    folded.append(Array(String(scalar).utf8)[...], at: start)
  }

  private mutating func readHex(_ count: Int, from start: Int) throws(YAMLFailure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Character(Unicode.Scalar(byte(position))).hexDigitValue else {
        throw failure("this escape needs \(count) hexadecimal digits", start, position)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  func checkSize(_ size: Int, _ start: Int, _ end: Int) throws(YAMLFailure) {
    guard size <= limits.scalarBytes else {
      throw YAMLFailure(.limit("scalarBytes", limits.scalarBytes, at: span(start, end)))
    }
  }
}

/// Text put together from several stretches of a file.
struct FoldedText {
  private(set) var bytes: [UInt8] = []
  private var segments: [TextOrigin.Segment] = []

  mutating func append(_ part: ArraySlice<UInt8>, at fileOffset: Int) {
    guard !part.isEmpty else { return }
    segments.append(TextOrigin.Segment(textOffset: bytes.count, fileOffset: fileOffset))
    bytes += part
  }

  mutating func append(_ part: [UInt8], at fileOffset: Int) {
    append(part[...], at: fileOffset)
  }

  /// One break folds to a space, more to one less.
  mutating func fold(_ breaks: Int) {
    guard breaks > 0 else { return }
    if breaks == 1 { return bytes.append(0x20) }
    for _ in 1..<breaks { bytes.append(0x0A) }
  }

  func scalar(_ style: YAMLScalar.Style, contentOffset: Int) -> YAMLScalar {
    var segments = segments
    if segments.first?.textOffset != 0 {
      segments.insert(TextOrigin.Segment(textOffset: 0, fileOffset: contentOffset), at: 0)
    }
    return YAMLScalar(
      text: String(decoding: bytes, as: UTF8.self), style: style, contentOffset: contentOffset,
      segments: segments)
  }
}
