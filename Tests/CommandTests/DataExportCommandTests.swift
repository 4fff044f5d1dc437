import Foundation
import TestSupport
import Testing

/// `dossier export` of records, judged by what others' programs say of the files.
@Suite struct DataExportCommandTests {
  static let tools = Folders.root.appending(path: ".build/tools/python/bin")
  static let hasCheckers = FileManager.default.fileExists(
    atPath: tools.appending(path: "stix2_validator").path)

  private static let markings = Folders.root.appending(
    path: "Tests/PackTests/Accepted/markings")
  /// Projects of every kind, and each edition of theirs.
  static let cases: [(String, String)] = [
    (Folders.root.path, "public"), (markings.path, "public"), (markings.path, "partners"),
  ]

  /// Runs one of the checkers; what it prints.
  private func run(_ tool: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = Self.tools.appending(path: tool)
    process.arguments = arguments
    // The validator looks for registries outside, which no test may.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private func export(_ format: String, _ root: String, _ edition: String, to file: URL) throws {
    let result = try Tool.run(
      ["-C", root, "export", format, "--edition", edition, "--out", file.path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(
    "STIX bundles parse with the library of OASIS and pass its validator",
    .enabled(if: hasCheckers), arguments: cases)
  func stix(_ root: String, _ edition: String) throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "stix.json")
    try export("stix", root, edition, to: file)
    // Suspect values are the lists' own words; 401 asks for a file of types outside.
    let checked = try run("stix2_validator", ["--no-cache", "--enforce-refs", file.path])
    #expect(checked.status == 0, "\(checked.text)")
    let script = """
      import sys, stix2
      bundle = stix2.parse(open(sys.argv[1]).read(), allow_custom=True, version='2.1')
      ids = [o['id'] for o in bundle.objects]
      assert len(ids) == len(set(ids)), 'an id twice'
      for o in bundle.objects:
          # Only what the incident extension adds is unknown to the library.
          if o['type'] != 'impact':
              stix2.parse(dict(o), allow_custom=False, version='2.1')
          if o['type'] == 'user-account':
              again = stix2.v21.UserAccount(user_id=o['user_id'], account_type=o['account_type'])
              assert again.id == o['id'], o['id']
          if o['type'] == 'marking-definition':
              assert 'tlp_2_0' in str(o.serialize()), o
          else:
              assert len(o['object_marking_refs']) == 1
              assert o['object_marking_refs'][0] in ids
      print(len(ids))
      """
    let parsed = try run("python3", ["-c", script, file.path])
    #expect(parsed.status == 0, "\(parsed.text)")
    #expect((Int(parsed.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) > 3)
  }

  @Test(
    "the JSON document is what its schema describes", .enabled(if: hasCheckers), arguments: cases)
  func schema(_ root: String, _ edition: String) throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let document = folder.appending(path: "records.json")
    let schema = folder.appending(path: "schema.json")
    try export("json", root, edition, to: document)
    try export("json-schema", root, edition, to: schema)
    let checked = try run("check-jsonschema", ["--schemafile", schema.path, document.path])
    #expect(checked.status == 0, "\(checked.text)")
    // The schema is no open door: a field that is none fails.
    let text = try String(contentsOf: document, encoding: .utf8)
    try Data(text.replacing("\"marking\": \"TLP:CLEAR\"", with: "\"markng\": \"x\"").utf8)
      .write(to: document)
    #expect(
      try run("check-jsonschema", ["--schemafile", schema.path, document.path]).status == 1)
  }

  @Test("without a place the bytes go to standard output, and tables need a folder")
  func places() throws {
    let project = try TestProject(copying: Self.markings)
    let result = try Tool.run(["export", "ftm"], in: project.root)
    #expect(result.status == 0, "\(result.errors)")
    for line in result.output.split(separator: "\n") {
      let entity = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(entity?["schema"] is String)
    }
    let csv = try Tool.run(["export", "csv"], in: project.root)
    #expect(csv.status == 64)
    #expect(csv.errors.contains("say where with -o DIR"))
    #expect(try Tool.run(["export", "csv", "-o", "tables"], in: project.root).status == 0)
    #expect(
      Folders.files(under: project.root.appending(path: "tables")) == [
        "authorities.csv", "entities.csv", "forums.csv", "incidents.csv", "measures.csv",
        "sanctions.csv", "sources.csv",
      ])
    let inside = try Tool.run(
      ["export", "json", "-o", "Content/records.json"], in: project.root)
    #expect(inside.status == 2)
    #expect(inside.errors.contains("[DS503]"), "\(inside.errors)")
    let wrong = try Tool.run(["export", "jsn"], in: project.root)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean 'json'?"), "\(wrong.errors)")
    let two = try Tool.run(
      ["export", "json", "--edition", "public", "--edition", "partners"], in: project.root)
    #expect(two.status == 64)
  }

  @Test("a project with errors exports nothing, and its public log quotes nothing hidden")
  func findings() throws {
    let project = try TestProject(copying: Self.markings)
    try project.write(
      "{ id: bad, name: Hidden harbour, marking: TLP:RED, sources: nothing-like-it }",
      to: "Content/records/incidents/bad.yaml")
    let result = try Tool.run(
      ["export", "json", "--edition", "public", "-o", "out.json"], in: project.root)
    #expect(result.status == 1)
    #expect(!result.errors.contains("nothing-like-it"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: project.root.path + "/out.json"))
  }
}
