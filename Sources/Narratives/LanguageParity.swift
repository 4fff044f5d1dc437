internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Warns of figures, claims and citations that one language of a text has and another lacks.
struct LanguageParity {
  /// What one language's text uses, each once, at its first place.
  struct Uses {
    fileprivate var items: [(kind: String, use: NarrativeUses.Use)] = []
    fileprivate var keys: Set<String> = []

    init(_ document: MarkdownDocument) {
      add(NarrativeUses(document, acrossLanguages: true))
    }

    init(_ inlines: [Inline]) { add(NarrativeUses(inlines)) }

    mutating func add(_ inlines: [Inline]) { add(NarrativeUses(inlines)) }

    private mutating func add(_ uses: NarrativeUses) {
      for figure in uses.figures { add("figure", figure) }
      for claim in uses.claims { add("claim", claim) }
      for citation in uses.citations { add("citation", citation) }
    }

    private mutating func add(_ kind: String, _ use: NarrativeUses.Use) {
      if keys.insert("\(kind)/\(use.id.value)").inserted { items.append((kind, use)) }
    }
  }

  /// Compares the text in `language` with each other one, both ways.
  static func compare(
    _ texts: [(language: String, uses: Uses)], of language: String, marking: Marking
  ) -> [Diagnostic] {
    guard let own = texts.first(where: { $0.language == language }) else { return [] }
    var result: [Diagnostic] = []
    for other in texts where other.language != language {
      for (text, lacking) in [(own, other), (other, own)] {
        for (kind, use) in text.uses.items
        where !lacking.uses.keys.contains("\(kind)/\(use.id.value)") {
          result.append(
            .missingInLanguage(use.id, kind: kind, language: lacking.language)
              .marked(max(marking, use.marking)))
        }
      }
    }
    return result
  }

  /// Compares the languages of a title, label or definition.
  static func compare(
    _ narrative: LocalizedNarrative?, of language: String, default defaultLanguage: String,
    marking: Marking
  ) -> [Diagnostic] {
    guard let narrative, narrative.entries.count > 1 else { return [] }
    return compare(
      narrative.entries.map {
        (language: $0.language ?? defaultLanguage, uses: Uses($0.narrative.content))
      }, of: language, marking: marking)
  }
}
