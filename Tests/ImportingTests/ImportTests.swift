import Diagnostics
import DossierKit
import Foundation
import Importing
import Publishing
import Records
import TestSupport
import Testing

/// Imports into projects on disk.
@Suite struct ImportTests {
  static let settings = """
    title: Briefs
    languages: [en]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }

    """

  static func project(_ settings: String = settings) throws -> TestProject {
    try TestProject(files: ["Content/dossier.yaml": settings])
  }

  /// Writes a list beside the project's content and answers its path.
  static func list(_ name: String, _ text: String, in project: TestProject) throws -> String {
    let folder = project.root.appending(path: "lists")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  static func contents(_ project: TestProject) throws -> [String: Data] {
    let folder = project.root.appending(path: "Content")
    var contents: [String: Data] = [:]
    for path in Folders.files(under: folder) {
      contents[path] = try Data(contentsOf: folder.appending(path: path))
    }
    return contents
  }

  @Test("an import makes records that check without an error, and again it changes nothing")
  func whole() async throws {
    let project = try Self.project()
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    let outcome = try await Import(format: "auto", file: file).run(root: project.root.path)
    #expect(!outcome.report.hasErrors)
    #expect(
      outcome.paths == [
        "Content/records/sources/lists/ofac-sdn.yaml",
        "Content/records/authorities/lists/ofac-sdn.yaml",
        "Content/records/entities/lists/ofac-sdn.yaml",
        "Content/records/sanctions/lists/ofac-sdn.yaml",
      ])
    let report = try await project.check().report
    #expect(!report.hasErrors, "\(report.diagnostics.map(\.message))")
    let before = try Self.contents(project)
    let again = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    #expect(again.delta?.isEmpty == true)
    #expect(again.paths.isEmpty)
    #expect(try Self.contents(project) == before)
  }

  @Test("a dry run reports the same and writes nothing")
  func dryRun() async throws {
    let project = try Self.project()
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    let before = try Self.contents(project)
    let outcome = try await Import(format: "ofac-xml", file: file, isDryRun: true)
      .run(root: project.root.path)
    #expect(outcome.delta?.added.count == 7)
    #expect(outcome.paths.count == 4)
    #expect(try Self.contents(project) == before)
  }

  @Test("a list that is refused leaves every byte of the records as it was")
  func refused() async throws {
    let project = try Self.project()
    let sound = MergeTests.xml(MergeTests.first)
    let file = try Self.list("sdn.xml", sound, in: project)
    _ = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    let before = try Self.contents(project)
    for bad in [
      "<!DOCTYPE html><html></html>", "", String(sound.dropLast(15)), "<sdnList></sdnList>",
      "<!DOCTYPE a [<!ENTITY x \"y\">]>" + sound,
      sound.replacingOccurrences(of: "<uid>4</uid>", with: "<uid>30</uid>"),
      MergeTests.xml([MergeTests.Entry(uid: 900, name: "OTHER")]),
    ] {
      let file = try Self.list("sdn.xml", bad, in: project)
      let outcome = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
      #expect(outcome.delta == nil)
      #expect(outcome.report.hasErrors)
      #expect(outcome.paths.isEmpty)
      #expect(try Self.contents(project) == before)
    }
  }

