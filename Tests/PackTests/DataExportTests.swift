import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// An edition's records in other programs' forms.
@Suite struct DataExportTests {
  static func export(
    _ project: TestProject, _ format: String, edition: String = "public",
    _ change: (inout CompilationRequest) -> Void = { _ in }
  ) async throws -> [String: String] {
    var request = CompilationRequest(editions: [edition])
    change(&request)
    // A table for each collection needs a place; the others are answered.
    let output = format == "csv" ? project.root.appending(path: "tables").path : nil
    let outcome = try await DataExporter(format: format, request: request, output: output)
      .run(root: project.root.path)
    #expect(!outcome.report.hasErrors, "\(outcome.report.diagnostics.map(\.message))")
    return Dictionary(
      uniqueKeysWithValues: outcome.files.map {
        ($0.name, String(decoding: $0.bytes, as: UTF8.self))
      })
  }

  @Test(
    "of everything that can be hidden no name, word or number is in any form",
    arguments: DataExporter.formats)
  func canaries(_ format: String) async throws {
    let project = try RichProject.make()
    let files = try await Self.export(project, format)
    for canary in RichProject.canaries {
      for (name, text) in files { #expect(!text.contains(canary), "\(canary) in \(name)") }
    }
    guard format != "json-schema" else { return }
    // What is kept is there, and partners see what the public may not.
    let whole = files.values.joined()
    #expect(whole.contains("Anchor theft"))
    #expect(whole.contains("0x00000000000000000000000000000000000000aa"))
    let partners = try await Self.export(project, format, edition: "partners").values.joined()
    #expect(partners.contains("canary-theft-name"))
    #expect(!partners.contains("canary-external"))
  }

  @Test(
    "what is hidden moves no byte, and the same records give the same bytes",
    arguments: DataExporter.formats)
  func interference(_ format: String) async throws {
    let project = try RichProject.make()
    let before = try await Self.export(project, format)
    try project.write(
      """
      - { id: another, name: Another secret, marking: TLP:RED, startDate: 1999-01-01, sources: survey }
      - { id: aaa, name: First of all, marking: TLP:AMBER, startDate: 1999-01-01, sources: survey }
      """, to: "Content/records/incidents/more.yaml")
    #expect(try await Self.export(project, format) == before)
  }

  @Test("JSON holds texts in every language or in the one asked for, and dates cut it")
  func languages() async throws {
    let project = try RichProject.make()
    let all = try #require(try await Self.export(project, "json")["records.json"])
    #expect(all.contains("\"fr\": \"Affaires mondiales\""))
    #expect(all.contains("\"later\""))
    let french = try #require(
      try await Self.export(project, "json") { $0.languages = ["fr"] }["records.json"])
    #expect(french.contains("\"name\": \"Affaires mondiales\""))
    #expect(!french.contains("Global Affairs"))
    let early = try #require(
      try await Self.export(project, "json") { $0.packs = ["brief"] }["records.json"])
    #expect(!early.contains("\"later\""))
  }

  @Test("tables are what a project's own CSV files are: read again, they are the same records")
  func tables() async throws {
    let rich = try RichProject.make()
    for (root, edition) in [(Folders.root, "public"), (rich.root, "partners")] {
      let project = try TestProject(copying: root)
      let tables = try await Self.export(project, "csv", edition: edition)
      #expect(tables.count == 7)
      var files = ["Content/dossier.yaml": try project.text("Content/dossier.yaml")]
      for (name, text) in tables {
        let collection = name.replacing(".csv", with: "")
        files["Content/records/\(collection)/\(name)"] = text
      }
      let copy = try TestProject(files: files)
      let first = try await Self.records(project, edition)
      let second = try await Self.records(copy, edition)
      #expect(first.count > 5)
      #expect(first.keys.sorted() == second.keys.sorted())
      for (id, record) in first { #expect(record == second[id], "\(id)") }
    }
  }

  /// Each record as JSON, without what a table has no column for.
  private static func records(
    _ project: TestProject, _ edition: String
  ) async throws -> [String: String] {
    let text = try #require(try await export(project, "json", edition: edition)["records.json"])
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let collections = try #require(document["records"] as? [String: [[String: Any]]])
    var result: [String: String] = [:]
    for (collection, records) in collections {
      for var record in records {
        record["narrative"] = nil
        let id = try #require(record["id"] as? String)
        result["\(collection)/\(id)"] = String(
          decoding: try JSONSerialization.data(withJSONObject: record, options: .sortedKeys),
          as: UTF8.self)
      }
    }
    return result
  }

  @Test("a cell that a spreadsheet would run is disarmed")
  func formulas() async throws {
    let project = try RichProject.make()
    try project.write(
      "{ id: evil, schema: Company, name: \"=HYPERLINK(1)\", alias: [\"@SUM(1)\"], sources: survey }",
      to: "Content/records/entities/evil.yaml")
    let table = try #require(try await Self.export(project, "csv")["entities.csv"])
    #expect(table.contains("\"'=HYPERLINK(1)\""))
    #expect(table.contains("\"'@SUM(1)\""))
  }
}
