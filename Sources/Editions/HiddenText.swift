package import Diagnostics
internal import MarkdownTree
package import Records

/// Where in the files stands what readers up to a ceiling may not see.
///
/// Their log points into the files without it: neither an excerpt nor a line number tells them
/// more than a copy in which the hidden material was never written.
package struct HiddenText: Sendable {
  private let rules: SelectionRules
  private var removed: Set<RecordReference> = []
  private var wholeFiles: Set<String> = []
  private var stretches: [String: [HiddenStretch]] = [:]

  package init(_ loaded: LoadedProject, above ceiling: Marking) {
    rules = SelectionRules(ceiling: ceiling)
    let kept = Set(loaded.drafts.filter { $0.marking <= ceiling }.map(\.reference))
    for draft in loaded.drafts where !kept.contains(draft.reference) {
      removed.insert(draft.reference)
    }
    for draft in loaded.drafts { collect(draft) }
    for pack in loaded.project.packs { collect(pack, in: loaded) }
  }

  /// Every text that was read, as far as readers up to the ceiling may see it.
  package func views(of sources: [SourceFile]) -> [SourceFile] {
    sources.compactMap { source in
      guard !wholeFiles.contains(source.path) else { return nil }
      let hidden = stretches[source.path] ?? []
      return source.cutting(hidden.map { $0.range(in: source) })
    }
  }

  private mutating func hide(_ span: SourceSpan, as form: HiddenStretch.Form) {
    stretches[span.path, default: []].append(HiddenStretch(span: span, form: form))
  }

  // MARK: Records

  private mutating func collect(_ record: Record) {
    if record.marking > rules.ceiling {
      if record.idSpan.path.hasSuffix(".md") {
        wholeFiles.insert(record.idSpan.path)
        for narrative in record.narratives { wholeFiles.insert(narrative.path) }
      } else {
        hide(record.item.span, as: .entry)
      }
      return
    }
    collect(record.item)
    for narrative in record.narratives { collect(narrative.document) }
  }

  private mutating func collect(_ item: Item) {
    for field in item.fields {
      switch field.value {
      case .item(let inner):
        if isHidden(field.value) { hide(field.span, as: .field) } else { collect(inner) }
      case .list(let values):
        let hidden = values.filter { isHidden($0.value) }
        if hidden.count == values.count {
          hide(field.span, as: .field)
          continue
        }
        for value in hidden { hide(value.span, as: .entry) }
        for value in values where !isHidden(value.value) {
          if case .item(let inner) = value.value { collect(inner) }
        }
      default: continue
      }
    }
  }

  private func isHidden(_ value: FieldValue) -> Bool {
    switch value {
    case .item(let item):
      (item.marking.map { $0 > rules.ceiling } ?? false)
        || item.fields.contains { field in
          if case .reference(let reference) = field.value {
            removed.contains(reference)
          } else {
            false
          }
        }
    case .reference(let reference): removed.contains(reference)
    case .wallet(.entity(let id)): removed.contains(RecordReference(.entities, id))
    default: false
    }
  }

  // MARK: Packs

  private mutating func collect(_ pack: Pack, in loaded: LoadedProject) {
    guard pack.marking <= rules.ceiling else {
      let folder = "Content/packs/\(pack.id)/"
      for path in loaded.sources.keys where path.hasPrefix(folder) { wholeFiles.insert(path) }
      return
    }
    for text in [pack.title, pack.audience, pack.from, pack.handling] { collect(text) }
    for entry in pack.contents {
      if isAbove(entry.marking) { hide(entry.span, as: .listEntry) } else { collect(entry.title) }
    }
    for own in pack.clearances where isAbove(own.ceiling) { wholeFiles.insert(own.path) }
    // A label in one language holds for the section in every language.
    var above = Set(pack.sections.filter { isAbove($0.marking) }.map(\.name))
    for entry in pack.contents {
      if case .section(let name) = entry.kind, isAbove(entry.marking) { above.insert(name) }
    }
    for section in pack.sections {
      if above.contains(section.name) {
        wholeFiles.insert(section.path)
      } else {
        collect(section.title.content)
        collect(section.document)
      }
    }
    for entry in pack.contents {
      if case .section(let name) = entry.kind, above.contains(name), !isAbove(entry.marking) {
        hide(entry.span, as: .listEntry)
      }
    }
    collectFigures(of: pack)
  }

  private mutating func collectFigures(of pack: Pack) {
    var hidden: Set<String> = []
    for figure in pack.figures {
      if isAbove(figure.marking) {
        hidden.insert(figure.id.value)
        hide(figure.id.span.joined(figure.span), as: .entry)
      } else {
        collect(figure.label)
      }
    }
    for claim in pack.claims {
      if isAbove(claim.marking) {
        hide(claim.id.span.joined(claim.span), as: .entry)
      } else {
        collect(claim.label)
      }
    }
    for entry in pack.reconciliations {
      if isAbove(entry.marking) || hidden.contains(entry.figure.value)
        || hidden.contains(entry.with.value)
      {
        hide(entry.span, as: .entry)
      } else {
        collect(entry.because)
      }
    }
    for term in pack.terms {
      if isAbove(term.marking) {
        let texts = (term.term.entries + term.definition.entries).map(\.narrative.source.span)
        hide(
          texts.reduce(term.id.span) { $0.joined($1) }, as: .mapEntry)
      } else {
        collect(term.term)
        collect(term.definition)
      }
    }
  }

  private func isAbove(_ marking: Marking?) -> Bool { marking.map { $0 > rules.ceiling } ?? false }
}

