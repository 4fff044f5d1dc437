import Diagnostics
import Narratives
import Records
@testable import Rendering
import Testing

@Suite struct RecordContentTests {
  static let records = [
    "authorities/all.yaml": """
    - { id: ofac, name: OFAC, jurisdiction: us, binds: [us] }
    - { id: eu-council, name: { en: Council of the EU, fr: Conseil de l’UE }, jurisdiction: eu }
    """,
    "entities/all.yaml": """
    - { id: dprk, schema: Organization, actorType: state, name: DPRK, country: kp }
    - { id: lazarus, schema: Organization, actorType: intrusion-set, name: Lazarus, parent: dprk }
    """,
    "sources/all.yaml": """
    - id: fbi-2025
      type: report
      title: Report
      author: [{ family: Doe, given: Jane }, FBI]
      publisher: FBI
      issued: 2025-02-26
      URL: https://www.ic3.gov/x
    - { id: list, type: dataset, title: List, issued: 2021-07 }
    """,
    "incidents/all.yaml": """
    - id: bybit-2025
      name: Bybit theft
      startDate: 2025-02-21~
      status: confirmed
      confidence: high
      receivers: [{ name: Bybit, country: ae, category: exchange }]
      initiators: [lazarus]
      attributions:
        - { attributingActor: FBI, attributingCountry: us, attributionDate: 2025-02-26, confidence: high }
      losses:
        - { amount: 1460000000, currency: USD, basis: estimated, preferred: true }
        - { amount: 1500000000, currency: USD, basis: reported }
      techniques: [Supply-chain compromise]
      sources: [fbi-2025]
    """,
    "sanctions/all.yaml": """
    - { id: ofac-lazarus, entity: lazarus, authority: ofac, listingDate: 2019-09-13, program: [DPRK3], sources: [fbi-2025] }
    - { id: eu-lazarus, entity: lazarus, authority: eu-council, listingDate: 2020-07-30, status: delisted, endDate: 2024-01-01, sources: [fbi-2025] }
    - { id: copy, entity: dprk, authority: ofac, status: active, snapshot: { file: sdn.xml, generatedAt: 2018-10-29 }, sources: [fbi-2025] }
    - { id: copy-of-month, entity: dprk, authority: ofac, snapshot: { file: sdn.xml, generatedAt: 2021-07 }, sources: [fbi-2025] }
    - { id: copy-ended, entity: dprk, authority: ofac, endDate: 2022, snapshot: { file: sdn.xml, generatedAt: 2021-07 }, sources: [fbi-2025] }
    - { id: copy-suspended, entity: dprk, authority: ofac, status: suspended, snapshot: { file: sdn.xml, generatedAt: 2021-07 }, sources: [fbi-2025] }
    - { id: copy-of-dataset, entity: dprk, authority: ofac, snapshot: { file: sdn.csv }, sources: [list] }
    - { id: copy-undated, entity: dprk, authority: ofac, snapshot: { file: sdn.xml }, sources: [fbi-2025] }
    """,
    "measures/all.yaml": """
    - { id: pledge, kind: ask, text: Freeze the funds, date: 2025-06, status: proposed, incidents: [bybit-2025], sources: [fbi-2025] }
    """,
  ]

  private func content(_ language: String = "en") async throws -> RecordContent {
    RecordContent(
      context: try await SamplePack(language: language, records: Self.records).context())
  }

