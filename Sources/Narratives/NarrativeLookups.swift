internal import Diagnostics
internal import Editions
internal import Figures
internal import MarkdownTree
internal import Records

/// What every page of one compile asks for, found once; read from many tasks.
final class NarrativeLookups: Sendable {
  let edition: EditionPack
  let figures: EvaluatedFigures
  /// The pack's language; a text that fell back may be in another.
  let language: String
  let strings: InterfaceStrings
  let formatter: FigureFormatter
  /// The section texts in force, by name: own language, else the default, else the first written.
  let sections: [String: Section]
  let annexNames: Set<String>
  let anchors: AnchorIndex
  let numberWords: NumberWords
  /// What a query's rows call records, in the pack's language.
  let translatedNames: TranslatedNames
  /// Displays of the pack's figures to their ids, for suggestions.
  let figuresByDisplay: [String: String]

  init(
    edition: EditionPack, figures: EvaluatedFigures, language: String, strings: InterfaceStrings
  ) {
    self.edition = edition
    self.figures = figures
    self.language = language
    self.strings = strings
    formatter = FigureFormatter(strings: strings)
    let defaultLanguage = edition.settings.defaultLanguage
    var sections: [String: Section] = [:]
    for section in edition.pack.sections {
      guard let current = sections[section.name] else {
        sections[section.name] = section
        continue
      }
      let isNearer =
        section.language == language && current.language != language
        || section.language == defaultLanguage && current.language != language
          && current.language != defaultLanguage
      if isNearer { sections[section.name] = section }
    }
    self.sections = sections
    var listed: [Section] = []
    var annexNames: Set<String> = []
    for entry in edition.pack.contents {
      switch entry.kind {
      case .section(let name):
        if let section = sections[name] { listed.append(section) }
      case .annex: annexNames.insert(entry.name)
      }
    }
    self.annexNames = annexNames
    let filter = OnlyFilter(edition: edition.request.edition.name, language: language)
    anchors = AnchorIndex(sections: listed, annexNames: annexNames, filter: filter)
    numberWords = NumberWords(strings: strings)
    translatedNames = TranslatedNames(
      of: edition.corpus, in: language, default: defaultLanguage)
    var displays: [String: String] = [:]
    for figure in figures.figures where !figure.hasNoData {
      for form in [FigureForm.standard, .full, .short] {
        let display = formatter.display(figure, form: form)
        if !display.isEmpty, displays[display] == nil { displays[display] = figure.id }
      }
    }
    figuresByDisplay = displays
  }

  var defaultLanguage: String { edition.settings.defaultLanguage }
  var corpus: Corpus { edition.corpus }
  var hasDateOption: Bool { edition.request.hasDateOption }
  var onlyFilter: OnlyFilter {
    OnlyFilter(edition: edition.request.edition.name, language: language)
  }

  func term(_ id: String) -> TermDefinition? {
    edition.pack.terms.first { $0.id.value == id }
  }

  /// The id of a record of `collection` nearest to `name`, as this edition knows them.
  func nearest(to name: String, in collection: Collection) -> RecordReference? {
    NearestName.nearest(to: name, in: corpus.records(collection).lazy.map(\.id))
      .map { RecordReference(collection, $0) }
  }

  /// `no data at 2024-05-31`.
  var noDataText: String {
    let date = edition.request.asOf ?? edition.request.knownAt ?? edition.asOf
    return Template.fill(strings("narrative.noData"), ["date": date?.description ?? ""])
  }

  /// A record's name for readers; wrapped where it is in another language than the text around.
  func name(of reference: RecordReference, inTextOf textLanguage: String) -> [ProseInline] {
    guard let title = corpus[reference]?.title else { return [.text(reference.id)] }
    let (text, found) = title.text(in: language, default: defaultLanguage)
    guard let found, found != textLanguage else { return [.text(text)] }
    return [.foreign(language: found, [.text(text)])]
  }

  /// What is wrong with a unit that is no currency, `percent` or counted noun of the strings.
  func unknownUnit(_ unit: Located<String>, code: DiagnosticCode) -> Diagnostic? {
    if FigureUnit(unit.value).isKnown(in: strings) { return nil }
    let nouns = FigureUnit.nouns(in: strings)
    // `eur` means the code, unless it is nearly a noun.
    let upper = unit.value.uppercased()
    let nearest =
      NearestName.nearest(to: unit.value, in: nouns)
      ?? (CurrencyCode.isKnown(upper)
        ? upper : NearestName.nearest(to: unit.value, in: ["percent", "USD", "EUR"]))
    return .unknownUnit(unit, of: code, nearest: nearest)
  }
}

/// Fills `{name}` places of interface strings.
enum Template {
  static func fill(_ text: String, _ values: KeyValuePairs<String, String>) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<open]
      let after = rest[(open + 1)...]
      guard let close = after.firstIndex(of: UInt8(ascii: "}")) else {
        rest = rest[open...]
        break
      }
      let name = String(decoding: after[..<close], as: UTF8.self)
      if let value = values.first(where: { $0.key == name })?.value {
        result += Array(value.utf8)
      } else {
        result += rest[open...close]
      }
      rest = rest[(close + 1)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