  @Test("without a default marking, new records need one; the label then is theirs")
  func marking() async throws {
    let unmarked = Self.settings.replacingOccurrences(of: "marking: TLP:CLEAR\n", with: "")
    let project = try Self.project(unmarked)
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    await #expect(throws: UsageError.self) {
      try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    }
    let outcome = try await Import(
      format: "ofac-xml", file: file, request: ImportRequest(marking: "TLP:GREEN")
    ).run(root: project.root.path)
    #expect(outcome.delta != nil)
    for collection in ["entities", "sanctions", "sources", "authorities"] {
      let text = try project.text("Content/records/\(collection)/lists/ofac-sdn.yaml")
      #expect(text.contains("  marking: TLP:GREEN\n"), "\(collection)")
    }
  }

  @Test("a project with errors is mended first, and --into names a file in the folders")
  func beforehand() async throws {
    let project = try Self.project()
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    for name in ["../x.yaml", "x.csv", "/tmp/x.yaml", "a//x.yaml", ".x.yaml"] {
      await #expect(throws: UsageError.self, "\(name)") {
        try await Import(format: "ofac-xml", file: file, into: name).run(root: project.root.path)
      }
    }
    let outcome = try await Import(
      format: "ofac-xml", file: file, into: "Content/records/entities/us.yaml"
    ).run(root: project.root.path)
    #expect(outcome.paths.contains("Content/records/sanctions/us.yaml"))
    try project.write("- id: [\n", to: "Content/records/entities/us.yaml")
    let before = try Self.contents(project)
    let broken = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    #expect(broken.delta == nil)
    #expect(try Self.contents(project) == before)
  }

  /// The Grey Heron as an author wrote it, before any list was imported.
  static let written = [
    "Content/dossier.yaml": settings,
    "Content/records/sources/s.yaml": "{ id: s, type: dataset, title: Copy, issued: 2024 }\n",
    "Content/records/authorities/a.yaml":
      "{ id: ofac, name: Treasury, jurisdiction: us, sources: s }\n",
    "Content/records/entities/e.yaml":
      "{ id: heron, schema: Organization, name: Grey Heron, sources: s }\n",
    "Content/records/sanctions/l.yaml": """
    - id: ofac-heron-2019
      entity: heron
      authority: ofac
      authorityId: "4"
      listingDate: 2019-09-13
      status: active
      sources: s

    """,
  ]

  @Test("an entry that a hand-written listing stands for is not made a second time")
  func known() async throws {
    let project = try TestProject(files: Self.written)
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    let outcome = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    let delta = try #require(outcome.delta)
    #expect(delta.knownListings.map(\.reference.id) == ["ofac-heron-2019"])
    #expect(delta.knownListings.map(\.title) == ["GREY HERON"])
    #expect(
      delta.added.map(\.reference.description) == [
        "entities/ofac-100", "entities/ofac-30", "sanctions/ofac-100", "sanctions/ofac-30",
      ])
    let printer = DeltaPrinter(delta, isDryRun: false)
    #expect(printer.text().contains("1 in records of yours"))
    #expect(printer.text().contains("= sanctions/ofac-heron-2019  GREY HERON\n"))
    #expect(printer.markdown.contains("- `sanctions/ofac-heron-2019` GREY HERON\n"))
    #expect(String(decoding: printer.json, as: UTF8.self).contains("\"known\": ["))
    let report = try await project.check().report
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    let again = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    #expect(again.delta?.isEmpty == true)
    #expect(again.paths.isEmpty)
  }

  @Test(
    "what an earlier import wrote stays when a listing is written by hand, and is joined by name")
  func joined() async throws {
    var files = Self.written
    files["Content/records/sanctions/l.yaml"] = nil
    let project = try TestProject(files: files)
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    _ = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    let twice = try await project.check().report.diagnostics.filter { $0.code == .duplicateEntity }
    #expect(twice.map(\.message) == ["'heron' has the same schema and name"])
    let accepted = try await Match(accepted: ["sanctions/ofac-4=heron"])
      .run(root: project.root.path)
    #expect(accepted.paths == ["Content/records/sanctions/lists/ofac-sdn.yaml"])
    let report = try await project.check().report
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(try await Match().run(root: project.root.path).proposals?.isEmpty == true)
    let path = "Content/records/sanctions/l.yaml"
    try project.write(try #require(Self.written[path]), to: path)
    let again = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    #expect(again.delta?.knownListings.isEmpty == true)
    #expect(again.paths.isEmpty)
  }

  @Test("two entries of one list under one name are two, for the list says so")
  func namesakes() async throws {
    let project = try Self.project()
    let entries = MergeTests.first + [MergeTests.Entry(uid: 5, name: "Grey Heron")]
    let file = try Self.list("sdn.xml", MergeTests.xml(entries), in: project)
    _ = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    let report = try await project.check().report
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    #expect(try await Match().run(root: project.root.path).proposals?.isEmpty == true)
  }

  @Test("programme ids of an authority's record count over those built in")
  func programs() async throws {
    let project = try TestProject(files: [
      "Content/dossier.yaml": Self.settings,
      "Content/records/authorities/own.yaml":
        "- id: ofac\n  name: OFAC\n  jurisdiction: us\n  original:\n    programs:\n"
        + "      DPRK3: OWN-ID\n",
    ])
    let file = try Self.list("sdn.xml", MergeTests.xml(MergeTests.first), in: project)
    let outcome = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    #expect(!outcome.paths.contains("Content/records/authorities/lists/ofac-sdn.yaml"))
    let text = try project.text("Content/records/sanctions/lists/ofac-sdn.yaml")
    #expect(text.contains("  programId:\n    - OWN-ID\n"))
    #expect(text.contains("  programId:\n    - US-NK\n    - US-CYB\n"))
  }

  @Test("files are written all together or not at all")
  func staging() throws {
    let project = try Self.project()
    let writer = ProjectFileWriter(root: project.root.path)
    let folder = project.root.appending(path: "Content/records/sanctions/b.yaml")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(throws: PublishingError.self) {
      try writer.write([
        ("Content/records/entities/a.yaml", [0x0A]), ("Content/records/sanctions/b.yaml", [0x0A]),
      ])
    }
    #expect(try Self.contents(project).keys.sorted() == ["dossier.yaml"])
    try writer.write([("Content/records/entities/a.yaml", [0x61, 0x0A])])
    #expect(try project.text("Content/records/entities/a.yaml") == "a\n")
    // A staged file that a crash left is no hindrance.
    try project.write("old", to: "Content/records/entities/.a.yaml.dossier-import")
    try writer.write([("Content/records/entities/a.yaml", [0x62, 0x0A])])
    #expect(
      try Self.contents(project).keys.sorted() == ["dossier.yaml", "records/entities/a.yaml"])
  }

  @Test("the report says the same as text, JSON and Markdown, names of the list escaped")
  func reports() async throws {
    let project = try Self.project()
    let entry = MergeTests.Entry(uid: 7, name: "*A* &lt;b&gt; [x](y) \u{202E}z")
    let file = try Self.list("sdn.xml", MergeTests.xml([entry]), in: project)
    let outcome = try await Import(format: "ofac-xml", file: file).run(root: project.root.path)
    let printer = DeltaPrinter(try #require(outcome.delta), isDryRun: false)
    #expect(printer.text().contains("+ entities/ofac-7  *A* <b> [x](y) z\n"))
    #expect(
      printer.markdown.contains("- `entities/ofac-7` \\*A\\* &lt;b&gt; \\[x\\](y) z\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(printer.json)) as? [String: Any])
    #expect(json["schema"] as? Int == 1)
    #expect((json["added"] as? [[String: Any]])?.count == 3)
    let snapshot = try #require(json["snapshot"] as? [String: Any])
    #expect(snapshot["file"] as? String == "sdn.xml")
    #expect((snapshot["sha256"] as? String)?.utf8.count == 64)
    #expect(snapshot["generatedAt"] as? String == "2025-06-10")
  }
}
