import Diagnostics

/// A role's head, read from the text before its code span.
struct RoleHead {
  var name: Located<String>
  var variant: Located<String>?
  var start: Int
}

extension TreeBuilder {
  /// Adds the run to the level and returns a role's head standing directly before a code span.
  @discardableResult
  mutating func flush(into level: inout InlineLevel, beforeCode: Bool = false) -> RoleHead? {
    guard !run.isEmpty else { return nil }
    defer { run.removeAll() }
    guard run.hasMarkup, !isPlain else {
      emit(0..<run.bytes.count, into: &level)
      return nil
    }
    guard isAligned else {
      reportUnplaced()
      emit(0..<run.bytes.count, into: &level)
      return nil
    }
    return readMarkup(into: &level, beforeCode: beforeCode)
  }

  /// Text that lost its place in the source cannot be searched; what may hide there is an error.
  private mutating func reportUnplaced() {
    guard run.bytes.contains(where: { $0 == .openBrace || $0 == .at }) else { return }
    report(.unreadable("this text", at: origin.span(lineStart, max(lineStart, blockEnd))))
  }

  private mutating func readMarkup(
    into level: inout InlineLevel, beforeCode: Bool
  ) -> RoleHead? {
    run.pairBrackets()
    let count = run.bytes.count
    var start = 0
    var index = 0
    /// Up to where braces are already judged.
    var judged = 0
    while index < count {
      let byte = run.bytes[index]
      guard byte == .openBrace || byte == .openBracket || byte == .closeBracket || byte == .at,
        !run.isEscaped(index)
      else {
        index += 1
        continue
      }
      switch byte {
      case .openBrace:
        if beforeCode, let head = RoleSyntax.head(run.bytes[...], at: index), head.end == count {
          emit(start..<index, into: &level)
          return makeHead(head, at: index)
        }
        judged = max(judged, judgeBrace(at: index, beforeCode: beforeCode))
        index += 1
      case .openBracket:
        if let end = readBracket(at: index, from: start, into: &level) {
          index = end
          start = end
          judged = max(judged, end)
        } else {
          level.openBrackets += 1
          index += 1
        }
      case .closeBracket:
        level.openBrackets = max(0, level.openBrackets - 1)
        index += 1
      default:
        if let end = readInTextCitation(at: index, from: start, into: &level) {
          index = end
          start = end
          judged = max(judged, end)
        } else {
          index += 1
        }
      }
    }
    if beforeCode, let brace = RoleSyntax.endsInBrace(run.bytes), brace >= judged,
      !run.isEscaped(brace), !closesEscape(brace)
    {
      report(.malformedRole(run.string(brace..<count), .brace, at: runSpan(brace..<count)))
    }
    emit(start..<count, into: &level)
    return nil
  }

  /// Whether the closing brace at `index` belongs to an escaped opening one.
  private func closesEscape(_ index: Int) -> Bool {
    guard let open = run.bytes[..<index].lastIndex(of: .openBrace) else { return false }
    return run.isEscaped(open) && !run.bytes[open..<index].contains(.closeBrace)
  }

  private func makeHead(_ head: RoleSyntax.Head, at start: Int) -> RoleHead {
    RoleHead(
      name: Located(run.string(head.name), at: runSpan(head.name)),
      variant: head.variant.map { Located(run.string($0), at: runSpan($0)) },
      start: run.sourceOffset(start))
  }

