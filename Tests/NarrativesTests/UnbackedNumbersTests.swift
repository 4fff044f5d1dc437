import Diagnostics
import Narratives
import Records
import Testing

@Suite struct UnbackedNumbersTests {
  /// Sentences with `⟦` and `⟧` around each number that needs backing.
  static let englishTexts = [
    "They took ⟦47⟧ wallets.",
    "They took ⟦US$1.34 billion⟧ in 2024.",
    "They took ⟦$5m⟧ and ⟦1.34bn⟧ and ⟦300M⟧.",
    "It is ⟦61%⟧ or ⟦61 per cent⟧ or ⟦61 percent⟧ of all.",
    "Over ⟦47⟧ thefts and ⟦two⟧ more; the loss ⟦doubled⟧.",
    "⟦Two hundred million⟧ went, ⟦half⟧ of it in days.",
    "⟦Twenty-three⟧ wallets in a ⟦dozen⟧ states.",
    "APT38, 3CX, G7 and H5N1 are names.",
    "On 21 February 2025, 2025-02-21, February 21, 2025 and in 2025-02 it fell.",
    "From 15 to 17 June 2025, 15–17 June, and Feb. 21.",
    "The 3rd, the 14th and the 1st time, in the 1990s, 2024-25 and 2017–2023.",
    "Office 39, Resolution 1718, Section 311, the TLP 2.0 label and Windows 3.1.",
    "Section 311 applies. Resolution 1718 too.",
    "Under article 5 and Sections 311 and 312 of the act.",
    "In ⟦47⟧ cases Chainalysis saw ⟦300 million⟧.",
    "Chainalysis counts ⟦US$5⟧; Office 39 gets ⟦12%⟧.",
    "About ⟦2,000⟧ people, ⟦2000%⟧ more, ⟦$2000⟧, in 2000.",
    "A ⟦3⟧-year plan.",
    "It is ⟦1.4–1.5 billion⟧, or ⟦10x⟧.",
    "EUR and ⟦EUR 20⟧, ⟦20 USD⟧, ⟦401,000 ETH⟧.",
    "He took ⟦½⟧ of it.",
    "Phase Two begins, yet the ⟦two⟧ differ.",
    "It is one of many, the first and the second.",
    "COVID-19 and F-35 are names; top-⟦10⟧ is not.",
    "`47` is code.",
  ]

  static let frenchTexts = [
    "Ils ont pris ⟦47⟧ portefeuilles.",
    "Le vol vaut ⟦1,34 milliard $ US⟧, soit ⟦61 %⟧ du total.",
    "Le vol vaut ⟦1 340 000 $⟧ ou ⟦61 pour cent⟧.",
    "Le 21 février 2025 et le 1er mars, du 15 au 17 juin 2025.",
    "La ⟦moitié⟧, une ⟦douzaine⟧, ⟦deux⟧ fois plus, ⟦vingt-cinq⟧ cas.",
    "La résolution 1718 et l’article 5, le Bureau 39.",
    "Les résolutions 1718 et 2397 du Conseil.",
    "Le montant a ⟦doublé⟧ depuis 2023.",
    "La 2e fois, le XXe siècle.",
    "Un cas, une fois.",
  ]

  @Test("numbers without backing are found in English", arguments: englishTexts)
  func english(_ item: String) async throws {
    try await check(item, language: "en")
  }

  @Test("numbers without backing are found in French", arguments: frenchTexts)
  func french(_ item: String) async throws {
    try await check(item, language: "fr")
  }

