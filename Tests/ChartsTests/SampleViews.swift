import Diagnostics
import Editions
import Figures
import Foundation
import Loading
import Narratives
import Records
import Rendering

/// A small pack whose drawings are shown in tests, with the tool's own strings.
enum SampleViews {
  static let span = SourceSpan(file: "Content/sample.yaml")

  static func context(language: String = "en", marking: Marking = .clear) throws
    -> RenderingContext
  {
    let records = Self.records
    let edition = Edition(name: "partners", ceiling: .amber, span: span)
    let title = LocalizedNarrative(entries: [])
    let settings = ProjectSettings(
      title: title, languages: ["en", "fr"], marking: .clear, editions: [edition])
    let pack = EditionPack(
      request: EditionRequest(edition: edition), settings: settings, corpus: Corpus(records),
      pack: Pack(id: "sample", title: title, marking: marking, span: span), asOf: nil)
    let database = try CorpusDatabase(corpus: pack.corpus, defaultLanguage: "en")
    var compiled = CompiledPack(
      edition: pack,
      figures: EvaluatedFigures(figures: [], claims: [], reconciliations: [], database: database),
      language: language, strings: try strings(language), title: [.text("Sample")])
    compiled.shown = Set(records.map(\.reference))
    return RenderingContext(pack: compiled)
  }

  static func strings(_ language: String) throws -> InterfaceStrings {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates/strings/\(language).yaml")
    let source = SourceFile(path: file.path, bytes: Array(try Data(contentsOf: file)))
    return StringsLoader.load(source, language: language).value
  }

  // MARK: - Records

  static func reference(_ collection: Collection, _ id: String) -> FieldValue {
    .reference(RecordReference(collection, id))
  }

  private static func record(
    _ collection: Collection, _ id: String, name: String?, _ fields: [(String, FieldValue)],
    marking: Marking = .clear
  ) -> Record {
    var all = fields
    if let name {
      all.insert(
        (
          "name",
          .localized(
            LocalizedText(
              entries: [.init(language: nil, text: name, span: span)], isNeutral: true))
        ), at: 0)
    }
    return Record(
      reference: RecordReference(collection, id), item: item(all), marking: marking, idSpan: span)
  }

  private static func item(_ fields: [(String, FieldValue)]) -> Item {
    Item(fields: fields.map { Field(key: $0.0, value: $0.1, span: span) }, span: span)
  }

  private static func date(_ text: String) -> FieldValue {
    PartialDate(text).map(FieldValue.date) ?? .text(text)
  }

  private static func sanction(_ id: String, _ entity: String, _ authority: String, _ day: String)
    -> Record
  {
    record(
      .sanctions, id, name: nil,
      [
        ("entity", reference(.entities, entity)), ("authority", reference(.authorities, authority)),
        ("listingDate", date(day)),
      ])
  }

  static var records: [Record] {
    let attribution = item([("attributionDate", date("2025-02-26"))])
    let initiator = item([("entity", reference(.entities, "lazarus-group"))])
    return [
      record(
        .incidents, "bybit-2025", name: "Theft from Bybit",
        [
          ("startDate", date("2025-02-21")),
          ("initiators", .list([Located(.item(initiator), at: span)])),
          ("attributions", .list([Located(.item(attribution), at: span)])),
        ]),
      record(
        .incidents, "upbit-2019", name: "Theft from <Upbit> & Co",
        [("startDate", date("2019-11~"))],
        marking: .green),
      record(.entities, "lazarus-group", name: "Lazarus Group", []),
      record(.entities, "bluenoroff", name: "Bluenoroff", []),
      record(.authorities, "ofac", name: "US Treasury (OFAC)", []),
      record(.authorities, "eu-council", name: "Council of the European Union", []),
      sanction("ofac-lazarus", "lazarus-group", "ofac", "2019-09-13"),
      sanction("eu-lazarus", "lazarus-group", "eu-council", "2020-07-30"),
      sanction("eu-lazarus-2", "lazarus-group", "eu-council", "2022-04-21"),
    ]
  }

  // MARK: - Drawings

