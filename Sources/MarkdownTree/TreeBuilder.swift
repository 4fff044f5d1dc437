import Diagnostics

/// What one parse hands down to the parses inside it.
struct ParseContext {
  var options: MarkdownOptions
  var limits: MarkdownLimits
  var directiveDepth = 0
  var roleDepth = 0
  /// Whether a parse around this one has seen the same bytes.
  var isNested = false
}

/// Turns cmark's events into blocks and inlines, and finds each leaf in the source.
///
/// cmark's inline positions cannot be trusted, so a cursor walks the block's own source beside the
/// events: every delimiter, escape, entity and link destination is passed as it is met.
struct TreeBuilder {
  let raw: RawTree
  let source: [UInt8]
  /// The offset of each line's first byte.
  let lines: [Int]
  let origin: TextOrigin
  let context: ParseContext
  var diagnostics: [Diagnostic] = []
  /// The index of the next event.
  var next = 0
  var footnoteLabels: [String] = []

  // The source cursor of the block that is being read.
  var cursor = 0
  var blockEnd = 0
  /// Where the current line starts, before its container's prefix.
  var lineStart = 0
  var quoteDepth = 0
  var isCell = false
  /// False once text and source went apart.
  var isAligned = true
  var run = TextRun()

  // What is judged once the whole text is read.
  var hasDirective = false
  var openFences: [SourceSpan] = []

  var isPlain: Bool { context.options.isPlain }

  init(raw: RawTree, source: [UInt8], origin: TextOrigin, context: ParseContext) {
    self.raw = raw
    self.source = source
    self.origin = origin
    self.context = context
    var lines = [0]
    for index in source.indices where source[index] == .newline { lines.append(index + 1) }
    self.lines = lines
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if !isPlain { diagnostics.append(diagnostic) }
  }

  /// The offset of the first byte of line `number`, from 1.
  func lineOffset(_ number: Int) -> Int {
    if number < 1 { return 0 }
    return number <= lines.count ? lines[number - 1] : source.count
  }

  /// The offset after the last byte of line `number`, without its end.
  func lineEnd(_ number: Int) -> Int {
    guard number >= 1, number < lines.count else { return source.count }
    return lines[number] - 1
  }

  /// Whether line `number` holds nothing but its containers' prefixes; there is no line 0.
  func isBlankLine(_ number: Int) -> Bool {
    guard number >= 1 else { return false }
    return source[lineOffset(number)..<max(lineOffset(number), lineEnd(number))]
      .allSatisfy { $0.isWhitespace || $0 == UInt8(ascii: ">") }
  }

  func startOffset(_ event: RawTree.Event) -> Int {
    let line = lineOffset(Int(event.startLine))
    return min(source.count, line + max(0, Int(event.startColumn) - 1))
  }

  func span(_ event: RawTree.Event) -> SourceSpan {
    let start = startOffset(event)
    return origin.span(start, max(start, lineEnd(Int(event.endLine))))
  }

  // MARK: Blocks

  mutating func readDocument() -> MarkdownDocument {
    guard raw.events.first?.kind == .document else { return MarkdownDocument() }
    readFootnoteLabels()
    next = 1
    var document = MarkdownDocument()
    document.blocks = readBlocks(depth: 1, footnotes: &document.footnotes)
    if hasDirective || context.directiveDepth > 0 {
      for span in openFences { report(.unclosedFence(at: span)) }
    }
    reportVanishedCitations()
    return document
  }

  /// Reads blocks until the event that leaves their parent.
  mutating func readBlocks(depth: Int, footnotes: inout [FootnoteDefinition]) -> [Block] {
    var blocks: [Block] = []
    while next < raw.events.count {
      let event = raw.events[next]
      if event.isExit { break }
      next += 1
      if depth > context.limits.blockDepth, !event.kind.isLeaf, event.kind != .paragraph {
        report(.tooDeep("blocks", limit: context.limits.blockDepth, at: span(event)))
        skipSubtree()
        continue
      }
      if event.kind == .footnoteDefinition {
        let label = footnotes.count < footnoteLabels.count ? footnoteLabels[footnotes.count] : ""
        var inner: [FootnoteDefinition] = []
        let content = readBlocks(depth: depth + 1, footnotes: &inner)
        next += 1
        footnotes.append(FootnoteDefinition(label: label, blocks: content, span: span(event)))
      } else if let kind = readBlock(event, depth: depth) {
        var block = Block(kind, at: span(event))
        block.isSpaced = isBlankLine(Int(event.startLine) - 1)
        blocks.append(block)
      }
    }
    return blocks
  }

