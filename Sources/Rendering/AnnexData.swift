internal import Diagnostics
internal import Editions
internal import Figures
package import Narratives
internal import Records

/// The tables behind annexes as data: `data/NAME.csv`.
package struct AnnexData: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// Every annex's file, in the pack's order, under `LANGUAGE/PACK/data/`.
  package func files() -> [RenderedFile] {
    context.pack.contents.compactMap { entry in
      guard case .annex(let annex) = entry else { return nil }
      return file(of: annex)
    }
  }

  package func file(of annex: CompiledAnnex) -> RenderedFile {
    let table = self.table(of: annex)
    let marking = table.rows.map(\.marking).max() ?? .clear
    return RenderedFile(
      path: "\(context.language)/\(context.pack.edition.pack.id)/data/\(annex.name).csv",
      bytes: CSVWriter().csv(table),
      marking: max(annex.marking, marking, context.packMarking))
  }

  package func table(of annex: CompiledAnnex) -> CSVTable {
    switch annex.content {
    case .records(let table): records(table)
    case .coverage(let matrix): CoverageView(context: context).csv(matrix)
    case .timeline(let timeline): TimelineView(context: context).csv(timeline)
    case .figures: figures
    case .sources: sources
    }
  }

  /// The table's columns by field name, ids first.
  func records(_ table: RecordTable) -> CSVTable {
    let view = RecordColumns(context: context)
    var columns = view.columns(of: table)
    columns.removeAll { $0.key == "id" || $0.key == "marking" }
    let finder = PageMarking(context: context)
    return CSVTable(
      header: ["id"] + columns.map(\.key),
      rows: table.records.compactMap { reference in
        guard let record = context.corpus[reference] else { return nil }
        return (
          cells: [record.id] + columns.map { view.value($0, of: record) },
          marking: finder.marking(of: record)
        )
      })
  }

  private var figures: CSVTable {
    let finder = PageMarking(context: context)
    return CSVTable(
      header: [
        "id", "label", "value", "low", "high", "unit", "display", "query", "records", "sources",
      ],
      rows: context.writtenFigures.map { figure in
        let cells = [
          figure.id, InlineText.plain(context.pack.figureLabels[figure.id] ?? []),
          figure.value?.description ?? "", figure.low?.description ?? "",
          figure.high?.description ?? "", figure.unit ?? "",
          context.formatter.display(figure, form: figure.isRange ? .range : .standard),
          figure.query, list(figure.records), list(figure.sources),
        ]
        return (
          cells: cells,
          marking: max(
            figure.marking, context.packMarking, finder.marking(of: figure.records),
            finder.marking(of: figure.sources))
        )
      })
  }

  private func list(_ references: [RecordReference]) -> String {
    references.map(\.description).joined(separator: ";")
  }

  /// Sources cited in sections by number, then those that only records rest on, by id.
  private var sources: CSVTable {
    let finder = PageMarking(context: context)
    let view = FieldText(context: context)
    let content = RecordContent(context: context)
    let keys = [
      "type", "title", "publisher", "container-title", "number", "issued", "URL", "archiveURL",
      "accessed", "language", "reliability", "credibility",
    ]
    return CSVTable(
      header: ["citation", "id", "author"] + keys,
      rows: numberedSources.compactMap { entry in
        guard let record = context.corpus[entry.source] else { return nil }
        return (
          cells: [entry.number.map(String.init) ?? "", record.id, content.authors(of: record)]
            + keys.map { key in record.item[key].map(view.data) ?? "" },
          marking: finder.marking(of: record)
        )
      })
  }

  /// Every source the sources annex holds: cited ones with their number first.
  var numberedSources: [(number: Int?, source: RecordReference)] {
    let cited = Set(context.pack.bibliography)
    let rest = context.pack.shown
      .filter { $0.collection == .sources && !cited.contains($0) }.sorted()
    return context.pack.bibliography.enumerated().map { (number: $0 + 1, source: $1) }
      + rest.map { (number: nil, source: $0) }
  }
}
