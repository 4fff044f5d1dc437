package import Diagnostics
package import MarkdownTree

/// One record of a collection, in any of its three file forms.
///
/// Stages hand records on by the ten thousand, so a copy is one reference; a change makes a new one.
package struct Record: Sendable, Equatable {
  private struct Content: Equatable {
    let reference: RecordReference
    var item: Item
    var marking: Marking
    var narratives: [Narrative]
    let idSpan: SourceSpan
  }

  private final class Box: Sendable {
    let content: Content

    init(_ content: Content) {
      self.content = content
    }
  }

  private var box: Box

  package init(
    reference: RecordReference, item: Item, marking: Marking, narratives: [Narrative] = [],
    idSpan: SourceSpan
  ) {
    box = Box(
      Content(
        reference: reference, item: item, marking: marking, narratives: narratives, idSpan: idSpan))
  }

  package var reference: RecordReference { box.content.reference }

  package var item: Item {
    get { box.content.item }
    set { change { $0.item = newValue } }
  }

  /// The label in force: the record's own, else the project's default.
  package var marking: Marking {
    get { box.content.marking }
    set { change { $0.marking = newValue } }
  }

  /// The record's narrative by language; only `.md` records have one.
  package var narratives: [Narrative] {
    get { box.content.narratives }
    set { change { $0.narratives = newValue } }
  }

  package var idSpan: SourceSpan { box.content.idSpan }

  private mutating func change(_ body: (inout Content) -> Void) {
    var content = box.content
    body(&content)
    box = Box(content)
  }

  package static func == (left: Record, right: Record) -> Bool {
    left.box === right.box || left.box.content == right.box.content
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
