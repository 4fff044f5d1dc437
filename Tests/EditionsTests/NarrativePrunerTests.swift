import Diagnostics
import Editions
import Loading
import MarkdownTree
import Records
import Testing

/// What a marked passage leaves behind: nothing, in any form.
@Suite struct NarrativePrunerTests {
  private struct Outcome {
    let edition: EditionPack
    let diagnostics: [Diagnostic]

    var codes: [DiagnosticCode] { diagnostics.map(\.code) }
  }

  private func select(
    _ text: String = "Text.", figures: String = "", ceiling: String = "TLP:CLEAR",
    packMarking: String = "TLP:CLEAR"
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
    ]
    if !figures.isEmpty { texts["Content/packs/p/figures.yaml"] = figures }
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
    let project = loaded.value.project
    let pack = try #require(project.packs.first)
    let request = EditionRequest(edition: try #require(project.settings.editions.first))
    let selected = EditionSelector().select(pack, from: project, for: request)
    return Outcome(edition: selected.value, diagnostics: selected.diagnostics)
  }

  private static let amber = "{marked:amber}`hidden`"

  @Test(
    "marked passages leave no gap",
    arguments: [
      ("One \(amber) two.", "One two."), ("\(amber) two.", "two."), ("One \(amber).", "One."),
      ("One\n\(amber)\ntwo.", "One two."), ("One *\(amber)* two.", "One two."),
      ("One {marked:green}`shown` two.", "One shown two."),
    ])
  func inlines(_ text: String, _ expected: String) async throws {
    let outcome = try await select(text, ceiling: "TLP:GREEN")
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
    let outcome = try await select("Before.\n\n\(text)\n")
    let document = try #require(outcome.edition.pack.sections.first).document
    #expect(!"\(document)".contains("hidden"))
    let isItem = text.hasPrefix("- one")
    #expect(document.blocks.count == (isItem ? 2 : 1))
  }

  @Test("a hidden footnote is gone with its mark")
  func footnotes() async throws {
    let outcome = try await select(
      """
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
      "| a | \(Self.amber) |\n| --- | --- |\n| 1 | {marked:red}`2` |")
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
      """
      ~~~{note} Title {marked:amber}`hidden`
      {marked:green}``Shown {marked:amber}`hidden` here``
      ~~~
      """,
      figures: """
        figures:
          f: { label: "Losses {marked:amber}`hidden`", from: incidents, value: count(*) }
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
      "One {marked:green}`two`.", ceiling: "TLP:RED", packMarking: "TLP:AMBER")
    #expect(outcome.codes == [.markedBelowContainer])
    #expect(outcome.diagnostics.first?.marking == .amber)
  }
}
