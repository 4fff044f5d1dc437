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
    let rules = SelectionRules(ceiling: edition.ceiling)
    let visible = VisibleRecords(project.corpus.all, of: project.corpus, by: rules)
    let only = OnlySelector(project.settings, above: edition.ceiling)
    let records = select(visible, rules, only)
    let packs = project.packs.filter { holds($0, edition) }
      .map { select($0, showing: records.value, visible, rules, only) }
    var settings = select(project.settings, rules)
    settings.editions.removeAll { $0.ceiling > edition.ceiling }
    return Checked(
      Project(settings: settings, corpus: Corpus(records.value), packs: packs.map(\.value)),
      records.diagnostics + packs.flatMap(\.diagnostics))
  }

  /// The records that an audience may see on the request's dates, of no pack in particular: without
  /// a date, no date cuts anything.
  package func records(of project: Project, for request: EditionRequest) -> Checked<Corpus> {
    let rules = SelectionRules(
      ceiling: request.edition.ceiling, asOf: request.asOf, knownAt: request.knownAt,
      isAsOfOption: request.asOf != nil)
    let visible = VisibleRecords(project.corpus.all, of: project.corpus, by: rules)
    let only = OnlySelector(project.settings, above: request.edition.ceiling)
    let records = select(visible, rules, only)
    return Checked(Corpus(records.value), records.diagnostics)
  }

  /// A project that is read but not yet checked, as those see it who may see nothing above
  /// `ceiling`: what is checked for them, so that no finding rests on what they may not know of.
  package func restrict(
    _ loaded: LoadedProject, to ceiling: Marking
  ) -> Checked<LoadedProject> {
    let rules = SelectionRules(ceiling: ceiling)
    let visible = VisibleRecords(loaded.drafts, by: rules)
    let only = OnlySelector(loaded.project.settings, above: ceiling)
    let drafts = select(visible, rules, only)
    let packs = loaded.project.packs.filter { $0.marking <= ceiling }
      .map { select($0, showing: drafts.value, visible, rules, only) }
    var result = loaded
    result.project.corpus = Corpus(drafts.value)
    result.project.packs = packs.map(\.value)
    result.drafts = drafts.value
    return Checked(result, drafts.diagnostics + packs.flatMap(\.diagnostics))
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
