package import Diagnostics
package import Editions
internal import Records

/// Evaluates a pack's figures, claims and reconciliations in one edition.
package struct FigureEvaluator: Sendable {
  package init() {}

  package func evaluate(_ edition: EditionPack) throws -> Checked<EvaluatedFigures> {
    Checked(
      EvaluatedFigures(
        figures: [], claims: [], reconciliations: [],
        database: try CorpusDatabase(
          corpus: edition.corpus, defaultLanguage: edition.settings.defaultLanguage)))
  }
}
