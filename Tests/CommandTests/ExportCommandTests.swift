import Foundation
import TestSupport
import Testing

@Suite struct ExportCommandTests {
  private static let markings = Folders.root.appending(
    path: "Tests/PackTests/Accepted/markings")

  private func export(
    _ project: TestProject, _ more: [String] = [], edition: String = "public",
    to output: String = "out"
  ) throws -> Tool.Result {
    try Tool.run(
      ["export", "content", "--edition", edition, "-o", output] + more, in: project.root)
  }

  @Test("exported sources are a project of their own, which builds to the same bytes")
  func export() throws {
    let project = try TestProject(copying: Self.markings)
    let result = try export(project)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Exported "))
    let copy = project.root.appending(path: "out/public")
    #expect(try Tool.run(["-C", copy.path, "build", "-o", "copy"], in: project.root).status == 0)
    #expect(
      try Tool.run(["build", "--edition", "public", "-o", "site"], in: project.root).status == 0)
    let site = project.root.appending(path: "site/public")
    let files = Folders.files(under: site)
    #expect(!files.isEmpty)
    #expect(files == Folders.files(under: project.root.appending(path: "copy/public")))
    for file in files {
      #expect(
        try Data(contentsOf: site.appending(path: file))
          == Data(contentsOf: project.root.appending(path: "copy/public/\(file)")), "\(file)")
    }
  }

  @Test("a second export takes the place of the first, and of nothing else")
  func again() throws {
    let project = try TestProject(copying: Self.markings)
    #expect(try export(project).status == 0)
    #expect(try export(project, edition: "partners").status == 0)
    #expect(try export(project).status == 0)
    try project.write("Mine.", to: "out/public/README.md")
    let refused = try export(project)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("[DS503]"), "\(refused.errors)")
    #expect(try project.text("out/public/README.md") == "Mine.")
  }

  @Test("sources never take the place of an edition's pages")
  func site() throws {
    let project = try TestProject(copying: Self.markings)
    #expect(try Tool.run(["build"], in: project.root).status == 0)
    let manifest = try project.text("Site/public/manifest.json")
    let result = try export(project, to: "Site")
    #expect(result.status == 2)
    #expect(result.errors.contains("[DS503]"), "\(result.errors)")
    #expect(try project.text("Site/public/manifest.json") == manifest)
  }

  @Test("a folder of somebody else's, or of the project's own, is refused")
  func folders() throws {
    let project = try TestProject(copying: Self.markings)
    let letters = project.root.appending(path: "letters")
    try FileManager.default.createDirectory(at: letters, withIntermediateDirectories: true)
    try project.write("Dear colleague", to: "letters/draft.txt")
    for folder in ["letters", ".", "Content", "Content/packs"] {
      let result = try export(project, to: folder)
      #expect(result.status == 2, "\(folder)")
      #expect(result.errors.contains("[DS503]"), "\(folder): \(result.errors)")
    }
    #expect(Folders.files(under: letters) == ["draft.txt"])
  }

  @Test("a project with errors exports nothing, and its public log quotes nothing hidden")
  func findings() throws {
    let project = try TestProject(copying: Self.markings)
    let path = "Content/packs/brief/secret.en.md"
    try project.write(try project.text(path) + "\n{fig}`nothing-like-it`\n", to: path)
    let whole = try export(project, edition: "partners")
    #expect(whole.status == 1)
    #expect(whole.errors.contains("nothing-like-it"), "\(whole.errors)")
    let open = "Content/packs/brief/overview.en.md"
    try project.write(try project.text(open) + "\n{fig}`nor-this`\n", to: open)
    let result = try export(project)
    #expect(result.status == 1)
    #expect(result.errors.contains("nor-this"), "\(result.errors)")
    #expect(!result.errors.contains("nothing-like-it"), "\(result.errors)")
    #expect(
      !FileManager.default.fileExists(atPath: project.root.appending(path: "out").path))
  }

  @Test(
    "an export that cannot be meant exits 64 and says why",
    arguments: [
      (["export", "contnet", "--edition", "public", "-o", "out"], "did you mean 'content'?"),
      (["export", "pdf", "--edition", "public", "-o", "out"], "write one of: content, stix"),
      (["export", "content", "-o", "out"], "--edition NAME"),
      (
        ["export", "content", "--edition", "public", "--edition", "partners", "-o", "out"],
        "once"
      ),
      (["export", "content", "--edition", "public"], "-o DIR"),
      (["export", "content", "--edition", "publc", "-o", "out"], "did you mean 'public'?"),
      (
        ["export", "content", "--edition", "public", "--pack", "brif", "-o", "out"],
        "no pack 'brif'"
      ),
      (
        ["export", "content", "--edition", "public", "--as-of", "2024", "-o", "out"],
        "to the build of them"
      ),
    ])
  func usage(_ arguments: [String], _ text: String) throws {
    let project = try TestProject(copying: Self.markings)
    let result = try Tool.run(arguments, in: project.root)
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains(text), "\(result.errors)")
  }
}