  private func facts(_ content: RecordContent, _ reference: RecordReference) throws -> [String:
    String]
  {
    let record = try #require(content.context.corpus[reference])
    return Dictionary(
      content.facts(of: record).map { ($0.key, InlineText.plain($0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func text(_ content: RecordContent, _ part: RecordContent.Part) -> String {
    MarkdownWriter(context: content.context, page: "incidents/bybit-2025").markdown(part.blocks)
  }

  @Test("an incident's facts keep its author's precision and say how losses are known")
  func incidentFacts() async throws {
    let facts = try facts(try await content(), RecordReference(.incidents, "bybit-2025"))
    #expect(facts["startDate"] == "on or about 21 February 2025")
    #expect(facts["country"] == "United Arab Emirates")
    #expect(facts["actor"] == "Lazarus")
    #expect(facts["confidence"] == "high confidence")
    #expect(facts["losses"]?.contains("estimated; all estimates: ") == true)
    #expect(facts["techniques"] == "supply-chain compromise")
  }

  @Test("the same facts in French")
  func frenchFacts() async throws {
    let facts = try facts(try await content("fr"), RecordReference(.incidents, "bybit-2025"))
    #expect(facts["startDate"] == "le 21 février 2025 ou vers cette date")
    #expect(facts["country"] == "Émirats arabes unis")
    #expect(facts["status"] == "confirmé")
  }

  @Test(
    "a listing read in a dated list says so, unless more is known of it",
    arguments: [
      ("copy", "en", "on the list of 29 October 2018"),
      ("copy", "fr", "sur la liste du 29 octobre 2018"),
      ("copy-of-month", "en", "on the list of July 2021"),
      ("copy-of-month", "fr", "sur la liste datée de juillet 2021"),
      ("copy-of-dataset", "en", "on the list of July 2021"), ("copy-ended", "en", "ended"),
      ("copy-suspended", "en", "suspended"),
      ("copy-undated", "en", "in force"), ("ofac-lazarus", "en", "in force"),
    ])
  func datedCopies(_ id: String, _ language: String, _ expected: String) async throws {
    let content = try await content(language)
    let reference = RecordReference(.sanctions, id)
    #expect(try facts(content, reference)["status"] == expected)
    let columns = RecordColumns(context: content.context)
    let record = try #require(content.context.corpus[reference])
    func cell(_ key: String) -> String {
      InlineText.plain(columns.cell(columns.column(key, of: .sanctions), of: record))
    }
    #expect(cell("status") == expected)
    let isCopy = expected.contains("list")
    #expect(cell("inForce") == (isCopy ? expected : expected == "in force" ? "yes" : "no"))
    if id == "copy" {
      #expect(columns.value(columns.column("status", of: .sanctions), of: record) == "active")
    }
  }

  @Test("an incident's page tells estimates, attributions, response and sources")
  func incidentParts() async throws {
    let content = try await content()
    let record = try #require(content.context.corpus[RecordReference(.incidents, "bybit-2025")])
    let parts = content.parts(of: record)
    #expect(parts.map(\.id) == ["estimates", "attributions", "response", "sources"])
    let estimates = text(content, parts[0])
    #expect(estimates.contains("(preferred) | estimated |"))
    #expect(text(content, parts[1]).contains("| FBI (United States) | 26 February 2025 |"))
    let response = text(content, parts[2])
    #expect(response.contains("[OFAC](../sanctions/ofac-lazarus.md) | 13 September 2019 | DPRK3"))
    #expect(response.contains("- Freeze the funds (June 2025, proposed)"))
    #expect(
      text(content, parts[3])
        == "- Jane Doe; FBI. *Report*. FBI, 26 February 2025. <https://www.ic3.gov/x>.")
  }

  @Test("a sanction's page gives the other listings of its entity with the days between")
  func sanctionParts() async throws {
    let content = try await content()
    let record = try #require(content.context.corpus[RecordReference(.sanctions, "ofac-lazarus")])
    let parts = content.parts(of: record)
    #expect(parts.map(\.id) == ["incidents", "elsewhere", "sources"])
    let elsewhere = text(content, parts[1])
    #expect(elsewhere.contains("30 July 2020 | ended: delisted | 321 days later |"))
    let facts = try facts(content, record.reference)
    #expect(facts["status"] == "in force")
  }

  @Test("an entity's page relates it in words and says when it was first and last seen")
  func entityParts() async throws {
    let content = try await content()
    let record = try #require(content.context.corpus[RecordReference(.entities, "lazarus")])
    let facts = try facts(content, record.reference)
    #expect(facts["entityKind"] == "intrusion set")
    #expect(facts["seen"] == "13 September 2019 to on or about 21 February 2025")
    let parts = content.parts(of: record)
    #expect(parts.map(\.id) == ["relations", "incidents", "sanctions"])
    #expect(text(content, parts[0]) == "- Part of [DPRK](../entities/dprk.md)")
  }

  @Test("what the pack does not show is not related")
  func hidden() async throws {
    var pack = SamplePack(records: Self.records)
    pack.shown = [RecordReference(.incidents, "bybit-2025")]
    let content = RecordContent(context: try await pack.context())
    let record = try #require(content.context.corpus[RecordReference(.incidents, "bybit-2025")])
    #expect(!content.parts(of: record).map(\.id).contains("response"))
  }

  @Test("standard columns say who, what, when, and data columns stay exact")
  func columns() async throws {
    let context = try await content().context
    let view = RecordColumns(context: context)
    let record = try #require(context.corpus[RecordReference(.incidents, "bybit-2025")])
    let table = RecordTable(
      collection: .incidents, title: [], records: [], columns: [], name: "incidents")
    let columns = view.columns(of: table)
    #expect(columns.map(\.key) == RecordColumns.standard(.incidents))
    #expect(
      columns.map { view.value($0, of: record) } == [
        "2025-02-21~", "Bybit theft", "Bybit", "ae", "lazarus", "1460000000", "confirmed",
      ])
    #expect(
      view.value(view.column("losses", of: .incidents), of: record)
        == "1460000000 USD;1500000000 USD")
    let listed = try #require(context.corpus[RecordReference(.sanctions, "eu-lazarus")])
    #expect(view.value(view.column("inForce", of: .sanctions), of: listed) == "0")
  }
}
