import Review
import Testing

@testable import DossierKit

/// A query that holds other rows than before makes pages come and go: each has its cause.
@Suite struct HeldChangeTests {
  struct Edit: CustomStringConvertible, Sendable {
    let description: String
    let path: String
    let old: String
    let new: String
    /// What was edited.
    let subject: String
    /// The records that are shown only now or no longer, without having changed themselves.
    let flipped: [String]
  }

  private static let section = "Content/packs/brief/overview.md"
  private static let sanctions = "Content/records/sanctions/s.yaml"

  static let edits = [
    Edit(
      description: "another condition", path: section, old: "year = 2024", new: "year = 2023",
      subject: "sections/overview",
      flipped: [
        "entities/alpha", "entities/beta", "entities/gamma", "incidents/i1", "incidents/i2",
        "incidents/i3", "sanctions/s1", "sanctions/s2", "sanctions/s3",
      ]),
    Edit(
      description: "a row that satisfies the condition now",
      path: "Content/records/incidents/i.yaml", old: "One, startDate: 2023",
      new: "One, startDate: 2024", subject: "incidents/i1",
      flipped: ["entities/alpha", "sanctions/s1"]),
    Edit(
      description: "a row by which another is held no longer", path: sanctions,
      old: "{ id: s2, entity: beta", new: "{ id: s2, entity: gamma", subject: "sanctions/s2",
      flipped: ["entities/beta", "incidents/i2"]),
  ]

  @Test("what a query holds now, or no longer, is told with its cause", arguments: edits)
  func flip(_ edit: Edit) async throws {
    var files = Self.files
    let text = try #require(files[edit.path])
    files[edit.path] = text.replacing(edit.old, with: edit.new)
    #expect(files[edit.path] != text)
    let old = try #require(await ChangePairTests.side(of: Self.files, named: "old"))
    let new = try #require(await ChangePairTests.side(of: files, named: "new"))
    let report = Comparison.compare(old, new)
    let printed = TextReport(report, listsFiles: true).text
    #expect(report.unexplained.isEmpty, "\(printed)")
    #expect(Set(report.edits.map { String($0.prefix { $0 != "#" }) }) == [edit.subject])
    let flips = report.entries.map(\.change).filter { [.shown, .hidden].contains($0.action) }
    #expect(flips.map(\.subject).sorted() == edit.flipped.sorted(), "\(printed)")
    // Beside the edit, the passage that states the rows may be named: it tells the edit as its cause.
    for change in flips {
      let causes = Set(change.causes.map { String($0.prefix { $0 != "#" }) })
      #expect(causes.contains(edit.subject), "\(printed)")
      #expect(causes.isSubset(of: [edit.subject, "sections/overview"]), "\(printed)")
    }
  }

  private static let files = [
    "Content/dossier.yaml": """
    title: Briefs
    languages: [en]
    marking: TLP:CLEAR
    editions: { public: { ceiling: TLP:CLEAR } }

    """,
    "Content/records/sources/s.yaml": "{ id: report, type: report, title: S }\n",
    "Content/records/authorities/a.yaml": "{ id: ofac, name: OFAC, jurisdiction: us }\n",
    "Content/records/entities/e.yaml": """
    - { id: alpha, schema: Organization, name: Alpha }
    - { id: beta, schema: Organization, name: Beta }
    - { id: gamma, schema: Organization, name: Gamma }

    """,
    "Content/records/incidents/i.yaml": """
    - { id: i1, name: One, startDate: 2023, initiators: alpha, sources: report }
    - { id: i2, name: Two, startDate: 2024, initiators: beta, sources: report }
    - { id: i3, name: Three, startDate: 2024, initiators: gamma, sources: report }

    """,
    "Content/records/sanctions/s.yaml": """
    - { id: s1, entity: alpha, authority: ofac, listingDate: 2019, sources: report }
    - { id: s2, entity: beta, authority: ofac, listingDate: 2020, sources: report }
    - { id: s3, entity: gamma, authority: ofac, listingDate: 2020, sources: report }

    """,
    "Content/packs/brief/pack.yaml": "title: Brief\ncontents: [overview]\n",
    "Content/packs/brief/figures.yaml": "figures: {}\n",
    section: """
    ---
    title: Overview
    ---

    ```{table} Thefts
    :query: select name from incidents i where year = 2024 and exists (select 1 from sanctions s where s.entity = i.actor)
    ```

    """,
  ]
}
