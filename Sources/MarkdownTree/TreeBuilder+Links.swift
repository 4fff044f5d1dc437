import Diagnostics

extension TreeBuilder {
  private var linkSyntax: LinkSyntax {
    LinkSyntax(bytes: source, end: blockEnd, quoteDepth: quoteDepth)
  }

  /// Passes the link definitions that cmark took from the start of a paragraph.
  mutating func skipDefinitions() {
    while cursor < blockEnd, source[cursor] == .openBracket,
      let (label, end) = linkSyntax.definition(at: cursor), end < blockEnd
    {
      if Self.holdsCitation(source[label]) {
        report(.citationAsDefinition(at: origin.span(label.lowerBound - 1, label.upperBound + 2)))
      }
      cursor = end
      lineStart = end
    }
  }

  static func holdsCitation(_ label: ArraySlice<UInt8>) -> Bool {
    label.first != UInt8(ascii: "^") && label.contains(.at)
  }

  /// Reports definitions such as `[@id]: word`, which leave no trace in cmark's tree.
  mutating func reportVanishedCitations() {
    guard !isPlain, source.contains(.at) else { return }
    for (number, start) in lines.enumerated() {
      let end = number + 1 < lines.count ? lines[number + 1] - 1 : source.count
      guard let open = definitionStart(start, end) else { continue }
      var close = open + 1
      while close < end, !source.hasBytes("]:", at: close) { close += 1 }
      guard close < end, Self.holdsCitation(source[open + 1..<close]),
        !isCovered(line: number + 1)
      else { continue }
      report(.citationAsDefinition(at: origin.span(open, close + 2)))
    }
  }

  /// The offset of a bracket that opens a line's content.
  private func definitionStart(_ start: Int, _ end: Int) -> Int? {
    var offset = start
    while offset < end {
      let byte = source[offset]
      if byte == .openBracket { return offset }
      guard byte.isBlank || byte.isDigit || [0x3E, 0x2A, 0x2B, 0x2D, 0x2E, 0x29].contains(byte)
      else { return nil }
      offset += 1
    }
    return nil
  }

  private func isCovered(line: Int) -> Bool {
    raw.events.contains { event in
      guard !event.isExit, Int(event.startLine) <= line, line <= Int(event.endLine) else {
        return false
      }
      switch event.kind {
      case .paragraph, .heading, .code, .html, .table: return true
      default: return false
      }
    }
  }

  // MARK: Links and images

  private enum LinkForm { case bracketed, angled, bare }

  mutating func readLink(_ event: RawTree.Event, into level: inout InlineLevel) {
    let start = cursor
    let isImage = event.kind == .image
    let form = linkForm(isImage: isImage)
    if isAligned { cursor += isImage ? 2 : form == .bare ? 0 : 1 }
    var content: [Inline] = []
    if form == .bracketed {
      content = readInlines(depth: level.depth + 1, isLink: true)
    } else {
      content = readAddress(as: addressReading(event, form))
    }
    next += 1
    var destination: Range<Int>?
    if isAligned {
      switch form {
      case .bracketed: destination = passLinkEnd()
      case .angled:
        destination = start + 1..<cursor
        isAligned = cursor < blockEnd && source[cursor] == UInt8(ascii: ">")
        cursor += 1
      case .bare: break
      }
    }
    let whole = start..<max(start, min(cursor, source.count))
    let place = destination ?? whole
    addLink(event, content, origin.span(place.lowerBound, place.upperBound), whole, to: &level)
  }

  private func linkForm(isImage: Bool) -> LinkForm {
    guard isAligned, cursor < blockEnd else { return isAligned ? .bare : .bracketed }
    if isImage || source[cursor] == .openBracket { return .bracketed }
    return source[cursor] == UInt8(ascii: "<") ? .angled : .bare
  }

  private func addressReading(_ event: RawTree.Event, _ form: LinkForm) -> TextReading {
    if form == .angled { return .entities }
    return raw.pool[event.first.range].hasBytes("mailto:", at: event.first.range.lowerBound)
      ? .markup : .verbatim
  }

