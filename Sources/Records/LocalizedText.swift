package import Diagnostics

/// Text in one or several languages, as its author wrote it.
package struct LocalizedText: Sendable, Equatable {
  /// One language's text; a nil language is a plain value.
  package struct Entry: Sendable, Equatable {
    package let language: String?
    package let text: String
    package let span: SourceSpan

    package init(language: String?, text: String, span: SourceSpan) {
      self.language = language
      self.text = text
      self.span = span
    }
  }

  /// In written order.
  package let entries: [Entry]
  /// Whether a plain value means every language (names), not the default one.
  package let isNeutral: Bool

  package init(entries: [Entry], isNeutral: Bool) {
    self.entries = entries
    self.isNeutral = isNeutral
  }

  /// The text for a language: its own, else the default's, else the first written.
  ///
  /// `language` of the answer is nil for language-neutral text, and otherwise what the text is in.
  package func text(
    in language: String, default defaultLanguage: String
  ) -> (text: String, language: String?) {
    for wanted in [language, defaultLanguage] {
      for entry in entries {
        if entry.language == wanted { return (entry.text, wanted) }
        if entry.language == nil, !isNeutral, wanted == defaultLanguage {
          return (entry.text, defaultLanguage)
        }
      }
      if isNeutral, let plain = entries.first(where: { $0.language == nil }) {
        return (plain.text, nil)
      }
    }
    guard let first = entries.first else { return ("", nil) }
    return (first.text, first.language)
  }

  /// Whether a translation into `language` is missing.
  package func lacks(_ language: String, default defaultLanguage: String) -> Bool {
    !entries.contains { entry in
      entry.language == language
        || (entry.language == nil && (isNeutral || language == defaultLanguage))
    }
  }
}
