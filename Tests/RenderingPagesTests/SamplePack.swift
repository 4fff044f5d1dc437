import Diagnostics
import Editions
import Figures
import Foundation
import MarkdownTree
import Narratives
import Records
import Rendering

/// A compiled pack made in code: two sections, every kind of annex.
enum SamplePack {
  static let edition = Edition(name: "partners", ceiling: .amber, span: Make.span)

  static func make(
    language: String = "en", records: [Record] = SampleRecords.all
  ) throws -> (pack: CompiledPack, compiler: NarrativeCompiler) {
    let edition = editionPack(records: records)
    let figures = try figures(edition)
    let strings = try Project.strings(language)
    var pack = CompiledPack(
      edition: edition, figures: figures, language: language, strings: strings,
      title: [.text("Cyberattacks & theft of cryptocurrency")])
    pack.audience = [.text("Leaders' personal representatives")]
    pack.from = [.text("Presidency of Canada")]
    pack.shown = Set(records.map(\.reference).filter { $0.collection != .forums })
    pack.bibliography = [
      RecordReference(.sources, "fbi-bybit-2025"), RecordReference(.sources, "ofac-2019"),
    ]
    pack.figureLabels = [
      "recorded": [.text("Losses recorded here")], "reported": [.text("Losses as reported")],
    ]
    pack.reconciliationReasons = [[.text("the list holds the largest cases only")]]
    pack.uses = [
      "recorded": [
        FigureUse(
          place: "summary", block: "p-00000001",
          sentence: "Thieves took US$1.81 billion in the incidents recorded here.")
      ]
    ]
    pack.terms = [
      CompiledTerm(
        id: "mixer", term: [.text("mixer")],
        definition: [.text("a service that hides who sent which coins")], sources: [])
    ]
    pack.contents = SampleSections.all + annexes(records)
    let compiler = NarrativeCompiler(
      edition: edition, figures: figures, language: language, strings: strings)
    return (pack, compiler)
  }

  static func editionPack(records: [Record]) -> EditionPack {
    var pack = Pack(
      id: "g7-2025", title: Make.narrative("Cyberattacks"), marking: .clear, span: Make.span)
    pack.forum = Located(RecordReference(.forums, "g7-2025"), at: Make.span)
    pack.revision = "3"
    pack.numbered = true
    pack.decisionBy = PartialDate("2025-06-13").map { Located($0, at: Make.span) }
    let settings = ProjectSettings(
      title: Make.narrative("Briefing packs"), languages: ["en", "fr"], marking: .clear,
      editions: [edition], contact: "briefings@example.org", licence: "CC-BY-4.0")
    return EditionPack(
      request: EditionRequest(edition: edition), settings: settings, corpus: Corpus(records),
      pack: pack, asOf: PartialDate("2025-06-10"))
  }

  private static func figures(_ edition: EditionPack) throws -> EvaluatedFigures {
    var recorded = FigureResult(
      definition: FigureDefinition(id: Located("recorded", at: Make.span), span: Make.span),
      marking: .clear)
    recorded.value = ExactDecimal(1_808_000_000)
    recorded.low = ExactDecimal(1_768_000_000)
    recorded.high = ExactDecimal(1_808_000_000)
    recorded.definition.unit = Located("USD", at: Make.span)
    recorded.query = "sum(lossUSD) from incidents where year >= 2024"
    recorded.records = [
      RecordReference(.incidents, "bybit-2025"), RecordReference(.incidents, "dmm-2024"),
    ]
    recorded.sources = [RecordReference(.sources, "fbi-bybit-2025")]
    var reported = FigureResult(
      definition: FigureDefinition(id: Located("reported", at: Make.span), span: Make.span),
      marking: .clear)
    reported.value = ExactDecimal(1_900_000_000)
    reported.definition.unit = Located("USD", at: Make.span)
    reported.sources = [RecordReference(.sources, "ofac-2019")]
    let reconciliation = ReconciliationResult(
      definition: ReconciliationDefinition(
        figure: Located("recorded", at: Make.span), with: Located("reported", at: Make.span),
        within: ExactDecimal(25), because: nil, marking: nil, span: Make.span),
      percent: ExactDecimal(significand: 48, scale: 1), isWithin: true)
    return EvaluatedFigures(
      figures: [recorded, reported], claims: [], reconciliations: [reconciliation],
      database: try CorpusDatabase(corpus: edition.corpus, defaultLanguage: "en"))
  }

  private static func annexes(_ records: [Record]) -> [CompiledEntry] {
    func table(_ collection: Collection) -> CompiledAnnex.Content {
      .records(
        RecordTable(
          collection: collection, title: [],
          records: records.map(\.reference).filter { $0.collection == collection }, columns: [],
          name: collection.rawValue))
    }
    let contents: [(String, String, CompiledAnnex.Content)] = [
      ("incidents", "Three thefts, one actor", table(.incidents)),
      ("sanctions", "Listings by date", table(.sanctions)),
      ("entities", "Who is who", table(.entities)),
      ("measures", "What was agreed", table(.measures)),
      ("coverage", "The same actor is listed by some and not by others", .coverage(coverage)),
      ("timeline", "Thefts and listings in order", .timeline(timeline)),
      ("figures", "Every figure with its rows", .figures),
      ("sources", "Sources", .sources),
    ]
    return contents.map { name, title, content in
      .annex(
        CompiledAnnex(name: name, title: [.text(title)], marking: .clear, content: content))
    }
  }

  private static var coverage: CoverageMatrix {
    let listed = CoverageMatrix.Cell(
      status: .listed, sanctions: [RecordReference(.sanctions, "ofac-lazarus")],
      since: PartialDate("2019-09-13"), lag: 0)
    return CoverageMatrix(
      title: [.text("Coverage")], name: "coverage", members: ["ca", "fr", "us"],
      rows: [
        .init(
          entity: RecordReference(.entities, "lazarus-group"),
          cells: [.init(status: .notListed), .init(status: .unknown), listed]),
        .init(
          entity: RecordReference(.entities, "dprk"),
          cells: [.init(status: .notListed), .init(status: .unknown), .init(status: .partly)]),
      ])
  }

  private static var timeline: Timeline {
    let events: [(String, String, RecordReference)] = [
      ("listingDate", "2019-09-13", RecordReference(.sanctions, "ofac-lazarus")),
      ("startDate", "2019-11~", RecordReference(.incidents, "upbit-2019")),
      ("startDate", "2024-05-31", RecordReference(.incidents, "dmm-2024")),
      ("startDate", "2025-02-21", RecordReference(.incidents, "bybit-2025")),
    ]
    return Timeline(
      title: [.text("Timeline")], name: "timeline",
      events: events.compactMap { field, date, record in
        PartialDate(date).map { Timeline.Event(field: field, date: $0, record: record) }
      })
  }
}
