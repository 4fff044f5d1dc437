import Diagnostics
import Records

/// What readers of a language see is written in it.
///
/// Of a record, one finding a language names every field that lacks it. A plain name stands for
/// every language, and a work's title keeps its own.
enum MissingTranslation: CorpusRule {
  private static let recordFields = ["name", "text", "summary", "description", "reason"]

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let settings = loaded.project.settings
    guard settings.languages.count > 1 else { return [] }
    var found: [Diagnostic] = []
    for record in loaded.drafts { found += check(record, settings) }
    for pack in loaded.project.packs { found += check(pack, settings) }
    return found
  }

  // MARK: Records

  private static func check(_ record: Record, _ settings: ProjectSettings) -> [Diagnostic] {
    settings.languages.compactMap { language in
      var lacking: [String] = []
      var place: SourceSpan?
      for key in recordFields {
        guard let field = record.item.field(key), case .localized(let text) = field.value,
          text.lacks(language, default: settings.defaultLanguage)
        else { continue }
        lacking.append("'\(key)'")
        place = place ?? field.span
      }
      if !record.narratives.isEmpty, !record.narratives.contains(where: { $0.language == language })
      {
        lacking.append("its narrative")
        place = place ?? record.idSpan
      }
      guard let place else { return nil }
      let what = "'\(record.id)' (\(lacking.joined(separator: ", ")))"
      return .missingTranslation(what, into: language, at: place).marked(record.marking)
    }
  }

  // MARK: Packs

  private static func check(_ pack: Pack, _ settings: ProjectSettings) -> [Diagnostic] {
    let languages = pack.languages.isEmpty ? settings.languages : pack.languages
    var found: [Diagnostic] = []
    func check(_ text: LocalizedNarrative?, _ what: String, _ marking: Marking?) {
      guard let text, let span = text.span else { return }
      let written = Set(text.entries.map { $0.language ?? settings.defaultLanguage })
      for language in languages where !written.contains(language) {
        found.append(
          .missingTranslation(what, into: language, at: span)
            .marked(max(pack.marking, marking ?? .clear)))
      }
    }
    check(pack.title, "the pack's title", nil)
    check(pack.audience, "'audience'", nil)
    check(pack.from, "'from'", nil)
    check(pack.handling, "'handling'", nil)
    for entry in pack.contents { check(entry.title, "the title of '\(entry.name)'", entry.marking) }
    for figure in pack.figures {
      check(figure.label, "the label of '\(figure.id.value)'", figure.marking)
    }
    for claim in pack.claims {
      check(claim.label, "the label of '\(claim.id.value)'", claim.marking)
    }
    for entry in pack.reconciliations { check(entry.because, "'because'", entry.marking) }
    for term in pack.terms {
      check(term.term, "the term '\(term.id.value)'", term.marking)
      check(term.definition, "the definition of '\(term.id.value)'", term.marking)
    }
    return found + sections(pack, languages)
  }

  private static func sections(_ pack: Pack, _ languages: [String]) -> [Diagnostic] {
    pack.contents.flatMap { entry -> [Diagnostic] in
      guard case .section(let name) = entry.kind else { return [] }
      let written = pack.sections.filter { $0.name == name }
      guard !written.isEmpty else { return [] }
      let marking = written.reduce(max(pack.marking, entry.marking ?? .clear)) {
        max($0, $1.marking ?? .clear)
      }
      return languages.filter { language in !written.contains { $0.language == language } }
        .map {
          .missingTranslation("the section '\(name)'", into: $0, at: entry.span).marked(marking)
        }
    }
  }
}
