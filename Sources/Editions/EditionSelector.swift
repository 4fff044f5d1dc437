package import Diagnostics
package import Records

/// Selects what an edition may hold, before anything is queried, numbered, named or rendered.
///
/// Whatever is above the ceiling or after the dates is gone: records, nested items, sections,
/// figures, claims, terms, marked passages. Nothing above the ceiling leaves a trace, so what comes
/// after cannot betray it.
package struct EditionSelector: Sendable {
  package init() {}

  /// The pack and corpus of an edition.
  ///
  /// A pack marked above the ceiling has no place in the edition: ask `holds(_:_:)` first.
  package func select(
    _ pack: Pack, from project: Project, for request: EditionRequest
  ) -> Checked<EditionPack> {
    let asOf = request.asOf ?? pack.asOf?.value
    let rules = SelectionRules(
      ceiling: request.edition.ceiling, asOf: asOf, knownAt: request.knownAt,
      isAsOfOption: request.asOf != nil)

    var kept: [Record] = []
    kept.reserveCapacity(project.corpus.count)
    var removed: [RecordReference: SelectionRules.Removal] = [:]
    for record in project.corpus.all {
      if let reason = rules.removal(of: record) {
        removed[record.reference] = reason
      } else {
        kept.append(record)
      }
    }
    let visible = removed.isEmpty ? project.corpus : Corpus(kept)
    var records = RecordSelector(rules: rules, removed: removed, corpus: visible)
    let selected = kept.map { records.select($0) }
    var packs = PackSelector(rules: rules, removed: removed, corpus: visible)
    var selectedPack = packs.select(pack)
    if !pack.assets.isEmpty {
      var images = AssetUse()
      images.add(selectedPack)
      for record in selected { for text in record.narratives { images.add(text.document) } }
      selectedPack.assets = images.used(of: pack.assets)
    }
    return Checked(
      EditionPack(
        request: request, settings: project.settings, corpus: Corpus(selected),
        pack: selectedPack, asOf: asOf,
        removedByDate: Set(removed.filter { $0.value == .dateOption }.map(\.key))),
      records.diagnostics + packs.diagnostics)
  }

  /// The whole project as those see it who may see nothing above `ceiling`, whatever the dates:
  /// what is checked for them, so that no finding rests on what they may not know of.
  package func restrict(
    _ loaded: LoadedProject, to ceiling: Marking
  ) -> Checked<LoadedProject> {
    let rules = SelectionRules(ceiling: ceiling)
    let kept = loaded.drafts.filter { rules.removal(of: $0) == nil }
    let visible = Corpus(kept)
    var removed: [RecordReference: SelectionRules.Removal] = [:]
    for draft in loaded.drafts
    where rules.removal(of: draft) != nil && !visible.contains(draft.reference) {
      removed[draft.reference] = .marking
    }
    var records = RecordSelector(rules: rules, removed: removed, corpus: visible)
    let drafts = kept.map { records.select($0) }
    var packs = PackSelector(rules: rules, removed: removed, corpus: visible)
    var project = loaded.project
    project.corpus = Corpus(drafts)
    project.packs = loaded.project.packs.filter { $0.marking <= ceiling }.map { packs.select($0) }
    var result = loaded
    result.project = project
    result.drafts = drafts
    return Checked(result, records.diagnostics + packs.diagnostics)
  }

  /// Whether an edition may hold a pack at all.
  package func holds(_ pack: Pack, _ edition: Edition) -> Bool {
    pack.marking <= edition.ceiling
  }
}
