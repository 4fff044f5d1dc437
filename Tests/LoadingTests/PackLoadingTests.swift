import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct PackLoadingTests {
  private static let contents = "title: { en: T, fr: T }\ncontents: [summary]\n"

  private func load(
    _ texts: [String: String], packs: [String]? = nil
  ) async throws -> (MarkedProject, Checked<LoadedProject>) {
    var texts = texts
    let defaults = [
      "pack.yaml": PackLoadingTests.contents, "summary.md": "---\ntitle: Summary\n---\nText.\n",
    ]
    var all: [String: String] = [:]
    for (name, text) in defaults {
      all["Content/packs/p/" + name] = texts.removeValue(forKey: name) ?? text
    }
    for (name, text) in texts { all["Content/packs/p/" + name] = text }
    let project = MarkedProject(all)
    return (project, try await ProjectLoader(jobs: 1).load(from: project.files, packs: packs))
  }

  @Test("a pack is read whole")
  func whole() async throws {
    let (project, loaded) = try await load([
      "pack.yaml": """
      title: { en: Theft, fr: Vol }
      forum: g7
      audience: Sherpas
      asOf: 2025-06-10
      decisionBy: 2025-06-15
      languages: [fr]
      paper: letter
      numbered: true
      marking: TLP:GREEN
      contents:
        - summary
        - section: lines
          marking: TLP:AMBER
        - annex: incidents
          where: under(actor, 'dprk')
          name: thefts
          columns: [name, lossUSD]
        - annex: coverage
          entities: [lazarus]
          members: [CA, eu]
      """,
      "lines.fr.md": "---\ntitle: Lignes\nkind: ifRaised\nmarking: TLP:AMBER\n---\nTexte.\n",
      "figures.yaml": """
      figures:
        stolen: { label: Stolen, from: incidents, value: sum(lossUSD), unit: USD, empty: 0 }
        reported:
          value: 1340000000
          unit: USD
          source: chainalysis
          quote: "$1.34 billion"
      claims:
        largest: { holds: 1 = 1 }
      reconcile:
        - { figure: stolen, with: reported, within: 25%, because: only the largest }
      """,
      "terms.yaml": "mixer: { term: mixer, definition: hides owners, sources: fatf }",
      "assets/map.png": "x",
    ])
    #expect(project.findings(loaded.diagnostics).isEmpty)
    let pack = try #require(loaded.value.project.packs.first)
    #expect(pack.contents.map(\.name) == ["summary", "lines", "thefts", "coverage"])
    #expect(pack.contents[1].marking == .amber)
    #expect(pack.contents[2].where?.text == "under(actor, 'dprk')")
    #expect(project.text(pack.contents[2].where?.span) == "under(actor, 'dprk')")
    #expect(pack.contents[3].members.map(\.value) == ["ca", "eu"])
    #expect(pack.sections.map { "\($0.name).\($0.language)" } == ["lines.fr", "summary.en"])
    #expect(pack.sections.first?.kind == "ifRaised")
    #expect(pack.figures.map(\.id.value) == ["stolen", "reported"])
    #expect(pack.figures.first?.empty?.value == ExactDecimal(0))
    #expect(pack.reconciliations.first?.within == ExactDecimal(25))
    #expect(pack.terms.first?.sources.map(\.value.id) == ["fatf"])
    #expect(pack.assets == ["Content/packs/p/assets/map.png"])
    #expect(pack.asOf?.value.description == "2025-06-10")
    #expect(pack.marking == .green && pack.numbered && pack.paper == "letter")
  }

  @Test(
    "a fault of pack.yaml is reported at its place",
    arguments: [
      (
        "1️⃣forums: x", DiagnosticCode.unknownField,
        "pack.yaml has no field 'forums'; did you mean 'forum'?"
      ),
      ("paper: 1️⃣a5", .unknownTerm, "'a5' is no value of 'paper'; did you mean 'a4'?"),
      (
        "asOf: 1️⃣soon", .malformedDate,
        "'soon' is no date of the calendar; write 2024, 2024-05, 2024-05-31 or a range "
          + "2024-05/2024-06"
      ),
      (
        "languages: [1️⃣de]", .unknownLanguage,
        "'de' is no language of this project; 'languages' in dossier.yaml lists en, fr"
      ),
    ])
  func packFault(_ text: String, _ code: DiagnosticCode, _ message: String) async throws {
    let (project, loaded) = try await load(["pack.yaml": PackLoadingTests.contents + text])
    #expect(project.findings(loaded.diagnostics) == [.init("1️⃣", code, message)])
  }

  @Test(
    "a fault of the contents is reported at its place",
    arguments: [
      (
        "- 1️⃣sumary", DiagnosticCode.unknownSection,
        "no file 'sumary.md' or 'sumary.LANGUAGE.md' stands in Content/packs/p; did you mean "
          + "'summary'?"
      ),
      (
        "- annex: 1️⃣incident", .unknownTerm,
        "'incident' is no value of 'annex'; did you mean 'incidents'?"
      ),
      (
        "- { annex: incidents, 1️⃣wher: x }", .unknownField,
        "an annex's entry has no field 'wher'; did you mean 'where'?"
      ),
      (
        "- { section: summary, 1️⃣title: x }", .unknownField,
        "a section's entry has no field 'title'"
      ),
      (
        "- { annex: incidents, 1️⃣members: [ca] }", .unknownField,
        "only the annex 'coverage' has the field 'members'"
      ),
      ("- summary\n- 1️⃣summary", .duplicateKey, "the contents name 'summary' twice"),
      ("- { annex: incidents, where: \"1️⃣a\u{202F}=\u{2060}1\" }", .suspiciousCharacter, ""),
    ])
  func contents(_ text: String, _ code: DiagnosticCode, _ message: String) async throws {
    let (project, loaded) = try await load(["pack.yaml": "title: T\ncontents:\n" + text])
    let found = project.findings(loaded.diagnostics)
    if message.isEmpty {
      #expect(found.map(\.code) == [code])
    } else {
      #expect(found == [.init("1️⃣", code, message)])
    }
  }

  @Test(
    "a fault of figures, terms and sections is reported at its place",
    arguments: [
      (
        "figures.yaml", "figures:\n  a: { value: 1, 1️⃣form: x }", DiagnosticCode.unknownField,
        "the figure 'a' has no field 'form'; did you mean 'from'?"
      ),
      (
        "figures.yaml", "figures:\n  1️⃣A: { value: 1 }", .malformedIdentifier,
        "'A' is no id; write lower-case letters and digits, joined by single hyphens"
      ),
      (
        "figures.yaml", "figures:\n  a: { 1️⃣label: x }", .missingField,
        "the figure 'a' needs the field 'value'"
      ),
      (
        "figures.yaml", "figures:\n  a: { value: 1, decimals: 1️⃣10 }", .wrongType,
        "'decimals' is a number from 0 to 9"
      ),
      (
        "figures.yaml", "reconcile: [{ figure: a, with: b, within: 1️⃣some }]", .malformedAmount,
        "'some' is no percentage; write digits and a percent sign: 25%"
      ),
      (
        "terms.yaml", "a: { 1️⃣term: x }", .missingField,
        "the term 'a' needs the field 'definition'"
      ),
      ("x.md", "---\n1️⃣kind: summary\n---\n", .missingField, "a section needs the field 'title'"),
      (
        "x.md", "---\ntitle: X\nkind: 1️⃣sumary\n---\n", .unknownTerm,
        "'sumary' is no value of 'kind'; did you mean 'summary'?"
      ),
      ("x.md", "---\ntitle: X\n1️⃣lang: fr\n---\n", .unknownField, "a section has no field 'lang'"),
    ])
  func files(_ name: String, _ text: String, _ code: DiagnosticCode, _ message: String) async throws
  {
    let (project, loaded) = try await load([name: text])
    #expect(project.findings(loaded.diagnostics) == [.init("1️⃣", code, message)])
  }

  @Test("an entry's finding carries the entry's marking")
  func markings() async throws {
    let (_, loaded) = try await load([
      "figures.yaml": "figures:\n  a: { value: 1, decimals: x, marking: TLP:RED }",
      "x.md": "---\ntitle: X\nkind: x\nmarking: TLP:AMBER\n---\n",
    ])
    #expect(loaded.diagnostics.map(\.marking) == [.red, .amber])
  }

  @Test("only the packs asked for are read")
  func chosen() async throws {
    let (_, loaded) = try await load([:], packs: ["q"])
    #expect(loaded.diagnostics.map(\.code) == [.unknownPack])
    #expect(loaded.value.project.packs.isEmpty && !loaded.value.isWhole)
  }

  @Test("strings are flattened by dots")
  func strings() {
    let read = StringsLoader.load(
      SourceFile(path: "Templates/strings/en.yaml", text: "unit:\n  one: incident\nwords: [a, NO]"),
      language: "en")
    #expect(read.diagnostics.isEmpty)
    #expect(read.value("unit.one") == "incident")
    #expect(read.value.list("words") == ["a", "NO"])
  }
}