  /// Reports an opening brace that may have been meant as a role; returns up to where it looked.
  private mutating func judgeBrace(at start: Int, beforeCode: Bool) -> Int {
    let count = run.bytes.count
    var close = start + 1
    while close < count, close - start <= 256, !run.isMarkup(.closeBrace, at: close),
      !run.isMarkup(.openBrace, at: close), run.bytes[close] != .newline,
      run.bytes[close] != .backtick
    {
      close += 1
    }
    let inner = run.bytes[start + 1..<close]
    guard close < count, run.bytes[close] == .closeBrace else {
      let meetsCode = close == count ? beforeCode : run.bytes[close] == .backtick
      if meetsCode, RoleSyntax.isWord(inner) {
        report(.malformedRole(run.string(start..<close), .brace, at: runSpan(start..<close)))
        return close
      }
      return start
    }
    let end = close + 1
    var following = end
    while following < count, run.bytes[following].isWhitespace { following += 1 }
    let meetsCode = following == count ? beforeCode : run.bytes[following] == .backtick
    guard meetsCode || RoleSyntax.isWord(inner) else { return end }
    let before = run.bytes[..<start]
    if before.hasSuffix("```") || before.hasSuffix("~~~") || before.hasSuffix(":::") {
      report(.malformedDirective(run.string(start..<end), .inText, at: runSpan(start..<end)))
      return end
    }
    let broken = brokenRole(
      start..<end, inner, isSpaced: following > end && meetsCode,
      hasBacktick: following < count && run.bytes[following] == .backtick)
    report(broken)
    return end
  }

  private func brokenRole(
    _ range: Range<Int>, _ inner: ArraySlice<UInt8>, isSpaced: Bool, hasBacktick: Bool
  ) -> Diagnostic {
    let text = run.string(range)
    let span = runSpan(range)
    guard let head = RoleSyntax.head(run.bytes[...], at: range.lowerBound) else {
      let word = String(decoding: inner[inner.trimmed()], as: UTF8.self)
      let name = word.prefix { $0 != ":" }
      let nearest = NearestName.nearest(to: String(name), in: context.options.knownRoles)
      return .malformedRole(
        text, .name(nearest.map { "{\($0)\(word.dropFirst(name.count).lowercased())}" }), at: span)
    }
    if hasBacktick {
      return .malformedRole(text, isCell ? .cell : .unclosed, at: span)
    }
    if isSpaced { return .malformedRole(text, .spaced, at: span) }
    let isKnown = context.options.knownRoles.contains(run.string(head.name))
    return .malformedRole(
      text, isKnown ? .noCode : .unescaped, at: span,
      backslash: context.options.doublesBackslashes ? "\\\\" : "\\")
  }

  // MARK: Whole roles

  mutating func appendRole(
    _ head: RoleHead, _ range: Range<Int>, _ place: CodePlace, to level: inout InlineLevel
  ) {
    let span = origin.span(head.start, place.end)
    let contentOrigin = contentOrigin(range, place)
    let bytes = raw.pool[range]
    func located(_ part: Range<Int>) -> Located<String> {
      Located(
        String(decoding: bytes[part], as: UTF8.self),
        at: contentOrigin.span(
          part.lowerBound - bytes.startIndex, part.upperBound - bytes.startIndex))
    }
    var role = Role(
      name: head.name, variant: head.variant, content: located(range), text: nil,
      target: located(bytes.trimmed()), narrative: [], span: span)
    if !context.options.knownRoles.contains(head.name.value) {
      report(.unknownRole(head.name, known: context.options.knownRoles))
    }
    if head.name.value == "marked" {
      role.narrative = readNarrative(role.content, contentOrigin)
    } else {
      splitTarget(of: &role, bytes, located)
    }
    judgeEnd(of: role, bytes, place)
    level.lastRole = role
    level.lastRoleEnd = place.end
    level.inlines.append(.role(role))
  }

  private mutating func splitTarget(
    of role: inout Role, _ bytes: ArraySlice<UInt8>, _ located: (Range<Int>) -> Located<String>
  ) {
    let whole = bytes.trimmed()
    guard whole.count > 1, bytes[whole.upperBound - 1] == UInt8(ascii: ">"),
      let open = bytes[whole].lastIndex(of: UInt8(ascii: "<"))
    else { return }
    let target = bytes[open + 1..<whole.upperBound - 1].trimmed()
    guard !target.isEmpty else {
      report(.malformedRole(role.content.value, .emptyTarget, at: role.content.span))
      return
    }
    role.target = located(target)
    let text = bytes[whole.lowerBound..<open].trimmed()
    if !text.isEmpty { role.text = located(text) }
  }

