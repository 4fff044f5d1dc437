import Diagnostics
import Editions
import Loading
import MarkdownTree
import Records
import Testing

@Suite struct EditionSelectorTests {
  /// The project of the texts given, over a base that every test needs.
  func project(_ files: [String: String]) async throws -> Project {
    var all = [
      "Content/dossier.yaml": """
      title: T
      languages: [en]
      marking: TLP:CLEAR
      editions:
        public: { ceiling: TLP:CLEAR }
        partners: { ceiling: TLP:AMBER }
      """,
      "Content/packs/brief/pack.yaml": "title: Brief\ncontents: [overview]\n",
      "Content/packs/brief/overview.md": "---\ntitle: Overview\n---\n\nText.\n",
      "Content/records/sources/s.yaml": "id: s\ntype: report\ntitle: S\n",
    ]
    all.merge(files) { $1 }
    // An empty text takes a file of the base away.
    all = all.filter { !$0.value.isEmpty }
    let loaded = try await ProjectLoader().load(from: MemoryFiles(texts: all))
    #expect(!loaded.diagnostics.hasErrors, "\(loaded.diagnostics.map(\.message))")
    return loaded.value.project
  }

  func select(
    _ project: Project, edition: String = "public", asOf: String? = nil, knownAt: String? = nil
  ) throws -> Checked<EditionPack> {
    let edition = try #require(project.settings.edition(edition))
    let pack = try #require(project.packs.first)
    return EditionSelector().select(
      pack, from: project,
      for: EditionRequest(
        edition: edition, asOf: asOf.flatMap { PartialDate($0) },
        knownAt: knownAt.flatMap { PartialDate($0) }))
  }

  @Test("what is above the ceiling is gone, what is at it stays")
  func ceiling() async throws {
    let project = try await project([
      "Content/records/entities/e.yaml":
        "- { id: open, schema: Person, name: Open }\n"
        + "- { id: hidden, schema: Person, name: Hidden, marking: TLP:AMBER }\n"
    ])
    #expect(try select(project).value.corpus.records(.entities).map(\.id) == ["open"])
    #expect(try select(project, edition: "partners").value.corpus.records(.entities).count == 2)
  }

  @Test("a list item that names a removed record goes with it; a single field is an error there")
  func references() async throws {
    let project = try await project([
      "Content/records/entities/e.yaml":
        "- { id: open, schema: Person, name: Open, parent: hidden }\n"
        + "- { id: hidden, schema: Person, name: Hidden, marking: TLP:AMBER }\n",
      "Content/records/incidents/i.yaml":
        "id: i\nname: I\nstartDate: 2024\ninitiators: [open, hidden]\nsources: s\n",
    ])
    let selected = try select(project)
    let incident = try #require(selected.value.corpus.records(.incidents).first)
    #expect(incident.item.items("initiators").count == 1)
    let entity = try #require(selected.value.corpus.records(.entities).first)
    #expect(entity.item.field("parent") == nil)
    #expect(selected.diagnostics.map(\.code) == [.unknownReference])
    #expect(selected.diagnostics.first?.message == "no entity has the id 'hidden'")
  }

  @Test("an estimate above the ceiling is gone; one left without a source is an error")
  func items() async throws {
    let project = try await project([
      "Content/records/sources/t.yaml": "id: t\ntype: report\ntitle: T\nmarking: TLP:AMBER\n",
      "Content/records/incidents/i.yaml": """
      id: i
      name: I
      startDate: 2024
      losses:
        - { amount: 1, currency: USD, preferred: true, sources: s }
        - { amount: 2, currency: USD, marking: TLP:AMBER, sources: t }
        - { amount: 3, currency: USD, sources: t }
      sources: s
      """,
    ])
    let selected = try select(project)
    let incident = try #require(selected.value.corpus.records(.incidents).first)
    #expect(incident.item.items("losses").map { $0.amount("amount")?.whole } == [1, 3])
    #expect(selected.diagnostics.map(\.code) == [.unsourcedItem])
  }

