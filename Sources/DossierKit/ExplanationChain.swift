internal import Diagnostics
internal import Editions
internal import Figures
internal import MarkdownTree
internal import Narratives
internal import Records

/// Follows a figure or claim of a compiled pack down to records, estimates and sources.
struct ExplanationChain {
  let pack: CompiledPack

  private var corpus: Corpus { pack.edition.corpus }
  private var formatter: FigureFormatter { FigureFormatter(strings: pack.strings) }

  func explanation(_ figure: FigureResult) -> Why.Explanation {
    let display = formatter.display(figure, form: .standard)
    let label =
      figure.definition.label?.entry(
        in: pack.language, default: pack.edition.settings.defaultLanguage)?.narrative.content
      .plainText ?? figure.id
    let origin =
      figure.isReported
      ? "quoted from \(figure.sources.first.map { name(of: $0) } ?? "its source")"
      : "\(figure.query), computed over \(counted(figure.records))"
    return Why.Explanation(
      id: figure.id, sentence: "\(label): \(display), \(origin).", display: display,
      value: figure.value?.description, low: figure.low?.description,
      high: figure.high?.description, unit: figure.unit, query: figure.query,
      quote: figure.definition.quote?.value, withoutAmount: figure.withoutAmount,
      figures: figure.figures,
      rows: figure.isReported ? [] : figure.records.compactMap(row),
      sources: figure.sources.compactMap(source), uses: pack.uses[figure.id] ?? [])
  }

  func explanation(_ claim: ClaimResult) -> Why.Explanation {
    let sources = Set(claim.records.flatMap { corpus[$0]?.item.references("sources") ?? [] })
    return Why.Explanation(
      id: claim.id,
      sentence:
        "The claim \(claim.id) \(claim.holds ? "holds" : "does not hold"): "
        + "\(oneLine(claim.definition.holds.text)) over \(counted(claim.records)).",
      display: claim.holds ? "true" : "false", value: nil, low: nil, high: nil, unit: nil,
      query: oneLine(claim.definition.holds.text), quote: nil, withoutAmount: 0,
      figures: claim.figures, rows: claim.records.compactMap(row),
      sources: sources.sorted().compactMap(source), uses: pack.uses["claims/\(claim.id)"] ?? [])
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `6 incidents and 2 entities`.
  private func counted(_ records: [RecordReference]) -> String {
    guard !records.isEmpty else { return "no records" }
    var counts: [(collection: Collection, count: Int)] = []
    for record in records {
      if counts.last?.collection == record.collection {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((record.collection, 1))
      }
    }
    return counts.map {
      "\($0.count) \($0.count == 1 ? $0.collection.singular : $0.collection.rawValue)"
    }
    .joined(separator: " and ")
  }

  private func row(_ reference: RecordReference) -> Why.Row? {
    guard let record = corpus[reference] else { return nil }
    let estimates = record.item.items("losses").map { loss in
      Why.Estimate(
        amount: amount(of: loss), isPreferred: loss.flag("preferred") ?? false,
        sources: loss.references("sources").map(\.id))
    }
    return Why.Row(
      reference: reference, name: name(of: reference), estimates: estimates,
      sources: record.item.references("sources").map(\.id))
  }

  private func amount(of loss: Item) -> String {
    let currency = loss.text("currency") ?? "USD"
    return formatter.display(
      value: loss.amount("amount"), low: loss.amount("amountMin"), high: loss.amount("amountMax"),
      unit: currency, form: loss.amount("amount") == nil ? .range : .full)
  }

  private func source(_ reference: RecordReference) -> Why.Source? {
    guard let record = corpus[reference] else { return nil }
    return Why.Source(
      id: reference.id, title: name(of: reference), url: record.item.text("URL") ?? "")
  }

  private func name(of reference: RecordReference) -> String {
    corpus[reference]?.title?.text(
      in: pack.language, default: pack.edition.settings.defaultLanguage
    ).text ?? reference.id
  }
}
