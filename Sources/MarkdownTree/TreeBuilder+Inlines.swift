import Diagnostics

/// What one level of inline elements has gathered so far.
struct InlineLevel {
  var inlines: [Inline] = []
  let depth: Int
  /// Inside a link's text `@name` is no citation.
  let isLink: Bool
  /// Brackets opened in the text and not yet closed.
  var openBrackets = 0
  /// Where the last role ended, while it may still have ended too early.
  var lastRole: Role?
  var lastRoleEnd = 0
}

extension TreeBuilder {
  /// Reads the inlines of a paragraph or heading and passes the event that leaves it.
  mutating func readLeafInlines(of event: RawTree.Event) -> [Inline] {
    beginBlock(event)
    let inlines = readInlines(depth: 1, isLink: false)
    next += 1
    return inlines
  }

  private mutating func beginBlock(_ event: RawTree.Event) {
    isAligned = true
    if event.startLine > 0 {
      cursor = startOffset(event)
      blockEnd = lineEnd(Int(event.endLine))
      lineStart = lineOffset(Int(event.startLine))
      if event.kind == .heading, !isSetext(event) {
        while cursor < blockEnd, source[cursor] == UInt8(ascii: "#") { cursor += 1 }
        while cursor < blockEnd, source[cursor].isBlank { cursor += 1 }
      } else {
        while cursor < blockEnd, source[cursor].isBlank { cursor += 1 }
        skipDefinitions()
      }
      return
    }
    // cmark gives a paragraph no place when a table follows in the same block.
    var index = next
    while index < raw.events.count, raw.events[index].kind != .table { index += 1 }
    guard index < raw.events.count else {
      isAligned = false
      return
    }
    let table = raw.events[index]
    cursor = startOffset(table)
    blockEnd = lineEnd(Int(table.endLine))
    lineStart = lineOffset(Int(table.startLine))
  }

  private func isSetext(_ event: RawTree.Event) -> Bool {
    let start = startOffset(event)
    return start >= source.count || source[start] != UInt8(ascii: "#")
  }

  mutating func readInlines(depth: Int, isLink: Bool) -> [Inline] {
    var level = InlineLevel(depth: depth, isLink: isLink)
    readInlines(into: &level)
    return level.inlines
  }

  /// Reads inlines until the event that leaves their parent.
  mutating func readInlines(into level: inout InlineLevel) {
    while next < raw.events.count {
      let event = raw.events[next]
      if event.isExit { break }
      next += 1
      switch event.kind {
      case .text: appendText(event.first.range, as: .markup)
      case .softBreak: appendSoftBreak()
      case .codeSpan: readCodeSpan(event, into: &level)
      case .link where staysText(event): appendAddress(event)
      default:
        flush(into: &level)
        readElement(event, into: &level)
      }
    }
    flush(into: &level)
  }

  private mutating func readElement(_ event: RawTree.Event, into level: inout InlineLevel) {
    switch event.kind {
    case .lineBreak:
      skipLineEnd()
      level.inlines.append(.lineBreak)
      return
    case .inlineHTML:
      readInlineHTML(event, into: &level)
      return
    case .footnoteReference:
      readFootnoteReference(event, into: &level)
      return
    default: break
    }
    guard level.depth < context.limits.inlineDepth else {
      report(
        .tooDeep("inline elements", limit: context.limits.inlineDepth, at: spanAtCursor()))
      skipSubtree()
      isAligned = false
      return
    }
    switch event.kind {
    case .emphasis: level.inlines.append(.emphasis(readDelimited(1, level)))
    case .strong: level.inlines.append(.strong(readDelimited(2, level)))
    case .strikethrough:
      let isSingle = cursor + 1 >= blockEnd || source[cursor + 1] != UInt8(ascii: "~")
      level.inlines.append(.strikethrough(readDelimited(isSingle ? 1 : 2, level)))
    case .link, .image: readLink(event, into: &level)
    default:
      report(.unreadable("this text", at: spanAtCursor()))
      skipSubtree()
      isAligned = false
    }
  }

  func spanAtCursor() -> SourceSpan {
    let start = min(cursor, source.count)
    return origin.span(start, min(source.count, start + 1))
  }

  private mutating func readDelimited(_ count: Int, _ level: InlineLevel) -> [Inline] {
    skipDelimiter(count)
    let inlines = readInlines(depth: level.depth + 1, isLink: level.isLink)
    next += 1
    skipDelimiter(count)
    return inlines
  }

  private mutating func skipDelimiter(_ count: Int) {
    guard isAligned else { return }
    for _ in 0..<count {
      guard cursor < blockEnd, [0x2A, 0x5F, 0x7E].contains(source[cursor]) else {
        isAligned = false
        return
      }
      cursor += 1
    }
  }

