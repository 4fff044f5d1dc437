/// One language's interface strings: `Templates/strings/LANGUAGE.yaml`, flattened.
///
/// A key of a nested map is its path joined by dots: `unit.incidents.one`.
package struct InterfaceStrings: Sendable, Equatable {
  package let language: String
  package let texts: [String: String]
  package let lists: [String: [String]]

  package init(language: String, texts: [String: String], lists: [String: [String]]) {
    self.language = language
    self.texts = texts
    self.lists = lists
  }

  /// The text of a key; a missing one shows its key, and loading reports it.
  package func callAsFunction(_ key: String) -> String { texts[key] ?? key }

  package func list(_ key: String) -> [String] { lists[key] ?? [] }
}
