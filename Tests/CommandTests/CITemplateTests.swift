import Foundation
import TestSupport
import Testing

/// The workflows that projects start from are what GitHub and GitLab read, and do as the guide says.
@Suite struct CITemplateTests {
  struct Workflow: CustomTestStringConvertible, Sendable {
    var file: String
    var schema: String
    /// A line without which the file is no longer sound.
    var needed: String

    var testDescription: String { file }

    var url: URL { Folders.root.appending(path: "Templates/ci/\(file)") }

    func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
  }

  static let workflows = [
    Workflow(
      file: "github.yml", schema: "vendor.github-workflows",
      needed: "    runs-on: ubuntu-latest\n"),
    Workflow(
      file: "gitlab.yml", schema: "vendor.gitlab-ci", needed: "stages: [build, review, publish]\n"),
  ]

  private func validate(_ file: URL, _ schema: String) throws -> JSONSchemaChecker.Outcome {
    try JSONSchemaChecker.run(["--builtin-schema", schema], [file])
  }

  @Test("a workflow meets the schema of its service", arguments: workflows)
  func schema(_ workflow: Workflow) throws {
    let result = try validate(workflow.url, workflow.schema)
    #expect(result.status == 0, "\(result.text)")
  }

  @Test("the schemas refuse a workflow that is broken", arguments: workflows)
  func broken(_ workflow: Workflow) throws {
    let text = try workflow.text()
    #expect(text.contains(workflow.needed))
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: workflow.file)
    let broken = text.replacing(workflow.needed, with: "")
      .replacing("stage: build", with: "stage: [7]")
    try Data(broken.utf8).write(to: file)
    #expect(try validate(file, workflow.schema).status != 0)
  }

  @Test("a workflow uses no secret, and pins each action by its version", arguments: workflows)
  func privileges(_ workflow: Workflow) throws {
    let text = try workflow.text()
    #expect(!text.contains("secrets."))
    #expect(!text.contains("pull_request_target"))
    for line in text.split(separator: "\n") where line.contains("uses:") {
      #expect(line.contains(#/@v\d+$/#), "\(line)")
    }
  }

  /// The commands of dossier in a workflow, as its shell runs them.
  private func commands(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let trimmed = line.drop { $0 == " " || $0 == "-" }
      return trimmed.hasPrefix("dossier ") ? String(trimmed) : nil
    }
  }

  @Test(
    "the commands of a workflow check, build, verify and compare both editions",
    arguments: workflows)
  func commands(_ workflow: Workflow) throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try Tool.run(["init", folder.path, "--template", "summit"]).status == 0)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "report"), withIntermediateDirectories: true)
    let identity = "git -c user.name=Test -c user.email=test@example.org"
    let commit = "git init -q && git add -A && \(identity) commit -qm First && git rev-parse HEAD"
    let base = try CommandLineShell.run(commit, in: folder).text.split(separator: "\n").last.map(
      String.init)
    let title = folder.appending(path: "Content/packs/example-summit/changes.en.md")
    let text = try String(contentsOf: title, encoding: .utf8)
    try Data(text.replacing("the first revision", with: "an early revision").utf8).write(to: title)
    let environment = [
      "EDITION": "public", "CEILING": "TLP:CLEAR", "PARTNERS_EDITION": "partners",
      "PARTNERS_CEILING": "TLP:AMBER", "BASE": base ?? "",
      "CI_MERGE_REQUEST_DIFF_BASE_SHA": base ?? "",
    ]
    let lines = commands(try workflow.text())
    let names = Set(lines.map { $0.split(separator: " ")[1] })
    #expect(names == ["check", "build", "verify", "diff"])
    for line in lines {
      let result = try CommandLineShell.run(line, in: folder, environment)
      #expect(result.status == 0, "\(line)\n\(result.text)")
    }
    for edition in ["public", "partners"] {
      #expect(
        FileManager.default.fileExists(
          atPath: folder.appending(path: "site/\(edition)/manifest.json").path))
    }
    let report = try String(
      contentsOf: folder.appending(path: "report/changes.md"), encoding: .utf8)
    #expect(report.contains("early"), "\(report)")
    let findings = Folders.files(under: folder.appending(path: "report"))
      .first { $0.hasPrefix("findings.") }
    #expect(findings != nil)
  }

  @Test("a workflow installs every package that compiling the tool needs", arguments: workflows)
  func packages(_ workflow: Workflow) throws {
    let script = try String(
      contentsOf: Folders.root.appending(path: "Scripts/install-packages"), encoding: .utf8)
    let needed = script.matches(of: #/lib[a-z0-9-]+-dev/#).map { String($0.output) }
    #expect(!needed.isEmpty)
    let text = try workflow.text()
    for package in needed { #expect(text.contains(package), "\(package)") }
  }

  @Test("the hooks for pre-commit are of its form, and name commands of ours")
  func hooks() throws {
    let file = Folders.root.appending(path: ".pre-commit-hooks.yaml")
    let schema = Folders.root.appending(path: "Tests/CommandTests/pre-commit-hooks.schema.json")
    let result = try JSONSchemaChecker.run(["--schemafile", schema.path], [file])
    #expect(result.status == 0, "\(result.text)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let entries = text.matches(of: #/entry: dossier (.*)/#).map { String($0.1) }
    #expect(entries == ["fmt", "check"])
    let project = try TestProject(copying: CommandTests.minimal)
    for entry in entries {
      let run = try Tool.run(["-C", project.root.path, entry])
      #expect(run.status == 0, "\(run.errors)")
    }
    let broken = try Folders.temporary().appending(path: "hooks.yaml")
    defer { try? FileManager.default.removeItem(at: broken.deletingLastPathComponent()) }
    try Data(text.replacing("  entry: dossier fmt\n", with: "").utf8).write(to: broken)
    #expect(try JSONSchemaChecker.run(["--schemafile", schema.path], [broken]).status != 0)
  }

  @Test("the guide shows each workflow as it is", arguments: workflows)
  func guide(_ workflow: Workflow) throws {
    let guide = Folders.root.appending(
      path: "Sources/DossierKit/DossierKit.docc/PublishingGuide.md")
    let text = String(decoding: try Data(contentsOf: guide), as: UTF8.self)
    #expect(text.contains("```yaml\n\(try workflow.text())```\n"))
  }
}
