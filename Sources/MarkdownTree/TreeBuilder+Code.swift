import Diagnostics

extension TreeBuilder {
  /// A fenced block's first line, and how it ends.
  private struct Fence {
    var start: Int
    /// The rest of the line, trimmed.
    var info: Range<Int>
    var isClosed: Bool
    /// The number of the last line.
    var lastLine: Int
  }

  /// Reads a code block, which may be a directive.
  mutating func readCode(_ event: RawTree.Event) -> Block.Kind? {
    let code = Block.Kind.code(info: raw.string(event.second), text: raw.string(event.first))
    guard !isPlain else { return code }
    guard event.flags.contains(.fenced) else {
      warnOfRoles(in: event)
      return code
    }
    let fence = readFence(event)
    if fence.info.isEmpty || source[fence.info.lowerBound] != .openBrace {
      judgePlainFence(fence, event)
      return code
    }
    hasDirective = true
    let line = source[..<fence.info.upperBound]
    let span = origin.span(fence.start, fence.info.upperBound)
    guard let head = RoleSyntax.head(line, at: fence.info.lowerBound), head.variant == nil,
      head.end == fence.info.upperBound || source[head.end].isBlank
    else {
      report(.malformedDirective(text(fence.info), .head(suggestion(fence.info)), at: span))
      return nil
    }
    let name = Located(
      text(head.name), at: origin.span(head.name.lowerBound, head.name.upperBound))
    if !context.options.knownDirectives.contains(name.value) {
      report(.unknownDirective(name, known: context.options.knownDirectives))
    }
    if !fence.isClosed {
      report(.malformedDirective(text(fence.info), .unclosed, at: span))
    } else {
      judgeFollowing(fence)
    }
    return .directive(readDirective(name, source[head.end..<fence.info.upperBound], event))
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: source[range], as: UTF8.self)
  }

  private func readFence(_ event: RawTree.Event) -> Fence {
    let first = Int(event.startLine)
    let start = startOffset(event)
    let lineEnd = lineEnd(first)
    var index = start
    let mark = start < source.count ? source[start] : 0
    while index < lineEnd, source[index] == mark { index += 1 }
    let lastLine = min(Int(event.endLine), lines.count)
    var isClosed = false
    if lastLine > first {
      let close = source[lineOffset(lastLine)..<self.lineEnd(lastLine)]
      let tail = close.trimmed()
      var length = 0
      while length < tail.count, source[tail.upperBound - 1 - length] == mark { length += 1 }
      let before = source[close.startIndex..<tail.upperBound - length]
      let indentation = before.reversed().prefix { $0.isBlank }.count
      isClosed =
        length >= index - start && before.allSatisfy { $0.isBlank || $0 == 0x3E }
        && literalLineCount(event) == lastLine - first - 1 && indentation < 80
    }
    return Fence(
      start: start, info: source[min(index, lineEnd)..<lineEnd].trimmed(), isClosed: isClosed,
      lastLine: lastLine)
  }

  private func literalLineCount(_ event: RawTree.Event) -> Int {
    raw.pool[event.first.range].reduce(0) { $0 + ($1 == .newline ? 1 : 0) }
  }

  /// The likeliest whole head for a fence line that starts with a brace.
  private func suggestion(_ info: Range<Int>) -> String? {
    let word = source[info].dropFirst().prefix { $0 != .closeBrace }
    let name = String(decoding: source[word.trimmed()], as: UTF8.self)
    return NearestName.nearest(to: name, in: context.options.knownDirectives).map { "{\($0)}" }
  }

  /// Reports a fence without braces that may be a directive's or its end.
  private mutating func judgePlainFence(_ fence: Fence, _ event: RawTree.Event) {
    let span = origin.span(fence.start, max(fence.start + 1, fence.info.upperBound))
    let info = source[fence.info]
    let word = info.prefix { !$0.isBlank }
    let bare = word.drop { !$0.isAlphanumeric }.prefix { $0.isAlphanumeric || $0 == 0x2D }
    let name = bare.map(\.asciiLowercased).asciiString
    let hasBraces = RoleSyntax.firstRole(in: info) { _ in true } != nil
    if hasBraces || context.options.knownDirectives.contains(name) {
      report(.malformedDirective(text(fence.info), .lookAlike, at: span))
    } else if hasDirective, fence.info.isEmpty, followsText(fence) {
      report(.malformedDirective(text(fence.start..<fence.info.upperBound), .closedEarly, at: span))
    } else if !fence.isClosed {
      openFences.append(span)
    }
    warnOfRoles(in: event)
  }

  /// Whether the line before a fence holds text.
  private func followsText(_ fence: Fence) -> Bool {
    var index = fence.start
    while index > 0, source[index - 1] != .newline { index -= 1 }
    guard index > 0 else { return false }
    index -= 1
    while index > 0, source[index - 1] != .newline {
      let byte = source[index - 1]
      if !byte.isBlank, byte != 0x3E { return true }
      index -= 1
    }
    return false
  }

  /// Reports text directly after a directive's last fence, which may have ended it too early.
  private mutating func judgeFollowing(_ fence: Fence) {
    guard next < raw.events.count else { return }
    let following = raw.events[next]
    guard !following.isExit, Int(following.startLine) == fence.lastLine + 1 else { return }
    if following.kind == .code, following.flags.contains(.fenced) {
      let info = readFence(following).info
      if !info.isEmpty, source[info.lowerBound] == .openBrace { return }
    }
    report(
      .malformedDirective(
        text(fence.info), .crowded,
        at: origin.span(lineOffset(fence.lastLine), lineEnd(fence.lastLine))))
  }

  private mutating func warnOfRoles(in event: RawTree.Event) {
    let bytes = raw.pool[event.first.range]
    guard bytes.contains(.openBrace) else { return }
    let lineOrigin = bodyOrigin(event, bytes)
    let found = RoleSyntax.firstRole(in: bytes) { end in
      end < bytes.endIndex && bytes[end] == .backtick
    }
    guard let role = found ?? fencedName(in: bytes) else { return }
    let start = role.lowerBound - bytes.startIndex
    report(
      .roleInCode(
        String(decoding: bytes[role], as: UTF8.self),
        at: lineOrigin.span(start, start + role.count)))
  }

  /// The first `{word}` directly after a fence.
  private func fencedName(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    for index in bytes.indices where bytes[index] == .openBrace {
      let before = bytes[..<index]
      guard before.hasSuffix("```") || before.hasSuffix("~~~"),
        let close = bytes[index...].prefix(80).firstIndex(of: .closeBrace),
        RoleSyntax.isWord(bytes[index + 1..<close])
      else { continue }
      return index..<close + 1
    }
    return nil
  }

  /// Where each line of a fenced block's text stands: always the end of its line.
  private func bodyOrigin(_ event: RawTree.Event, _ bytes: ArraySlice<UInt8>) -> TextOrigin {
    var pieces: [TextOrigin.Piece] = []
    var line = Int(event.startLine) + (event.flags.contains(.fenced) ? 1 : 0)
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: .newline) ?? bytes.endIndex
      let offset = max(lineOffset(line), lineEnd(line) - (end - start))
      pieces.append(
        TextOrigin.Piece(textOffset: start - bytes.startIndex, sourceOffset: offset))
      start = end + 1
      line += 1
    }
    if pieces.isEmpty {
      pieces.append(TextOrigin.Piece(textOffset: 0, sourceOffset: lineOffset(line)))
    }
    return origin.gathering(pieces, count: bytes.count)
  }

  // MARK: Directives

  private mutating func readDirective(
    _ name: Located<String>, _ rest: ArraySlice<UInt8>, _ event: RawTree.Event
  ) -> Directive {
    var directive = Directive(
      name: name, argument: nil, argumentContent: [], options: [], body: MarkdownDocument())
    let argument = rest.trimmed()
    if !argument.isEmpty {
      let value = Located(
        text(argument), at: origin.span(argument.lowerBound, argument.upperBound))
      directive.argument = value
      directive.argumentContent = readInline(value.value, origin.dropping(argument.lowerBound))
    }
    let bytes = raw.pool[event.first.range]
    let inside = bodyOrigin(event, bytes)
    let base = bytes.startIndex
    let bodyStart = readOptions(of: &directive, bytes, inside)
    guard context.directiveDepth < context.limits.directiveDepth else {
      report(.tooDeep("directives", limit: context.limits.directiveDepth, at: name.span))
      return directive
    }
    var inner = context
    inner.directiveDepth += 1
    inner.isNested = true
    let result = MarkdownParser.parse(
      Array(bytes[bodyStart...]), origin: inside.dropping(bodyStart - base), context: inner)
    diagnostics += result.diagnostics
    directive.body = result.value
    return directive
  }

  private mutating func readInline(_ text: String, _ origin: TextOrigin) -> [Inline] {
    var nested = context
    nested.isNested = true
    let result = MarkdownParser.parseInline(Array(text.utf8), origin: origin, context: nested)
    diagnostics += result.diagnostics
    return result.value
  }

  /// Reads the options and returns where the body starts.
  private mutating func readOptions(
    of directive: inout Directive, _ bytes: ArraySlice<UInt8>, _ inside: TextOrigin
  ) -> Int {
    let base = bytes.startIndex
    var start = base
    var isLate = false
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: .newline) ?? bytes.endIndex
      let line = start..<end
      let content = bytes[line].trimmed()
      if content.isEmpty {
        // A blank line ends the options; one more after it is late.
        isLate = true
        let following = bytes[end...].first { !$0.isWhitespace }
        if following != UInt8(ascii: ":") || !isOptionNext(bytes, end) { return start }
        start = min(bytes.endIndex, end + 1)
        continue
      }
      guard bytes[content.lowerBound] == UInt8(ascii: ":"),
        !bytes.hasBytes(":::", at: content.lowerBound)
      else { return start }
      let span = inside.span(content.lowerBound - base, content.upperBound - base)
      let whole = String(decoding: bytes[content], as: UTF8.self)
      guard let option = readOption(bytes, content, base, inside) else {
        report(.malformedDirective(whole, .optionForm, at: span))
        start = min(bytes.endIndex, end + 1)
        continue
      }
      if isLate {
        report(.malformedDirective(whole, .optionLate, at: span))
      } else if directive.option(option.name.value) != nil {
        report(.malformedDirective(whole, .optionTwice, at: span))
      } else {
        directive.options.append(option)
      }
      start = min(bytes.endIndex, end + 1)
    }
    return bytes.endIndex
  }

  /// Whether the first text after `start` has the shape of an option.
  private func isOptionNext(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Bool {
    guard let first = bytes[start...].firstIndex(where: { !$0.isWhitespace }) else { return false }
    var index = first + 1
    while index < bytes.endIndex, bytes[index].isAlphanumeric || bytes[index] == 0x2D { index += 1 }
    return index > first + 1 && index < bytes.endIndex && bytes[index] == UInt8(ascii: ":")
  }

  private mutating func readOption(
    _ bytes: ArraySlice<UInt8>, _ line: Range<Int>, _ base: Int, _ inside: TextOrigin
  ) -> Directive.Option? {
    var index = line.lowerBound + 1
    while index < line.upperBound, bytes[index].isNameByte || bytes[index] == 0x5F { index += 1 }
    guard index > line.lowerBound + 1, index < line.upperBound,
      bytes[index] == UInt8(ascii: ":"),
      index + 1 == line.upperBound || bytes[index + 1].isBlank
    else { return nil }
    func located(_ range: Range<Int>) -> Located<String> {
      Located(
        String(decoding: bytes[range], as: UTF8.self),
        at: inside.span(range.lowerBound - base, range.upperBound - base))
    }
    let name = located(line.lowerBound + 1..<index)
    let valueRange = bytes[index + 1..<line.upperBound].trimmed()
    let value = located(valueRange)
    var content: [Inline] = []
    if MarkdownOptions.narrativeOptions.contains(name.value) {
      content = readInline(value.value, inside.dropping(valueRange.lowerBound - base))
    }
    return Directive.Option(name: name, value: value, content: content)
  }
}

extension ArraySlice<UInt8> {
  func hasSuffix(_ suffix: StaticString) -> Bool {
    hasBytes(suffix, at: endIndex - suffix.utf8CodeUnitCount)
  }
}
