import Diagnostics
import Narratives
import Records
import Testing

@Suite struct PackCompilationTests {
  static let annexes = """
    title: The brief
    audience: Heads of delegation
    forum: summit-2025
    asOf: 2025-06-01
    languages: [en, fr]
    contents:
      - threat
      - annex: incidents
        where: lossUSD > 0
        columns: [name, lossUSD]
      - annex: entities
      - annex: measures
      - annex: coverage
        title: Who lists whom
        entities: [lazarus]
        members: [us]
      - annex: timeline
      - annex: figures
      - annex: sources

    """

  @Test("annexes come in order, with standard titles and orders")
  func annexes() async throws {
    let outcome = try await expectDiagnostics(
      in: "Text [@fbi-2025].\n",
      files: ["Content/packs/brief/pack.yaml": Self.annexes.replacing("[en, fr]", with: "[en]")],
      [])
    #expect(
      outcome.pack.contents.map(\.name) == [
        "threat", "incidents", "entities", "measures", "coverage", "timeline", "figures", "sources",
      ])
    #expect(outcome.annex("incidents")?.title.readableText == "Incidents")
    guard case .records(let incidents)? = outcome.annex("incidents")?.content,
      case .records(let entities)? = outcome.annex("entities")?.content,
      case .records(let measures)? = outcome.annex("measures")?.content,
      case .timeline(let timeline)? = outcome.annex("timeline")?.content
    else { return #expect(Bool(false)) }
    #expect(incidents.records.map(\.id) == ["ronin-2022", "bybit-2025"])
    #expect(incidents.columns == ["name", "lossUSD"])
    #expect(
      entities.records.map(\.id) == [
        "bluenoroff", "dprk", "lazarus", "lone-wolf", "rgb", "wallet-one",
      ])
    #expect(measures.records.map(\.id) == ["statement-2025", "undated"])
    #expect(timeline.events.count == 9)
    #expect(outcome.pack.audience.readableText == "Heads of delegation")
  }

  @Test("what a shown record names is shown, and what that names in turn")
  func closure() async throws {
    let outcome = try await NarrativeFixture("See {incident}`bybit-2025`.\n").compile()
    let shown = outcome.pack.shown.sorted().map(\.description)
    // The claims' and reconciliations' figures are used; here there are none.
    #expect(
      shown == [
        "entities/dprk", "entities/lazarus", "entities/lone-wolf", "entities/rgb",
        "entities/wallet-one", "incidents/bybit-2025", "sources/fbi-2025",
      ])
  }

  @Test("a used figure shows its rows and sources; a record's narrative adds what it uses")
  func closureOfFigures() async throws {
    var fixture = NarrativeFixture("They took {fig}`largest`.\n")
    fixture.files["Content/records/incidents/bybit-2025.fr.md"] = nil
    fixture.files["Content/records/incidents/extra-2024.md"] = """
      ---
      id: extra-2024
      name: Extra theft
      startDate: 2024-01-01
      ---

      Of {fig}`count`, see {measure}`undated`, {literal}`47 <why not>` and [@many-authors].

      """
    let outcome = try await fixture.compile()
    #expect(outcome.pack.usedFigures == ["largest"])
    #expect(!outcome.pack.shown.contains(RecordReference(.incidents, "extra-2024")))
    fixture.files[NarrativeFixture.sectionPath]? += "See {incident}`extra-2024`.\n"
    let more = try await fixture.compile()
    #expect(more.pack.usedFigures == ["count", "largest"])
    #expect(more.pack.shown.contains(RecordReference(.measures, "undated")))
    #expect(more.pack.shown.contains(RecordReference(.sources, "many-authors")))
    #expect(more.pack.shown.contains(RecordReference(.incidents, "quiet-2021")))
    #expect(more.pack.uses["count"]?.map(\.place) == ["incidents/extra-2024"])
    #expect(more.pack.waivers.map(\.text) == ["47"])
  }

  @Test("a missing translation falls back visibly; checking the project tells of it")
  func fallback() async throws {
    let outcome = try await expectDiagnostics(
      in: "See {entity}`lazarus` and {entity}`bluenoroff`.\n",
      [], configure: { _ in })
    #expect(outcome.blocks.lines == ["See Lazarus Group and Bluenoroff."])
    var fixture = NarrativeFixture("See {entity}`lazarus` and {incident}`bybit-2025`.\n")
    fixture.language = "fr"
    let french = try await fixture.compile()
    #expect(french.section?.language == "en")
    #expect(french.blocks.lines == ["See Groupe Lazarus and Bybit theft."])
    #expect(french.diagnostics == [])
    guard case .foreign(let language, _)? = french.pack.title.first else {
      return #expect(Bool(false))
    }
    #expect(language == "en")
  }

  @Test("what one language has and another lacks is a warning at its place, in both")
  func parity() async throws {
    let french = "Content/packs/brief/threat.fr.md"
    let outcome = try await expectDiagnostics(
      in: "They took {fig}`1️⃣total`, it is {claim}`so <2️⃣bybit-largest>` [@fbi-2025].\n",
      files: [french: "---\ntitle: La menace\n---\n\nVoir {fig}`count` [@fbi-2025].\n"],
      [
        .init("1️⃣", .languageParity, "the text in 'fr' lacks the figure 'total'"),
        .init("2️⃣", .languageParity, "the text in 'fr' lacks the claim 'bybit-largest'"),
      ]
    ) { fixture in
      // The French text's own surplus is told of the French file; compare the English one here.
      fixture.files[french] = "---\ntitle: La menace\n---\n\nVoir [@fbi-2025].\n"
    }
    #expect(outcome.section?.language == "en")
  }

  @Test(
    "a figure's unit is a currency, percent or a counted noun",
    arguments: [
      ("bananas", nil), ("FOO", nil), ("incident", "incidents"), ("usd", "USD"), ("chf", "CHF"),
      ("percents", "percent"), ("CHF", "CHF"), ("percent", "percent"), ("thefts", "thefts"),
    ])
  func units(_ unit: String, _ nearest: String?) async throws {
    let path = "Content/packs/brief/figures.yaml"
    let fixture = NarrativeFixture(
      "Text.\n",
      files: [
        path: "figures:\n  f: { from: incidents, value: count(*), unit: \(unit) }\n"
      ])
    let outcome = try await fixture.compile()
    guard unit != nearest else { return #expect(outcome.diagnostics == []) }
    let suggestion = nearest.map { "; did you mean '\($0)'?" } ?? ""
    #expect(
      outcome.diagnostics.map(\.message) == [
        "'\(unit)' is no currency, percent or counted noun\(suggestion)"
      ])
    #expect(outcome.diagnostics.map(\.code) == [.figureDefinition])
    #expect(outcome.diagnostics.first?.fixIts.map(\.replacement) == (nearest.map { [$0] } ?? []))
  }

  @Test("a figure's use reads without its citation and without the blank before it")
  func uses() async throws {
    let outcome = try await NarrativeFixture(
      "They took {fig}`total` in 2024 [@fbi-2025].\nAll of {fig}`total`\n[@fbi-2025] was lost.\n"
    ).compile()
    #expect(
      outcome.pack.uses["total"]?.map(\.sentence) == [
        "They took US$2.08 billion in 2024.", "All of US$2.08 billion was lost.",
      ])
  }

  @Test("labels and definitions bring in what they name")
  func labels() async throws {
    var fixture = NarrativeFixture("They took {fig}`total`.\n")
    fixture.files["Content/packs/brief/figures.yaml"] = """
      figures:
        total:
          label: Losses, of which {fig}`largest` in the 47 largest {term}`mixer` [@two-authors]
          from: incidents
          value: sum(lossUSD)
          unit: USD
        largest:
          label: The largest
          from: incidents
          where: id = 'bybit-2025'
          value: sum(lossUSD)
          unit: USD
        unused:
          label: One of 48 unused
          value: 5
          source: fbi-2025
          quote: "5"

      """
    let outcome = try await fixture.compile()
    #expect(outcome.pack.usedFigures == ["largest", "total"])
    #expect(
      outcome.pack.figureLabels["total"]?.readableText
        == "Losses, of which US$1.46 billion in the 47 largest mixer")
    #expect(outcome.pack.terms.map(\.id) == ["it-worker", "mixer"])
    #expect(outcome.pack.bibliography.map(\.id) == ["two-authors", "fbi-2025"])
    #expect(outcome.pack.quoted.map(\.text) == ["47"])
    #expect(outcome.diagnostics.map(\.code) == [.unbackedNumber])
  }

  @Test("ids are slugs, labels or digests, each once a page")
  func identifiers() async throws {
    let text = "## A Title: here\n\nSame.\n\nSame.\n\n## A title here\n\n> Same.\n"
    let outcome = try await NarrativeFixture(text).compile()
    let again = try await NarrativeFixture("Before.\n\n" + text).compile()
    let ids = outcome.blocks.map(\.id)
    #expect(ids[0] == "a-title-here" && ids[3] == "a-title-here-1")
    #expect(ids[1].hasPrefix("p-") && ids[1].utf8.count == 10)
    #expect(ids[2] == ids[1] + "-2")
    #expect(Array(again.blocks.map(\.id).dropFirst()) == ids)
  }
}