  private func check(_ marked: String, language: String) async throws {
    let numbers = marked.split(separator: "⟦", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 != "⟧" }) }
    let text = marked.filter { $0 != "⟦" && $0 != "⟧" }
    let path = "Content/packs/brief/threat.\(language).md"
    var fixture = NarrativeFixture(
      files: [path: "---\ntitle: Threat\n---\n\n\(text)\n"])
    if language == "fr" {
      fixture.files[NarrativeFixture.sectionPath] = nil
      fixture.language = "fr"
    }
    let outcome = try await fixture.compile()
    let bytes = Array((fixture.files[path] ?? "").utf8)
    let found = outcome.diagnostics.filter { $0.code == .unbackedNumber && $0.span?.path == path }
      .compactMap { $0.span.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } }
    #expect(found == numbers)
  }

  @Test("a number is reported at its place, with advice")
  func place() async throws {
    try await expectDiagnostics(
      in: "They took *more* than 1️⃣47 wallets.\n",
      [
        .init(
          "1️⃣", .unbackedNumber,
          "'47' has no figure and no source behind it; cite a source in its sentence, "
            + "use {fig} or {calc}, or vouch with {literal}", text: "47")
      ])
  }

  @Test("a number that a figure has is replaced by it")
  func figure() async throws {
    let outcome = try await expectDiagnostics(
      in: "They took 1️⃣US$2.08 billion.\n",
      [
        .init(
          "1️⃣", .unbackedNumber,
          "'US$2.08 billion' has no figure and no source behind it; "
            + "the figure 'total' has this value")
      ])
    #expect(outcome.diagnostics.first?.fixIts.map(\.replacement) == ["{fig}`total`"])
  }

  @Test("a citation in the sentence or after its stop makes a number quoted")
  func quoted() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        They took 47 wallets [@fbi-2025]. They took 48 wallets. [@elliptic-2025]
        @fbi-2025 counts 49. They took 50.[^note] They took 1️⃣51.

        | Firm | Count | Source |
        | --- | --- | --- |
        | Elliptic | 52 | [@elliptic-2025] |
        | Nobody | 2️⃣53 | |

        [^note]: So say [@fbi-2025, p. 2; @elliptic-2025].

        """,
      [
        .init("1️⃣", .unbackedNumber, advice("51")),
        .init("2️⃣", .unbackedNumber, advice("53")),
      ])
    #expect(outcome.pack.quoted.map(\.text) == ["47", "48", "49", "50", "52"])
    #expect(outcome.pack.quoted.map { $0.sources.map(\.id) }[3] == ["fbi-2025", "elliptic-2025"])
    #expect(outcome.pack.quoted.allSatisfy { $0.place == "threat" && !$0.block.isEmpty })
  }

  @Test("titles, arguments, options and labels are checked; roles and claims back what they show")
  func places() async throws {
    try await expectDiagnostics(
      in: """
        ## The 1️⃣47 thefts

        ```{incidents} The 2️⃣48 largest
        :limit: 5
        ```

        ```{chart} bar
        :title: The 3️⃣49 largest
        :query: select id, 50 from incidents limit 10
        ```

        {incident}`51 wallets <bybit-2025>` and {claim}`52 more <bybit-largest>`,
        {literal}`53 <counted by hand>` and {marked:green}`4️⃣54`.

        """,
      [
        .init("1️⃣", .unbackedNumber, advice("47")),
        .init("2️⃣", .unbackedNumber, advice("48")),
        .init("3️⃣", .unbackedNumber, advice("49")),
        .init("4️⃣", .unbackedNumber, advice("54")),
      ])
  }

  @Test("the prose of records is backed by their sources")
  func records() async throws {
    var fixture = NarrativeFixture()
    fixture.files["Content/records/incidents/extra-2024.md"] = """
      ---
      id: extra-2024
      name: Extra theft
      startDate: 2024-01-01
      sources: [fbi-2025]
      ---

      They took 47 wallets.

      """
    let outcome = try await fixture.compile()
    let record = try #require(outcome.corpus[RecordReference(.incidents, "extra-2024")])
    #expect(outcome.compiler.compileNarrative(of: record).diagnostics.isEmpty)
  }

  @Test("a long list of numbers costs no more than its length", .timeLimit(.minutes(1)))
  func longLists() async throws {
    let list = (0..<9_000).map { String($0) }.joined(separator: ", ")
    let outcome = try await NarrativeFixture("Été: \(list).\n").compile()
    #expect(outcome.diagnostics.count > 8_000)
  }

  @Test("a number in a marked passage is reported under its marking")
  func marked() async throws {
    let outcome = try await expectDiagnostics(
      in: "Open {marked:amber}`1️⃣47 hidden`.\n",
      [.init("1️⃣", .unbackedNumber, advice("47"))], configure: { $0.edition = "partners" })
    #expect(outcome.diagnostics.map(\.marking) == [.amber])
  }

  private func advice(_ number: String) -> String {
    "'\(number)' has no figure and no source behind it; cite a source in its sentence, "
      + "use {fig} or {calc}, or vouch with {literal}"
  }
}
