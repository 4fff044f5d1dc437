internal import Editions
package import Figures
package import Narratives
package import Records

/// What every page of one pack in one language shares.
package struct RenderingContext: Sendable {
  package let pack: CompiledPack
  package let index: PageIndex
  package let formatter: FigureFormatter
  package let dates: DateText

  package init(pack: CompiledPack) {
    self.pack = pack
    index = PageIndex(pack)
    formatter = FigureFormatter(strings: pack.strings)
    dates = DateText(strings: pack.strings)
  }

  package var strings: InterfaceStrings { pack.strings }
  package var language: String { pack.language }
  package var defaultLanguage: String { pack.edition.settings.defaultLanguage }
  package var corpus: Corpus { pack.edition.corpus }

  /// What readers call a record, as inline text with its language where that is another.
  package func name(of reference: RecordReference) -> [ProseInline] {
    guard let title = corpus[reference]?.title else { return [.text(reference.id)] }
    let (text, language) = title.text(in: self.language, default: defaultLanguage)
    guard let language, language != self.language else { return [.text(text)] }
    return [.foreign(language: language, [.text(text)])]
  }

  /// A record's name that links to its page where it has one.
  package func link(to reference: RecordReference) -> [ProseInline] {
    guard index.place(of: .record(reference)) != nil else { return name(of: reference) }
    return [.link(target: .record(reference), title: "", content: name(of: reference))]
  }
}
