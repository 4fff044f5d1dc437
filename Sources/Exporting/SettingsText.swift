internal import Diagnostics
internal import Records

/// `Content/dossier.yaml` as an audience may see it.
struct SettingsText {
  let settings: ProjectSettings
  let ceiling: Marking

  var text: String {
    YAMLValue.map(present: [
      ("title", NarrativeValue.value(of: settings.title)),
      ("baseURL", settings.baseURL.map(YAMLValue.text)),
      ("languages", .list(nonEmpty: settings.languages.map(YAMLValue.text))),
      // A default above the ceiling marks nothing that is left: what comes in later must say.
      ("marking", NarrativeValue.label(settings.marking.flatMap { $0 > ceiling ? nil : $0 })),
      ("editions", .map(settings.editions.map { ($0.name, edition($0)) })),
      ("contact", settings.contact.map(YAMLValue.text)),
      ("licence", settings.licence.map(YAMLValue.text)),
      ("limits", limits),
    ]).document
  }

  private func edition(_ edition: Edition) -> YAMLValue {
    .map(present: [
      ("ceiling", NarrativeValue.label(edition.ceiling)),
      ("title", NarrativeValue.value(of: edition.title)),
      ("handling", NarrativeValue.value(of: edition.handling)),
    ])
  }

  private var limits: YAMLValue? {
    let names = settings.limits.keys.sorted()
    guard !names.isEmpty else { return nil }
    return .map(names.map { ($0, .bare(String(settings.limits[$0] ?? 0))) })
  }
}
