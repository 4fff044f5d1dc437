import Diagnostics
import Editions
import Figures
import Loading
import MarkdownTree
import Records

/// A small corpus whose numbers can be added up by eye.
enum Sample {
  static let records = [
    "entities/entities.yaml": """
    - { id: dprk, schema: PublicBody, name: DPRK }
    - { id: rgb, schema: PublicBody, name: RGB, parent: dprk, alias: [Bureau, Office 39] }
    - { id: lazarus, schema: Organization, name: Lazarus, parent: rgb, weakAlias: Zinc }
    - { id: gang, schema: Organization, name: Harbour gang }
    - { id: purse, schema: CryptoWallet, name: Purse, currency: BTC, publicKey: 1abc }
    - { id: bank, schema: Company, name: First Bank, country: no }
    """,
    "authorities/authorities.yaml": """
    - { id: ofac, name: OFAC, jurisdiction: us }
    - { id: fcdo, name: FCDO, jurisdiction: gb }
    """,
    "sources/sources.yaml": """
    - { id: report, type: report, title: Report, URL: "https://example.org/report" }
    - { id: paper, type: report, title: Paper, URL: "https://example.org/paper" }
    """,
    "incidents/incidents.yaml": """
    - id: alpha
      name: Alpha
      startDate: 2024-05-31
      status: confirmed
      receivers: [{ entity: bank }]
      initiators: lazarus
      losses: [{ amount: 1000000.10, currency: USD, sources: paper }]
      wallets: [BTC:addr, purse]
      sources: report
    - id: beta
      name: Beta
      startDate: 2024-07
      status: alleged
      receivers: [{ name: Beta Exchange, country: JP }]
      initiators: gang
      losses:
        - { amount: 2000000.20, currency: USD, preferred: true }
        - { amount: 3000000, currency: USD }
      sources: report
    - id: gamma
      name: Gamma
      disclosureDate: 2023
      receivers: Gamma
      initiators: rgb
      losses: [{ amountMin: 500, amountMax: 700, currency: USD }]
      sources: report
    - id: delta
      name: Delta
      startDate: 2022-01-01
      receivers: Delta
      initiators: lazarus
      losses: [{ amount: 90, currency: EUR, amountUSD: 100 }]
      sources: report
    - id: epsilon
      name: "It's \\"Epsilon\\""
      startDate: 2021-02-03
      receivers: Epsilon
      sources: report
    """,
    "sanctions/sanctions.yaml": """
    - { id: us-lazarus, entity: lazarus, authority: ofac, listingDate: 2019-09-13, sources: report }
    - { id: gb-lazarus, entity: lazarus, authority: fcdo, listingDate: 2020-07-31, status: active,
        sources: report }
    - { id: us-gang, entity: gang, authority: ofac, listingDate: 2018, endDate: 2020,
        status: delisted, wallets: BTC:other, sources: report }
    """,
  ]

  struct Outcome {
    let figures: EvaluatedFigures
    let diagnostics: [Diagnostic]
    let sources: [String: SourceFile]

    /// The text a diagnostic points at.
    func text(_ diagnostic: Diagnostic?) -> String? {
      guard let span = diagnostic?.span, let source = sources[span.path] else { return nil }
      return String(decoding: source.bytes[span.start..<span.end], as: UTF8.self)
    }

    var codes: [DiagnosticCode] { diagnostics.map(\.code) }

    func value(_ id: String) -> String? { figures.figure(id)?.value?.description }
  }

  static func corpus() async throws -> Corpus {
    try await load(figures: "").project.corpus
  }

  static func database(limits: QueryLimits = QueryLimits()) async throws -> CorpusDatabase {
    try CorpusDatabase(corpus: await corpus(), defaultLanguage: "en", limits: limits)
  }

  private static func load(
    figures: String, more: [String: String] = [:], expecting codes: [DiagnosticCode] = []
  ) async throws -> LoadedProject {
    var texts = [
      "Content/dossier.yaml": """
      title: Test
      languages: [en, fr]
      marking: TLP:CLEAR
      editions: { public: { ceiling: TLP:CLEAR } }
      """,
      "Content/packs/p/pack.yaml": "title: Pack\nforum: f\naudience: All\ncontents: []\n",
      "Content/records/forums/f.yaml": "{ id: f, name: Forum, members: [ca, us] }",
    ]
    if !figures.isEmpty { texts["Content/packs/p/figures.yaml"] = figures }
    for (path, text) in records.merging(more, uniquingKeysWith: { $1 }) {
      texts["Content/records/" + path] = text
    }
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    let errors = loaded.diagnostics.filter { $0.severity == .error && !codes.contains($0.code) }
    if !errors.isEmpty { throw SampleError(description: "\(errors)") }
    return loaded.value
  }

  static func evaluate(
    _ figures: String, asOf: String? = nil, removedByDate: Set<RecordReference> = [],
    more: [String: String] = [:], expecting codes: [DiagnosticCode] = []
  ) async throws -> Outcome {
    let loaded = try await load(figures: figures, more: more, expecting: codes)
    guard let pack = loaded.project.packs.first,
      let edition = loaded.project.settings.editions.first
    else { throw SampleError(description: "the sample has no pack") }
    let request = EditionRequest(edition: edition, asOf: asOf.flatMap { PartialDate($0) })
    let evaluated = try FigureEvaluator().evaluate(
      EditionPack(
        request: request, settings: loaded.project.settings, corpus: loaded.project.corpus,
        pack: pack, asOf: request.asOf, removedByDate: removedByDate))
    return Outcome(
      figures: evaluated.value, diagnostics: evaluated.diagnostics, sources: loaded.sources)
  }

  /// The text of SQL as if it stood at the start of a file.
  static func sql(_ text: String) -> SourceText {
    SourceText(text, origin: TextOrigin(path: "q.md"))
  }
}

struct SampleError: Error, CustomStringConvertible {
  let description: String
}
