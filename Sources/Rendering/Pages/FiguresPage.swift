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

  func values(_ writer: HTMLWriter) -> TemplateRecord {
    var values = frame.values(writer)
    values["figures"] = .list(figures.map { self.values(of: $0, writer) })
    return values
  }

  private func values(of figure: FigureResult, _ writer: HTMLWriter) -> TemplateRecord {
    let fragment = "figure-\(figure.id)"
    let proof = FigureProof(context: context, figure: figure)
    var values = TemplateRecord([
      "figureID": .plain(writer.id(fragment)),
      "figureTitleID": .plain(writer.id(fragment + "-title")),
      "figureLabelHTML": .html(writer.html(proof.label)),
      "valueHTML": .html(writer.html([.text(proof.display)])),
      "figureName": .plain(figure.id),
      "exactValueHTML": .html(writer.html(proof.exactValue)),
      "unit": .plain(proof.unit),
      "range": .plain(proof.range),
      "query": .plain(figure.query),
      "withoutAmount": .plain(figure.withoutAmount > 0 ? String(figure.withoutAmount) : ""),
      "quote": .plain(figure.definition.quote?.value ?? ""),
      "rowCount": .plain(String(proof.rows.count)),
      "recordsHTML": .html(writer.html(proof.links(to: proof.rows))),
      "sourcesHTML": .html(writer.html(proof.links(to: figure.sources))),
      "reconciliations": .list(
        proof.reconciliations.map {
          TemplateRecord(["reconciliationHTML": .html(writer.html($0))])
        }),
    ])
    let uses = uses(of: proof, writer)
    values["hasUses"] = .flag(!uses.isEmpty)
    values["uses"] = .list(uses)
    return values
  }

  private func uses(of proof: FigureProof, _ writer: HTMLWriter) -> [TemplateRecord] {
    (context.pack.uses[proof.figure.id] ?? []).map { use in
      let fragment = use.anchoredBlock.map(PageIndex.contentAnchor)
      return TemplateRecord([
        "useURL": .url(writer.url(ofPage: use.place, fragment: fragment)),
        "placeHTML": .html(writer.with(.inert).html(proof.place(of: use).title)),
        "sentence": .plain(use.sentence),
      ])
    }
  }
}
