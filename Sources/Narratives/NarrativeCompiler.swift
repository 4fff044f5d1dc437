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
  let lookups: NarrativeLookups

  package init(
    edition: EditionPack, figures: EvaluatedFigures, language: String, strings: InterfaceStrings
  ) {
    self.edition = edition
    self.figures = figures
    self.language = language
    self.strings = strings
    lookups = NarrativeLookups(
      edition: edition, figures: figures, language: language, strings: strings)
  }

  /// Compiles titles, sections, annexes, terms and labels, and finds which records the pack shows.
  package func compilePack() -> Checked<CompiledPack> {
    var compilation = PackCompilation(lookups: lookups)
    return compilation.compile()
  }

  /// Compiles one record's narrative; nil where it has none.
  ///
  /// Safe to call from many tasks.
  package func compileNarrative(
    of record: Record
  ) -> Checked<(text: CompiledText, language: String)?> {
    guard
      let narrative = record.narrative(in: language, default: edition.settings.defaultLanguage)
    else { return Checked(nil) }
    var page = PageCompiler(
      lookups: lookups, place: .record(record.reference), language: narrative.language,
      marking: record.marking)
    page.number(sourcesOf: record)
    let text = page.compileText(narrative.document)
    if record.narratives.count > 1 {
      page.diagnostics += LanguageParity.compare(
        record.narratives.map {
          (language: $0.language, uses: LanguageParity.Uses($0.document))
        }, of: language, marking: record.marking)
    }
    return Checked((text, narrative.language), page.diagnostics)
  }
}
