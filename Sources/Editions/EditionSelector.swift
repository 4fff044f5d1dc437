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
    let visible = VisibleRecords(project.corpus.all, of: project.corpus, by: rules)
    let only = OnlySelector(project.settings, above: request.edition.ceiling)
    let records = select(visible, rules, only)
    let selected = select(pack, showing: records.value, visible, rules, only)
    let settings = select(project.settings, rules)
    var visibleRequest = request
    visibleRequest.edition = settings.edition(request.edition.name) ?? request.edition
    return Checked(
      EditionPack(
        request: visibleRequest, settings: settings, corpus: Corpus(records.value),
        pack: selected.value, asOf: asOf,
        removedByDate: Set(visible.removed.filter { $0.value == .dateOption }.map(\.key))),
      records.diagnostics + selected.diagnostics)
  }

  /// Whether an edition may hold a pack at all.
  package func holds(_ pack: Pack, _ edition: Edition) -> Bool {
    pack.marking <= edition.ceiling
  }

  // MARK: - Parts

  /// The kept records, each as its readers see it.
  func select(
    _ visible: VisibleRecords, _ rules: SelectionRules, _ only: OnlySelector
  ) -> Checked<[Record]> {
    var selector = RecordSelector(
      rules: rules, removed: visible.removed, corpus: visible.corpus)
    let records = visible.kept.map { record in
      var selected = selector.select(record)
      only.select(&selected)
      return selected
    }
    return Checked(records, selector.diagnostics)
  }

  /// A pack as its readers see it, with the images that its texts and `records` show.
  func select(
    _ pack: Pack, showing records: [Record], _ visible: VisibleRecords, _ rules: SelectionRules,
    _ only: OnlySelector
  ) -> Checked<Pack> {
    var selector = PackSelector(rules: rules, removed: visible.removed, corpus: visible.corpus)
    var selected = selector.select(pack)
    only.select(&selected)
    selected.assets = UsedAssets.paths(of: selected, records: records)
    return Checked(selected, selector.diagnostics)
  }
}
