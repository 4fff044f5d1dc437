internal import Diagnostics
internal import Figures
internal import Narratives
internal import Records

/// Printable proof of every number: value, rows, query, reconciliation, sentences.
struct FiguresPage: Page {
  let frame: AnnexFrame
  /// Those that this edition writes, by id.
  let figures: [FigureResult]

  private var context: RenderingContext { frame.context }

  var path: String { frame.path }
  var template: String { "figures" }
  var title: [ProseInline] { frame.title }
  var marking: Marking {
    let finder = PageMarking(context: context)
    return figures.reduce(frame.marking) { highest, figure in
      max(
        highest, figure.marking, finder.marking(of: figure.records),
        finder.marking(of: figure.sources))
    }
  }

  /// Beyond this many rows the page gives their count and query, not their names.
  private static let namedRows = 200

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    values["figures"] = .list(figures.map { self.values(of: $0, writer) })
    return values
  }

  private func values(of figure: FigureResult, _ writer: HTMLWriter) -> TemplateRecord {
    let fragment = "figure-\(figure.id)"
    let label = context.pack.figureLabels[figure.id] ?? []
    var values = TemplateRecord([
      "figureID": .plain(writer.id(fragment)),
      "figureTitleID": .plain(writer.id(fragment + "-title")),
      "figureLabelHTML": .html(writer.html(label.isEmpty ? [.text(figure.id)] : label)),
      "valueHTML": .html(writer.html([value(of: figure)])),
      "figureName": .plain(figure.id),
      "exactValue": .plain(figure.value?.description ?? ""),
      "unit": .plain(figure.unit ?? ""),
      "range": .plain(range(of: figure)),
      "query": .plain(figure.query),
      "withoutAmount": .plain(figure.withoutAmount > 0 ? String(figure.withoutAmount) : ""),
      "quote": .plain(figure.definition.quote?.value ?? ""),
      "rowCount": .plain(String(figure.records.count)),
      "recordsHTML": .html(writer.html(links(to: figure.records))),
      "sourcesHTML": .html(writer.html(links(to: figure.sources))),
      "reconciliations": .list(reconciliations(of: figure, writer)),
    ])
    let uses = uses(of: figure, writer)
    values["hasUses"] = .flag(!uses.isEmpty)
    values["uses"] = .list(uses)
    return values
  }

  /// The value as the text shows it; the page itself is its proof, so it links nowhere.
  private func value(of figure: FigureResult) -> ProseInline {
    if figure.hasNoData { return .text(context.strings("page.noData")) }
    return .text(context.formatter.display(figure, form: figure.isRange ? .range : .standard))
  }

  private func range(of figure: FigureResult) -> String {
    guard figure.low != nil, figure.high != nil, figure.low != figure.high else { return "" }
    return context.formatter.display(figure, form: .range)
  }

  private func links(to references: [RecordReference]) -> [ProseInline] {
    guard references.count <= FiguresPage.namedRows else {
      return [.text(String(references.count))]
    }
    let content = RecordContent(context: context)
    var inlines: [ProseInline] = []
    for reference in references {
      if !inlines.isEmpty { inlines.append(.text("; ")) }
      inlines +=
        reference.collection == .sources
        ? content.shortReference(reference) : context.link(to: reference)
    }
    return inlines
  }

  private func reconciliations(
    of figure: FigureResult, _ writer: HTMLWriter
  ) -> [TemplateRecord] {
    var records: [TemplateRecord] = []
    for (index, result) in context.pack.figures.reconciliations.enumerated() {
      guard result.definition.figure.value == figure.id else { continue }
      let other = result.definition.with.value
      let label = context.pack.figureLabels[other].map(InlineText.plain) ?? other
      let text = TextPattern.fill(
        context.strings(result.isWithin ? "page.within" : "page.outside"),
        [
          "percent": result.definition.within.description, "figure": label,
          "difference": result.percent?.rounded(toDecimals: 1).description ?? "?",
        ])
      var inlines: [ProseInline] = [
        .link(target: .figure(other), title: "", content: [.text(text)])
      ]
      let reasons = context.pack.reconciliationReasons
      if index < reasons.count, !reasons[index].isEmpty {
        inlines += [.text(". ")] + reasons[index]
      }
      records.append(TemplateRecord(["reconciliationHTML": .html(writer.html(inlines))]))
    }
    return records
  }

  private func uses(of figure: FigureResult, _ writer: HTMLWriter) -> [TemplateRecord] {
    (context.pack.uses[figure.id] ?? []).map { use in
      let fragment = use.block.isEmpty ? nil : PageIndex.contentAnchor(use.block)
      return TemplateRecord([
        "useURL": .url(writer.url(ofPage: use.place, fragment: fragment)),
        "placeHTML": .html(writer.with(.inert).html(title(ofPlace: use.place))),
        "sentence": .plain(use.sentence),
      ])
    }
  }

  private func title(ofPlace place: String) -> [ProseInline] {
    for case .section(let section) in context.pack.contents where section.name == place {
      return section.title
    }
    for reference in [Collection.incidents, .sanctions, .entities] {
      let prefix = reference.rawValue + "/"
      guard place.hasPrefix(prefix) else { continue }
      return context.name(of: RecordReference(reference, String(place.dropFirst(prefix.count))))
    }
    return [.text(place)]
  }
}
