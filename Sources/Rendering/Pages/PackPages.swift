internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
internal import Records

/// Lists a pack's pages other than its records' and its cover.
struct PackPages {
  let context: RenderingContext

  /// Sections and annexes in the pack's order.
  func entries() -> [any Page] {
    let places = context.pack.contents.map { (path: path(of: $0), title: title(of: $0)) }
    var sections = 0
    var annexes = 0
    return context.pack.contents.enumerated().map { index, entry in
      let neighbours = Neighbours(
        previous: index > 0 ? places[index - 1] : nil,
        next: index + 1 < places.count ? places[index + 1] : nil)
      switch entry {
      case .section(let section):
        sections += 1
        return SectionPage(
          context: context, section: section, number: sections, neighbours: neighbours)
      case .annex(let annex):
        annexes += 1
        return page(
          of: AnnexFrame(
            context: context, annex: annex, number: annexes, neighbours: neighbours))
      }
    }
  }

  func page(of frame: AnnexFrame) -> any Page {
    switch frame.annex.content {
    case .records(let table): AnnexPage(frame: frame, table: table)
    case .coverage(let matrix): CoveragePage(frame: frame, matrix: matrix)
    case .timeline(let timeline): TimelinePage(frame: frame, timeline: timeline)
    case .figures: FiguresPage(frame: frame, figures: context.writtenFigures)
    case .sources: SourcesPage(frame: frame)
    }
  }

  private func path(of entry: CompiledEntry) -> String {
    switch entry {
    case .section(let section): section.name
    case .annex(let annex): "annex/\(annex.name)"
    }
  }

  private func title(of entry: CompiledEntry) -> [ProseInline] {
    switch entry {
    case .section(let section): section.title
    case .annex(let annex):
      AnnexFrame(context: context, annex: annex, number: 0, neighbours: Neighbours()).title
    }
  }

  /// The cover's line for each entry: a section's first sentence, an annex's purpose.
  func contents(of entries: [any Page]) -> [CoverPage.Entry] {
    let text = CoverText(context: context)
    return zip(context.pack.contents, entries).map { entry, page in
      switch entry {
      case .section(let section):
        CoverPage.Entry(
          path: page.path, title: page.title, line: text.contentsLine(of: section), isAnnex: false)
      case .annex(let annex):
        CoverPage.Entry(
          path: page.path, title: page.title,
          line: AnnexFrame(
            context: context, annex: annex, number: 0, neighbours: Neighbours()
          ).purpose, isAnnex: true)
      }
    }
  }

  /// Shown records with pages of their own, by collection in the order of the site, then id.
  func records() -> [Record] {
    PageIndex.pagedCollections.flatMap { collection in
      context.corpus.records(collection).filter { context.pack.shown.contains($0.reference) }
    }
  }

  /// The annex that lists each collection's records, which is the page above theirs.
  func parents() -> [Collection: (path: String, title: [ProseInline])] {
    var parents: [Collection: (path: String, title: [ProseInline])] = [:]
    for entry in context.pack.contents {
      guard case .annex(let annex) = entry, case .records(let table) = annex.content,
        parents[table.collection] == nil
      else { continue }
      parents[table.collection] = (path(of: entry), title(of: entry))
    }
    return parents
  }
}

extension RenderingContext {
  /// The figures this edition writes: those used by a text, a claim, a reconciliation, or by a
  /// written figure.
  var writtenFigures: [FigureResult] {
    var wanted = pack.figures.figures.map(\.id).filter { pack.uses[$0]?.isEmpty == false }
    wanted += pack.figures.claims.flatMap(\.figures)
    for result in pack.figures.reconciliations {
      wanted += [result.definition.figure.value, result.definition.with.value]
    }
    var written: Set<String> = []
    while let id = wanted.popLast() {
      guard written.insert(id).inserted, let figure = pack.figures.figure(id) else { continue }
      wanted += figure.figures
    }
    return pack.figures.figures.filter { written.contains($0.id) }
  }
}