  /// Reads the text of an address written out.
  private mutating func readAddress(as reading: TextReading) -> [Inline] {
    while next < raw.events.count, !raw.events[next].isExit {
      let event = raw.events[next]
      next += 1
      if event.kind == .text { appendText(event.first.range, as: reading) }
    }
    var level = InlineLevel(depth: 0, isLink: true)
    emit(0..<run.bytes.count, into: &level)
    run.removeAll()
    return level.inlines
  }

  /// Passes `](destination "title")`, `][label]`, `][]` or `]`.
  private mutating func passLinkEnd() -> Range<Int>? {
    guard cursor < blockEnd, source[cursor] == .closeBracket else {
      isAligned = false
      return nil
    }
    cursor += 1
    let syntax = linkSyntax
    if let target = syntax.inlineTarget(at: cursor) {
      noteLines(until: target.end)
      return target.destination
    }
    if let end = syntax.label(at: cursor) { noteLines(until: end) }
    return nil
  }

  private mutating func noteLines(until end: Int) {
    for index in cursor..<end where source[index] == .newline { lineStart = index + 1 }
    cursor = end
  }

  private mutating func addLink(
    _ event: RawTree.Event, _ content: [Inline], _ destination: SourceSpan, _ whole: Range<Int>,
    to level: inout InlineLevel
  ) {
    let address = raw.string(event.first)
    let title = raw.string(event.second)
    let isImage = event.kind == .image
    let alternative = isImage ? content.plainText : ""
    var isAllowed = true
    if !isPlain {
      let span = origin.span(whole.lowerBound, whole.upperBound)
      if RoleSyntax.holdsRole(raw.pool[event.second.range])
        || RoleSyntax.holdsRole(raw.pool[event.first.range])
        || isImage && content.holdsRole
      {
        report(.roleInAttribute(isImage ? "an image" : "a link's address or title", at: span))
      }
      if let reason = AddressRule.violation(raw.pool[event.first.range]) {
        isAllowed = false
        report(.forbiddenURL(address, reason, at: destination))
      }
    }
    if isImage {
      let span = origin.span(whole.lowerBound, whole.upperBound)
      guard isAllowed else {
        level.inlines.append(.text(Located(alternative, at: span)))
        return
      }
      level.inlines.append(
        .image(
          Inline.Image(
            source: Located(address, at: destination), title: title, alternative: alternative)))
    } else if isAllowed {
      level.inlines.append(
        .link(
          Inline.Link(
            destination: Located(address, at: destination), title: title, content: content)))
    } else {
      level.inlines += content
    }
  }

  // MARK: Addresses that stay text

  /// Whether cmark linked what is none of our links: another scheme, or `-@key.x` as an e-mail.
  func staysText(_ event: RawTree.Event) -> Bool {
    guard !isPlain, linkForm(isImage: false) == .bare else { return false }
    let address = raw.pool[event.first.range]
    let start = event.first.range.lowerBound
    if address.hasBytes("http:", at: start) || address.hasBytes("https:", at: start) {
      return false
    }
    guard address.hasBytes("mailto:", at: start) else {
      return AddressRule.violation(address) == .scheme
    }
    let local = address.dropFirst(7).prefix { $0 != .at }
    return !local.contains { $0.isAlphanumeric }
  }

  /// Adds such an address to the run of text around it.
  mutating func appendAddress(_ event: RawTree.Event) {
    let start = cursor
    let isMail = raw.pool[event.first.range].hasBytes("mailto:", at: event.first.range.lowerBound)
    while next < raw.events.count, !raw.events[next].isExit {
      let event = raw.events[next]
      next += 1
      if event.kind == .text { appendText(event.first.range, as: isMail ? .markup : .verbatim) }
    }
    next += 1
    if !isMail {
      report(.unlinkedAddress(raw.string(event.first), at: origin.span(start, cursor)))
    }
  }
}

extension [Inline] {
  /// Whether a role stands anywhere inside.
  var holdsRole: Bool {
    contains { inline in
      switch inline {
      case .role: true
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.holdsRole
      case .link(let link): link.content.holdsRole
      default: false
      }
    }
  }
}
