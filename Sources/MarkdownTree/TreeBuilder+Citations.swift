import Diagnostics

extension TreeBuilder {
  /// Reads what an opening bracket starts, if it is a citation; returns the offset after it.
  mutating func readBracket(
    at start: Int, from textStart: Int, into level: inout InlineLevel
  ) -> Int? {
    guard let close = run.closingBracket(of: start) else { return nil }
    if run.isMarkup(UInt8(ascii: "^"), at: start + 1) {
      if close > start + 2, !run.bytes[start..<close].contains(where: \.isWhitespace) {
        let label = run.string(start + 2..<close)
        let span = runSpan(start..<close + 1)
        report(
          context.roleDepth > 0
            ? .footnoteInRole(label, at: span) : .unresolvedFootnote(label, at: span))
      }
      return nil
    }
    guard !level.isLink, holdsKey(start + 1..<close) else { return nil }
    let span = runSpan(start..<close + 1)
    var items: [Citation.Item] = []
    for part in parts(start + 1..<close) {
      guard let item = readItem(part) else {
        report(.malformedCitation(run.string(start..<close + 1), at: span))
        return close + 1
      }
      items.append(item)
    }
    emit(textStart..<start, into: &level)
    level.inlines.append(.citation(Citation(items: items, isInText: false, span: span)))
    return close + 1
  }

  private func isKey(at index: Int) -> Bool {
    run.isMarkup(.at, at: index) && !CitationSyntax.followsWord(run.bytes[...], index)
      && CitationSyntax.key(run.bytes[...], at: index) != nil
  }

  private func holdsKey(_ range: Range<Int>) -> Bool {
    range.contains { run.bytes[$0] == .at && isKey(at: $0) }
  }

  /// The parts between semicolons, braces kept whole.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    for index in range where !run.isEscaped(index) {
      switch run.bytes[index] {
      case .openBrace: depth += 1
      case .closeBrace: depth = max(0, depth - 1)
      case UInt8(ascii: ";") where depth == 0:
        result.append(start..<index)
        start = index + 1
      default: break
      }
    }
    result.append(start..<range.upperBound)
    return result
  }

  private func readItem(_ part: Range<Int>) -> Citation.Item? {
    let bytes = run.bytes[part]
    guard let at = part.first(where: { run.bytes[$0] == .at && isKey(at: $0) }),
      let key = CitationSyntax.key(bytes, at: at)
    else { return nil }
    guard !holdsKey(key.end..<part.upperBound) else { return nil }
    let isSuppressed = at > part.lowerBound && run.isMarkup(UInt8(ascii: "-"), at: at - 1)
    let prefix = part.lowerBound..<(isSuppressed ? at - 1 : at)
    let tail = CitationSyntax.locatorAndSuffix(run.bytes[key.end..<part.upperBound])
    return Citation.Item(
      key: Located(run.string(key.name), at: runSpan(key.name)), suppressesAuthor: isSuppressed,
      prefix: CitationSyntax.string(run.bytes[prefix]), locator: tail.locator,
      suffix: tail.suffix)
  }

  /// Reads `@key` or `@key [p. 3]` in running text; returns the offset after it.
  mutating func readInTextCitation(
    at start: Int, from textStart: Int, into level: inout InlineLevel
  ) -> Int? {
    guard !level.isLink, isKey(at: start),
      let key = CitationSyntax.key(run.bytes[...], at: start)
    else {
      if !level.isLink, run.isMarkup(.openBrace, at: start + 1),
        !CitationSyntax.followsWord(run.bytes[...], start)
      {
        report(.malformedCitation("@{", at: runSpan(start..<start + 2)))
      }
      return nil
    }
    var first = start
    if start > 0, run.isMarkup(UInt8(ascii: "-"), at: start - 1),
      start == 1 || run.bytes[start - 2].isWhitespace
    {
      first = start - 1
    }
    var item = Citation.Item(
      key: Located(run.string(key.name), at: runSpan(key.name)), suppressesAuthor: first < start,
      prefix: "", locator: "", suffix: "")
    var end = key.end
    if let (inner, close) = locatorBracket(after: key.end) {
      let tail = CitationSyntax.locatorAndSuffix(run.bytes[inner])
      item.locator = tail.locator
      item.suffix = tail.suffix
      end = close
    }
    let span = runSpan(first..<end)
    if level.openBrackets > 0 || run.lastStrayBracket >= end {
      report(.malformedCitation(run.string(first..<end), at: span))
    }
    emit(textStart..<first, into: &level)
    level.inlines.append(.citation(Citation(items: [item], isInText: true, span: span)))
    return end
  }

  /// A bracket without a key after an in-text citation: its locator.
  private func locatorBracket(after start: Int) -> (Range<Int>, Int)? {
    var index = start
    while index < run.bytes.count, run.bytes[index].isWhitespace { index += 1 }
    guard index - start <= 1, run.isMarkup(.openBracket, at: index),
      !run.isMarkup(UInt8(ascii: "^"), at: index + 1),
      let close = run.closingBracket(of: index), !holdsKey(index + 1..<close)
    else { return nil }
    return (index + 1..<close, close + 1)
  }
}
