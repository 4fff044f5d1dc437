package import Diagnostics
package import Records

// The whole project as an audience may see it, whatever the dates.
extension EditionSelector {
  /// The project without what is above an edition's ceiling: records, packs, passages, the
  /// definitions of stricter editions, and images that only removed text showed.
  ///
  /// Dates cut nothing here, a pack's `asOf` neither: whoever compiles what is left cuts as the
  /// whole project would.
  package func select(_ project: Project, for edition: Edition) -> Checked<Project> {
    let rules = SelectionRules(ceiling: edition.ceiling, asOf: nil, knownAt: nil)
    var kept: [Record] = []
    var removed: [RecordReference: SelectionRules.Removal] = [:]
    for record in project.corpus.all {
      if let reason = rules.removal(of: record) {
        removed[record.reference] = reason
      } else {
        kept.append(record)
      }
    }
    let visible = Corpus(kept)
    var records = RecordSelector(
      rules: rules, removed: removed, corpus: visible, softensDates: false)
    let only = OnlySelector(project.settings, above: edition.ceiling)
    let selected = kept.map { record in
      var selected = records.select(record)
      only.select(&selected)
      return selected
    }
    var diagnostics = records.diagnostics
    var packs: [Pack] = []
    for pack in project.packs where holds(pack, edition) {
      var selector = PackSelector(
        rules: rules, removed: removed, corpus: visible, softensDates: false)
      var visible = selector.select(pack)
      only.select(&visible)
      visible.assets = UsedAssets.paths(of: visible, records: selected)
      packs.append(visible)
      diagnostics += selector.diagnostics
    }
    var settings = select(project.settings, rules)
    settings.editions.removeAll { $0.ceiling > edition.ceiling }
    return Checked(
      Project(settings: settings, corpus: Corpus(selected), packs: packs), diagnostics)
  }

  /// The settings without marked passages of titles and restrictions.
  func select(_ settings: ProjectSettings, _ rules: SelectionRules) -> ProjectSettings {
    var settings = settings
    var pruner = NarrativePruner(rules: rules)
    pruner.prune(&settings.title, marking: .clear)
    for index in settings.editions.indices {
      if var title = settings.editions[index].title {
        pruner.prune(&title, marking: .clear)
        settings.editions[index].title = title
      }
      if var handling = settings.editions[index].handling {
        pruner.prune(&handling, marking: .clear)
        settings.editions[index].handling = handling
      }
    }
    return settings
  }
}
