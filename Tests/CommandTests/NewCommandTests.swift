import Foundation
import TestSupport
import Testing

@Suite struct NewCommandTests {
  private func project() throws -> TestProject {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Tool.run(["init", "brief"], in: folder).status == 0)
    return try TestProject(copying: folder.appending(path: "brief"))
  }

  private func new(_ arguments: [String], in project: TestProject) throws -> Tool.Result {
    try Tool.run(["-C", project.root.path, "new"] + arguments)
  }

  @Test(
    "a record has every field of its schema, a modeline, and marks that check reports",
    arguments: ["incident", "sanction", "entity", "source", "measure", "authority", "forum"])
  func record(_ kind: String) throws {
    let project = try project()
    let result = try new([kind, "first-one"], in: project)
    #expect(result.status == 0, "\(result.errors)")
    let path = try #require(
      Folders.files(under: project.root).first { $0.hasSuffix("/first-one.yaml") })
    let text = try project.text(path)
    let collection = path.split(separator: "/")[2]
    #expect(
      text.hasPrefix(
        "# yaml-language-server: $schema=../../../.dossier/schemas/\(collection).schema.json\n"))
    let schema = try project.text(".dossier/schemas/\(collection).schema.json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
    let definitions = try #require(object["definitions"] as? [String: [String: Any]])
    let own = try #require(definitions[kind]?["properties"] as? [String: Any])
    for field in own.keys {
      #expect(
        text.contains("\n\(field):") || text.contains("\n# \(field):"), "\(kind) lacks \(field)")
    }
    let check = try Tool.run(["-C", project.root.path, "check", "--strict"])
    #expect(check.status == 1)
    let marks = text.components(separatedBy: ": TODO").count - 1
    #expect(marks > 0)
    #expect(check.output.components(separatedBy: "[DS522]").count - 1 == marks, "\(check.output)")
    #expect(check.output.components(separatedBy: "first-one.yaml:").count - 1 >= marks)
  }

  @Test("a record's commented lines are sound once their marks are taken away")
  func uncommented() throws {
    let project = try project()
    #expect(try new(["incident", "second"], in: project).status == 0)
    let path = "Content/records/incidents/second.yaml"
    let lines = try project.text(path).split(separator: "\n").dropFirst(2).map { line in
      line.hasPrefix("# ") ? String(line.dropFirst(2)) : String(line)
    }
    try project.write(lines.joined(separator: "\n") + "\n", to: path)
    let check = try Tool.run(["-C", project.root.path, "check", "--select", "DS10,DS11"])
    #expect(check.output.isEmpty, "\(check.output)")
  }

  @Test("options fill the fields that they mean, and no clock does")
  func options() throws {
    let project = try project()
    let result = try new(
      [
        "incident", "harbour-2025", "--name", "Theft: the second", "--date", "2025-03", "--source",
        "northport-report", "--marking", "TLP:AMBER", "--set", "status=alleged", "--set",
        "alias=One", "--set", "alias=Two, really", "--set", "initiators=grey-heron",
      ], in: project)
    #expect(result.status == 0, "\(result.errors)")
    let text = try project.text("Content/records/incidents/harbour-2025.yaml")
    for line in [
      "id: harbour-2025", "name: \"Theft: the second\"", "startDate: 2025-03", "status: alleged",
      "alias: [One, \"Two, really\"]", "initiators: [grey-heron]", "sources: [northport-report]",
      "marking: TLP:AMBER",
    ] { #expect(text.contains("\n\(line)\n"), "\(line)\n\(text)") }
    #expect(!text.contains(": TODO"))
    let check = try Tool.run(["-C", project.root.path, "check", "--strict"])
    #expect(check.status == 0, "\(check.output)")
  }

  @Test("a pack and a section come in every language, with marks")
  func packs() throws {
    let project = try project()
    #expect(try new(["pack", "second-brief", "--date", "2025-07"], in: project).status == 0)
    #expect(
      Folders.files(under: project.root.appending(path: "Content/packs/second-brief"))
        == ["figures.yaml", "pack.yaml", "summary.en.md"])
    let settings = try project.text("Content/packs/second-brief/pack.yaml")
    #expect(settings.contains("\nasOf: 2025-07\n"))
    let ambiguous = try new(["section", "threat"], in: project)
    #expect(ambiguous.status == 64)
    #expect(ambiguous.errors.contains("'first-brief', 'second-brief'"))
    let section = try new(["section", "threat", "--pack", "second-brief"], in: project)
    #expect(section.status == 0, "\(section.errors)")
    #expect(section.errors.contains("- threat"))
    let check = try Tool.run(["-C", project.root.path, "check"])
    #expect(check.output.contains("second-brief/pack.yaml"))
    #expect(check.output.contains("summary.en.md"))
    #expect(check.output.contains("threat.en.md"))
    #expect(check.output.contains("[DS522]"))
  }

  @Test(
    "what cannot be meant exits 64, says why, and writes nothing",
    arguments: [
      (["incident", "Northport 2025"], "did you mean 'northport-2025'? [DS112]"),
      (["incident", "../../escape"], "is no id"),
      (["incident", String(repeating: "a", count: 65)], "at most 64 bytes"),
      (["incident", "northport-2025"], "northport-2025.yaml:2"),
      (["source", "northport-report"], "[DS201]"),
      (["incidnt", "one"], "did you mean 'incident'?"),
      (["incident", "one", "--set", "strtDate=2024"], "did you mean 'startDate'?"),
      (["incident", "one", "--set", "startDate"], "FIELD=VALUE"),
      (["incident", "one", "--set", "losses=3"], "more than one value"),
      (["incident", "one", "--date", "May"], "--date"),
      (["incident", "one", "--marking", "AMBER"], "TLP:CLEAR"),
      (["entity", "one", "--date", "2024"], "takes no --date"),
      (["pack", "first-brief"], "already"),
      (["section", "one", "--pack", "frst-brief"], "did you mean 'first-brief'?"),
      (["section", "one", "--language", "fr"], "no language 'fr'"),
    ])
  func usage(_ arguments: [String], _ words: String) throws {
    let project = try project()
    let before = Folders.files(under: project.root)
    let result = try new(arguments, in: project)
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(Folders.files(under: project.root) == before)
  }

  @Test("a file that is there already stays, whatever it holds")
  func existing() throws {
    let project = try project()
    let path = "Content/records/incidents/other-2025.yaml"
    try project.write("id: another-id\nname: Another\n", to: path)
    let result = try new(["incident", "other-2025"], in: project)
    #expect(result.status == 2)
    #expect(result.errors.contains("exists already"))
    #expect(try project.text(path) == "id: another-id\nname: Another\n")
  }
}
