internal import Diagnostics
internal import MarkdownTree
internal import Records

extension PageCompiler {
  /// Compiles a whole text with its notes.
  mutating func compileText(_ document: MarkdownDocument) -> CompiledText {
    self.document = document
    let blocks = compile(document)
    var text = CompiledText(
      blocks: blocks, footnotes: footnotes.compiled, citations: bibliography.pageCitations,
      records: records.sorted())
    text.marking = highestMarking
    text.firstParagraph = firstParagraph
    return text
  }

  /// Compiles a document; its footnotes go to the page's.
  mutating func compile(_ document: MarkdownDocument) -> [ProseBlock] {
    if document.footnotes.isEmpty { return compile(document.blocks) }
    footnotes.open(document.footnotes)
    let blocks = compile(document.blocks)
    while let (definition, slot) = footnotes.nextUncompiled() {
      let outer = outermostBlock
      outermostBlock = "fn-\(footnotes.compiled[slot].label)"
      let text = compile(definition.blocks)
      footnotes.compiled[slot].blocks = text
      outermostBlock = outer
    }
    footnotes.close()
    return blocks
  }

  mutating func compile(_ blocks: [Block]) -> [ProseBlock] {
    var result: [ProseBlock] = []
    result.reserveCapacity(blocks.count)
    for block in blocks { compile(block, into: &result) }
    return result
  }

  private mutating func compile(_ block: Block, into result: inout [ProseBlock]) {
    let id: String
    switch block.kind {
    case .heading(_, let content): id = identifiers.claim(slug: Slug.make(content.plainText))
    case .directive(let directive):
      if let blocks = OnlyDirective.transparentBlocks(of: directive, in: &self) {
        result += blocks
        return
      }
      id = DirectiveLabel.claim(of: directive, in: &self) ?? identifiers.claim(hashOf: block)
    default: id = identifiers.claim(hashOf: block)
    }
    let outerDepends = depends
    let isOutermost = outermostBlock == nil
    if isOutermost {
      outermostBlock = id
      if firstParagraph == nil, case .paragraph = block.kind { firstParagraph = block.span }
    }
    depends = []
    if let kind = compile(block.kind, id: id) {
      result.append(
        ProseBlock(id: id, kind: kind, depends: depends.isEmpty ? [] : depends.sortedByBytes()))
    }
    if isOutermost {
      outermostBlock = nil
      depends = []
    } else if !outerDepends.isEmpty {
      depends.formUnion(outerDepends)
    }
  }

  private mutating func compile(_ kind: Block.Kind, id: String) -> ProseBlock.Kind? {
    switch kind {
    case .paragraph(let content): return .paragraph(compileSentences(content))
    case .heading(let level, let content):
      return .heading(level: level, content: compileSentences(content))
    case .quote(let blocks): return .quote(compile(blocks))
    case .list(let list):
      var items: [(blocks: [ProseBlock], isDone: Bool?)] = []
      items.reserveCapacity(list.items.count)
      for item in list.items { items.append((compile(item.blocks), item.isDone)) }
      return .list(
        ProseList(
          isOrdered: list.isOrdered, start: list.start, isTight: list.isTight, items: items))
    case .code(let info, let text): return .code(info: info, text: text)
    case .table(let table): return .table(compile(table))
    case .thematicBreak: return .thematicBreak
    case .html(let text): return .html(text)
    case .directive(let directive):
      return DirectiveTable.compile(directive, id: id, in: &self)
    }
  }

  private mutating func compile(_ table: MarkdownTable) -> ProseTable {
    var result = ProseTable(alignments: table.alignments, header: [], rows: [])
    result.header = compile(row: table.header)
    result.rows.reserveCapacity(table.rows.count)
    for row in table.rows { result.rows.append(compile(row: row)) }
    return result
  }

  /// A row is one sentence to the check of numbers: its source often has a column of its own.
  private mutating func compile(row cells: [[Inline]]) -> [[ProseInline]] {
    checkNumbers(ofRow: cells)
    var result: [[ProseInline]] = []
    result.reserveCapacity(cells.count)
    for cell in cells {
      let before = figureCount
      let prose = compile(cell)
      if figureCount != before { noteUses(in: [prose]) }
      result.append(prose)
    }
    return result
  }

  /// Compiles a title, label or other short text; `language` is the one it is in.
  mutating func compile(
    _ narrative: InlineNarrative, in language: String? = nil, checked: Bool = true
  ) -> [ProseInline] {
    guard let language, language != self.language else {
      return compileSentences(narrative.content, checked: checked)
    }
    let outer = self.language
    self.language = language
    defer { self.language = outer }
    return [.foreign(language: language, compileSentences(narrative.content, checked: checked))]
  }

  /// Compiles inline narrative, checks its numbers, and notes the sentences that use figures.
  mutating func compileSentences(_ content: [Inline], checked: Bool = true) -> [ProseInline] {
    if checked { checkNumbers(ofRow: [content]) }
    let before = figureCount
    let prose = compile(content)
    if figureCount != before { noteUses(in: SentenceSplitter.split(prose)) }
    return prose
  }

  private mutating func checkNumbers(ofRow cells: [[Inline]]) {
    guard checksNumbers, !isQuotingHeading else { return }
    let found = UnbackedNumbers(
      lookups: lookups, place: place.name, block: outermostBlock ?? "",
      checksWords: language == lookups.language, citedInFootnotes: footnotes.citedKeys
    ).check(cells)
    quoted += found.quoted
    report(found.diagnostics)
  }
}
