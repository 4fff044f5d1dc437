package import Diagnostics
package import MarkdownTree

/// One record of a collection, in any of its three file forms.
package struct Record: Sendable, Equatable {
  package let reference: RecordReference
  package var item: Item
  /// The label in force: the record's own, else the project's default.
  package var marking: Marking
  /// The record's narrative by language; only `.md` records have one.
  package var narratives: [Narrative]
  package let idSpan: SourceSpan

  package init(
    reference: RecordReference, item: Item, marking: Marking, narratives: [Narrative] = [],
    idSpan: SourceSpan
  ) {
    self.reference = reference
    self.item = item
    self.marking = marking
    self.narratives = narratives
    self.idSpan = idSpan
  }

  package var id: String { reference.id }
  package var collection: Collection { reference.collection }

  /// What readers call it, before a language is chosen: its name, title or text.
  package var title: LocalizedText? {
    item.localized("name") ?? item.localized("title") ?? item.localized("text")
  }

  /// The narrative for a language: its own, else the default's, else the first.
  package func narrative(in language: String, default defaultLanguage: String) -> Narrative? {
    narratives.first { $0.language == language }
      ?? narratives.first { $0.language == defaultLanguage } ?? narratives.first
  }
}

/// A text of a record or a section in one language.
package struct Narrative: Sendable, Equatable {
  package let language: String
  package var document: MarkdownDocument
  package let path: String

  package init(language: String, document: MarkdownDocument, path: String) {
    self.language = language
    self.document = document
    self.path = path
  }
}

/// A short text that may hold inline narrative: a title, label, reason or definition.
package struct InlineNarrative: Sendable, Equatable {
  /// As written.
  package let source: Located<String>
  package var content: [Inline]

  package init(source: Located<String>, content: [Inline]) {
    self.source = source
    self.content = content
  }
}

/// Inline narrative in one or several languages; a nil language is the default one.
package struct LocalizedNarrative: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let language: String?
    package var narrative: InlineNarrative

    package init(language: String?, narrative: InlineNarrative) {
      self.language = language
      self.narrative = narrative
    }
  }

  package var entries: [Entry]

  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// The entry for a language, else the default's, else the first, and the language it is in.
  package func entry(
    in language: String, default defaultLanguage: String
  ) -> (narrative: InlineNarrative, language: String)? {
    for wanted in [language, defaultLanguage] {
      if let found = entries.first(where: { ($0.language ?? defaultLanguage) == wanted }) {
        return (found.narrative, wanted)
      }
    }
    return entries.first.map { ($0.narrative, $0.language ?? defaultLanguage) }
  }

  package var span: SourceSpan? { entries.first?.narrative.source.span }
}
