internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// Numbers sources in the order in which a pack, or a record's page, first cites them.
struct Bibliography {
  private(set) var sources: [RecordReference] = []
  private var numbers: [RecordReference: Int] = [:]
  /// What the page at hand cites, by number.
  private var page: [Int: (count: Int, locators: [String])] = [:]

  /// The number of a source, a new one where it is cited first.
  mutating func number(of source: RecordReference) -> Int {
    if let number = numbers[source] { return number }
    sources.append(source)
    numbers[source] = sources.count
    return sources.count
  }

  mutating func beginPage() { if !page.isEmpty { page = [:] } }

  /// Lists a source on the page without a citation.
  mutating func list(_ source: RecordReference) {
    let number = number(of: source)
    if page[number] == nil { page[number] = (0, []) }
  }

  /// Cites a source once more; the answer's occurrence counts from 1 on each page.
  mutating func cite(
    _ source: RecordReference, locator: String
  ) -> (number: Int, occurrence: Int) {
    let number = number(of: source)
    var entry = page[number] ?? (0, [])
    entry.count += 1
    if !locator.isEmpty, !entry.locators.contains(locator) { entry.locators.append(locator) }
    page[number] = entry
    return (number, entry.count)
  }

  /// What the page cites, by number.
  var pageCitations: [(number: Int, source: RecordReference, count: Int, locators: [String])] {
    page.isEmpty
      ? []
      : page.keys.sorted().map { number in
        let entry = page[number] ?? (0, [])
        return (number, sources[number - 1], entry.count, entry.locators)
      }
  }
}

extension PageCompiler {
  /// Lists a record's own sources first, so that its notes keep their numbers whatever it says.
  mutating func number(sourcesOf record: Record) {
    for source in record.item.references("sources") where lookups.corpus.contains(source) {
      bibliography.list(source)
    }
  }

  mutating func compile(_ citation: Citation) -> [ProseInline] {
    var items: [CitationUse.Item] = []
    var missing: [String] = []
    for item in citation.items {
      let source = RecordReference(.sources, item.key.value)
      guard lookups.corpus.contains(source) else {
        report(unknown(item.key))
        missing.append(item.key.value)
        continue
      }
      name(source)
      let (number, occurrence) = bibliography.cite(source, locator: item.locator)
      items.append(
        CitationUse.Item(
          source: source, number: number, occurrence: occurrence, prefix: item.prefix,
          locator: item.locator, suffix: item.suffix))
    }
    guard let first = items.first else {
      return citation.isInText ? missing.map { .text($0) } : []
    }
    let lead =
      citation.isInText
      ? LeadText(strings: lookups.strings).text(
        for: lookups.corpus[first.source],
        suppressesAuthor: citation.items.first?.suppressesAuthor ?? false,
        language: lookups.language, defaultLanguage: lookups.defaultLanguage) : ""
    return [.citation(CitationUse(items: items, leadText: lead))]
  }

  private func unknown(_ key: Located<String>) -> Diagnostic {
    if lookups.hasDateOption,
      lookups.edition.removedByDate.contains(RecordReference(.sources, key.value))
    {
      return .laterCitation(key)
    }
    return .unknownCitation(key, nearest: nearest(to: key.value, in: .sources))
  }

  /// The nearest id, with the marking of the record that has it.
  func nearest(to name: String, in collection: Collection) -> Suggestion? {
    lookups.nearest(to: name, in: collection).map {
      Suggestion($0.id, marking: lookups.corpus[$0]?.marking ?? .clear)
    }
  }
}

/// What running text calls a source: its author or publisher, and the year.
struct LeadText {
  let strings: InterfaceStrings

  func text(
    for source: Record?, suppressesAuthor: Bool, language: String, defaultLanguage: String
  ) -> String {
    guard let source else { return "" }
    let year = source.item.date("issued").map { String($0.start.year) }
    if suppressesAuthor, let year { return year }
    let name =
      authors(of: source.item)
      ?? source.item.text("publisher") ?? source.item.text("container-title")
      ?? source.title?.text(in: language, default: defaultLanguage).text ?? source.id
    return year.map { "\(name) (\($0))" } ?? name
  }

  /// One or two names in full, the first of several with `et al.`.
  private func authors(of item: Item) -> String? {
    let names = item.items("author").compactMap { $0.text("literal") ?? $0.text("family") }
    guard let first = names.first else { return nil }
    switch names.count {
    case 1: return first
    case 2: return "\(first) \(strings("narrative.and")) \(names[1])"
    default: return "\(first) \(strings("narrative.etAl"))"
    }
  }
}
