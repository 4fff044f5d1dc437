import Diagnostics
import MarkdownTree
import Records

/// No text begins with the mark of one that is still to be written.
enum UnfinishedText: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    var finder = MarkFinder()
    for record in loaded.drafts {
      finder.marking = record.marking
      finder.add(record.item)
      for narrative in record.narratives { finder.add(narrative.document) }
    }
    for pack in loaded.project.packs { finder.add(pack) }
    return finder.diagnostics
  }
}

/// Walks texts and reports those that begin with the mark.
private struct MarkFinder {
  private(set) var diagnostics: [Diagnostic] = []
  /// Of what is walked.
  var marking = Marking.clear

  private mutating func add(_ text: String, at span: SourceSpan) {
    guard UnfinishedMark.opens(text) else { return }
    diagnostics.append(.unfinishedText(text, at: span, marking: marking))
  }

  private mutating func inside(_ label: Marking?, _ body: (inout MarkFinder) -> Void) {
    let outer = marking
    marking = max(marking, label ?? .clear)
    body(&self)
    marking = outer
  }

  // MARK: Records

  mutating func add(_ item: Item) {
    for field in item.fields { add(field.value, at: field.span) }
  }

  private mutating func add(_ value: FieldValue, at span: SourceSpan) {
    switch value {
    case .text(let text): add(text, at: span)
    case .localized(let text):
      for entry in text.entries { add(entry.text, at: entry.span) }
    case .item(let item): inside(item.marking) { $0.add(item) }
    case .list(let values):
      for value in values { add(value.value, at: value.span) }
    case .date, .amount, .wholeNumber, .boolean, .marking, .reference, .wallet, .free: break
    }
  }

  // MARK: Packs

  mutating func add(_ pack: Pack) {
    marking = pack.marking
    for text in [pack.title, pack.audience, pack.from, pack.handling] { add(text) }
    for entry in pack.contents { inside(entry.marking) { $0.add(entry.title) } }
    for figure in pack.figures { inside(figure.marking) { $0.add(figure.label) } }
    for claim in pack.claims { inside(claim.marking) { $0.add(claim.label) } }
    for reconciliation in pack.reconciliations {
      inside(reconciliation.marking) { $0.add(reconciliation.because) }
    }
    for term in pack.terms {
      inside(term.marking) {
        $0.add(term.term)
        $0.add(term.definition)
      }
    }
    for section in pack.sections {
      inside(section.marking) {
        $0.add(section.title.source.value, at: section.title.source.span)
        $0.add(section.document)
      }
    }
  }

  private mutating func add(_ text: LocalizedNarrative?) {
    for entry in text?.entries ?? [] {
      add(entry.narrative.source.value, at: entry.narrative.source.span)
    }
  }

  // MARK: Narrative

  mutating func add(_ document: MarkdownDocument) {
    add(document.blocks)
    for footnote in document.footnotes { add(footnote.blocks) }
  }

  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content), .heading(_, let content):
        if case .text(let text)? = content.first { add(text.value, at: text.span) }
      case .quote(let blocks): add(blocks)
      case .list(let list):
        for item in list.items { add(item.blocks) }
      case .directive(let directive):
        if let argument = directive.argument { add(argument.value, at: argument.span) }
        add(directive.body)
      case .table, .code, .thematicBreak, .html: break
      }
    }
  }
}