// MARK: - Narrative

extension HiddenText {
  private mutating func collect(_ narrative: LocalizedNarrative?) {
    for entry in narrative?.entries ?? [] { collect(entry.narrative.content) }
  }

  private mutating func collect(_ document: MarkdownDocument) {
    guard document.holdsMarked else { return }
    collect(document.blocks)
    var kept = document
    var pruner = NarrativePruner(rules: rules)
    pruner.prune(&kept, marking: .clear)
    let left = Set(kept.footnotes.map(\.label))
    for footnote in document.footnotes {
      if left.contains(footnote.label) {
        collect(footnote.blocks)
      } else {
        hide(footnote.span, as: .passage)
      }
    }
  }

  private mutating func collect(_ blocks: [Block]) {
    guard blocks.holdMarked else { return }
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content):
        if isHidden(content) { hide(block.span, as: .passage) } else { collect(content) }
      case .quote(let inner): collect(inner)
      case .list(let list): for item in list.items { collect(item.blocks) }
      case .table(let table):
        for cell in table.header { collect(cell) }
        for row in table.rows {
          if let place = placeIfHidden(row) {
            hide(place, as: .line)
          } else {
            for cell in row { collect(cell) }
          }
        }
      case .directive(let directive):
        if directive.name.value == "marked", isAbove(directive.argument?.value) {
          hide(block.span, as: .passage)
          continue
        }
        collect(directive.argumentContent)
        for option in directive.options { collect(option.content) }
        collect(directive.body)
      case .code, .thematicBreak, .html: break
      }
    }
  }

  /// Where a row stands of which every cell is hidden.
  private func placeIfHidden(_ row: [[Inline]]) -> SourceSpan? {
    guard row.allSatisfy({ $0.isEmpty || isHidden($0) }) else { return nil }
    for case .role(let role) in row.joined() { return role.span }
    return nil
  }

  /// Whether a text holds nothing but passages above the ceiling.
  private func isHidden(_ content: [Inline]) -> Bool {
    !content.isEmpty
      && content.allSatisfy { inline in
        switch inline {
        case .role(let role): role.name.value == "marked" && isAbove(role.variant?.value)
        case .text(let text): text.value.utf8.allSatisfy { $0 == 0x20 }
        case .softBreak, .lineBreak: true
        default: false
        }
      }
  }

  private mutating func collect(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        collect(content)
      case .link(let link): collect(link.content)
      case .role(let role):
        if role.name.value == "marked", isAbove(role.variant?.value) {
          hide(role.span, as: .passage)
        } else {
          collect(role.narrative)
        }
      default: break
      }
    }
  }

  /// What bears no label that can be read is taken for hidden.
  private func isAbove(_ label: String?) -> Bool {
    guard let label, let marking = Marking(shortForm: label) else { return true }
    return marking > rules.ceiling
  }
}

extension SourceSpan {
  /// From the first byte of either to the last, where they stand in one file.
  fileprivate func joined(_ other: SourceSpan) -> SourceSpan {
    guard path == other.path else { return self }
    return SourceSpan(path: path, start: min(start, other.start), end: max(end, other.end))
  }
}
