internal import Diagnostics
internal import Editions
internal import Figures
internal import MarkdownTree
internal import Records

/// Compiles one pack, from its title to the last record it shows.
struct PackCompilation {
  let lookups: NarrativeLookups
  private var bibliography = Bibliography()
  private var diagnostics: [Diagnostic] = []
  private var result: CompiledPack
  /// What the pages so far name.
  private(set) var named = NamedThings()

  init(lookups: NarrativeLookups) {
    self.lookups = lookups
    result = CompiledPack(
      edition: lookups.edition, figures: lookups.figures, language: lookups.language,
      strings: lookups.strings, title: [])
  }

  private var pack: Pack { lookups.edition.pack }

  mutating func compile() -> Checked<CompiledPack> {
    diagnostics += lookups.anchors.diagnostics
    checkUnits()
    compileFront()
    for entry in pack.contents {
      switch entry.kind {
      case .section(let name): compileSection(name, entry)
      case .annex(let kind): compileAnnex(kind, entry)
      }
    }
    compileReasons()
    var shown = ShownRecords(lookups: lookups)
    shown.add(named)
    // Labels and definitions may name figures and records in their turn.
    while true {
      let labels = shown.usedFigures.sorted().filter { result.figureLabels[$0] == nil }
      let terms = shown.usedTerms.filter { id in !result.terms.contains { $0.id == id } }
      if labels.isEmpty, terms.isEmpty { break }
      for id in labels { compileLabel(id) }
      for id in terms.sorted() { compileTerm(id) }
      shown.add(named)
    }
    checkUnusedLabels()
    finish(shown)
    return Checked(result, diagnostics)
  }

  // MARK: Pages

  private func page(
    _ place: PageCompiler.Place, marking: Marking, language: String? = nil
  ) -> PageCompiler {
    var page = PageCompiler(
      lookups: lookups, place: place, language: language ?? lookups.language, marking: marking,
      checksNumbers: true)
    page.bibliography = bibliography
    page.bibliography.beginPage()
    return page
  }

  /// Keeps what a finished page found; the next goes on with its numbers.
  private mutating func absorb(_ page: PageCompiler) {
    bibliography = page.bibliography
    diagnostics += page.diagnostics
    named.add(page)
    result.waivers += page.waivers
    result.quoted += page.quoted
    for (figure, use) in page.uses { result.uses[figure, default: []].append(use) }
  }

  /// A title, label or definition in the pack's language, else visibly in another; checking the
  /// project has told of the translation that is missing.
  private mutating func text(
    of narrative: LocalizedNarrative?, checked: Bool = true, in page: inout PageCompiler
  ) -> [ProseInline] {
    guard let narrative,
      let (found, language) = narrative.entry(
        in: lookups.language, default: lookups.defaultLanguage)
    else { return [] }
    page.diagnostics += LanguageParity.compare(
      narrative, of: lookups.language, default: lookups.defaultLanguage, marking: page.marking)
    return page.compile(found, in: language, checked: checked)
  }

  private mutating func compileFront() {
    var page = page(.cover, marking: pack.marking)
    result.title = text(of: pack.title, in: &page)
    result.audience = text(of: pack.audience, in: &page)
    result.from = text(of: pack.from, in: &page)
    result.handling = text(of: pack.handling, in: &page)
    absorb(page)
  }

  private mutating func compileSection(_ name: String, _ entry: ContentsEntry) {
    guard let section = lookups.sections[name] else { return }
    let marking = max(pack.marking, entry.marking ?? .clear, section.marking ?? .clear)
    var page = page(.section(name), marking: marking, language: section.language)
    let title = page.compile(section.title)
    let text = page.compileText(section.document)
    let texts = pack.sections.filter { $0.name == name }
    if texts.count > 1 {
      page.diagnostics += LanguageParity.compare(
        texts.map { text in
          var uses = LanguageParity.Uses(text.document)
          uses.add(text.title.content)
          return (language: text.language, uses: uses)
        }, of: lookups.language, marking: marking)
    }
    absorb(page)
    result.contents.append(
      .section(
        CompiledSection(
          name: name, title: title, kind: section.kind, marking: page.highestMarking,
          language: section.language, text: text, path: section.path)))
  }

  private mutating func compileAnnex(_ kind: ContentsEntry.Annex, _ entry: ContentsEntry) {
    let marking = max(pack.marking, entry.marking ?? .clear)
    var page = page(.annex(entry.name), marking: marking)
    var title = text(of: entry.title, in: &page)
    if title.isEmpty { title = [.text(lookups.strings("annex.\(kind.rawValue)"))] }
    let content = AnnexCompiler(kind: kind, entry: entry, title: title).compile(in: &page)
    absorb(page)
    guard let content else { return }
    result.contents.append(
      .annex(
        CompiledAnnex(
          name: entry.name, title: title, marking: page.highestMarking, content: content)))
  }