  @Test("a term loses its hidden sources, a coverage annex its hidden rows")
  func termsAndRows() async throws {
    let project = try await project([
      "Content/records/sources/t.yaml": "id: t\ntype: report\ntitle: T\nmarking: TLP:AMBER\n",
      "Content/records/entities/e.yaml":
        "- { id: open, schema: Person, name: Open }\n"
        + "- { id: hidden, schema: Person, name: Hidden, marking: TLP:AMBER }\n",
      "Content/packs/brief/pack.yaml":
        "title: Brief\ncontents:\n  - overview\n"
        + "  - { annex: coverage, entities: [open, hidden], members: [us] }\n",
      "Content/packs/brief/terms.yaml": "w: { term: w, definition: W., sources: [s, t] }\n",
    ])
    let selected = try select(project)
    #expect(selected.diagnostics.isEmpty)
    #expect(selected.value.pack.terms.flatMap { $0.sources.map(\.value.id) } == ["s"])
    #expect(selected.value.pack.contents.last?.entities.map(\.value.id) == ["open"])
    let whole = try select(project, edition: "partners").value.pack
    #expect(whole.terms.first?.sources.count == 2)
    #expect(whole.contents.last?.entities.count == 2)
  }

  @Test("the preferred estimate may be hidden or not known yet: the edition must know another")
  func preferredEstimate() async throws {
    let project = try await project([
      "Content/records/incidents/i.yaml": """
      id: i
      name: I
      startDate: 2024
      losses:
        - { amount: 1, currency: USD }
        - { amount: 2, currency: USD }
        - { amount: 3, currency: USD, preferred: true, marking: TLP:AMBER, recorded: 2024-06-01 }
      sources: s
      """
    ])
    let open = try select(project)
    #expect(open.diagnostics.map(\.code) == [.preferredEstimate])
    #expect(open.diagnostics.map(\.severity) == [.error])
    #expect(open.diagnostics.map(\.marking) == [.clear])
    let early = try select(project, edition: "partners", knownAt: "2024-05-01")
    #expect(early.diagnostics.map(\.severity) == [.warning])
    #expect(try select(project, edition: "partners").diagnostics == [])
  }

  @Test("a list is as tight and as whole as if what was hidden had never stood in it")
  func lists() async throws {
    let project = try await project([
      "Content/packs/brief/overview.md": """
      ---
      title: Overview
      ---

      - a
      - b

      - {marked:amber}`hidden`

      Text.

      1. one

      ```{marked} amber
      Hidden.
      ```

      2. two

      > - q

      - x

        {marked:amber}`hidden`
      - y
      """
    ])
    let section = try #require(try select(project).value.pack.sections.first)
    let lists = section.document.blocks.compactMap { block in
      if case .list(let list) = block.kind { list } else { nil }
    }
    #expect(lists.map(\.items.count) == [2, 2, 2])
    #expect(lists.map(\.isTight) == [true, false, true])
  }

  @Test("restricted to a ceiling, a project is one in which nothing above it was written")
  func restricted() async throws {
    let files = [
      "Content/records/entities/e.yaml":
        "- { id: open, schema: Person, name: Open }\n"
        + "- { id: hidden, schema: Person, name: Hidden, marking: TLP:AMBER }\n",
      "Content/records/incidents/i.yaml":
        "id: i\nname: I\nstartDate: 2024\ninitiators: [open, hidden]\nsources: s\n",
      "Content/packs/secret/pack.yaml": "title: S\nmarking: TLP:AMBER\ncontents: [one]\n",
      "Content/packs/secret/one.md": "---\ntitle: One\n---\n\nText.\n",
    ]
    var all = files
    all["Content/dossier.yaml"] =
      "title: T\nmarking: TLP:CLEAR\neditions:\n  p: { ceiling: TLP:CLEAR }\n"
    let loaded = try await ProjectLoader().load(from: MemoryFiles(texts: all))
    let restricted = EditionSelector().restrict(loaded.value, to: .clear)
    #expect(restricted.diagnostics == [])
    #expect(restricted.value.drafts.map(\.id).sorted() == ["i", "open"])
    #expect(restricted.value.project.packs.isEmpty)
    let incident = try #require(restricted.value.project.corpus.records(.incidents).first)
    #expect(incident.item.items("initiators").count == 1)
  }

