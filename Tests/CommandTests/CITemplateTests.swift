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
    Workflow(file: "gitlab.yml", schema: "vendor.gitlab-ci", needed: "stages: [build, publish]\n"),
  ]

  /// The exit code and words of `check-jsonschema`, which `Scripts/test` installs.
  private func validate(_ file: URL, _ schema: String) throws -> (status: Int32, text: String) {
    let tool = Folders.root.appending(path: ".build/tools/python/bin/check-jsonschema")
    try #require(
      FileManager.default.isExecutableFile(atPath: tool.path),
      "check-jsonschema is missing; Scripts/test installs it into .build/tools")
    let process = Process()
    process.executableURL = tool
    process.arguments = ["--builtin-schema", schema, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
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

  @Test("the commands of a workflow check, build and verify a project", arguments: workflows)
  func commands(_ workflow: Workflow) throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let lines = try workflow.text().split(separator: "\n").compactMap { line -> [String]? in
      guard let match = line.firstMatch(of: #/(?:run:|-) dossier (.*)$/#) else { return nil }
      return match.1.split(separator: " ").map { word in
        String(word).replacing("\"", with: "").replacing("$EDITION", with: "public")
          .replacing("$CEILING", with: "TLP:CLEAR")
      }
    }
    #expect(lines.map { $0.first } == ["check", "build", "verify"])
    for arguments in lines {
      let result = try Tool.run(arguments, in: project.root)
      #expect(result.status == 0, "\(arguments) \(result.errors)")
    }
    #expect(
      FileManager.default.fileExists(
        atPath: project.root.appending(path: "site/public/manifest.json").path))
  }

  @Test("the guide shows each workflow as it is", arguments: workflows)
  func guide(_ workflow: Workflow) throws {
    let guide = Folders.root.appending(
      path: "Sources/DossierKit/DossierKit.docc/PublishingGuide.md")
    let text = String(decoding: try Data(contentsOf: guide), as: UTF8.self)
    #expect(text.contains("```yaml\n\(try workflow.text())```\n"))
  }
}
