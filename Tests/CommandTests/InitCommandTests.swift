import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
  struct Start: CustomTestStringConvertible, Sendable {
    var template: String
    var languages: [String]

    var testDescription: String { "\(template) \(languages.joined(separator: " "))" }
    var arguments: [String] {
      ["--template", template] + languages.flatMap { ["--language", $0] }
    }
  }

  static let starts = ["minimal", "summit"].flatMap { template in
    [["en"], ["fr"], ["en", "fr"], ["fr", "en"]].map { Start(template: template, languages: $0) }
  }

  @Test(
    "a new project checks strictly, builds, serves, and is in canonical form", arguments: starts)
  func start(_ start: Start) async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Tool.run(["init", "brief"] + start.arguments, in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    let next = result.errors.components(separatedBy: "Next:\n")
    #expect(next.last?.split(separator: "\n").count == 4, "\(result.errors)")
    let project = folder.appending(path: "brief")
    let check = try Tool.run(["check", "--strict"], in: project)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.isEmpty)
    let build = try Tool.run(["build", "--strict"], in: project)
    #expect(build.status == 0, "\(build.errors)")
    let server = try ServeCommandTests.Server(TestProject(copying: project))
    for language in start.languages {
      let packs = Folders.names(in: project.appending(path: "Site/public/\(language)"))
      #expect(packs.count == 1)
      let page = try await server.get("/public/\(language)/\(packs.first ?? "")/index.html")
      #expect(page.status == 200 && page.body.contains("<html lang=\"\(language)\">"))
    }
    let format = try Tool.run(["fmt", "--check"], in: project)
    #expect(format.status == 0, "\(format.output)")
  }

  @Test("the summit template has a section of every kind")
  func sections() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Tool.run(["init", folder.path, "--template", "summit"]).status == 0)
    let schema = Folders.files(under: folder.appending(path: "Content/packs/example-summit"))
    var kinds: Set<String> = []
    for path in schema where path.hasSuffix(".md") {
      let text = try String(
        contentsOf: folder.appending(path: "Content/packs/example-summit/\(path)"),
        encoding: .utf8)
      #expect(text.contains("<!-- "), "\(path) has no guiding comment")
      if let kind = text.firstMatch(of: #/\nkind: (\w+)\n/#) { kinds.insert(String(kind.1)) }
    }
    #expect(kinds.count == 20)
  }

  @Test("a folder with files is refused by their names and left as it is; a history is no file")
  func filled() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
    let refused = try Tool.run(["init"], in: folder)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("'notes.txt'"))
    #expect(refused.errors.contains("nothing was written"))
    #expect(Folders.files(under: folder) == ["notes.txt"])
    try FileManager.default.removeItem(at: folder.appending(path: "notes.txt"))
    try FileManager.default.createDirectory(
      at: folder.appending(path: ".git"), withIntermediateDirectories: true)
    let inside = try Tool.run(["init"], in: folder)
    #expect(inside.status == 0, "\(inside.errors)")
    #expect(inside.errors.contains("this folder"))
    #expect(try Tool.run(["init"], in: folder).status == 2)
  }

  @Test("a file in the folder's place is refused")
  func file() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "brief"))
    let result = try Tool.run(["init", "brief"], in: folder)
    #expect(result.status == 2)
    #expect(
      try String(contentsOf: folder.appending(path: "brief"), encoding: .utf8) == "mine")
  }

  @Test("a language without strings is refused, and what to do is said")
  func language() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Tool.run(["init", "brief", "--language", "de"], in: folder)
    #expect(result.status == 64)
    #expect(result.errors.contains("Templates/strings/de.yaml"))
    #expect(try Tool.run(["init", "brief", "--language", "English"], in: folder).status == 64)
    #expect(Folders.files(under: folder).isEmpty)
  }

  @Test("a workflow comes with it on request", arguments: ["github", "gitlab"])
  func workflow(_ service: String) throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Tool.run(["init", "brief", "--ci", service], in: folder).status == 0)
    let path = service == "github" ? ".github/workflows/dossier.yml" : ".gitlab-ci.yml"
    let written = try Data(contentsOf: folder.appending(path: "brief/\(path)"))
    let template = Folders.root.appending(path: "Templates/ci/\(service).yml")
    #expect(written == (try Data(contentsOf: template)))
  }
}
