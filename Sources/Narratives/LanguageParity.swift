internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Warns of figures, claims and citations that one language of a text has and another lacks.
struct LanguageParity {
  /// What one language's text uses, each once, at its first place.
  struct Uses {
    fileprivate var items: [(kind: String, id: Located<String>)] = []
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

    private mutating func add(_ kind: String, _ id: Located<String>) {
      if keys.insert("\(kind)/\(id.value)").inserted { items.append((kind, id)) }
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
        for (kind, id) in text.uses.items
        where !lacking.uses.keys.contains("\(kind)/\(id.value)") {
          result.append(
            .missingInLanguage(id, kind: kind, language: lacking.language).marked(marking))
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
