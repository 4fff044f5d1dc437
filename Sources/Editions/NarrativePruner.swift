internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Takes marked passages above the ceiling out of narrative, and every trace of them: doubled
/// spaces, empty paragraphs, footnotes that only they refer to.
struct NarrativePruner {
  let rules: SelectionRules
  private(set) var diagnostics: [Diagnostic] = []
  /// Set while pruning where something was taken out.
  private var hasRemoved = false

  init(rules: SelectionRules) {
    self.rules = rules
  }

  mutating func prune(_ document: inout MarkdownDocument, marking: Marking) {
    guard document.holdsMarked else { return }
    hasRemoved = false
    document.blocks = blocks(document.blocks, marking: marking)
    for index in document.footnotes.indices {
      document.footnotes[index].blocks = blocks(document.footnotes[index].blocks, marking: marking)
    }
    if hasRemoved { dropUnreferencedFootnotes(&document) }
  }

  mutating func prune(_ narrative: inout LocalizedNarrative, marking: Marking) {
    for index in narrative.entries.indices {
      prune(&narrative.entries[index].narrative.content, marking: marking)
    }
  }

  mutating func prune(_ inlines: inout [Inline], marking: Marking) {
    guard inlines.holdMarked else { return }
    inlines = self.inlines(inlines, marking: marking)
  }

  // MARK: - Blocks

  private mutating func blocks(_ blocks: [Block], marking: Marking) -> [Block] {
    blocks.compactMap { block(of: $0, marking: marking) }
  }

  private mutating func block(of block: Block, marking: Marking) -> Block? {
    var block = block
    switch block.kind {
    case .paragraph(let content):
      let kept = inlines(content, marking: marking)
      if kept.isEmpty, !content.isEmpty { return nil }
      block.kind = .paragraph(kept)
    case .heading(let level, let content):
      let kept = inlines(content, marking: marking)
      if kept.isEmpty, !content.isEmpty { return nil }
      block.kind = .heading(level: level, content: kept)
    case .quote(let inner):
      let kept = blocks(inner, marking: marking)
      if kept.isEmpty, !inner.isEmpty { return nil }
      block.kind = .quote(kept)
    case .list(var list):
      let before = list.items.count
      list.items = list.items.compactMap { item in
        let kept = blocks(item.blocks, marking: marking)
        if kept.isEmpty, !item.blocks.isEmpty { return nil }
        return MarkdownList.Item(blocks: kept, isDone: item.isDone)
      }
      if list.items.isEmpty, before > 0 { return nil }
      block.kind = .list(list)
    case .table(var table):
      table.header = table.header.map { inlines($0, marking: marking) }
      table.rows = table.rows.compactMap { row in
        let kept = row.map { inlines($0, marking: marking) }
        let isEmptied = kept.allSatisfy(\.isEmpty) && !row.allSatisfy(\.isEmpty)
        return isEmptied ? nil : kept
      }
      block.kind = .table(table)
    case .directive(let directive):
      guard let kept = self.directive(directive, at: block.span, marking: marking) else {
        return nil
      }
      block.kind = .directive(kept)
    case .code, .thematicBreak, .html: break
    }
    return block
  }

  private mutating func directive(
    _ directive: Directive, at span: SourceSpan, marking: Marking
  ) -> Directive? {
    var directive = directive
    var inner = marking
    if directive.name.value == "marked", let argument = directive.argument,
      let label = Marking(shortForm: argument.value)
    {
      if label > rules.ceiling {
        hasRemoved = true
        return nil
      }
      warn(label, argument.span, inside: marking)
      inner = max(marking, label)
    }
    directive.argumentContent = inlines(directive.argumentContent, marking: inner)
    for index in directive.options.indices {
      directive.options[index].content = inlines(directive.options[index].content, marking: inner)
    }
    let before = directive.body.blocks.count
    var body = NarrativePruner(rules: rules)
    body.prune(&directive.body, marking: inner)
    diagnostics += body.diagnostics
    hasRemoved = hasRemoved || body.hasRemoved
    if directive.body.blocks.isEmpty, before > 0 { return nil }
    return directive
  }

  // MARK: - Inlines

  private mutating func inlines(_ inlines: [Inline], marking: Marking) -> [Inline] {
    guard inlines.holdMarked else { return inlines }
    var result: [Inline] = []
    var hasGap = false
    for inline in inlines {
      guard let kept = self.inline(inline, marking: marking) else {
        hasGap = true
        continue
      }
      if hasGap {
        InlineSeam.close(&result, before: kept)
        hasGap = false
      } else {
        result.append(kept)
      }
    }
    if hasGap { InlineSeam.trimEnd(&result) }
    return result
  }

  private mutating func inline(_ inline: Inline, marking: Marking) -> Inline? {
    switch inline {
    case .emphasis(let content):
      return branch(content, marking).map(Inline.emphasis)
    case .strong(let content):
      return branch(content, marking).map(Inline.strong)
    case .strikethrough(let content):
      return branch(content, marking).map(Inline.strikethrough)
    case .link(var link):
      guard let kept = branch(link.content, marking) else { return nil }
      link.content = kept
      return .link(link)
    case .role(var role):
      guard role.name.value == "marked", let variant = role.variant,
        let label = Marking(shortForm: variant.value)
      else { return inline }
      if label > rules.ceiling {
        hasRemoved = true
        return nil
      }
      warn(label, variant.span, inside: marking)
      let before = role.narrative.count
      role.narrative = inlines(role.narrative, marking: max(marking, label))
      return role.narrative.isEmpty && before > 0 ? nil : .role(role)
    default: return inline
    }
  }

  private mutating func branch(_ content: [Inline], _ marking: Marking) -> [Inline]? {
    let kept = inlines(content, marking: marking)
    return kept.isEmpty && !content.isEmpty ? nil : kept
  }

  private mutating func warn(_ label: Marking, _ span: SourceSpan, inside container: Marking) {
    guard label < container else { return }
    diagnostics.append(.markedBelow(label, container: container, at: span))
  }

  // MARK: - Footnotes

  /// Keeps the definitions still referred to, in the order of first reference.
  private func dropUnreferencedFootnotes(_ document: inout MarkdownDocument) {
    var order: [String] = []
    var pending = document.blocks.footnoteLabels
    while !pending.isEmpty {
      let label = pending.removeFirst()
      guard !order.contains(label) else { continue }
      order.append(label)
      for footnote in document.footnotes where footnote.label == label {
        pending += footnote.blocks.footnoteLabels
      }
    }
    document.footnotes = order.compactMap { label in
      document.footnotes.first { $0.label == label }
    }
  }
}
