package import Diagnostics

/// What reading a project's content needs of its settings.
package struct ContentRules: Sendable, Equatable {
  /// The first is the default.
  package var languages: [String]
  /// The marking of records and packs that carry none.
  package var marking: Marking?
  package var limits: LoadingLimits

  package init(
    languages: [String] = ["en"], marking: Marking? = nil, limits: LoadingLimits = LoadingLimits()
  ) {
    self.languages = languages
    self.marking = marking
    self.limits = limits
  }

  package var defaultLanguage: String { languages.first ?? "en" }
}
