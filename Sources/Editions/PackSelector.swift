internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Takes out of a pack what its edition may not hold: contents, sections, figures, claims,
/// reconciliations, terms, and marked passages of its texts.
struct PackSelector {
  let rules: SelectionRules
  let removed: [RecordReference: SelectionRules.Removal]
  let corpus: Corpus
  private(set) var diagnostics: [Diagnostic] = []
  private var pruner: NarrativePruner

  init(
    rules: SelectionRules, removed: [RecordReference: SelectionRules.Removal], corpus: Corpus
  ) {
    self.rules = rules
    self.removed = removed
    self.corpus = corpus
    pruner = NarrativePruner(rules: rules)
  }

  mutating func select(_ pack: Pack) -> Pack {
    var pack = pack
    if let forum = pack.forum, let reason = removed[forum.value] {
      report(forum, reason, marking: pack.marking)
      pack.forum = nil
    }
    pruner.prune(&pack.title, marking: pack.marking)
    prune(&pack.audience, pack.marking)
    prune(&pack.from, pack.marking)
    prune(&pack.handling, pack.marking)
    pack.clearances.removeAll { isAbove($0.ceiling) }
    selectSections(&pack)
    selectFigures(&pack)
    pack.terms.removeAll { isAbove($0.marking) }
    for index in pack.terms.indices {
      let marking = max(pack.marking, pack.terms[index].marking ?? .clear)
      pruner.prune(&pack.terms[index].term, marking: marking)
      pruner.prune(&pack.terms[index].definition, marking: marking)
      selectSources(of: &pack.terms[index], marking: marking)
    }
    diagnostics += pruner.diagnostics
    pruner = NarrativePruner(rules: rules)
    return pack
  }

  /// A definition whose every source is left out stands unproven in this edition.
  private mutating func selectSources(of term: inout TermDefinition, marking: Marking) {
    let before = term.sources
    term.sources.removeAll { removed[$0.value] != nil }
    guard let first = before.first, term.sources.isEmpty else { return }
    let byOption = before.allSatisfy { removed[$0.value] == .dateOption }
    diagnostics.append(.unsourced(at: first.span, marking: marking).softened(byOption))
  }

  private mutating func selectSections(_ pack: inout Pack) {
    // A label in one language, or in the contents, holds for the section in every language.
    var markings: [String: Marking] = [:]
    for section in pack.sections {
      markings[section.name] = max(markings[section.name] ?? .clear, section.marking ?? .clear)
    }
    for entry in pack.contents {
      guard case .section(let name) = entry.kind, let marking = entry.marking else { continue }
      markings[name] = max(markings[name] ?? .clear, marking)
    }
    pack.sections.removeAll { isAbove(markings[$0.name]) }
    pack.contents.removeAll { entry in
      if isAbove(entry.marking) { return true }
      guard case .section(let name) = entry.kind else { return false }
      return isAbove(markings[name])
    }
    for index in pack.sections.indices {
      let marking = max(pack.marking, markings[pack.sections[index].name] ?? .clear)
      if let own = pack.sections[index].marking, own < pack.marking,
        let span = pack.sections[index].markingSpan
      {
        diagnostics.append(.markedBelow(own, container: pack.marking, at: span))
      }
      pruner.prune(&pack.sections[index].document, marking: marking)
      pruner.prune(&pack.sections[index].title, marking: marking)
    }
    let listed = Set(pack.contents.map(\.name))
    for section in pack.sections where listed.contains(section.name) {
      guard section.document.blocks.isEmpty else { continue }
      let marking = max(pack.marking, markings[section.name] ?? .clear)
      diagnostics.append(
        .emptySection(section.name, at: section.title.source.span, marking: marking))
    }
    for index in pack.contents.indices {
      let marking = max(pack.marking, pack.contents[index].marking ?? .clear)
      prune(&pack.contents[index].title, marking)
      pack.contents[index].entities.removeAll { removed[$0.value] != nil }
    }
  }

  private mutating func selectFigures(_ pack: inout Pack) {
    let hidden = Set(pack.figures.filter { isAbove($0.marking) }.map(\.id.value))
    pack.figures.removeAll { hidden.contains($0.id.value) }
    pack.claims.removeAll { isAbove($0.marking) }
    // Between figures of which one is gone there is nothing left to compare.
    pack.reconciliations.removeAll {
      isAbove($0.marking) || hidden.contains($0.figure.value) || hidden.contains($0.with.value)
    }
    for index in pack.figures.indices {
      let marking = max(pack.marking, pack.figures[index].marking ?? .clear)
      prune(&pack.figures[index].label, marking)
      if let source = pack.figures[index].source, let reason = removed[source.value] {
        report(source, reason, marking: marking)
      }
    }
    for index in pack.claims.indices {
      prune(&pack.claims[index].label, max(pack.marking, pack.claims[index].marking ?? .clear))
    }
    for index in pack.reconciliations.indices {
      let marking = max(pack.marking, pack.reconciliations[index].marking ?? .clear)
      prune(&pack.reconciliations[index].because, marking)
    }
  }

  private mutating func prune(_ narrative: inout LocalizedNarrative?, _ marking: Marking) {
    guard var kept = narrative else { return }
    pruner.prune(&kept, marking: marking)
    narrative = kept.entries.isEmpty ? nil : kept
  }

  private func isAbove(_ marking: Marking?) -> Bool {
    marking.map { $0 > rules.ceiling } ?? false
  }

  private mutating func report(
    _ reference: Located<RecordReference>, _ reason: SelectionRules.Removal, marking: Marking
  ) {
    diagnostics.append(
      .unresolved(reference, in: corpus, marking: marking)
        .softened(reason == .dateOption))
  }
}
