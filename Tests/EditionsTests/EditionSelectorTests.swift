import Diagnostics
import Editions
import Loading
import MarkdownTree
import Records
import Testing

@Suite struct EditionSelectorTests {
  private struct Outcome {
    let edition: EditionPack
    let diagnostics: [Diagnostic]

    func record(_ collection: Collection, _ id: String) -> Record? {
      edition.corpus[RecordReference(collection, id)]
    }

    var codes: [DiagnosticCode] { diagnostics.map(\.code) }
  }

  private static let records = """
    - { id: boss, schema: Person, name: Boss, marking: TLP:AMBER }
    - { id: gang, schema: Organization, name: Gang }
    """

  private func select(
    incidents: String = "", sanctions: String = "", entities: String = records,
    figures: String = "", text: String = "Text.", ceiling: String = "TLP:CLEAR",
    packMarking: String = "TLP:CLEAR", asOf: String? = nil, knownAt: String? = nil
  ) async throws -> Outcome {
    var texts = [
      "Content/dossier.yaml": """
      title: Test
      languages: [en]
      marking: TLP:CLEAR
      editions: { e: { ceiling: \(ceiling) } }
      """,
      "Content/packs/p/pack.yaml": """
      title: Pack
      forum: f
      audience: All
      marking: \(packMarking)
      contents: [s]
      """,
      "Content/packs/p/s.md": "---\ntitle: S\n---\n\(text)\n",
      "Content/records/forums/f.yaml": "{ id: f, name: Forum, members: [ca] }",
      "Content/records/entities/e.yaml": entities,
      "Content/records/authorities/a.yaml": "{ id: ofac, name: OFAC, jurisdiction: us }",
      "Content/records/sources/s.yaml": """
      - { id: open, type: report, title: Open }
      - { id: secret, type: report, title: Secret, marking: TLP:RED }
      - { id: late, type: report, title: Late, recorded: 2025-02 }
      """,
    ]
    if !incidents.isEmpty { texts["Content/records/incidents/i.yaml"] = incidents }
    if !sanctions.isEmpty { texts["Content/records/sanctions/s.yaml"] = sanctions }
    if !figures.isEmpty { texts["Content/packs/p/figures.yaml"] = figures }
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
    let project = loaded.value.project
    let pack = try #require(project.packs.first)
    let request = EditionRequest(
      edition: try #require(project.settings.editions.first),
      asOf: asOf.flatMap { PartialDate($0) }, knownAt: knownAt.flatMap { PartialDate($0) })
    let selected = EditionSelector().select(pack, from: project, for: request)
    return Outcome(edition: selected.value, diagnostics: selected.diagnostics)
  }

  // MARK: Records

  @Test("a record above the ceiling is gone, and lists that name it close up")
  func lists() async throws {
    let outcome = try await select(
      incidents: """
        - id: one
          name: One
          startDate: 2024
          initiators: [boss, gang]
          sources: [secret, open]
        - { id: two, name: Two, startDate: 2024, marking: TLP:GREEN, sources: open }
        """)
    #expect(outcome.diagnostics == [])
    #expect(outcome.record(.entities, "boss") == nil)
    #expect(outcome.record(.incidents, "two") == nil)
    let one = try #require(outcome.record(.incidents, "one")).item
    #expect(one.references("sources").map(\.id) == ["open"])
    #expect(one.items("initiators").compactMap { $0.reference("entity")?.id } == ["gang"])
  }

  @Test("a single field that names a removed record reads like an unknown one")
  func dangling() async throws {
    let outcome = try await select(
      entities: Self.records + "\n- { id: arm, schema: Organization, name: Arm, parent: boss }\n")
    #expect(outcome.codes == [.unknownReference])
    #expect(outcome.diagnostics.first?.message.hasPrefix("no entity has the id 'boss'") == true)
    #expect(outcome.record(.entities, "arm")?.item.reference("parent") == nil)
  }

  @Test("what is kept keeps a source")
  func unsourced() async throws {
    let outcome = try await select(
      incidents: """
        - id: one
          name: One
          startDate: 2024
          losses: [{ amount: 5, currency: USD, sources: secret }]
          sources: open
        """)
    #expect(outcome.codes == [.unsourcedItem])
    #expect(outcome.diagnostics.first?.severity == .error)
  }

  @Test("nested items carry their own marking")
  func nested() async throws {
    let outcome = try await select(
      incidents: """
        - id: one
          name: One
          startDate: 2024
          losses:
            - { amount: 5, currency: USD, marking: TLP:AMBER }
            - { amount: 7, currency: USD, preferred: true }
          sources: open
        """)
    let losses = try #require(outcome.record(.incidents, "one")).item.items("losses")
    #expect(losses.map { $0.amount("amount")?.description } == ["7"])
  }

  @Test("without anything above the ceiling all stays")
  func unchanged() async throws {
    let outcome = try await select(ceiling: "TLP:RED")
    #expect(outcome.diagnostics == [])
    #expect(outcome.edition.corpus.count == 7)
  }

  // MARK: Dates

  private static let listings = """
    - { id: old, entity: gang, authority: ofac, listingDate: 2019, endDate: 2025-03-21,
        status: delisted, delistingBasis: notice, sources: open }
    - { id: new, entity: gang, authority: ofac, listingDate: 2025, sources: open }
    - { id: undated, entity: gang, authority: ofac, sources: open }
    """

