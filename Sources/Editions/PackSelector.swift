internal import Diagnostics
internal import Records

/// Takes out of a pack what its edition may not hold: contents, sections, figures, claims,
/// reconciliations, terms, and marked passages of its texts.
struct PackSelector {
  let rules: SelectionRules
  let removed: [RecordReference: SelectionRules.Removal]
  let corpus: Corpus
  let softensDates: Bool
  private(set) var diagnostics: [Diagnostic] = []
  private var pruner: NarrativePruner

  init(
    rules: SelectionRules, removed: [RecordReference: SelectionRules.Removal], corpus: Corpus,
    softensDates: Bool
  ) {
    self.rules = rules
    self.removed = removed
    self.corpus = corpus
    self.softensDates = softensDates
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
    selectSections(&pack)
    selectFigures(&pack)
    pack.terms.removeAll { isAbove($0.marking) }
    for index in pack.terms.indices {
      let marking = max(pack.marking, pack.terms[index].marking ?? .clear)
      pruner.prune(&pack.terms[index].term, marking: marking)
      pruner.prune(&pack.terms[index].definition, marking: marking)
      pack.terms[index].sources.removeAll { removed[$0.value] != nil }
    }
    diagnostics += pruner.diagnostics
    return pack
  }

  private mutating func selectSections(_ pack: inout Pack) {
    pack.contents.removeAll { isAbove($0.marking) }
    // A label in one language holds for the section in every language.
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
    for index in pack.claims.indices { prune(&pack.claims[index].label, pack.marking) }
    for index in pack.reconciliations.indices {
      prune(&pack.reconciliations[index].because, pack.marking)
    }
  }

  private mutating func prune(_ narrative: inout LocalizedNarrative?, _ marking: Marking) {
    guard var kept = narrative else { return }
    pruner.prune(&kept, marking: marking)
    narrative = kept
  }

  private func isAbove(_ marking: Marking?) -> Bool {
    marking.map { $0 > rules.ceiling } ?? false
  }

  private mutating func report(
    _ reference: Located<RecordReference>, _ reason: SelectionRules.Removal, marking: Marking
  ) {
    diagnostics.append(
      .unresolved(reference, in: corpus, marking: marking)
        .softened(reason == .date && softensDates))
  }
}
