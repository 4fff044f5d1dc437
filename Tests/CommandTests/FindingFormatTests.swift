import Foundation
import TestSupport
import Testing

@Suite struct FindingFormatTests {
  /// Put there by `Scripts/install-checkers`.
  static let checker = Folders.root.appending(path: ".build/tools/python/bin/check-jsonschema").path
  static let schema = Folders.root.appending(path: ".build/tools/sarif-2.1.0.json").path

  @Test(
    "every SARIF log validates against the schema",
    .enabled(if: FileManager.default.fileExists(atPath: checker)))
  func sarif() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let rejected = Folders.root.appending(path: "Tests/PackTests/Rejected")
    var logs: [String] = []
    for (index, name) in Folders.names(in: rejected).enumerated() where index % 6 == 0 {
      let result = try Tool.run(
        ["-C", rejected.appending(path: name).path, "check", "--quiet", "--format", "sarif"])
      let log = folder.appending(path: name + ".sarif")
      try Data(result.output.utf8).write(to: log)
      logs.append(log.path)
    }
    let process = Process()
    process.executableURL = URL(filePath: Self.checker)
    process.arguments = ["--schemafile", Self.schema] + logs
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("codes select and ignore findings, and a threshold decides the exit")
  func filter() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let path = "Content/dossier.yaml"
    try project.write(try project.text(path) + "\nunknownKey: 1\n", to: path)
    func check(_ arguments: [String]) throws -> Tool.Result {
      try Tool.run(
        ["-C", project.root.path, "check", "--quiet", "--format", "short"] + arguments,
        in: project.root)
    }
    #expect(try check([]).status == 1)
    #expect(try check(["--select", "DS2"]).status == 0)
    #expect(try check(["--select", "DS2,DS107"]).status == 1)
    #expect(try check(["--ignore", "ds107"]).status == 0)
    #expect(try check(["Content/records"]).status == 0)
    #expect(try check(["Content/dossier.yaml"]).output.contains("[DS107]"))
    let unknown = try check(["--select", "DS999"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("no diagnostic has the code 'DS999'"))
    #expect(try check(["/etc"]).status == 64)
  }

  @Test("a warning fails a check that says so")
  func threshold() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let path = "Content/records/sources/idle.yaml"
    try project.write(
      "{ id: idle, type: report, title: Idle report, publisher: Nobody, issued: 2024 }\n", to: path)
    let lenient = try Tool.run(["-C", project.root.path, "check", "--quiet"])
    #expect(lenient.status == 0, "\(lenient.output)")
    let strict = try Tool.run(
      ["-C", project.root.path, "check", "--quiet", "--fail-on", "warning", "--format", "github"])
    #expect(strict.status == 1)
    #expect(strict.output.hasPrefix("::warning file=Content/records/sources/idle.yaml,line="))
  }
}
