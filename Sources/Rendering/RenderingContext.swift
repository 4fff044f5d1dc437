internal import Editions
package import Figures
package import Narratives
package import Records
internal import Synchronization

/// What every page of one pack in one language shares.
///
/// A class, as every writer and view holds it: copying its parts would cost more than writing.
package final class RenderingContext: Sendable {
  package let pack: CompiledPack
  package let index: PageIndex
  package let formatter: FigureFormatter
  package let dates: DateText
  package let vocabulary: Vocabulary
  /// Who names whom, the other way round.
  package let relations: RecordRelations
  /// The full references of sources that were asked for: many records rest on the same few.
  private let references = Mutex<[RecordReference: [ProseInline]]>([:])

  package convenience init(pack: CompiledPack) {
    self.init(
      pack: pack, relations: RecordRelations(corpus: pack.edition.corpus, shown: pack.shown))
  }

  /// For pages that show a pack's title alone.
  convenience init(titlesOf pack: CompiledPack) {
    self.init(pack: pack, relations: RecordRelations(corpus: Corpus([]), shown: []))
  }

  private init(pack: CompiledPack, relations: RecordRelations) {
    self.pack = pack
    self.relations = relations
    index = PageIndex(pack)
    formatter = FigureFormatter(strings: pack.strings)
    dates = DateText(strings: pack.strings)
    vocabulary = Vocabulary(strings: pack.strings)
  }

  /// A source's full reference, put together when it is first asked for.
  func reference(
    of source: RecordReference, _ make: () -> [ProseInline]
  ) -> [ProseInline] {
    if let known = references.withLock({ $0[source] }) { return known }
    let made = make()
    references.withLock { $0[source] = made }
    return made
  }

  package var strings: InterfaceStrings { pack.strings }
  package var language: String { pack.language }
  package var defaultLanguage: String { pack.edition.settings.defaultLanguage }
  package var corpus: Corpus { pack.edition.corpus }

  /// Localized text of a record, with its language where that is another than the page's.
  package func inlines(_ text: LocalizedText) -> [ProseInline] {
    let (text, language) = text.text(in: self.language, default: defaultLanguage)
    guard let language, language != self.language else { return [.isolated(text)] }
    return [.foreign(language: language, [.text(text)])]
  }

  /// Text that records hold in no language of its own, shown as its author wrote it.
  ///
  /// A public body is called what the strings call it. Other words stand in the default language,
  /// in which authors write, and say so on pages of another; codes have no language.
  package func written(_ text: String, key: String) -> [ProseInline] {
    guard FieldText.proseKeys.contains(key) else { return [.isolated(text)] }
    if FieldText.bodyKeys.contains(key), let name = strings.texts["body.\(Vocabulary.key(text))"] {
      return [.text(name)]
    }
    guard language != defaultLanguage, holdsWords(text) else { return [.isolated(text)] }
    return [.foreign(language: defaultLanguage, [.text(text)])]
  }

  /// Whether anything in the text is more than a code: letters that are not all capitals.
  private func holdsWords(_ text: String) -> Bool {
    text.utf8.contains { ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || $0 >= 0x80 }
  }

  /// What readers call a record, as inline text with its language where that is another.
  package func name(of reference: RecordReference) -> [ProseInline] {
    guard let record = corpus[reference] else { return [.text(reference.id)] }
    if let title = record.title {
      // A measure's words stand in other sentences without their own stop.
      return record.collection == .measures ? inlines(title).withoutStop : inlines(title)
    }
    guard record.collection == .sanctions, let authority = record.item.reference("authority") else {
      return [.text(reference.id)]
    }
    return target(of: record) + [.text(" (")] + name(of: authority) + [.text(")")]
  }

  /// Whom a sanction lists, by name.
  package func target(of sanction: Record) -> [ProseInline] {
    if let entity = sanction.item.reference("entity") { return name(of: entity) }
    return [.isolated(sanction.item.text("entityName") ?? sanction.id)]
  }

  /// The range of a disputed key figure, which stands beside its value; empty where the value says
  /// it already, or nothing is disputed.
  package func range(of keyFigure: KeyFigure) -> String {
    guard case .figure(let id) = keyFigure.number.origin, let figure = pack.figures.figure(id),
      let low = figure.low, let high = figure.high, low != high
    else { return "" }
    let text = formatter.display(figure, form: .range)
    guard text != keyFigure.number.display else { return "" }
    return TextPattern.fill(strings("page.keyRange"), ["range": text])
  }

  /// A record's name that links to its page where it has one.
  package func link(to reference: RecordReference) -> [ProseInline] {
    guard index.place(of: .record(reference)) != nil else { return name(of: reference) }
    return [.link(target: .record(reference), title: "", content: name(of: reference))]
  }
}
