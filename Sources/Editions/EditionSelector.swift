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
      ceiling: request.edition.ceiling, asOf: asOf, knownAt: request.knownAt)

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
    var records = RecordSelector(
      rules: rules, removed: removed, corpus: visible, softensDates: request.hasDateOption)
    let only = OnlySelector(project.settings, above: request.edition.ceiling)
    let selected = kept.map { record in
      var selected = records.select(record)
      only.select(&selected)
      return selected
    }
    var packs = PackSelector(
      rules: rules, removed: removed, corpus: visible, softensDates: request.hasDateOption)
    var selectedPack = packs.select(pack)
    only.select(&selectedPack)
    let settings = select(project.settings, rules)
    var visibleRequest = request
    visibleRequest.edition = settings.edition(request.edition.name) ?? request.edition
    return Checked(
      EditionPack(
        request: visibleRequest, settings: settings, corpus: Corpus(selected),
        pack: selectedPack, asOf: asOf,
        removedByDate: Set(removed.filter { $0.value == .date }.map(\.key))),
      records.diagnostics + packs.diagnostics)
  }

  /// Whether an edition may hold a pack at all.
  package func holds(_ pack: Pack, _ edition: Edition) -> Bool {
    pack.marking <= edition.ceiling
  }
}
