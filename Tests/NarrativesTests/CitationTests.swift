import Diagnostics
import Narratives
import Records
import Testing

@Suite struct CitationTests {
  private func citations(_ blocks: [ProseBlock]) -> [CitationUse] {
    blocks.flatMap { block -> [CitationUse] in
      guard case .paragraph(let content) = block.kind else { return [] }
      return content.compactMap { if case .citation(let use) = $0 { use } else { nil } }
    }
  }

  @Test("sources are numbered in reading order over the pack, occurrences on each page")
  func numbering() async throws {
    let outcome = try await expectDiagnostics(
      in: "One [@elliptic-2025; @fbi-2025, p. 2].\n\nAgain [see @elliptic-2025, pp. 3-5, too].\n",
      files: [
        "Content/packs/brief/other.en.md":
          "---\ntitle: Other [@two-authors]\n---\n\nMore [@elliptic-2025].\n",
        "Content/packs/brief/pack.yaml":
          "title: The brief\nlanguages: [en]\ncontents: [threat, other]\n",
      ], [])
    #expect(outcome.pack.bibliography.map(\.id) == ["elliptic-2025", "fbi-2025", "two-authors"])
    let uses = citations(outcome.blocks)
    #expect(uses.map { $0.items.map(\.number) } == [[1, 2], [1]])
    #expect(uses.map { $0.items.map(\.occurrence) } == [[1, 1], [2]])
    #expect(uses[0].items[1].locator == "p. 2")
    #expect(uses[1].items[0].prefix.contains("see"))
    #expect(outcome.section?.text.citations.map(\.count) == [2, 1])
    #expect(outcome.section?.text.citations.map(\.locators) == [["pp. 3-5"], ["p. 2"]])
  }

  @Test("a page of a source is listed once, however often it is cited")
  func locators() async throws {
    let outcome = try await expectDiagnostics(
      in: "One [@fbi-2025, p. 2]. Two [@fbi-2025, p. 3]. Three [@fbi-2025, p. 2].\n", [])
    #expect(outcome.section?.text.citations.map(\.locators) == [["p. 2", "p. 3"]])
    #expect(outcome.section?.text.citations.map(\.count) == [3])
  }

  @Test("running text names author or publisher and year")
  func lead() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        @fbi-2025 and @elliptic-2025 and @two-authors [p. 3] and @many-authors say so; [-@fbi-2025].

        """, [])
    #expect(
      citations(outcome.blocks).map(\.leadText) == [
        "FBI (2025)", "Elliptic (2025)", "Kim and Lee (2024)", "Park et al.", "",
      ])
  }

  @Test("an unknown key is reported with the nearest, the known ones stay")
  func unknown() async throws {
    let outcome = try await expectDiagnostics(
      in: "So [@fbi-2025; @1️⃣eliptic-2025].\n",
      [
        .init(
          "1️⃣", .unknownCitation,
          "no source has the id 'eliptic-2025'; did you mean 'elliptic-2025'?",
          text: "eliptic-2025")
      ])
    #expect(outcome.diagnostics.first?.fixIts.map(\.replacement) == ["elliptic-2025"])
    #expect(citations(outcome.blocks).first?.items.count == 1)
  }

  @Test("a record's notes begin with its own sources, then what else it cites")
  func record() async throws {
    var fixture = NarrativeFixture()
    fixture.files["Content/records/incidents/extra-2024.md"] = """
      ---
      id: extra-2024
      name: Extra theft
      startDate: 2024-01-01
      sources: [fbi-2025, elliptic-2025]
      ---

      So say [@two-authors] and [@elliptic-2025].

      """
    let outcome = try await fixture.compile()
    let record = try #require(outcome.corpus[RecordReference(.incidents, "extra-2024")])
    let compiled = try #require(outcome.compiler.compileNarrative(of: record).value)
    #expect(
      compiled.text.citations.map(\.source.id) == ["fbi-2025", "elliptic-2025", "two-authors"])
    #expect(compiled.text.citations.map(\.number) == [1, 2, 3])
    #expect(compiled.text.citations.map(\.count) == [0, 1, 1])
    #expect(citations(compiled.text.blocks).map { $0.items[0].number } == [3, 2])
  }
}