  @Test(
    "a section marked in one language is gone in every one",
    arguments: [("TLP:AMBER", "TLP:CLEAR"), ("TLP:CLEAR", "TLP:AMBER")])
  func sectionLanguages(_ english: String, _ french: String) async throws {
    let project = try await project([
      "Content/dossier.yaml": """
      title: { en: T, fr: T }
      languages: [en, fr]
      marking: TLP:CLEAR
      editions:
        public: { ceiling: TLP:CLEAR }
        partners: { ceiling: TLP:AMBER }
      """,
      "Content/packs/brief/pack.yaml": "title: { en: B, fr: B }\ncontents: [overview]\n",
      "Content/packs/brief/overview.md": "",
      "Content/packs/brief/overview.en.md": "---\ntitle: O\nmarking: \(english)\n---\n\nText.\n",
      "Content/packs/brief/overview.fr.md": "---\ntitle: V\nmarking: \(french)\n---\n\nTexte.\n",
    ])
    let open = try select(project).value.pack
    #expect(open.sections.isEmpty && open.contents.isEmpty)
    #expect(try select(project, edition: "partners").value.pack.sections.count == 2)
  }

  @Test(
    "a removed passage leaves no gap",
    arguments: [
      ("Before {marked:amber}`hidden` after.", "Before after."),
      ("{marked:amber}`Hidden.` Seen.", "Seen."),
      ("Seen. {marked:amber}`Hidden.`", "Seen."),
      ("Seen {marked:amber}`hidden`, too.", "Seen, too."),
      ("One\n{marked:amber}`hidden`\ntwo.", "One two."),
      ("*{marked:amber}`hidden`* kept.", "kept."),
    ])
  func seams(_ source: String, _ expected: String) async throws {
    let project = try await project([
      "Content/packs/brief/overview.md": "---\ntitle: Overview\n---\n\n\(source)\n"
    ])
    let section = try #require(try select(project).value.pack.sections.first)
    guard case .paragraph(let content)? = section.document.blocks.first?.kind else {
      Issue.record("no paragraph is left")
      return
    }
    #expect(content.plainText == expected)
  }

  @Test("what only a removed passage held is gone: paragraphs, list items, blocks, sections")
  func containers() async throws {
    let project = try await project([
      "Content/packs/brief/pack.yaml":
        "title: Brief\ncontents: [overview, secret]\n",
      "Content/packs/brief/secret.md": "---\ntitle: S\nmarking: TLP:AMBER\n---\n\nText.\n",
      "Content/packs/brief/overview.md": """
      ---
      title: Overview
      ---

      {marked:amber}`All hidden.`

      - {marked:amber}`hidden item`
      - kept item

      ```{marked} amber
      A hidden block.
      ```
      """,
    ])
    let pack = try select(project).value.pack
    #expect(pack.contents.map(\.name) == ["overview"])
    let section = try #require(pack.sections.first { $0.name == "overview" })
    #expect(section.document.blocks.count == 1)
    #expect(pack.sections.count == 1)
  }

  @Test("an inner label below its container's is noticed, and has no effect")
  func lowerLabel() async throws {
    let project = try await project([
      "Content/packs/brief/overview.md":
        "---\ntitle: O\nmarking: TLP:AMBER\n---\n\n{marked:green}`Text.`\n"
    ])
    let selected = try select(project, edition: "partners")
    #expect(selected.diagnostics.map(\.code) == [.markedBelowContainer])
    #expect(try select(project).value.pack.sections.isEmpty)
  }

  @Test("a pack above the ceiling has no place in an edition")
  func wholePack() async throws {
    let project = try await project([
      "Content/packs/brief/pack.yaml": "title: B\nmarking: TLP:AMBER\ncontents: [overview]\n"
    ])
    let pack = try #require(project.packs.first)
    let open = try #require(project.settings.edition("public"))
    #expect(!EditionSelector().holds(pack, open))
  }
}
