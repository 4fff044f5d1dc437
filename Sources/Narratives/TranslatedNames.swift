internal import Figures
internal import Records

/// Names of records in another language than the corpus's first, by those of the first.
///
/// A query sees names in the default language. A cell that says exactly one of them, or several
/// parted by `: `, says them in the pack's language.
struct TranslatedNames: Sendable {
  private let names: [String: String]

  private static let collections: [Collection] = [.entities, .authorities, .incidents, .forums]
  private static let separator = ": "

  init(of corpus: Corpus, in language: String, default defaultLanguage: String) {
    guard language != defaultLanguage else {
      names = [:]
      return
    }
    var names: [String: String] = [:]
    // Two records of one name that part ways in this language are told apart by nobody.
    var ambiguous: Set<String> = []
    for collection in TranslatedNames.collections {
      for record in corpus.records(collection) {
        guard let title = record.title else { continue }
        let name = title.text(in: defaultLanguage, default: defaultLanguage).text
        let translated = title.text(in: language, default: defaultLanguage).text
        if let known = names.updateValue(translated, forKey: name), known != translated {
          ambiguous.insert(name)
        }
      }
    }
    self.names = names.filter { $0.key != $0.value && !ambiguous.contains($0.key) }
  }

  func inLanguage(_ value: SQLValue) -> SQLValue {
    guard !names.isEmpty, case .text(let text) = value else { return value }
    if let name = names[text] { return .text(name) }
    let parts = text.split(separator: TranslatedNames.separator, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return value }
    let translated = parts.map { names[String($0)] ?? String($0) }
    return .text(translated.joined(separator: TranslatedNames.separator))
  }
}
