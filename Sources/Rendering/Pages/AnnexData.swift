internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// Annexes as tables of data: exact numbers, EDTF dates, ids.
struct AnnexData {
  let context: RenderingContext

  func table(of annex: CompiledAnnex) -> CSVTable? {
    switch annex.content {
    case .records(let table): self.table(of: table)
    case .coverage(let matrix): CoverageView(context: context).csv(matrix)
    case .timeline(let timeline): TimelineView(context: context).csv(timeline)
    case .figures: figures()
    case .sources: sources()
    }
  }

  private func table(of table: RecordTable) -> CSVTable {
    let view = RecordColumns(context: context)
    let columns = view.columns(of: table)
    let rows = table.records.compactMap { reference in
      context.corpus[reference].map { record in
        (cells: [record.id] + columns.map { view.value($0, of: record) }, marking: record.marking)
      }
    }
    return CSVTable(header: ["id"] + columns.map(\.key), rows: rows)
  }

  private func figures() -> CSVTable {
    let finder = PageMarking(context: context)
    let rows = context.writtenFigures.map { figure in
      (
        cells: [
          figure.id, context.pack.figureLabels[figure.id].map(InlineText.plain) ?? "",
          figure.value?.description ?? "", figure.low?.description ?? "",
          figure.high?.description ?? "", figure.unit ?? "", figure.query,
          figure.records.map(\.description).joined(separator: ";"),
          figure.sources.map(\.id).joined(separator: ";"),
        ],
        marking: max(
          figure.marking, finder.marking(of: figure.records), finder.marking(of: figure.sources))
      )
    }
    return CSVTable(
      header: ["id", "label", "value", "low", "high", "unit", "query", "records", "sources"],
      rows: rows)
  }

  private func sources() -> CSVTable {
    let numbers = Dictionary(
      context.pack.bibliography.enumerated().map { ($1, $0 + 1) },
      uniquingKeysWith: { first, _ in first })
    let shown = context.pack.shown.filter { $0.collection == .sources }
    let content = RecordContent(context: context)
    let ordered = Set(shown).union(context.pack.bibliography).sorted()
    let rows = ordered.compactMap { reference in
      context.corpus[reference].map { source in
        (
          cells: [
            source.id, numbers[reference].map(String.init) ?? "", content.authors(of: source),
            InlineText.plain(context.name(of: reference)), source.item.text("publisher") ?? "",
            source.item.date("issued")?.description ?? "", source.item.text("URL") ?? "",
            source.item.text("archiveURL") ?? "",
            source.item.date("accessed")?.description ?? "",
            source.item.text("language") ?? "", source.item.text("reliability") ?? "",
            source.item.text("credibility") ?? "",
          ], marking: source.marking
        )
      }
    }
    return CSVTable(
      header: [
        "id", "number", "author", "title", "publisher", "issued", "URL", "archiveURL", "accessed",
        "language", "reliability", "credibility",
      ], rows: rows)
  }
}
