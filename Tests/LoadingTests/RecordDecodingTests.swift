import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct RecordDecodingTests {
  private static let incident = "Content/records/incidents/a.yaml"

  private func load(_ project: MarkedProject) async throws -> Checked<LoadedProject> {
    try await ProjectLoader(jobs: 1).load(from: project.files)
  }

  private func expect(
    _ collection: String, _ text: String, _ expected: [MarkedProject.Finding],
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let project = MarkedProject(["Content/records/\(collection)/a.yaml": text])
    let loaded = try await load(project)
    #expect(project.findings(loaded.diagnostics) == expected, sourceLocation: location)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var code: DiagnosticCode
    var message: String
    var collection = "incidents"

    init(
      _ text: String, _ code: DiagnosticCode, _ message: String, in collection: String = "incidents"
    ) {
      self.text = text
      self.code = code
      self.message = message
      self.collection = collection
    }

    var testDescription: String { message }
  }

  @Test(
    "a fault is reported at its value",
    arguments: [
      Case("1️⃣nmae: x", .unknownField, "an incident has no field 'nmae'; did you mean 'name'?"),
      Case(
        "losses:\n  - { 1️⃣amont: 5 }", .unknownField,
        "a loss has no field 'amont'; did you mean 'amount'?"),
      Case("startDate: 1️⃣[2024]", .wrongType, "'startDate' is a date, not a list"),
      Case("losses: 1️⃣5", .wrongType, "'losses' is a map of loss fields, not a single value"),
      Case("alias: [a, 1️⃣~]", .wrongType, "an item of 'alias' is empty"),
      Case("original: 1️⃣5", .wrongType, "'original' is a map, not a single value"),
      Case("summary: 1️⃣[a]", .wrongType, "'summary' is text or a map of languages, not a list"),
      Case(
        "startDate: 1️⃣2025-02-30", .malformedDate,
        "'2025-02-30' is no date of the calendar; write 2024, 2024-05, 2024-05-31 or a range "
          + "2024-05/2024-06"),
      Case(
        "losses: [{ amount: 1️⃣1e9 }]", .malformedAmount,
        "'1e9' is no number; write digits, with a point before decimals: 1340000.50"),
      Case(
        "losses: [{ amount: 1️⃣\"1,340\" }]", .malformedAmount,
        "'1,340' is no number; write digits, with a point before decimals: 1340000.50"),
      Case(
        "losses: [{ amount: 1️⃣1234567890123456 }]", .malformedAmount,
        "'1234567890123456' has more than 15 digits"),
      Case(
        "losses: [{ amount: 1️⃣-5 }]", .negativeAmount,
        "'-5' is below zero; an amount never is"),
      Case(
        "initiators: [{ entity: 1️⃣Lazarus Group }]", .malformedIdentifier,
        "'Lazarus Group' is no id; write lower-case letters and digits, joined by single hyphens"),
      Case(
        "sources: [1️⃣a--b]", .malformedIdentifier,
        "'a--b' is no id; write lower-case letters and digits, joined by single hyphens"),
      Case(
        "status: 1️⃣confirmd", .unknownTerm,
        "'confirmd' is no value of 'status'; did you mean 'confirmed'?"),
      Case(
        "confidence: 1️⃣9", .unknownTerm,
        "'9' is no value of 'confidence'; write low, moderate or high"),
      Case(
        "losses: [{ preferred: 1️⃣yes }]", .unknownTerm,
        "'yes' is no value of 'preferred'; write true or false"),
      Case(
        "receivers: [{ country: 1️⃣Norway }]", .unknownTerm,
        "'Norway' is no country code; write two letters of ISO 3166-1, or eu"),
      Case(
        "marking: 1️⃣TLP:AMBR", .malformedMarking,
        "'TLP:AMBR' is no marking; did you mean 'TLP:AMBER'?"),
      Case(
        "marking: 1️⃣~", .malformedMarking,
        "a marking is never empty; write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED"
      ),
      Case(
        "losses: [{ amount: 5, marking: 1️⃣\"\" }]", .malformedMarking,
        "a marking is never empty; write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED"
      ),
      Case("marking: 1️⃣TLP:WHITE", .retiredMarking, "TLP 2.0 calls 'TLP:WHITE' 'TLP:CLEAR'"),
      Case(
        "summary: { en: a, 1️⃣de: b }", .unknownLanguage,
        "'de' is no language of this project; 'languages' in dossier.yaml lists en, fr"),
      Case(
        "wallets: [1️⃣btc:abc]", .malformedIdentifier,
        "'btc:abc' is no wallet; write a CryptoWallet's id, or ASSET:address"),
      Case(
        "startDate: 1️⃣2024\u{200F}", .suspiciousCharacter,
        "U+200F is invisible or turns text around; 'startDate' holds none"),
      Case(
        "externalReferences: [1️⃣ftp://x.org]", .malformedURL,
        "'ftp://x.org' is no address for a reader; only http, https and mailto are allowed"),
      Case(
        "externalReferences: [1️⃣https://me@x.org/]", .malformedURL,
        "'https://me@x.org/' is no address for a reader; it holds a user name"),
      Case(
        "externalReferences: [1️⃣x.org]", .malformedURL,
        "'x.org' is no address for a reader; write http, https or mailto in front"),
    ])
  func fault(_ example: Case) async throws {
    let text = "id: a\nname: A\n" + example.text
    try await expect(example.collection, text, [.init("1️⃣", example.code, example.message)])
  }

  @Test("all faults of a file are reported in one run")
  func together() async throws {
    try await expect(
      "incidents",
      """
      - id: a
        1️⃣nmae: A
      - id: 2️⃣B
        name: B
      - id: 3️⃣c
      - 4️⃣name: D
      - id: e
        name: 5️⃣""
      """,
      [
        .init(
          "Content/records/incidents/a.yaml:1:7", .missingField,
          "an incident needs the field 'name'"),
        .init("1️⃣", .unknownField, "an incident has no field 'nmae'; did you mean 'name'?"),
        .init(
          "2️⃣", .malformedIdentifier,
          "'B' is no id; write lower-case letters and digits, joined by single hyphens"),
        .init("3️⃣", .missingField, "an incident needs the field 'name'"),
        .init("4️⃣", .missingField, "an incident needs the field 'id'"),
        .init("5️⃣", .missingField, "an incident needs the field 'name'"),
      ])
  }

  @Test("a fix-it replaces the value alone")
  func fixIt() async throws {
    let project = MarkedProject([
      Self.incident: "id: a\nname: A\nstatus: confirmd # so they say"
    ])
    let found = try await load(project).diagnostics
    #expect(found.first?.fixIts.map(\.replacement) == ["confirmed"])
    #expect(project.text(found.first?.fixIts.first?.span) == "confirmd")
  }

  @Test("the schema decides what a text means")
  func values() async throws {
    let project = MarkedProject([
      Self.incident: """
      id: bybit-2025
      name: 1.10
      alias: one
      startDate: 2025-02-21
      endDate: ~
      status:
      receivers:
        - NO
        - { name: { en: Bank, fr: Banque }, country: NO }
      initiators: tradertraitor
      losses: { amount: 1461000000.50, currency: USD, preferred: true, marking: TLP:RED }
      wallets: [ETH:0xAbC, wallet-one]
      original: { b: [1, ~, "x\\"y"], a: { c: no } }
      summary: null
      """
    ])
    let loaded = try await load(project)
    #expect(loaded.diagnostics.isEmpty)
    let item = try #require(loaded.value.drafts.first?.item)
    #expect(item.localized("name")?.isNeutral == true)
    #expect(item.localized("name")?.entries.first?.text == "1.10")
    #expect(item.texts("alias") == ["one"])
    #expect(item.field("endDate") == nil && item.field("status") == nil)
    #expect(item.items("receivers").first?.localized("name")?.entries.first?.text == "NO")
    #expect(item.items("receivers").last?.text("country") == "no")
    #expect(item.items("receivers").last?.localized("name")?.isNeutral == false)
    #expect(item.items("initiators").first?.reference("entity")?.id == "tradertraitor")
    #expect(item.items("losses").first?.amount("amount")?.description == "1461000000.5")
    #expect(item.items("losses").first?.marking == .red)
    #expect(
      item.wallets("wallets") == [.address(asset: "ETH", address: "0xAbC"), .entity("wallet-one")])
    #expect(item["original"] == .free(#"{"a":{"c":"no"},"b":["1",null,"x\"y"]}"#))
    #expect(item.localized("summary")?.entries.first?.text == "null")
    #expect(
      item.fields.map(\.key)
        == item.fields.map(\.key).sorted { left, right in
          let schema = Schema.fields(of: .incidents)
          return (schema.position(of: left) ?? 0) < (schema.position(of: right) ?? 0)
        })
  }

  @Test("without a default, being unmarked is an error at the id")
  func unmarked() async throws {
    let project = MarkedProject([
      "Content/dossier.yaml": "title: T\neditions: { public: { ceiling: TLP:CLEAR } }",
      Self.incident: "id: 1️⃣a\nname: A",
    ])
    let loaded = try await load(project)
    #expect(
      project.findings(loaded.diagnostics) == [
        .init("1️⃣", .unmarked, "this incident needs a 'marking', as dossier.yaml sets no default")
      ])
    #expect(loaded.value.drafts.first?.marking == .red)
  }

  @Test("a finding is marked like what it quotes")
  func markings() async throws {
    let project = MarkedProject([
      Self.incident: """
      - { id: a, name: A, status: x }
      - { id: b, name: B, status: x, marking: TLP:AMBER }
      - { id: c, name: C, losses: [{ amount: x, marking: TLP:GREEN }] }
      - { id: d, name: D, status: x, marking: TLP:GREN }
      """
    ])
    let found = try await load(project).diagnostics
    #expect(found.map(\.marking) == [.clear, .amber, .green, .red, .red])
  }
}
