import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// SQL that names a record is a reference to it, wherever it is written: what names a removed one
/// is an error that reads as if the record had never been.
@Suite struct SealedQueryTests {
  /// A place of a public text, and what stands there with `ID` for the record's id.
  struct Place: CustomStringConvertible, Sendable {
    let description: String
    let path: String
    let text: String
  }

  private static let section = "Content/packs/brief/overview.en.md"

  /// Forms of SQL that compare with an id.
  static let conditions = [
    "id = 'ID'", "'ID' = id", "id <> 'ID'", "id in ('anchor-2024', 'ID')", "id not in ('ID')",
    "id is 'ID'", "id is not 'ID'", "id is not distinct from 'ID'", "id is distinct from 'ID'",
    "id like 'ID'", "id not like 'ID'", "id glob 'ID'", "case id when 'ID' then 1 else 0 end",
    "case when id = 'ID' then 1 else 0 end", "'ID' in (select id from incidents)",
    "'ID' not in (select incident from losses)", "(select max(id) from incidents) = 'ID'",
    "exists (select 1 from losses l where l.incident = 'ID')", "lower(id) = 'ID' or lossUSD > 0",
  ]

  static let places: [Place] =
    [
      Place(
        description: "calculations", path: section,
        text: conditions.map {
          "\n{calc}`count(*) from incidents where \($0)` [@survey-2024].\n"
        }.joined()),
      Place(
        description: "directive of records", path: section,
        text: "\n```{incidents} Thefts\n:where: id <> 'ID'\n```\n"),
      Place(
        description: "timeline", path: section,
        text: "\n```{timeline} Days\n:where: id <> 'ID'\n```\n"),
      Place(
        description: "table", path: section,
        text: "\n```{table} Thefts\n:query: select id, name from incidents where id <> 'ID'\n```\n"),
      Place(
        description: "chart", path: section,
        text:
          "\n```{chart} bar\n:title: Losses\n:query: select name, lossUSD from incidents where id <> 'ID'\n```\n"
      ),
      Place(
        description: "annex", path: "Content/packs/brief/pack.yaml",
        text: "  - annex: incidents\n    name: others\n    title: Others\n    where: id <> 'ID'\n"),
    ]

  private func report(_ place: Place, _ id: String, without record: Bool) async throws
    -> [String: String]
  {
    let project = try TestProject(copying: AcceptedPackTests.folder.appending(path: "markings"))
    let text = try project.text(place.path)
    try project.write(
      text + place.text.replacing("ID", with: id), to: place.path)
    let incidents = "Content/records/incidents/incidents.yaml"
    if record {
      let whole = try project.text(incidents)
      let start = try #require(whole.range(of: "# Above every ceiling"))
      try project.write(String(whole[..<start.lowerBound]), to: incidents)
      let narrative = try project.text(Self.section)
      try project.write(
        narrative.replacing("In no edition, {incident}`canary-2024`.", with: "In no edition."),
        to: Self.section)
    }
    var texts: [String: String] = [:]
    for editions in [["public"], []] {
      let found = try await Check(request: CompilationRequest(editions: editions), isStrict: false)
        .run(root: project.root.path).report
      texts[editions.first ?? "all"] =
        TextPrinter(sources: found.sources).text(found.diagnostics.filter { $0.severity == .error })
    }
    return texts
  }

  @Test(
    "SQL that names a removed record is an error, and reads as if it had never been",
    arguments: places)
  func named(_ place: Place) async throws {
    let hidden = try await report(place, "canary-2024", without: false)
    let absent = try await report(place, "canary-2024", without: true)
    let log = try #require(hidden["public"])
    #expect(log == absent["public"], "\(place)")
    #expect(log.contains("[DS203]"), "\(place): \(log)")
    #expect(!log.contains("Canary") && !log.contains("RED"), "\(place): \(log)")
    #expect(hidden["all"]?.contains("[DS203]") == true, "\(place)")
    let names = place.text.components(separatedBy: "ID").count - 1
    #expect(log.components(separatedBy: "[DS203]").count - 1 == names, "\(place): \(log)")
  }
}
