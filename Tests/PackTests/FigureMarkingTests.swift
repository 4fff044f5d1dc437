import Diagnostics
import DossierKit
import TestSupport
import Testing

@Suite struct FigureMarkingTests {
  @Test("a figure's row of data bears the label of the records it rests on, whoever cites them")
  func row() async throws {
    let project = try TestProject(files: [
      "Content/dossier.yaml": """
      title: Briefs
      languages: [en]
      marking: TLP:CLEAR
      editions:
        public: { ceiling: TLP:CLEAR }
        partners: { ceiling: TLP:AMBER }

      """,
      "Content/records/sources/s.yaml": "{ id: s, type: report, title: S }\n",
      "Content/records/incidents/i.yaml": """
      - { id: open, name: Open, startDate: 2024-01, sources: s }
      - { id: closed, name: Closed, startDate: 2024-02, marking: TLP:AMBER, sources: s }

      """,
      "Content/packs/brief/pack.yaml": "title: Brief\ncontents: [overview, { annex: figures }]\n",
      "Content/packs/brief/figures.yaml": """
      figures:
        thefts: { label: Thefts, from: incidents, value: count(*), unit: thefts }

      """,
      "Content/packs/brief/overview.md": "---\ntitle: Overview\n---\n\nWe know {fig}`thefts`.\n",
    ])
    let (files, report) = try await project.site()
    #expect(!report.hasErrors, "\(report.diagnostics.map(\.message))")
    for (edition, expected) in [("public", "TLP:CLEAR"), ("partners", "TLP:AMBER")] {
      let path = "\(edition)/en/brief/data/figures.csv"
      let data = String(decoding: try #require(files[path]), as: UTF8.self)
      let row = try #require(data.split(separator: "\n").first { $0.hasPrefix("\"thefts\"") })
      #expect(row.hasSuffix("\"\(expected)\""), "\(row)")
    }
  }
}
