import Foundation
import TestSupport
import Testing

@Suite struct DiffCommandTests {
  /// A copy of the small project under version control, with one commit.
  private func repository() throws -> TestProject {
    let project = try TestProject(copying: CommandTests.minimal)
    try git(["init", "-q"], project)
    try commit(project)
    return project
  }

  private func git(_ arguments: [String], _ project: TestProject) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"] + arguments
    process.currentDirectoryURL = project.root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  private func commit(_ project: TestProject) throws {
    try git(["add", "-A"], project)
    try git(["commit", "-q", "-m", "state"], project)
  }

  private func diff(_ project: TestProject, _ arguments: [String] = []) throws -> Tool.Result {
    try Tool.run(["-C", project.root.path, "diff"] + arguments, in: project.root)
  }

  private let section = "Content/packs/brief/overview.en.md"

  @Test("without a change it exits 0, with one 1, and writes nothing")
  func exits() throws {
    let project = try repository()
    let same = try diff(project)
    #expect(same.status == 0, "\(same.errors)")
    #expect(same.output.contains("no difference"))
    try project.write(try project.text(section) + "\nA last word.\n", to: section)
    let files = Folders.files(under: project.root)
    let changed = try diff(project)
    #expect(changed.status == 1, "\(changed.errors)")
    #expect(changed.output.contains("{+A last word.+}"))
    #expect(changed.output.contains(section))
    #expect(Folders.files(under: project.root) == files)
  }

  @Test("two revisions are compared without a checkout")
  func revisions() throws {
    let project = try repository()
    try project.write(try project.text(section) + "\nA last word.\n", to: section)
    try commit(project)
    let result = try diff(project, ["HEAD~1", "HEAD", "--format", "json"])
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("sections/overview#p-"))
    #expect(try diff(project, ["HEAD", "HEAD"]).status == 0)
  }

  @Test("an unknown revision exits 2, also one that looks like an option")
  func unknownRevision() throws {
    let project = try repository()
    let files = Folders.files(under: project.root)
    for name in ["no-such-branch", "HEAD~9"] {
      let result = try diff(project, [name])
      #expect(result.status == 2)
      #expect(result.errors.contains("git knows no revision '\(name)'"), "\(result.errors)")
    }
    let option = try diff(project, ["--", "--output=x"])
    #expect(option.status == 2)
    #expect(!FileManager.default.fileExists(atPath: project.root.appending(path: "x").path))
    #expect(Folders.files(under: project.root) == files)
  }

  @Test("a revision that does not compile is named with its findings")
  func brokenRevision() throws {
    let project = try repository()
    let path = "Content/dossier.yaml"
    let good = try project.text(path)
    try project.write(good + "\nunknownKey: 1\n", to: path)
    try commit(project)
    try project.write(good, to: path)
    let result = try diff(project)
    #expect(result.status == 2)
    #expect(result.errors.contains("[DS107]"))
    #expect(result.errors.contains("does not compile"))
    #expect(result.errors.contains("HEAD ("))
    #expect(result.output.isEmpty)
  }

  @Test("a working tree that does not compile is named, and says no more than an edition may")
  func brokenTree() throws {
    let project = try repository()
    let hidden = "Content/records/incidents/hidden.yaml"
    try project.write(
      "id: canary-theft\nname: Canary\nmarking: TLP:AMBER\nstartDate: soon\n", to: hidden)
    let files = Folders.files(under: project.root)
    let whole = try diff(project)
    #expect(whole.status == 2)
    #expect(whole.errors.contains("[DS110]"), "\(whole.errors)")
    #expect(whole.errors.contains("working tree does not compile"), "\(whole.errors)")
    #expect(whole.output.isEmpty)
    let open = try diff(project, ["--edition", "public"])
    #expect(open.status == 2)
    #expect(open.errors.contains("[DS504]"), "\(open.errors)")
    #expect(!open.errors.contains("hidden.yaml") && !open.errors.contains("DS110"))
    #expect(Folders.files(under: project.root) == files)
  }

  @Test("a folder outside version control, and no git at all, are told")
  func noGit() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let outside = try diff(project)
    #expect(outside.status == 2)
    #expect(outside.errors.contains("in no git repository"), "\(outside.errors)")
    let without = try Tool.run(
      ["-C", project.root.path, "diff"], environment: ["PATH": "/nonexistent"])
    #expect(without.status == 2)
    #expect(without.errors.contains("git is not installed"), "\(without.errors)")
  }

  @Test("a shallow clone says how to get its history")
  func shallow() throws {
    let project = try repository()
    try project.write(try project.text(section) + "\nA last word.\n", to: section)
    try commit(project)
    let clone = try TestProject(files: [:])
    try git(["clone", "-q", "--depth", "1", "file://\(project.root.path)", "copy"], clone)
    let root = clone.root.appending(path: "copy").path
    let result = try Tool.run(["-C", root, "diff", "HEAD~1"])
    #expect(result.status == 2)
    #expect(result.errors.contains("this clone is shallow"), "\(result.errors)")
  }

  @Test("built outputs, editions, packs and snapshots are compared wherever they lie")
  func built() throws {
    let project = try repository()
    let root = project.root.path
    #expect(try Tool.run(["-C", root, "build", "--quiet", "-o", "\(root)/one"]).status == 0)
    try project.write(try project.text(section) + "\nA last word.\n", to: section)
    #expect(try Tool.run(["-C", root, "build", "--quiet", "-o", "\(root)/two"]).status == 0)
    for part in ["", "/public", "/public/en/brief", "/public/en/brief/pack.json"] {
      let result = try Tool.run(["diff", "\(root)/one\(part)", "\(root)/two\(part)"])
      #expect(result.status == 1, "\(part): \(result.errors)")
      #expect(result.output.contains("A last word"), "\(part)")
      #expect(result.output.contains("all explained"), "\(part): \(result.output)")
      #expect(try diff(project, ["\(root)/two\(part)"]).status == 0, "\(part)")
    }
  }

  @Test("what is no snapshot, a newer one, or one of another pack exits 2")
  func badSnapshots() throws {
    let project = try repository()
    let root = project.root.path
    #expect(try Tool.run(["-C", root, "build", "--quiet", "-o", "\(root)/one"]).status == 0)
    let good = "one/public/en/brief/pack.json"
    let text = try project.text(good)
    let cases = [
      ("broken.json", String(text.dropLast(20)), "broken JSON"),
      ("newer.json", text.replacing("\"schema\":1", with: "\"schema\":9"), "its schema is 9"),
      (
        "other.json", text.replacing("\"pack\":\"brief\"", with: "\"pack\":\"x\""),
        "different packs"
      ),
    ]
    for (name, content, reason) in cases {
      try project.write(content, to: name)
      let result = try diff(project, [good, name])
      #expect(result.status == 2, "\(name)")
      #expect(result.errors.contains(reason), "\(name): \(result.errors)")
      #expect(result.output.isEmpty)
    }
    let missing = try diff(project, ["missing.json"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("there is no file"))
  }
}
