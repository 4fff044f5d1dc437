import Foundation
import TestSupport
import Testing

@Suite struct ApproveCommandTests {
  private static let cleared = Folders.root.appending(path: "Tests/PackTests/Accepted/clearances")

  private func run(_ project: TestProject, _ arguments: [String]) throws -> Tool.Result {
    try Tool.run(["-C", project.root.path] + arguments, in: project.root)
  }

  private func approve(
    _ project: TestProject, _ section: String = "overview", by: String = "Jane Doe",
    role: String = "Legal adviser", date: String = "2025-06-08", _ more: [String] = []
  ) throws -> Tool.Result {
    try run(
      project, ["approve", section, "--by", by, "--role", role, "--date", date] + more)
  }

  private let section = "Content/packs/brief/overview.en.md"
  private let file = "Content/packs/brief/clearances.public.yaml"

  @Test("a clearance is recorded once, and the pages name who gave it")
  func recorded() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let first = try approve(project)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.isEmpty)
    let text = try project.text(file)
    #expect(text.contains("- section: overview\n  language: en\n  by: Jane Doe\n"))
    let again = try approve(project)
    #expect(again.status == 0)
    #expect(again.errors.contains("Nothing changes"))
    #expect(try project.text(file) == text)
    #expect(try approve(project, by: "Ann Roe", role: "Director").status == 0)
    #expect(try project.text(file).contains("- section: overview\n  language: en\n  by: Ann Roe\n"))
    #expect(try run(project, ["check", "--strict"]).status == 0)
    #expect(try run(project, ["build", "-o", "out"]).status == 0)
    let words = "Cleared by Ann Roe, Director, 8 June 2025; Cleared by Jane Doe, Legal adviser"
    for page in ["index.html", "overview.html", "md/index.md", "md/overview.md", "pack.html"] {
      #expect(try project.text("out/public/en/brief/\(page)").contains(words), "\(page)")
    }
  }

  @Test("another wrapping or file changes nothing; another word lapses it, and check says which")
  func lapse() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    #expect(try approve(project).status == 0)
    let words = try project.text(section)
    try project.write(words.replacing(". ", with: ".\n"), to: section)
    try FileManager.default.moveItem(
      at: project.root.appending(path: "Content/records/entities/gang.yaml"),
      to: project.root.appending(path: "Content/records/entities/moved.yaml"))
    let kept = try run(project, ["check", "--strict"])
    #expect(kept.status == 0, "\(kept.output)")
    try project.write(words + "\nA last word.\n", to: section)
    let lapsed = try run(project, ["check"])
    #expect(lapsed.status == 0)
    #expect(lapsed.output.contains("[DS540]"), "\(lapsed.output)")
    #expect(lapsed.output.contains("'overview' has changed since Jane Doe cleared it"))
    #expect(lapsed.output.contains("of its text is new"))
    #expect(try run(project, ["check", "--strict"]).status == 1)
    #expect(try run(project, ["build", "-o", "out"]).status == 0)
    let page = try project.text("out/public/en/brief/overview.html")
    #expect(page.contains("<dd>Draft</dd>"))
    #expect(!page.contains("Jane Doe"))
    #expect(try approve(project).status == 0)
    #expect(try run(project, ["check", "--strict"]).status == 0)
  }

  @Test("a figure that moves is named with both its values, a record with its place")
  func beneath() throws {
    let project = try TestProject(copying: Self.cleared)
    try project.replace(
      "amount: 30000000", with: "amount: 31000000", in: "Content/records/incidents/incidents.yaml")
    let result = try run(project, ["check"])
    #expect(
      result.output.contains("the figure 'stolen' was 30000000 USD and is 31000000 USD"),
      "\(result.output)")
    #expect(result.output.contains("incidents.yaml:1:7: note: 'incidents/harbour-2025' changed"))
    // Below both editions, in both languages; the other section rests on none of it.
    #expect(result.output.components(separatedBy: "[DS540]").count == 5)
    #expect(!result.output.contains("'lines' has changed"))
  }

  @Test("what an edition cannot see leaves its clearances alone")
  func hidden() throws {
    let project = try TestProject(copying: Self.cleared)
    try project.replace(
      "amount: 2000000", with: "amount: 2500000", in: "Content/records/incidents/incidents.yaml")
    let result = try run(project, ["check"])
    #expect(result.output.contains("clearances.partners.yaml"), "\(result.output)")
    #expect(!result.output.contains("clearances.public.yaml"))
    let open = try run(project, ["check", "--edition", "public"])
    #expect(open.status == 0)
    #expect(open.output.isEmpty, "\(open.output)")
  }

  @Test("a clearance of a stricter edition stands in no lower output, source or log")
  func sealed() throws {
    let project = try TestProject(copying: Self.cleared)
    try project.remove("Content/packs/brief/clearances.partners.yaml")
    func site(_ name: String) throws -> [String: Data] {
      #expect(try run(project, ["build", "--edition", "public", "-o", name]).status == 0)
      #expect(
        try run(project, ["export", "content", "--edition", "public", "-o", name + "-src"])
          .status == 0)
      var files: [String: Data] = [:]
      for folder in [name, name + "-src"] {
        let root = project.root.appending(path: folder)
        for path in Folders.files(under: root) {
          files[folder.dropFirst(name.count) + path] = try Data(
            contentsOf: root.appending(path: path))
        }
      }
      return files
    }
    let before = try site("one")
    #expect(
      try approve(project, "lines", by: "Canary Crake", ["--edition", "partners"]).status == 0)
    // One that has lapsed says no more than one that holds.
    try project.write(
      try project.text("Content/packs/brief/lines.en.md") + "\n{marked:amber}`A last word.`\n",
      to: "Content/packs/brief/lines.en.md")
    let after = try site("two")
    #expect(before == after)
    let log = try run(project, ["check", "--edition", "public", "--format", "json"])
    #expect(!log.output.contains("Canary"), "\(log.output)")
    #expect(!log.output.contains("partners"), "\(log.output)")
    #expect(try run(project, ["check"]).output.contains("Canary Crake"))
  }

  @Test(
    "a wrong name, day or word exits 2 with a suggestion and writes nothing",
    arguments: [
      (["overvew"], "2025-06-08", "Jane", "did you mean 'overview'?"),
      (["overview", "--edition", "publik"], "2025-06-08", "Jane", "did you mean 'public'?"),
      (["overview", "--language", "fn"], "2025-06-08", "Jane", "did you mean 'en'?"),
      (["overview", "--pack", "breif"], "2025-06-08", "Jane", "did you mean 'brief'?"),
      (["overview"], "2025-06", "Jane", "on a day, as 2025-06-08; '2025-06' is none"),
      (["overview"], "soon", "Jane", "'soon' is none"),
      (["overview"], "2025-06-08", " ", "--by is one line"),
      (["overview"], "2025-06-08", "Jane\nDoe", "--by is one line"),
      (["overview"], "2025-06-08", "Jane\u{202E}", "--by holds U+202E"),
    ])
  func refused(_ arguments: [String], _ date: String, _ by: String, _ words: String) throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let files = Folders.files(under: project.root)
    let result = try approve(
      project, arguments[0], by: by, date: date, Array(arguments.dropFirst()))
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(Folders.files(under: project.root) == files)
  }

  @Test("a project with errors is cleared of nothing; without a day it is a slip of the hand")
  func broken() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    #expect(try run(project, ["approve", "overview", "--by", "J", "--role", "R"]).status == 64)
    try project.write(try project.text(section) + "\n{fig}`none`\n", to: section)
    let result = try approve(project)
    #expect(result.status == 2)
    #expect(result.errors.contains("[DS439]"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: project.root.appending(path: file).path))
  }
}
