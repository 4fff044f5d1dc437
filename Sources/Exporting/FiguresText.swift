internal import Diagnostics
internal import Records

/// A pack's `figures.yaml` and `terms.yaml`; nil where nothing stands in them.
struct FiguresText {
  let pack: Pack

  var figures: String? {
    let entries: [(String, YAMLValue?)] = [
      ("figures", map(pack.figures.map { ($0.id.value, figure($0)) })),
      ("claims", map(pack.claims.map { ($0.id.value, claim($0)) })),
      ("reconcile", .list(nonEmpty: pack.reconciliations.map(reconciliation))),
    ]
    return entries.contains { $0.1 != nil } ? YAMLValue.map(present: entries).document : nil
  }

  var terms: String? {
    map(pack.terms.map { ($0.id.value, term($0)) })?.document
  }

  private func map(_ entries: [(key: String, value: YAMLValue)]) -> YAMLValue? {
    entries.isEmpty ? nil : .map(entries)
  }

  private func figure(_ figure: FigureDefinition) -> YAMLValue {
    .map(present: [
      ("label", NarrativeValue.value(of: figure.label)),
      ("from", figure.from.map { .text($0.value) }),
      ("where", figure.where.map { .text($0.text) }),
      ("value", figure.value.map { expression($0.text) }),
      ("unit", figure.unit.map { .text($0.value) }),
      ("source", figure.source.map { .text($0.value.id) }),
      ("quote", figure.quote.map { .text($0.value) }),
      ("locator", figure.locator.map(YAMLValue.text)),
      ("decimals", figure.decimals.map { .bare(String($0)) }),
      ("empty", figure.empty.map { .bare($0.value.description) }),
      ("marking", NarrativeValue.label(figure.marking)),
    ])
  }

  /// A number stands bare, any other expression as text.
  private func expression(_ text: String) -> YAMLValue {
    ExactDecimal(text)?.description == text ? .bare(text) : .text(text)
  }

  private func claim(_ claim: ClaimDefinition) -> YAMLValue {
    .map(present: [
      ("label", NarrativeValue.value(of: claim.label)),
      ("holds", .text(claim.holds.text)),
      ("marking", NarrativeValue.label(claim.marking)),
    ])
  }

  private func reconciliation(_ entry: ReconciliationDefinition) -> YAMLValue {
    .map(present: [
      ("figure", .text(entry.figure.value)),
      ("with", .text(entry.with.value)),
      ("within", .bare(entry.within.description + "%")),
      ("because", NarrativeValue.value(of: entry.because)),
      ("marking", NarrativeValue.label(entry.marking)),
    ])
  }

  private func term(_ term: TermDefinition) -> YAMLValue {
    .map(present: [
      ("term", NarrativeValue.value(of: term.term)),
      ("definition", NarrativeValue.value(of: term.definition)),
      ("sources", .list(nonEmpty: term.sources.map { .text($0.value.id) })),
      ("marking", NarrativeValue.label(term.marking)),
    ])
  }
}
