import Checking
import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct CorpusCheckerTests {
  /// Findings of checking alone, of files that load without any.
  private func check(_ project: MarkedProject) async throws -> [Diagnostic] {
    let loaded = try await ProjectLoader(jobs: 1).load(from: project.files)
    #expect(!loaded.diagnostics.hasErrors)
    return CorpusChecker().check(loaded.value).diagnostics
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var collection: String
    var text: String
    var code: DiagnosticCode
    var message: String

    init(_ collection: String, _ text: String, _ code: DiagnosticCode, _ message: String) {
      self.collection = collection
      self.text = text
      self.code = code
      self.message = message
    }

    var testDescription: String { message }
  }

  @Test(
    "a broken rule is reported at its place",
    arguments: [
      Case(
        "incidents", "- { id: a, name: A }\n- { id: 1️⃣a, name: B }", .duplicateIdentifier,
        "two incidents have the id 'a'"),
      Case(
        "entities", "{ id: a, name: A, schema: Person, parent: 1️⃣nobody }", .unknownReference,
        "no entity has the id 'nobody'"),
      Case(
        "entities",
        "- { id: lazarus, name: L, schema: Person }\n- { id: b, name: B, schema: Person, parent: 1️⃣lazrus }",
        .unknownReference, "no entity has the id 'lazrus'; did you mean 'lazarus'?"),
      Case(
        "incidents", "{ id: a, name: A, losses: [{ amount: 5, sources: [1️⃣x] }] }",
        .unknownReference, "no source has the id 'x'"),
      Case(
        "incidents", "{ id: a, name: A, wallets: [1️⃣w] }", .unknownReference,
        "no entity has the id 'w'"),
      Case(
        "entities", "{ id: a, name: A, schema: Person, parent: 1️⃣a }", .parentCycle,
        "an entity is never its own ancestor: a -> a"),
      Case(
        "entities",
        """
        - { id: c, name: C, schema: Person, parent: a }
        - { id: b, name: B, schema: Person, parent: c }
        - { id: a, name: A, schema: Person, parent: 1️⃣b }
        - { id: d, name: D, schema: Person, parent: a }
        """, .parentCycle, "an entity is never its own ancestor: a -> b -> c -> a"),
      Case(
        "incidents", "{ id: a, name: A, startDate: 2024-05-02, endDate: 1️⃣2024-05-01 }",
        .dateOrder, "an incident ends on or after the day it starts"),
      Case(
        "forums", "{ id: a, name: A, startDate: 2025-06, endDate: 1️⃣2025-05-31 }",
        .dateOrder, "a forum ends on or after the day it starts"),
      Case(
        "incidents", "{ id: a, name: A, startDate: 2024-05-02, disclosureDate: 1️⃣2024-04 }",
        .disclosureOrder, "an incident is disclosed on or after the day it starts"),
      Case(
        "incidents", "{ id: a, name: A, startDate: 2024-05-02, recorded: 1️⃣2024-04 }",
        .disclosureOrder, "an incident is recorded on or after the day it starts"),
      Case(
        "incidents", "{ id: a, name: A, losses: [{ amountMin: 1️⃣7, amountMax: 5 }] }",
        .amountRange, "'amountMin' is at most 'amountMax'"),
      Case(
        "incidents", "{ id: a, name: A, losses: [{ amountMin: 1️⃣7 }] }",
        .amountRange, "'amountMin' has an 'amountMax'"),
      Case(
        "incidents", "{ id: a, name: A, losses: [{ amount: 1️⃣9, amountMin: 5, amountMax: 7 }] }",
        .amountRange, "an 'amount' lies between its 'amountMin' and 'amountMax'"),
      Case(
        "incidents", "{ id: a, name: A, losses: [{ amount: 9 }, 1️⃣{ amount: 8 }] }",
        .preferredEstimate, "one of several estimates is 'preferred'"),
      Case(
        "incidents",
        "{ id: a, name: A, losses: [{ amount: 9, preferred: true }, { amount: 8, preferred: 1️⃣true }] }",
        .preferredEstimate, "one of several estimates is 'preferred', not two"),
      Case(
        "incidents",
        "{ id: a, name: A, losses: [{ amount: 1340000001, quote: 1️⃣$1.34 billion }] }",
        .estimateQuote, "the quote states the estimate exactly, and no number in it is 1340000001"),
      Case(
        "sources", "{ id: 1️⃣s, type: report, title: T }", .uncitedSource,
        "nothing cites the source 's'"),
      Case(
        "incidents",
        """
        - { id: a, name: A, startDate: 2024-05, receivers: [Upbit] }
        - { id: 1️⃣b, name: B, startDate: 2024-05, receivers: ["UPBIT "] }
        """, .duplicateIncident, "'a' has the same victim and start"),
      Case(
        "entities",
        """
        - { id: a, name: Société Générale, schema: Company }
        - { id: 1️⃣b, name: societe  generale, schema: Company }
        - { id: c, name: Societe Generale, schema: Person }
        """, .duplicateEntity, "'a' has the same schema and name"),
      Case(
        "entities", "{ id: a, name: 1️⃣{ en: A }, schema: Person }", .missingTranslation,
        "'a' ('name') lacks a text in 'fr'"),
      Case(
        "incidents", "{ id: a, name: A, summary: 1️⃣Text }", .missingTranslation,
        "'a' ('summary') lacks a text in 'fr'"),
    ])
  func rule(_ example: Case) async throws {
    let project = MarkedProject(["Content/records/\(example.collection)/a.yaml": example.text])
    #expect(
      project.findings(try await check(project))
        == [.init("1️⃣", example.code, example.message)])
  }

  @Test(
    "what only may be wrong is let through",
    arguments: [
      ("incidents", "{ id: a, name: A, startDate: 2024-05-02, endDate: 2024 }"),
      ("incidents", "{ id: a, name: A, startDate: 2024-05-02, endDate: 2024-04~ }"),
      ("incidents", "{ id: a, name: A, startDate: 2024-05-02, endDate: 2024-05-02 }"),
      ("incidents", "{ id: a, name: A, startDate: 2024-05-02, disclosureDate: 2024-05-02 }"),
      ("incidents", "{ id: a, name: A, losses: [{ amount: 5, preferred: true }, { amount: 6 }] }"),
      (
        "incidents",
        "{ id: a, name: A, losses: [{ amountMin: 1400000000, amountMax: 1500000000, quote: 1.4–1.5 bn }] }"
      ),
      ("incidents", "[{ id: a, name: A, startDate: 2024 }, { id: b, name: B, startDate: 2024 }]"),
      (
        "entities",
        "[{ id: a, name: A, schema: Person }, { id: b, name: B, schema: Person, parent: a }]"
      ),
    ])
  func accepted(_ collection: String, _ text: String) async throws {
    let project = MarkedProject(["Content/records/\(collection)/a.yaml": text])
    #expect(project.findings(try await check(project)).isEmpty)
  }

  @Test("listings are compared and ended in order")
  func sanctions() async throws {
    let project = MarkedProject([
      "Content/records/authorities/ofac.yaml": "{ id: ofac, name: OFAC, jurisdiction: us }",
      "Content/records/entities/a.yaml": "{ id: a, name: A, schema: Person }",
      "Content/records/sanctions/s.yaml": """
      - { id: s-1, entity: a, authority: ofac, listingDate: 2020-01-01 }
      - { id: 1️⃣s-2, entity: a, authority: ofac, listingDate: 2020-01-01, endDate: 2️⃣2019 }
      """,
    ])
    #expect(
      project.findings(try await check(project)) == [
        .init("1️⃣", .duplicateSanction, "'s-1' has the same entity, authority and listing date"),
        .init("2️⃣", .dateOrder, "a listing ends on or after the day of the listing"),
      ])
  }

  @Test("a suggestion has its fix-it and shows where it is defined")
  func suggestion() async throws {
    let project = MarkedProject([
      "Content/records/sanctions/eu.csv":
        "id,authority,sources\n1️⃣eu-2024-1745,eu-council,\n",
      "Content/records/authorities/a.yaml": "{ id: eu-council, name: Council, jurisdiction: eu }",
      "Content/records/measures/m.yaml":
        "{ id: m, kind: measure, text: { en: T, fr: T }, sanctions: 2️⃣eu-2024-1743 }",
    ])
    let found = try #require(try await check(project).first)
    #expect(project.place(found.span) == "2️⃣")
    #expect(found.notes.map(\.message) == ["'eu-2024-1745' is defined here"])
    #expect(project.place(found.notes.first?.span) == "1️⃣")
    #expect(found.fixIts.map(\.message) == ["replace with 'eu-2024-1745'"])
    #expect(project.text(found.fixIts.first?.span) == "eu-2024-1743")
  }

  @Test("a suggestion never names what a reader of the reference may not see")
  func hiddenSuggestion() async throws {
    let project = MarkedProject([
      "Content/records/entities/a.yaml": """
      - { id: lazarus, name: L, schema: Person, marking: TLP:RED }
      - { id: b, name: B, schema: Person, parent: lazrus }
      """
    ])
    let found = try #require(try await check(project).first)
    #expect(found.message == "no entity has the id 'lazrus'")
    #expect(found.notes.isEmpty && found.fixIts.isEmpty && found.marking == .clear)
  }

  @Test("a cycle is told to those alone who may see each of its entities")
  func cycleMarking() async throws {
    let project = MarkedProject([
      "Content/records/entities/a.yaml": """
      - { id: a, name: A, schema: Person, parent: b }
      - { id: b, name: B, schema: Person, parent: a, marking: TLP:RED }
      """
    ])
    let found = try await check(project)
    #expect(found.map(\.code) == [.parentCycle])
    #expect(found.map(\.marking) == [.red])
  }

  @Test("a wallet's id names a CryptoWallet")
  func wallets() async throws {
    let project = MarkedProject([
      "Content/records/entities/a.yaml": """
      - { id: a, name: A, schema: Person }
      - { id: w, name: W, schema: CryptoWallet }
      """,
      "Content/records/incidents/i.yaml": "{ id: i, name: I, wallets: [w, 1️⃣a, BTC:1abc] }",
    ])
    #expect(
      project.findings(try await check(project)) == [
        .init("1️⃣", .unknownReference, "'a' has the schema Person; wallets name a CryptoWallet")
      ])
  }

  @Test("packs are checked with the records")
  func packs() async throws {
    let project = MarkedProject([
      "Content/packs/p/pack.yaml": """
      title: 1️⃣T
      forum: 2️⃣g7
      contents:
        - 3️⃣summary
        - 4️⃣index
        - { annex: coverage, entities: [5️⃣x] }
      """,
      "Content/packs/p/summary.en.md": "---\ntitle: S\n---\n",
      "Content/packs/p/index.en.md": "---\ntitle: S\n---\n",
      "Content/packs/p/index.fr.md": "---\ntitle: S\n---\n",
      "Content/packs/p/figures.yaml":
        "figures: { a: { value: 1, source: 6️⃣s, quote: one, marking: TLP:RED } }",
      "Content/packs/p/terms.yaml":
        "t: { term: { en: t, fr: t }, definition: { en: d, fr: d }, sources: [7️⃣s] }",
    ])
    let found = try await check(project)
    #expect(
      project.findings(found).map { "\($0.mark)\($0.code.rawValue)" }.sorted() == [
        "1️⃣DS310", "2️⃣DS203", "3️⃣DS310", "4️⃣DS201", "5️⃣DS203", "6️⃣DS203", "7️⃣DS203",
      ])
    #expect(found.first { project.place($0.span) == "6️⃣" }?.marking == .red)
  }

  @Test("what an unread file may hold is not missed")
  func incomplete() async throws {
    let project = MarkedProject([
      "Content/records/entities/broken.yaml": "a: [",
      "Content/records/entities/b.yaml": "{ id: b, name: B, schema: Person, parent: a }",
      "Content/records/sources/s.yaml": "{ id: s, type: report, title: T }",
    ])
    let loaded = try await ProjectLoader(jobs: 1).load(from: project.files)
    #expect(CorpusChecker().check(loaded.value).diagnostics.isEmpty)
  }

  @Test("many dangling references stay near linear")
  func manyDangling() async throws {
    var rows = "id,name,schema,parent\n"
    for number in 0..<4_000 { rows += "entity-\(number),N\(number),Person,missing-\(number)\n" }
    let project = MarkedProject(["Content/records/entities/a.csv": rows])
    let loaded = try await ProjectLoader(jobs: 1).load(from: project.files)
    var count = 0
    let elapsed = ProcessorTime.measure {
      count = CorpusChecker().check(loaded.value).diagnostics.count
    }
    #expect(count == 4_000)
    #expect(elapsed < .seconds(10))
  }
}
