import Diagnostics

extension TreeBuilder {
  /// How text in the source relates to the text it gives.
  enum TextReading {
    /// Escapes and entities are resolved.
    case markup
    /// Entities only, as inside `<https://…>`.
    case entities
    /// Nothing, as in bare addresses and raw HTML.
    case verbatim
  }

  /// Adds a stretch of cmark's text to the run, walking the cursor over its source.
  mutating func appendText(_ range: Range<Int>, as reading: TextReading) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard isAligned else {
        run.mark(cursor)
        run.hasMarkup = true
        run.bytes.append(contentsOf: raw.pool[index..<range.upperBound])
        break
      }
      index = appendPlain(from: index, to: range.upperBound)
      if index < range.upperBound { appendSpecial(&index, range.upperBound, reading) }
    }
    run.sourceEnd = cursor
  }

  /// Adds bytes as long as text and source agree and nothing is escaped.
  private mutating func appendPlain(from start: Int, to end: Int) -> Int {
    let count = min(end - start, blockEnd - cursor)
    guard count > 0 else { return start }
    var hasMarkup = false
    let offset = cursor
    let agreed = raw.pool.withUnsafeBufferPointer { text in
      source.withUnsafeBufferPointer { bytes in
        var index = 0
        while index < count {
          let byte = text[start + index]
          guard byte == bytes[offset + index], byte != .backslash, byte != 0x26 else { break }
          switch byte {
          case .openBrace, .closeBrace, .at, .openBracket, .closeBracket, .backtick, 0xEF, 0xE2:
            hasMarkup = true
          default: break
          }
          index += 1
        }
        return index
      }
    }
    guard agreed > 0 else { return start }
    run.mark(cursor)
    if hasMarkup { run.hasMarkup = true }
    run.bytes.append(contentsOf: raw.pool[start..<start + agreed])
    cursor += agreed
    return start + agreed
  }

  /// Adds one byte or scalar whose source is an escape, an entity or a surprise.
  private mutating func appendSpecial(_ index: inout Int, _ end: Int, _ reading: TextReading) {
    let byte = raw.pool[index]
    guard cursor < blockEnd else {
      isAligned = retreat(to: byte)
      return
    }
    let sourceByte = source[cursor]
    let following = cursor + 1 < blockEnd ? source[cursor + 1] : 0
    if sourceByte == .backslash {
      if isCell, following == .pipe, byte == .pipe {
        append(byte, width: 2, isEscape: false)
        index += 1
        return
      }
      if isCell, following == .backslash, byte == .pipe, source.hasBytes("\\|", at: cursor + 1) {
        append(byte, width: 3, isEscape: true)
        index += 1
        return
      }
      if reading == .markup, following.isPunctuation, following == byte {
        append(byte, width: 2, isEscape: true)
        index += 1
        return
      }
    }
    if sourceByte == 0x26, reading != .verbatim, let length = entityLength(for: byte) {
      appendEntity(&index, end, length: length)
      return
    }
    if sourceByte == byte {
      append(byte, width: 1, isEscape: false)
      index += 1
      return
    }
    if reading == .verbatim, byte == .newline || sourceByte == .newline, passLineEnd(to: byte) {
      append(byte, width: 0, isEscape: false)
      index += 1
      return
    }
    isAligned = retreat(to: byte)
  }

  private mutating func append(_ byte: UInt8, width: Int, isEscape: Bool) {
    run.mark(cursor)
    if isEscape { run.escapes.append(run.bytes.count) }
    run.bytes.append(byte)
    run.hasMarkup = true
    cursor += width
  }

  /// In raw HTML a line end stands as itself; the next line's prefix does not.
  private mutating func passLineEnd(to byte: UInt8) -> Bool {
    guard byte == .newline, source[cursor] == .newline else { return false }
    cursor += 1
    lineStart = cursor
    cursor = passPrefix(from: cursor, end: blockEnd)
    return true
  }

  /// Goes back into the line's prefix for a `>` that is text, on a lazy line.
  private mutating func retreat(to byte: UInt8) -> Bool {
    guard byte == 0x3E || byte.isBlank, quoteDepth > 0 || byte.isBlank else { return false }
    var offset = cursor
    while offset > lineStart, source[offset - 1].isBlank || source[offset - 1] == 0x3E {
      offset -= 1
      if source[offset] == byte {
        cursor = offset
        return true
      }
    }
    return false
  }

  // MARK: Entities

  /// The length of the entity at the cursor if it gives a text that starts with `byte`.
  private func entityLength(for byte: UInt8) -> Int? {
    var end = cursor + 1
    let limit = min(blockEnd, cursor + 40)
    while end < limit, source[end].isAlphanumeric || source[end] == UInt8(ascii: "#") { end += 1 }
    guard end < limit, source[end] == UInt8(ascii: ";"), end > cursor + 1 else { return nil }
    let name = source[cursor + 1..<end]
    if byte == 0x26 {
      let spellings: [StaticString] = ["amp", "AMP", "#38", "#x26", "#X26"]
      let isAmpersand = spellings.contains { spelling in
        spelling.utf8CodeUnitCount == name.count && name.hasBytes(spelling, at: name.startIndex)
      }
      guard isAmpersand || isPaddedAmpersand(name) else { return nil }
    }
    return end + 1 - cursor
  }

  /// Whether a numeric entity with leading zeros is an ampersand's.
  private func isPaddedAmpersand(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.first == UInt8(ascii: "#") else { return false }
    let digits = name.dropFirst().drop { !$0.isDigit }.drop { $0 == 0x30 }
    let isHexadecimal = name.dropFirst().first.map { $0.asciiLowercased == 0x78 } ?? false
    return isHexadecimal ? digits.elementsEqual([0x32, 0x36]) : digits.elementsEqual([0x33, 0x38])
  }

  private mutating func appendEntity(_ index: inout Int, _ end: Int, length: Int) {
    let start = cursor
    run.mark(cursor)
    run.hasMarkup = true
    let first = run.bytes.count
    appendScalar(&index, end)
    cursor += length
    let isLigature = source.hasBytes("&fjlig;", at: start)
    while index < end, isLigature && run.bytes.count == first + 1 || isEntityTail(index, end) {
      appendScalar(&index, end)
    }
    run.mark(cursor)
    let scalar = String(decoding: run.bytes[first...], as: UTF8.self).unicodeScalars.first
    if let scalar, BidirectionalScan.isControl(scalar.value) {
      report(.bidirectionalControl(scalar.value, isBalanced: false, at: origin.span(start, cursor)))
    }
  }

  private mutating func appendScalar(_ index: inout Int, _ end: Int) {
    run.escapes.append(run.bytes.count)
    run.bytes.append(raw.pool[index])
    index += 1
    while index < end, raw.pool[index] & 0xC0 == 0x80 {
      run.bytes.append(raw.pool[index])
      index += 1
    }
  }

  /// Whether the text goes on with the second scalar of a two-scalar entity.
  private func isEntityTail(_ index: Int, _ end: Int) -> Bool {
    let tails: [[UInt8]] = [
      [0xCC, 0xB8], [0xE2, 0x83, 0x92], [0xE2, 0x83, 0xA5], [0xEF, 0xB8, 0x80], [0xCC, 0xB3],
      [0xCC, 0xB1], [0xE2, 0x80, 0x8A],
    ]
    guard raw.pool[index] >= 0xCC else { return false }
    return tails.contains { tail in
      raw.pool[index..<end].starts(with: tail) && !source[cursor...].starts(with: tail)
    }
  }

  // MARK: Line ends

  mutating func appendSoftBreak() {
    run.mark(cursor)
    run.bytes.append(.newline)
    run.hasBreaks = true
    skipLineEnd()
    run.sourceEnd = cursor
  }

  /// Passes blanks, a hard break's backslash, the line's end and the next line's prefix.
  mutating func skipLineEnd() {
    guard isAligned else { return }
    while cursor < blockEnd, source[cursor].isBlank { cursor += 1 }
    if cursor < blockEnd, source[cursor] == .backslash { cursor += 1 }
    guard cursor < blockEnd, source[cursor] == .newline else {
      isAligned = false
      return
    }
    cursor += 1
    lineStart = cursor
    skipPrefix()
  }

  mutating func skipPrefix() {
    cursor = passPrefix(from: cursor, end: blockEnd)
  }

  // MARK: Emission

  /// Adds a part of the run to the level as texts and soft breaks.
  func emit(_ range: Range<Int>, into level: inout InlineLevel) {
    guard !range.isEmpty else { return }
    guard run.hasBreaks else {
      level.inlines.append(text(range))
      return
    }
    var start = range.lowerBound
    for index in range where run.bytes[index] == .newline {
      if index > start { level.inlines.append(text(start..<index)) }
      level.inlines.append(.softBreak)
      start = index + 1
    }
    if start < range.upperBound { level.inlines.append(text(start..<range.upperBound)) }
  }

  private func text(_ range: Range<Int>) -> Inline {
    .text(Located(run.string(range), at: runSpan(range)))
  }

  func runSpan(_ range: Range<Int>) -> SourceSpan {
    origin.span(run.sourceOffset(range.lowerBound), run.sourceOffset(range.upperBound))
  }
}
