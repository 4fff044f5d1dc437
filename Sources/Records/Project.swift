package import Diagnostics

/// Everything of a project's `Content/`, decoded: settings, records, packs.
package struct Project: Sendable {
  package var settings: ProjectSettings
  package var corpus: Corpus
  /// By id.
  package var packs: [Pack]

  package init(settings: ProjectSettings, corpus: Corpus, packs: [Pack]) {
    self.settings = settings
    self.corpus = corpus
    self.packs = packs
  }
}

/// `Content/dossier.yaml`.
package struct ProjectSettings: Sendable {
  package var title: LocalizedNarrative
  package var baseURL: String?
  /// The first is the default.
  package var languages: [String]
  /// The marking of records and packs that carry none; nil makes being unmarked an error.
  package var marking: Marking?
  /// In written order.
  package var editions: [Edition]
  package var contact: String?
  package var licence: String?
  package var limits: [String: Int]

  package init(
    title: LocalizedNarrative, baseURL: String? = nil, languages: [String], marking: Marking?,
    editions: [Edition], contact: String? = nil, licence: String? = nil, limits: [String: Int] = [:]
  ) {
    self.title = title
    self.baseURL = baseURL
    self.languages = languages
    self.marking = marking
    self.editions = editions
    self.contact = contact
    self.licence = licence
    self.limits = limits
  }

  package var defaultLanguage: String { languages.first ?? "en" }

  package func edition(_ name: String) -> Edition? { editions.first { $0.name == name } }
}

/// An audience and the strictest marking it may see.
package struct Edition: Sendable, Equatable {
  package var name: String
  package var ceiling: Marking
  package var title: LocalizedNarrative?
  /// Restrictions printed beside the label.
  package var handling: LocalizedNarrative?
  package var span: SourceSpan

  package init(
    name: String, ceiling: Marking, title: LocalizedNarrative? = nil,
    handling: LocalizedNarrative? = nil, span: SourceSpan
  ) {
    self.name = name
    self.ceiling = ceiling
    self.title = title
    self.handling = handling
    self.span = span
  }
}
