import Foundation
import TestSupport
import Testing

/// Packs on paper, printed by the program that readers' packs are printed by.
@Suite struct PaperPackTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
  /// A pack of all that is hard to lay out; in full also a small one and the demonstration pack.
  static let projects =
    ["Tests/PackTests/Layouts/awkward"]
    + (isFull ? ["Tests/PackTests/Accepted/narrative", "."] : [])
  private static let checkers = Folders.root.appending(path: ".build/tools/python/bin").path

  /// Prints a project's packs twice, elsewhere and under another clock, zone and locale.
  private func print(
    _ project: TestProject, times: Int = 2
  ) throws -> (first: URL, second: URL) {
    let folders = (project.root.appending(path: "One"), project.root.appending(path: "Two"))
    let path = Self.checkers + ":/usr/bin:/bin"
    let environments = [
      ["PATH": path, "TZ": "Asia/Tokyo", "LC_ALL": "C"],
      ["PATH": path, "TZ": "America/Halifax", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"],
    ]
    for (index, folder) in [folders.0, folders.1].prefix(times).enumerated() {
      let result = try Tool.run(
        [
          "-C", project.root.path, "build", "--pdf", "--quiet", "--jobs", index == 0 ? "1" : "4",
          "--output", folder.path,
        ], environment: environments[index])
      try #require(result.status == 0, "\(result.errors)")
    }
    return folders
  }

  @Test(
    "a pack in PDF is labelled, tagged, paged, complete, and the same whoever prints it",
    arguments: projects)
  func prints(_ path: String) throws {
    let project = try TestProject(copying: Folders.root.appending(path: path))
    let (first, second) = try print(project)
    let packs = Folders.files(under: first).filter { $0.hasSuffix(".pdf") }
    try #require(packs.contains { $0.hasSuffix("pack.pdf") })
    for pack in packs {
      let bytes = try Data(contentsOf: first.appending(path: pack))
      #expect(bytes == (try Data(contentsOf: second.appending(path: pack))), "\(pack)")
    }
    let whole = packs.filter { $0.hasSuffix("pack.pdf") }.map { first.appending(path: $0).path }
    let told = try audit(whole)
    #expect(told.status == 0, "\(told.output)\(told.errors)")
  }

  /// WeasyPrint breaks a text after its first word where the space before a link alone does not fit
  /// the line: some of these many lengths end there.
  @Test("a line before a link ends at its last word, whatever its length")
  func breaksLines() throws {
    let paragraphs = (0..<70).map { length in
      "Opening \(String(repeating: "word ", count: 15))\(String(repeating: "i", count: length)) "
        + "[linked words that go on](https://example.org/)."
    }
    let project = try TestProject(
      copying: Folders.root.appending(path: "Tests/PackTests/Accepted/minimal"))
    let section = "Content/packs/brief/overview.en.md"
    let text = try String(contentsOf: project.root.appending(path: section), encoding: .utf8)
    try project.write(
      text.replacing("kind: summary", with: "kind: background") + "\n"
        + paragraphs.joined(separator: "\n\n") + "\n", to: section)
    let (folder, _) = try print(project, times: 1)
    let pack = try #require(Folders.files(under: folder).first { $0.hasSuffix("pack.pdf") })
    let read = try Tool.run(
      ["-layout", folder.appending(path: pack).path, "-"], program: "/usr/bin/pdftotext")
    let lines = read.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.count { $0.hasPrefix("Opening word word") } == paragraphs.count)
    #expect(!lines.contains("Opening"))
  }

  @Test("the audit of paper misses a figure that the text does not say")
  func auditTells() throws {
    let project = try TestProject(
      copying: Folders.root.appending(path: "Tests/PackTests/Accepted/narrative"))
    let (folder, _) = try print(project, times: 1)
    let pack = try #require(
      Folders.files(under: folder).first { $0.hasSuffix("pack.pdf") }
    )
    let file = folder.appending(path: pack)
    let snapshot = file.deletingLastPathComponent().appending(path: "pack.json")
    let text = try String(contentsOf: snapshot, encoding: .utf8)
    let changed = text.replacing(/"display":"[^"]*"/, with: #""display":"0.123456789""#)
    try #require(changed != text)
    try Data(changed.utf8).write(to: snapshot)
    let told = try audit([file.path])
    #expect(told.status == 1)
    #expect(told.output.contains("does not say figure"))
  }

  private func audit(_ files: [String]) throws -> Tool.Result {
    try Tool.run(
      [Folders.root.appending(path: "Scripts/audit_paper.py").path] + files,
      program: Self.checkers + "/python")
  }
}