  private mutating func readNarrative(
    _ content: Located<String>, _ contentOrigin: TextOrigin
  ) -> [Inline] {
    guard context.roleDepth < context.limits.roleDepth else {
      report(.tooDeep("roles", limit: context.limits.roleDepth, at: content.span))
      return []
    }
    var inner = context
    inner.roleDepth += 1
    inner.isNested = true
    let result = MarkdownParser.parseInline(
      Array(content.value.utf8), origin: contentOrigin, context: inner)
    diagnostics += result.diagnostics
    return result.value
  }

  /// Reports a content that shows its span ended too early.
  private mutating func judgeEnd(of role: Role, _ bytes: ArraySlice<UInt8>, _ place: CodePlace) {
    guard let last = bytes.last else { return }
    var fault: RoleFault?
    if last == .closeBrace, let open = bytes.lastIndex(of: .openBrace),
      RoleSyntax.isWord(bytes[open + 1..<bytes.endIndex - 1])
    {
      fault = .backticks
    } else if [0x28, 0x5B, 0x7B].contains(last) {
      fault = .backticks
    } else if last.isWhitespace, bytes.first?.isWhitespace == false,
      place.contentStart - place.start == 1
    {
      // A longer run of backticks needs the blank where its content ends in a backtick.
      fault = .backticks
    } else if place.end < blockEnd, source[place.end].isAlphanumeric {
      fault = .glued
    }
    guard let fault else { return }
    report(.malformedRole(quote(role.span, place), fault, at: role.span))
  }

  private func quote(_ span: SourceSpan, _ place: CodePlace) -> String {
    let length = span.end - span.start
    let start = max(0, place.end - length)
    return String(decoding: source[min(start, place.start)..<place.end], as: UTF8.self)
  }

  // MARK: Roles in code

  /// Reports roles and directives inside a code span, and a span left over by a role before it.
  mutating func judgeCode(_ range: Range<Int>, _ place: CodePlace, in level: inout InlineLevel) {
    let bytes = raw.pool[range]
    if let role = level.lastRole, place.start - level.lastRoleEnd <= 40,
      source[level.lastRoleEnd..<place.start].allSatisfy({ $0 < 0x80 && !$0.isWhitespace })
    {
      report(.malformedRole(role.content.value, .backticks, at: role.span))
    }
    level.lastRole = nil
    guard bytes.contains(.openBrace) else { return }
    let known = context.options.knownRoles.union(context.options.knownDirectives)
    guard let found = codeRole(in: bytes, known: known) else { return }
    let text = String(decoding: bytes[found], as: UTF8.self)
    let span = origin.span(place.contentStart, place.contentEnd)
    let ticks = place.contentStart - place.start
    let isFence =
      ticks >= 3 || ticks == 2 && source[place.contentStart..<place.contentEnd].contains(.newline)
    if isFence, bytes[..<found.lowerBound].allSatisfy(\.isBlank) {
      report(.malformedDirective(text, .inText, at: span))
    } else {
      report(.roleInCode(text, at: span))
    }
  }

  /// The first braces in code that hold a known name or stand before a backtick.
  func codeRole(in bytes: ArraySlice<UInt8>, known: Set<String>) -> Range<Int>? {
    var open: Int?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == .openBrace { open = index }
      if bytes[index] == .closeBrace, let start = open {
        open = nil
        let inner = bytes[start + 1..<index]
        if RoleSyntax.isWord(inner) {
          let name = inner.prefix { $0 != UInt8(ascii: ":") }
          let isBeforeCode = index + 1 < bytes.endIndex && bytes[index + 1] == .backtick
          if isBeforeCode || known.contains(String(decoding: name, as: UTF8.self)) {
            return start..<index + 1
          }
        }
      }
      index += 1
    }
    return nil
  }
}
