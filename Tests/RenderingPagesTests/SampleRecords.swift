import Diagnostics
import MarkdownTree
import Records

/// Makes records in code, with one place for everything.
enum Make {
  static let span = SourceSpan(file: "Content/sample.yaml")

  static func record(
    _ collection: Collection, _ id: String, _ fields: [(String, FieldValue)],
    marking: Marking = .clear
  ) -> Record {
    Record(
      reference: RecordReference(collection, id), item: item(fields), marking: marking,
      idSpan: span)
  }

  static func item(_ fields: [(String, FieldValue)]) -> Item {
    Item(fields: fields.map { Field(key: $0.0, value: $0.1, span: span) }, span: span)
  }

  static func localized(_ text: String, _ language: String? = nil) -> FieldValue {
    .localized(
      LocalizedText(
        entries: [.init(language: language, text: text, span: span)], isNeutral: language == nil))
  }

  static func date(_ text: String) -> FieldValue {
    PartialDate(text).map(FieldValue.date) ?? .text(text)
  }

  static func amount(_ text: String) -> FieldValue {
    ExactDecimal(text).map(FieldValue.amount) ?? .text(text)
  }

  static func list(_ values: [FieldValue]) -> FieldValue {
    .list(values.map { Located($0, at: span) })
  }

  static func items(_ items: [[(String, FieldValue)]]) -> FieldValue {
    list(items.map { .item(item($0)) })
  }

  static func references(_ collection: Collection, _ ids: String...) -> FieldValue {
    list(ids.map { .reference(RecordReference(collection, $0)) })
  }

  static func reference(_ collection: Collection, _ id: String) -> FieldValue {
    .reference(RecordReference(collection, id))
  }

  static func narrative(_ text: String) -> LocalizedNarrative {
    let located = Located(text, at: span)
    return LocalizedNarrative(entries: [
      .init(
        language: nil, narrative: InlineNarrative(source: located, content: [.text(located)]))
    ])
  }
}

/// A few records of each kind.
enum SampleRecords {
  static let all: [Record] = incidents + entities + sanctions + sources + others

  static let incidents: [Record] = [
    Make.record(
      .incidents, "bybit-2025",
      [
        ("name", Make.localized("Theft from the Bybit exchange")),
        (
          "summary",
          Make.localized(
            "Attackers changed what signers saw and took ether from a cold wallet.", "en")
        ),
        ("startDate", Make.date("2025-02-21")), ("disclosureDate", Make.date("2025-02-21")),
        ("status", .text("confirmed")), ("incidentType", Make.list([.text("Data theft")])),
        (
          "receivers",
          Make.items([
            [
              ("name", Make.localized("Bybit")), ("country", .text("ae")),
              ("category", .text("Finance")),
            ]
          ])
        ),
        ("initiators", Make.items([[("entity", Make.reference(.entities, "lazarus-group"))]])),
        ("confidence", .text("high")),
        (
          "attributions",
          Make.items([
            [
              ("attributingActor", .text("Federal Bureau of Investigation")),
              ("attributingCountry", .text("us")), ("attributionDate", Make.date("2025-02-26")),
              ("confidence", .text("high")),
              ("sources", Make.references(.sources, "fbi-bybit-2025")),
            ]
          ])
        ),
        (
          "losses",
          Make.items([
            [
              ("amount", Make.amount("1500000000")), ("currency", .text("USD")),
              ("basis", .text("estimated")), ("preferred", .boolean(true)),
              ("sources", Make.references(.sources, "fbi-bybit-2025")),
            ],
            [
              ("amount", Make.amount("1460000000")), ("currency", .text("USD")),
              ("basis", .text("on-chain")),
              ("sources", Make.references(.sources, "elliptic-bybit-2025")),
            ],
          ])
        ),
        ("sources", Make.references(.sources, "fbi-bybit-2025", "elliptic-bybit-2025")),
      ]),
    Make.record(
      .incidents, "dmm-2024",
      [
        ("name", Make.localized("Theft from DMM Bitcoin")),
        ("startDate", Make.date("2024-05-31")), ("status", .text("confirmed")),
        (
          "receivers",
          Make.items([[("name", Make.localized("DMM Bitcoin")), ("country", .text("jp"))]])
        ),
        ("initiators", Make.items([[("entity", Make.reference(.entities, "lazarus-group"))]])),
        (
          "losses",
          Make.items([[("amount", Make.amount("308000000")), ("currency", .text("USD"))]])
        ),
        ("sources", Make.references(.sources, "fbi-dmm-2024")),
      ]),
    Make.record(
      .incidents, "upbit-2019",
      [
        ("name", Make.localized("Theft from Upbit <script>alert('x')</script>")),
        ("startDate", Make.date("2019-11~")), ("status", .text("alleged")),
        ("receivers", Make.items([[("name", Make.localized("Upbit")), ("country", .text("kr"))]])),
        ("sources", Make.references(.sources, "npa-upbit-2024")),
      ], marking: .green),
  ]

