package import Diagnostics
package import Editions
package import Figures
package import Records

/// Resolves roles, directives and citations of a pack in one edition and language.
package struct NarrativeCompiler: Sendable {
  package let edition: EditionPack
  package let figures: EvaluatedFigures
  package let language: String
  package let strings: InterfaceStrings

  package init(
    edition: EditionPack, figures: EvaluatedFigures, language: String, strings: InterfaceStrings
  ) {
    self.edition = edition
    self.figures = figures
    self.language = language
    self.strings = strings
  }

  /// Compiles titles, sections, annexes, terms and labels, and finds which records the pack shows.
  package func compilePack() -> Checked<CompiledPack> {
    Checked(
      CompiledPack(
        edition: edition, figures: figures, language: language, strings: strings, title: []))
  }

  /// Compiles one record's narrative; nil where it has none. Safe to call from many tasks.
  package func compileNarrative(
    of record: Record
  ) -> Checked<(text: CompiledText, language: String)?> {
    Checked(nil)
  }
}