  private mutating func readBlock(_ event: RawTree.Event, depth: Int) -> Block.Kind? {
    switch event.kind {
    case .paragraph: return .paragraph(readLeafInlines(of: event))
    case .heading:
      return .heading(level: Int(event.value), content: readLeafInlines(of: event))
    case .quote:
      quoteDepth += 1
      let blocks = readChildren(depth: depth)
      quoteDepth -= 1
      return .quote(blocks)
    case .list: return .list(readList(event, depth: depth))
    case .table: return .table(readTable(event))
    case .thematicBreak: return .thematicBreak
    case .code: return readCode(event)
    case .html: return readHTML(event)
    default:
      report(.unreadable("this block", at: span(event)))
      skipSubtree()
      return nil
    }
  }

  private mutating func readChildren(depth: Int) -> [Block] {
    var inner: [FootnoteDefinition] = []
    let blocks = readBlocks(depth: depth + 1, footnotes: &inner)
    next += 1
    return blocks
  }

  private mutating func readList(_ event: RawTree.Event, depth: Int) -> MarkdownList {
    var list = MarkdownList(
      isOrdered: event.flags.contains(.ordered), start: Int(event.value),
      isTight: event.flags.contains(.tight), items: [])
    while next < raw.events.count, !raw.events[next].isExit {
      let item = raw.events[next]
      next += 1
      let blocks = readChildren(depth: depth + 1)
      let isDone = item.flags.contains(.task) ? item.flags.contains(.done) : nil
      list.items.append(MarkdownList.Item(blocks: blocks, isDone: isDone))
    }
    next += 1
    return list
  }

  /// Passes everything up to and including the event that leaves the current element.
  mutating func skipSubtree() {
    var depth = 1
    while next < raw.events.count, depth > 0 {
      let event = raw.events[next]
      next += 1
      if event.isExit { depth -= 1 } else if !event.kind.isLeaf { depth += 1 }
    }
  }

  private mutating func readHTML(_ event: RawTree.Event) -> Block.Kind? {
    if context.options.allowsRawHTML { return .html(raw.string(event.first)) }
    let text = raw.pool[event.first.range]
    if !Self.isComments(text) {
      report(.rawHTML(raw.string(event.first), at: firstLine(of: event)))
    }
    return nil
  }

  /// Whether a text is whole comments and nothing else.
  static func isComments(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while true {
      while index < text.endIndex, text[index].isWhitespace { index += 1 }
      if index == text.endIndex { return true }
      guard text.hasBytes("<!--", at: index) else { return false }
      index += 4
      while index < text.endIndex, !text.hasBytes("-->", at: index) { index += 1 }
      guard index < text.endIndex else { return false }
      index += 3
    }
  }

  func firstLine(of event: RawTree.Event) -> SourceSpan {
    let start = startOffset(event)
    return origin.span(start, max(start, lineEnd(Int(event.startLine))))
  }

  // MARK: Footnotes

  /// Reads the labels where the definitions stand: cmark numbers them and forgets the names.
  private mutating func readFootnoteLabels() {
    for event in raw.events where event.kind == .footnoteDefinition && !event.isExit {
      let line = lineOffset(Int(event.startLine))
      let end = max(line, min(startOffset(event), source.count))
      var close = end - 1
      while close > line, !source.hasBytes("]:", at: close) { close -= 1 }
      var open = close
      while open > line, !source.hasBytes("[^", at: open) { open -= 1 }
      let isFound = open + 2 <= close && source.hasBytes("[^", at: open)
      footnoteLabels.append(
        isFound ? String(decoding: source[open + 2..<close], as: UTF8.self) : "")
    }
  }
}