  static func decimals(_ texts: [String?]) -> [ExactDecimal?] {
    texts.map { $0.flatMap { ExactDecimal($0) } }
  }

  static func series(
    _ name: String, _ values: [String?], lows: [String?] = [], highs: [String?] = []
  ) -> ChartSpecification.Series {
    let none = [String?](repeating: nil, count: values.count)
    return ChartSpecification.Series(
      name: name, values: decimals(values), lows: decimals(lows.isEmpty ? none : lows),
      highs: decimals(highs.isEmpty ? none : highs))
  }

  static var bars: ChartSpecification {
    ChartSpecification(
      form: .bar, name: "chart-largest", title: [.text("Bybit stands apart <from> the rest")],
      subtitle: [.text("Recorded losses, US dollars")], unit: "USD",
      note: [.text("One estimate is a range.")], source: [.text("Records of this pack")],
      labels: ["Bybit", "KuCoin", "Upbit | \"Korea\"", "Nothing taken", "Not known"],
      series: [
        series(
          "loss", ["1460000000", nil, "49000000", "0", nil],
          lows: ["1400000000", "200000000", nil, nil, nil],
          highs: ["1500000000", "280000000", nil, nil, nil])
      ], records: [RecordReference(.incidents, "upbit-2019")])
  }

  static func chart(
    _ form: ChartSpecification.Form, labels: [String], _ series: [ChartSpecification.Series],
    unit: String? = nil
  ) -> ChartSpecification {
    ChartSpecification(
      form: form, name: "chart-\(form.rawValue)", title: [.text("A \(form.rawValue) chart")],
      subtitle: [], unit: unit, note: [], source: [], labels: labels, series: series, records: [])
  }

  static func coverage(members: [String] = ["us", "eu", "jp", "ca"]) -> CoverageMatrix {
    let listed = CoverageMatrix.Cell(
      status: .listed, sanctions: [RecordReference(.sanctions, "ofac-lazarus")],
      since: PartialDate("2019-09-13"), lag: 0)
    let later = CoverageMatrix.Cell(
      status: .listed,
      sanctions: [
        RecordReference(.sanctions, "eu-lazarus"), RecordReference(.sanctions, "eu-lazarus-2"),
      ], since: PartialDate("2020-07-30"), lag: 321, incidentLag: -1667)
    let partly = CoverageMatrix.Cell(
      status: .partly, sanctions: [RecordReference(.sanctions, "ofac-lazarus")],
      since: PartialDate("2019-09~"))
    let patterns: [[CoverageMatrix.Cell]] = [
      [
        listed, later, CoverageMatrix.Cell(status: .notListed),
        CoverageMatrix.Cell(status: .unknown),
      ],
      [
        partly, CoverageMatrix.Cell(status: .notListed), later,
        CoverageMatrix.Cell(status: .unknown),
      ],
    ]
    return CoverageMatrix(
      title: [.text("Two members of four list the group")], name: "coverage-lazarus",
      members: members,
      rows: ["lazarus-group", "bluenoroff"].enumerated().map { index, id in
        CoverageMatrix.Row(
          entity: RecordReference(.entities, id),
          firstIncident: index == 0 ? RecordReference(.incidents, "bybit-2025") : nil,
          cells: members.indices.map { patterns[index][$0 % 4] })
      })
  }

  static var timeline: Timeline {
    func event(_ field: String, _ day: String, _ collection: Collection, _ id: String)
      -> Timeline.Event?
    {
      PartialDate(day).map {
        Timeline.Event(field: field, date: $0, record: RecordReference(collection, id))
      }
    }
    return Timeline(
      title: [.text("Listings came before the largest theft")], name: "timeline-all",
      events: [
        event("listingDate", "2019-09-13", .sanctions, "ofac-lazarus"),
        event("startDate", "2019-11~", .incidents, "upbit-2019"),
        event("listingDate", "2020-07-30", .sanctions, "eu-lazarus"),
        event("startDate", "2025-02-21", .incidents, "bybit-2025"),
      ].compactMap(\.self))
  }
}
