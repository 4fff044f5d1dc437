import Diagnostics
import Narratives
import Records
import Testing

@Suite struct RoleTests {
  @Test("a form that a role does not have is reported at its place")
  func variants() async throws {
    try await expectDiagnostics(
      in: "{incident:1️⃣short}`bybit-2025`, {term:2️⃣full}`mixer` and {fig:3️⃣shrt}`total`.\n",
      [
        .init("1️⃣", .unknownRole, "the role 'incident' has no form 'short'", text: "short"),
        .init("2️⃣", .unknownRole, "the role 'term' has no form 'full'", text: "full"),
        .init(
          "3️⃣", .unknownRole, "the role 'fig' has no form 'shrt'; did you mean 'short'?",
          text: "shrt"),
      ])
  }

  @Test("a figure is printed in its forms, keeps its value and notes its sentence")
  func figures() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        **Supported.**
        They took {fig}`total`, in full {fig:full}`total`, in short {fig:short}`total` [@fbi-2025].
        They did so in {fig:words}`count`.

        """, [])
    #expect(
      outcome.blocks.lines == [
        "Supported. They took US$2.08 billion, in full US$2,080,000,000, in short US$2.08bn. "
          + "They did so in three thefts."
      ])
    #expect(
      outcome.blocks.first?.depends == ["figures/count", "figures/total", "sources/fbi-2025"])
    #expect(
      outcome.pack.uses["total"]?.map(\.sentence) == [
        "They took US$2.08 billion, in full US$2,080,000,000, in short US$2.08bn."
      ])
    #expect(outcome.pack.uses["count"]?.map(\.sentence) == ["They did so in three thefts."])
    #expect(outcome.pack.uses["count"]?.first?.place == "threat")
    #expect(outcome.pack.uses["count"]?.first?.block == outcome.blocks.first?.id)
    guard case .paragraph(let content) = outcome.blocks.first?.kind,
      case .number(let use)? = content.first(where: { $0.isNumber })
    else { return #expect(Bool(false)) }
    #expect(use.value == ExactDecimal(2_080_000_000))
    #expect(use.origin == .figure("total"))
  }

  @Test("unknown names are reported at their exact place, with the nearest")
  func unknown() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        A {fig}`1️⃣totl`, a {fig:2️⃣rang}`total`, {incident}`the theft <3️⃣bybit-2024>`.
        A {term}`4️⃣it-workers`, {claim}`the largest <5️⃣bybit-larges>`, {ref}`6️⃣nowhere-near`.

        """,
      [
        .init("1️⃣", .unknownFigure, "no figure has the id 'totl'; did you mean 'total'?"),
        .init("2️⃣", .unknownRole, "the role 'fig' has no form 'rang'; did you mean 'range'?"),
        .init(
          "3️⃣", .unknownTarget, "no incident has the id 'bybit-2024'; did you mean 'bybit-2025'?",
          text: "bybit-2024"),
        .init(
          "4️⃣", .unknownTarget, "no term has the id 'it-workers'; did you mean 'it-worker'?"),
        .init(
          "5️⃣", .unknownTarget, "no claim has the id 'bybit-larges'; did you mean 'bybit-largest'?"
        ),
        .init("6️⃣", .unknownTarget, "no heading, label or section has the name 'nowhere-near'"),
      ])
    #expect(
      outcome.diagnostics.first { $0.span.map { _ in true } ?? false }?.fixIts.first?.replacement
        == "total")
  }

  @Test("a record is shown by the text given or by its name, and linked")
  func records() async throws {
    let outcome = try await expectDiagnostics(
      in: "{incident}`bybit-2025`, {entity}`the unit <lazarus>`, {measure}`statement-2025`.\n", [])
    #expect(outcome.blocks.lines == ["Bybit theft, the unit, Act together."])
    #expect(
      outcome.blocks.first?.depends == [
        "entities/lazarus", "incidents/bybit-2025", "measures/statement-2025",
      ])
    guard case .paragraph(let content) = outcome.blocks.first?.kind,
      case .link(let target, _, _)? = content.first
    else { return #expect(Bool(false)) }
    #expect(target == .record(RecordReference(.incidents, "bybit-2025")))
  }

  @Test("a reference leads to a heading, a label, a section, also in another section")
  func references() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ## First thing

        See {ref}`first-thing`, {ref}`the other <other>`, {ref}`far-table`, {ref}`other#again`.

        ## Again

        """,
      files: [
        "Content/packs/brief/other.en.md": """
        ---
        title: The other section
        ---

        ## Again

        ```{incidents} A far table
        :name: far-table
        ```

        """,
        "Content/packs/brief/pack.yaml": """
        title: The brief
        languages: [en]
        contents: [threat, other]

        """,
      ], [])
    #expect(
      outcome.blocks.lines[1] == "See First thing, the other, A far table, Again.")
    guard case .paragraph(let content) = outcome.blocks[1].kind else {
      return #expect(Bool(false))
    }
    let targets = content.compactMap { inline -> LinkTarget? in
      if case .link(let target, _, _) = inline { target } else { nil }
    }
    #expect(
      targets == [
        .here(fragment: "first-thing"), .section(name: "other", fragment: nil),
        .section(name: "other", fragment: "far-table"), .section(name: "other", fragment: "again"),
      ])
  }

  @Test("a calculation prints its number, in its unit, with its rows")
  func calculations() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        {calc}`count(*) from incidents where year < 2025` of {calc:usd}`sum(lossUSD) from incidents`,
        {calc:thefts}`count(*) from incidents`, {calc:1️⃣theftz}`count(*) from incidents`,
        {calc:krw}`sum(lossUSD) from incidents`, {calc:2️⃣foo}`count(*) from incidents`.

        """,
      [
        .init(
          "1️⃣", .unknownRole,
          "'theftz' is no currency, percent or counted noun; did you mean 'thefts'?"),
        .init("2️⃣", .unknownRole, "'foo' is no currency, percent or counted noun"),
      ])
    #expect(
      outcome.blocks.lines.first?.hasPrefix("2 of US$2.08 billion, 3 thefts, 3") ?? false)
    #expect(outcome.blocks.first?.depends.contains("incidents/ronin-2022") ?? false)
  }

  @Test("an error in a calculation stands at its place")
  func calculationErrors() async throws {
    let outcome = try await NarrativeFixture(
      "They are {calc}`count(*) from incidents where yaer = 2025`.\n"
    ).compile()
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(diagnostic.code == .unknownColumn)
    let span = try #require(diagnostic.span)
    let source = Array(
      "---\ntitle: The threat\n---\n\nThey are {calc}`count(*) from incidents where yaer = 2025`."
        .utf8)
    #expect(String(decoding: source[span.start..<span.end], as: UTF8.self) == "yaer")
  }

  @Test("a claim shows its text or its label")
  func claims() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        {claim}`The largest <bybit-largest>` and {claim}`labelled`; {claim}`1️⃣bybit-largest`.

        """,
      [
        .init(
          "1️⃣", .malformedRole,
          "a claim without a label needs the text to show: `text <bybit-largest>`")
      ])
    #expect(
      outcome.blocks.lines.first == "The largest and The list is not empty; bybit-largest.")
    #expect(outcome.blocks.first?.depends == ["claims/bybit-largest", "claims/labelled"])
  }

  @Test("a literal needs its reason and is listed")
  func literals() async throws {
    let outcome = try await expectDiagnostics(
      in: "Within {literal}`48 hours <a target>` or {literal}`1️⃣47`.\n",
      [.init("1️⃣", .waiverReason, "a literal gives its reason: `47 <reason>`")])
    #expect(outcome.pack.waivers.map(\.text) == ["48 hours"])
    #expect(outcome.pack.waivers.map(\.reason) == ["a target"])
  }

  @Test("a marked passage raises the section's marking; one without a label shows nothing")
  func marked() async throws {
    let outcome = try await expectDiagnostics(
      in: "Open {marked:amber}`` closed {incident}`x <bybit-2025>` ``.\n",
      [], configure: { $0.edition = "partners" })
    #expect(outcome.section?.marking == .amber)
    #expect(outcome.blocks.lines == ["Open closed x."])
    let hidden = try await NarrativeFixture("Open {marked:ambr}`closed`.\n").compile()
    #expect(hidden.blocks.lines == ["Open ."])
    #expect(hidden.diagnostics.map(\.code) == [.malformedMarking])
  }

  @Test("a term is shown and listed; unused terms are not")
  func terms() async throws {
    let outcome = try await expectDiagnostics(
      in: "A {term}`mixer` it is.\n", [])
    #expect(outcome.blocks.lines == ["A mixer it is."])
    #expect(outcome.pack.terms.map(\.id) == ["it-worker", "mixer"])
    #expect(outcome.pack.bibliography.map(\.id) == ["fbi-2025"])
  }

  @Test("what a date option takes away is a warning and shows its text")
  func later() async throws {
    let later = RecordReference(.incidents, "later-2026")
    let outcome = try await expectDiagnostics(
      in: "{incident}`The later theft <1️⃣later-2026>` and [@2️⃣later-source].\n",
      [
        .init(
          "1️⃣", .unknownTarget, "the incident 'later-2026' does not exist at the date asked for"),
        .init(
          "2️⃣", .unknownCitation,
          "the source 'later-source' does not exist at the date asked for"),
      ]
    ) {
      $0.asOf = PartialDate("2025-05-01")
      $0.removedByDate = [later, RecordReference(.sources, "later-source")]
    }
    #expect(outcome.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(outcome.blocks.lines == ["The later theft and."])
  }
}

extension ProseInline {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
