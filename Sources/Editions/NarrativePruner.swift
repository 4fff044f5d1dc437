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
  /// Labels of the notes of which nothing is left.
  private var emptiedFootnotes: Set<String> = []

  init(rules: SelectionRules) {
    self.rules = rules
  }

  mutating func prune(_ document: inout MarkdownDocument, marking: Marking) {
    guard document.holdsMarked else { return }
    hasRemoved = false
    // Notes first: a mark that leads to nothing goes with its note.
    let outer = emptiedFootnotes
    emptiedFootnotes = []
    for index in document.footnotes.indices {
      let before = document.footnotes[index].blocks
      let kept = blocks(before, marking: marking)
      document.footnotes[index].blocks = kept
      if kept.isEmpty, !before.isEmpty { emptiedFootnotes.insert(document.footnotes[index].label) }
    }
    document.blocks = blocks(document.blocks, marking: marking)
    emptiedFootnotes = outer
    if hasRemoved { dropUnreferencedFootnotes(&document) }
  }

  /// A language of which nothing is left goes.
  mutating func prune(_ narrative: inout LocalizedNarrative, marking: Marking) {
    for index in narrative.entries.indices {
      prune(&narrative.entries[index].narrative, marking: marking)
    }
    narrative.entries.removeAll {
      $0.narrative.content.isEmpty && $0.narrative.source.value.isEmpty
    }
  }

  /// What was written goes too, where a part of it was taken out: nobody may read it, sort or
  /// digest by it.
  mutating func prune(_ narrative: inout InlineNarrative, marking: Marking) {
    let kept = inlines(narrative.content, marking: marking)
    guard kept != narrative.content else { return }
    narrative = InlineNarrative(
      source: Located(kept.plainText, at: narrative.source.span), content: kept)
  }

  // MARK: - Blocks

  private mutating func blocks(_ blocks: [Block], marking: Marking) -> [Block] {
    var result: [Block] = []
    var hasGap = false
    for block in blocks {
      guard let kept = self.block(of: block, marking: marking) else {
        hasGap = true
        continue
      }
      if hasGap, let last = result.last, let joined = ListSeam.join(last, kept) {
        result[result.count - 1] = joined
      } else {
        result.append(kept)
      }
      hasGap = false
    }
    return result
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
      let before = list.items
      list.items = list.items.compactMap { item in
        let kept = blocks(item.blocks, marking: marking)
        if kept.isEmpty, !item.blocks.isEmpty { return nil }
        return MarkdownList.Item(blocks: kept, isDone: item.isDone)
      }
      if list.items.isEmpty, !before.isEmpty { return nil }
      if ListSeam.blockCount(list.items) < ListSeam.blockCount(before) {
        list.isTight = ListSeam.isTight(list.items)
      }
      block.kind = .list(list)
    case .table(let table):
      guard let kept = self.table(table, marking: marking) else { return nil }
      block.kind = .table(kept)
    case .directive(let directive):
      guard let kept = self.directive(directive, at: block.span, marking: marking) else {
        return nil
      }
      block.kind = .directive(kept)
    case .code, .thematicBreak, .html: break
    }
    return block
  }

  /// The table without rows and columns that were emptied; nil where none of its rows is left.
  private mutating func table(_ table: MarkdownTable, marking: Marking) -> MarkdownTable? {
    var kept = table
    kept.header = table.header.map { inlines($0, marking: marking) }
    kept.rows = table.rows.compactMap { row in
      let cells = row.map { inlines($0, marking: marking) }
      let isEmptied = cells.allSatisfy(\.isEmpty) && !row.allSatisfy(\.isEmpty)
      return isEmptied ? nil : cells
    }
    if kept.rows.isEmpty, !table.rows.isEmpty { return nil }
    for column in kept.header.indices.reversed() {
      let isEmptied =
        kept.header[column].isEmpty && !table.header[column].isEmpty
        && kept.rows.allSatisfy { !$0.indices.contains(column) || $0[column].isEmpty }
      guard isEmptied else { continue }
      kept.header.remove(at: column)
      if kept.alignments.indices.contains(column) { kept.alignments.remove(at: column) }
      for row in kept.rows.indices where kept.rows[row].indices.contains(column) {
        kept.rows[row].remove(at: column)
      }
    }
    return kept.header.isEmpty ? nil : kept
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
    let argument = inlines(directive.argumentContent, marking: inner)
    if argument != directive.argumentContent {
      directive.argumentContent = argument
      directive.argument =
        argument.isEmpty ? nil : directive.argument?.map { _ in argument.plainText }
    }
    directive.options = directive.options.compactMap { option in
      let content = inlines(option.content, marking: inner)
      guard content != option.content else { return option }
      guard !content.isEmpty else { return nil }
      return Directive.Option(
        name: option.name, value: option.value.map { _ in content.plainText }, content: content)
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
    guard inlines.holdMarked || !emptiedFootnotes.isEmpty else { return inlines }
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
      let kept = inlines(role.narrative, marking: max(marking, label))
      guard kept != role.narrative else { return inline }
      if kept.isEmpty { return nil }
      role.narrative = kept
      role.content = role.content.map { _ in kept.plainText }
      role.target = role.content
      role.text = nil
      return .role(role)
    case .footnoteReference(let label, _):
      return emptiedFootnotes.contains(label) ? nil : inline
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