  @Test("as of a day, later listings and later ends do not exist")
  func asOf() async throws {
    let outcome = try await select(sanctions: Self.listings, asOf: "2024-12-31")
    #expect(outcome.edition.corpus.records(.sanctions).map(\.id) == ["old", "undated"])
    let old = try #require(outcome.record(.sanctions, "old")).item
    #expect(old.field("endDate") == nil)
    #expect(old.field("delistingBasis") == nil)
    #expect(old.text("status") == "active")
    #expect(outcome.edition.removedByDate == [RecordReference(.sanctions, "new")])
  }

  @Test("ended listings stay")
  func ended() async throws {
    let outcome = try await select(sanctions: Self.listings, asOf: "2025-04")
    #expect(outcome.record(.sanctions, "old")?.item.text("status") == "delisted")
    #expect(outcome.edition.corpus.records(.sanctions).count == 3)
  }

  @Test("known at a day, what was learnt later is not there, and an option only warns")
  func knownAt() async throws {
    let outcome = try await select(
      incidents: "{ id: one, name: One, startDate: 2024, sources: late }", knownAt: "2025-01")
    #expect(outcome.record(.sources, "late") == nil)
    #expect(outcome.codes == [.unsourcedItem])
    #expect(outcome.diagnostics.first?.severity == .warning)
  }

  // MARK: Narrative

  private static let amber = "{marked:amber}`hidden`"

  @Test(
    "marked passages leave no gap",
    arguments: [
      ("One \(amber) two.", "One two."), ("\(amber) two.", "two."), ("One \(amber).", "One."),
      ("One\n\(amber)\ntwo.", "One two."), ("One *\(amber)* two.", "One two."),
      ("One {marked:green}`shown` two.", "One shown two."),
    ])
  func inlines(_ text: String, _ expected: String) async throws {
    let outcome = try await select(text: text, ceiling: "TLP:GREEN")
    let document = try #require(outcome.edition.pack.sections.first).document
    guard case .paragraph(let content) = document.blocks.first?.kind else {
      Issue.record("the paragraph is gone")
      return
    }
    #expect(content.plainText == expected)
  }

  @Test(
    "what a marked passage filled goes with it",
    arguments: [
      "\(amber)", "- \(amber)", "> \(amber)", "| a |\n| --- |\n| \(amber) |", "# \(amber)",
      "```{marked} amber\nhidden\n```", "```{note} Title\n\(amber)\n```",
      "- one\n\n  ```{marked} TLP:RED\n  hidden\n  ```",
    ])
  func blocks(_ text: String) async throws {
    let outcome = try await select(text: "Before.\n\n\(text)\n")
    let document = try #require(outcome.edition.pack.sections.first).document
    #expect(!"\(document)".contains("hidden"))
    let isItem = text.hasPrefix("- one")
    #expect(document.blocks.count == (isItem ? 2 : 1))
  }

  @Test("a hidden footnote is gone with its mark")
  func footnotes() async throws {
    let outcome = try await select(
      text: """
        Two[^b]. Three[^c].

        [^b]: {marked:amber}`hidden`

        [^c]: Shown.
        """)
    let document = try #require(outcome.edition.pack.sections.first).document
    #expect(document.footnotes.map(\.label) == ["c"])
    guard case .paragraph(let content) = document.blocks.first?.kind else { return }
    #expect(!content.contains { if case .footnoteReference("b", _) = $0 { true } else { false } })
  }

  @Test("a column of hidden cells is gone")
  func columns() async throws {
    let outcome = try await select(
      text: "| a | \(Self.amber) |\n| --- | --- |\n| 1 | {marked:red}`2` |")
    guard
      case .table(let table) = outcome.edition.pack.sections.first?.document.blocks.first?.kind
    else {
      Issue.record("the table is gone")
      return
    }
    #expect(table.header.count == 1 && table.alignments.count == 1)
    #expect(table.rows.map(\.count) == [1])
  }

  @Test("what was written goes with what was meant")
  func raw() async throws {
    let outcome = try await select(
      figures: """
        figures:
          f: { label: "Losses {marked:amber}`hidden`", from: incidents, value: count(*) }
        """,
      text: """
        ~~~{note} Title {marked:amber}`hidden`
        {marked:green}``Shown {marked:amber}`hidden` here``
        ~~~
        """, ceiling: "TLP:GREEN")
    #expect(!"\(outcome.edition.pack)".contains("hidden"))
    let label = outcome.edition.pack.figures.first?.label?.entries.first?.narrative
    #expect(label?.source.value == "Losses")
  }

  @Test("figures, claims and comparisons above the ceiling are gone")
  func figures() async throws {
    let outcome = try await select(
      figures: """
        figures:
          a: { from: incidents, value: count(*), marking: TLP:AMBER }
          b: { from: incidents, value: count(*) }
        claims:
          c: { holds: "1 = 1", marking: TLP:RED }
        reconcile:
          - { figure: a, with: b, within: 5% }
        """)
    #expect(outcome.edition.pack.figures.map(\.id.value) == ["b"])
    #expect(outcome.edition.pack.claims.isEmpty)
    #expect(outcome.edition.pack.reconciliations.isEmpty)
  }

  @Test("nothing inside lowers a marking")
  func lowered() async throws {
    let outcome = try await select(
      text: "One {marked:green}`two`.", ceiling: "TLP:RED", packMarking: "TLP:AMBER")
    #expect(outcome.codes == [.markedBelowContainer])
    #expect(outcome.diagnostics.first?.marking == .amber)
  }
}
