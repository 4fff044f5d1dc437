package import Records

/// What to compile: all packs, editions and languages, unless narrowed.
package struct CompilationRequest: Sendable {
  /// Empty: every one.
  package var editions: [String]
  package var languages: [String]
  package var packs: [String]
  package var asOf: PartialDate?
  package var knownAt: PartialDate?
  package var jobs: Int

  package init(
    editions: [String] = [], languages: [String] = [], packs: [String] = [],
    asOf: PartialDate? = nil, knownAt: PartialDate? = nil, jobs: Int = 2
  ) {
    self.editions = editions
    self.languages = languages
    self.packs = packs
    self.asOf = asOf
    self.knownAt = knownAt
    self.jobs = max(1, jobs)
  }
}