  private mutating func readInlineHTML(_ event: RawTree.Event, into level: inout InlineLevel) {
    let start = cursor
    appendText(event.first.range, as: .verbatim)
    let text = raw.string(event.first)
    let span = origin.span(start, cursor)
    run.removeAll()
    if context.options.allowsRawHTML {
      level.inlines.append(.html(Located(text, at: span)))
    } else if !Self.isComments(raw.pool[event.first.range]) {
      report(.rawHTML(text, at: span))
    }
  }

  private mutating func readFootnoteReference(
    _ event: RawTree.Event, into level: inout InlineLevel
  ) {
    let start = cursor
    if isAligned, source.hasBytes("[^", at: cursor) {
      var close = cursor + 2
      while close < blockEnd, source[close] != .closeBracket {
        close += source[close] == .backslash ? 2 : 1
      }
      cursor = min(blockEnd, close + 1)
    } else {
      isAligned = false
    }
    let index = Int(event.value) - 1
    let isKnown = footnoteLabels.indices.contains(index)
    level.inlines.append(
      .footnoteReference(
        label: isKnown ? footnoteLabels[index] : raw.string(event.first),
        span: origin.span(start, cursor)))
  }

  // MARK: Code spans

  private mutating func readCodeSpan(_ event: RawTree.Event, into level: inout InlineLevel) {
    let head = flush(into: &level, beforeCode: true)
    guard let place = passCodeSpan() else {
      isAligned = false
      let text = raw.string(event.first)
      level.inlines.append(.code(Located(text, at: spanAtCursor())))
      return
    }
    if let head {
      appendRole(head, event.first.range, place, to: &level)
      return
    }
    if !isPlain { judgeCode(event.first.range, place, in: &level) }
    level.inlines.append(
      .code(Located(raw.string(event.first), at: origin.span(place.contentStart, place.contentEnd)))
    )
  }

  struct CodePlace {
    var start: Int
    var contentStart: Int
    var contentEnd: Int
    var end: Int
  }

  /// Passes the code span at the cursor.
  private mutating func passCodeSpan() -> CodePlace? {
    guard isAligned, cursor < blockEnd, source[cursor] == .backtick else { return nil }
    let start = cursor
    var index = start
    while index < blockEnd, source[index] == .backtick { index += 1 }
    let length = index - start
    let contentStart = index
    while index < blockEnd {
      if source[index] == .newline { lineStart = index + 1 }
      guard source[index] == .backtick else {
        index += 1
        continue
      }
      let runStart = index
      while index < blockEnd, source[index] == .backtick { index += 1 }
      if index - runStart == length {
        cursor = index
        return CodePlace(
          start: start, contentStart: contentStart, contentEnd: runStart, end: index)
      }
    }
    return nil
  }

  /// The origin of a code span's content, which cmark trims and joins over lines.
  func contentOrigin(_ range: Range<Int>, _ place: CodePlace) -> TextOrigin {
    var offset = isPadded(place) ? afterByte(place.contentStart, place) : place.contentStart
    var pieces = [TextOrigin.Piece(textOffset: 0, sourceOffset: offset)]
    var expected = offset
    for index in range {
      guard offset < place.contentEnd else { break }
      if isCell, raw.pool[index] == .pipe, source[offset] == .backslash { offset += 1 }
      if offset != expected {
        pieces.append(
          TextOrigin.Piece(textOffset: index - range.lowerBound, sourceOffset: offset))
      }
      expected = offset + 1
      let isLineEnd = source[offset] == .newline
      offset = afterByte(offset, place)
      if isLineEnd { offset -= keptPrefix(at: index + 1, range.upperBound, before: offset) }
    }
    return origin.gathering(pieces, count: range.count)
  }

  /// Whether cmark strips one space at both ends of a code span.
  private func isPadded(_ place: CodePlace) -> Bool {
    guard place.contentEnd - place.contentStart > 1 else { return false }
    let content = source[place.contentStart..<place.contentEnd]
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == .newline }
    return isSpace(source[place.contentStart]) && isSpace(source[place.contentEnd - 1])
      && content.contains { !isSpace($0) }
  }

  /// The offset of the content byte after the one at `offset`, on the next line if need be.
  private func afterByte(_ offset: Int, _ place: CodePlace) -> Int {
    guard source[offset] == .newline else { return offset + 1 }
    return passPrefix(from: offset + 1, end: place.contentEnd)
  }

  /// How many of the bytes skipped before `offset` a lazy line keeps as its text.
  private func keptPrefix(at start: Int, _ end: Int, before offset: Int) -> Int {
    var index = start
    while index < end, raw.pool[index].isBlank || raw.pool[index] == 0x3E { index += 1 }
    var count = 0
    while index - count > start, source[offset - count - 1] == raw.pool[index - count - 1] {
      count += 1
    }
    return count
  }

  /// The first offset after the blanks and quote signs that start a line in the block.
  func passPrefix(from start: Int, end: Int) -> Int {
    LinkSyntax(bytes: source, end: end, quoteDepth: quoteDepth).prefix(start)
  }
}