  // MARK: Figures and terms

  /// Where labels and reasons are shown: the annex of figures, else nowhere but the front.
  private var figuresPlace: PageCompiler.Place {
    let entry = pack.contents.first { $0.kind == .annex(.figures) }
    return entry.map { .annex($0.name) } ?? .cover
  }

  private mutating func compileLabel(_ id: String) {
    guard let figure = lookups.figures.figure(id) else { return }
    var page = page(figuresPlace, marking: max(pack.marking, figure.marking))
    let label = text(of: figure.definition.label, in: &page)
    result.figureLabels[id] = label.isEmpty ? [.text(id)] : label
    absorb(page)
  }

  /// Every unit of a figure is one that numbers can be written with.
  private mutating func checkUnits() {
    for figure in lookups.figures.figures {
      guard let unit = figure.definition.unit,
        let diagnostic = lookups.unknownUnit(unit, code: .figureDefinition)
      else { continue }
      diagnostics.append(diagnostic.marked(figure.marking))
    }
  }

  /// Numbers in labels that nothing shows are reported all the same; what they cite has no note.
  private mutating func checkUnusedLabels() {
    let unused = lookups.figures.figures.filter { result.figureLabels[$0.id] == nil }
    let labels =
      unused.map { ($0.definition.label, $0.marking) }
      + lookups.figures.claims.map { ($0.definition.label, $0.definition.marking ?? .clear) }
    for (label, marking) in labels {
      guard let label else { continue }
      var page = page(figuresPlace, marking: max(pack.marking, marking))
      guard
        let (narrative, language) = label.entry(
          in: lookups.language, default: lookups.defaultLanguage)
      else { continue }
      _ = page.compile(narrative, in: language)
      diagnostics += page.diagnostics
    }
  }

  private mutating func compileReasons() {
    for reconciliation in lookups.figures.reconciliations {
      let definition = reconciliation.definition
      var page = page(figuresPlace, marking: max(pack.marking, definition.marking ?? .clear))
      result.reconciliationReasons.append(
        text(of: definition.because, checked: false, in: &page))
      absorb(page)
    }
  }

  private mutating func compileTerm(_ id: String) {
    guard let term = lookups.term(id) else { return }
    var page = page(.cover, marking: max(pack.marking, term.marking ?? .clear))
    let name = text(of: term.term, in: &page)
    let definition = text(of: term.definition, checked: false, in: &page)
    let sources = term.sources.compactMap { source in
      lookups.corpus.contains(source.value) ? source.value : nil
    }
    for source in sources {
      page.name(source)
      _ = page.bibliography.number(of: source)
    }
    absorb(page)
    result.terms.append(
      CompiledTerm(id: id, term: name, definition: definition, sources: sources))
  }

  // MARK: The end

  private mutating func finish(_ shown: ShownRecords) {
    result.shown = shown.records
    result.read = shown.onlyRead
    result.usedFigures = shown.usedFigures.sortedByBytes()
    result.bibliography = bibliography.sources
    for (figure, use) in shown.narrativeUses { result.uses[figure, default: []].append(use) }
    result.waivers += shown.narrativeWaivers
    for figure in lookups.figures.figures where result.figureLabels[figure.id] == nil {
      result.figureLabels[figure.id] = label(ofUnused: figure)
    }
    let language = lookups.defaultLanguage
    let order = result.terms.map { term in
      let narrative = lookups.term(term.id)?.term.entry(in: language, default: language)
      return (key: FoldedName.key(narrative?.narrative.content.plainText ?? term.id), term: term)
    }
    result.terms = order.sorted { left, right in
      left.key == right.key
        ? left.term.id.utf8.lexicographicallyPrecedes(right.term.id.utf8)
        : left.key.lexicographicallyPrecedes(right.key)
    }.map(\.term)
    for index in result.contents.indices { raiseMarking(ofEntry: index, shown) }
  }

  /// No page shows it: it takes no numbers and reports nothing.
  private func label(ofUnused figure: FigureResult) -> [ProseInline] {
    var page = page(figuresPlace, marking: figure.marking)
    return page.label(of: figure)
  }

  /// The annexes of figures and sources show what the whole pack uses.
  private mutating func raiseMarking(ofEntry index: Int, _ shown: ShownRecords) {
    guard case .annex(var annex) = result.contents[index] else { return }
    switch annex.content {
    case .figures:
      for id in result.usedFigures {
        annex.marking = max(annex.marking, lookups.figures.figure(id)?.marking ?? .clear)
      }
    case .sources:
      for source in lookups.corpus.records(.sources) where shown.records.contains(source.reference)
      {
        annex.marking = max(annex.marking, source.strictestMarking)
      }
    case .records, .coverage, .timeline: return
    }
    result.contents[index] = .annex(annex)
  }
}
