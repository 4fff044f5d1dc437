package import Records

/// A pack and the corpus it is compiled from, after selection: nothing above the ceiling or after
/// the dates is left in either.
package struct EditionPack: Sendable {
  package var request: EditionRequest
  package var settings: ProjectSettings
  package var corpus: Corpus
  package var pack: Pack
  /// The date shown on every page: `--as-of`, else the pack's.
  package var asOf: PartialDate?
  /// Ids that exist only after the dates: naming one is a warning with a date option.
  package var removedByDate: Set<RecordReference>

  package init(
    request: EditionRequest, settings: ProjectSettings, corpus: Corpus, pack: Pack,
    asOf: PartialDate?, removedByDate: Set<RecordReference> = []
  ) {
    self.request = request
    self.settings = settings
    self.corpus = corpus
    self.pack = pack
    self.asOf = asOf
    self.removedByDate = removedByDate
  }
}