  static let entities: [Record] = [
    Make.record(
      .entities, "dprk",
      [
        ("schema", .text("PublicBody")), ("actorType", .text("state")),
        ("name", Make.localized("Democratic People's Republic of Korea")),
        ("country", .text("kp")),
      ]),
    Make.record(
      .entities, "lazarus-group",
      [
        ("schema", .text("Organization")), ("actorType", .text("intrusion-set")),
        ("name", Make.localized("Lazarus Group")),
        ("alias", Make.list([.text("HIDDEN COBRA"), .text("TraderTraitor")])),
        ("parent", Make.reference(.entities, "dprk")), ("country", .text("kp")),
        ("attackId", .text("G0032")),
        ("sources", Make.references(.sources, "ofac-2019")),
      ]),
  ]

  static let sanctions: [Record] = [
    Make.record(
      .sanctions, "ofac-lazarus",
      [
        ("entity", Make.reference(.entities, "lazarus-group")),
        ("authority", Make.reference(.authorities, "ofac")),
        ("program", Make.list([.text("DPRK3")])), ("listingDate", Make.date("2019-09-13")),
        ("status", .text("active")), ("sources", Make.references(.sources, "ofac-2019")),
      ]),
    Make.record(
      .sanctions, "eu-chosun-expo",
      [
        ("entityName", .text("Chosun Expo")),
        ("authority", Make.reference(.authorities, "eu-council")),
        ("program", Make.list([.text("CYB")])), ("listingDate", Make.date("2020-07-30")),
        ("status", .text("active")), ("sources", Make.references(.sources, "ofac-2019")),
      ]),
  ]

  static let sources: [Record] = [
    source("elliptic-bybit-2025", "The largest theft in history", "Elliptic", "2025-02-21"),
    source("fbi-bybit-2025", "North Korea responsible for Bybit hack", "FBI", "2025-02-26"),
    source("fbi-dmm-2024", "Theft of $308 million from DMM Bitcoin", "FBI", "2024-12-23"),
    source("npa-upbit-2024", "Upbit investigation", "Korean National Police Agency", "2024-11-21"),
    source("ofac-2019", "Treasury sanctions state-sponsored groups", "OFAC", "2019-09-13"),
  ]

  private static func source(
    _ id: String, _ title: String, _ publisher: String, _ issued: String
  ) -> Record {
    Make.record(
      .sources, id,
      [
        ("type", .text("webpage")), ("title", Make.localized(title, "en")),
        ("publisher", .text(publisher)), ("issued", Make.date(issued)),
        ("URL", .text("https://example.org/\(id)?a=1&b=2")), ("language", .text("en")),
        ("reliability", .text("A")), ("credibility", .text("2")),
      ])
  }

  static let others: [Record] = [
    Make.record(
      .authorities, "ofac",
      [
        ("name", Make.localized("Office of Foreign Assets Control")),
        ("jurisdiction", .text("us")), ("checked", Make.date("2025-06-01")),
      ]),
    Make.record(
      .authorities, "eu-council",
      [("name", Make.localized("Council of the European Union")), ("jurisdiction", .text("eu"))]),
    Make.record(
      .forums, "g7-2025",
      [
        ("name", Make.localized("G7 summit")), ("place", Make.localized("Kananaskis, Canada")),
        ("startDate", Make.date("2025-06-15")), ("endDate", Make.date("2025-06-17")),
        ("members", Make.list([.text("ca"), .text("fr"), .text("us")])),
      ]),
    Make.record(
      .measures, "ask-1",
      [
        ("kind", .text("ask")), ("text", Make.localized("Share wallet addresses in a day.", "en")),
        ("forum", Make.reference(.forums, "g7-2025")), ("date", Make.date("2025-06-17")),
        ("status", .text("proposed")), ("sources", Make.references(.sources, "ofac-2019")),
      ]),
  ]
}
