import Foundation
import TestSupport
import Testing

/// Builds over an existing site that fail, in each stage.
@Suite struct FailedBuildTests {
  static let folder = Folders.root.appending(path: "Tests/PackTests")

  /// Every file of the published site with its bytes.
  private func site(_ project: TestProject, _ name: String = "Site") throws -> [String: Data] {
    let folder = project.root.appending(path: name)
    var files: [String: Data] = [:]
    for path in Folders.files(under: folder) {
      files[path] = try Data(contentsOf: folder.appending(path: path))
    }
    return files
  }

  @Test(
    "an error in any stage leaves the site byte for byte",
    arguments: [
      ("load", "Content/records/incidents/broken.yaml", "", "a: [", 1),
      ("load", "Content/dossier.yaml", "", "nonsense: 1\n", 1),
      (
        "check", "Content/records/incidents/broken.yaml", "",
        "id: broken\nname: X\nstartDate: 2024-05-02\nendDate: 2024-05-01\n", 1
      ),
      ("figure", "Content/packs/brief/figures.yaml", "= 'buoy-2024'", "= 'anchor-2024'", 1),
      ("narrative", "Content/packs/brief/overview.en.md", "", "\n{fig}`no-such-figure`\n", 1),
      ("template", "Templates/html/layout.mustache", "", "{{#never}}", 1),
      ("last look", "Templates/html/layout.mustache", "", "<a href=\"nowhere.html\">x</a>\n", 2),
    ])
  func stage(
    _ stage: String, _ path: String, _ old: String, _ new: String, _ code: Int32
  ) throws {
    let project = try TestProject(copying: Self.folder.appending(path: "Accepted/markings"))
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    let before = try site(project)
    let file = project.root.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    var text = (try? project.text(path)) ?? ""
    if text.isEmpty, path.hasPrefix("Templates/") {
      text = String(
        decoding: try Data(contentsOf: Folders.root.appending(path: path)), as: UTF8.self)
    }
    let changed = old.isEmpty ? text + new : text.replacingOccurrences(of: old, with: new)
    #expect(changed != text)
    try project.write(changed, to: path)
    let result = try Tool.run(["-C", project.root.path, "build"])
    #expect(result.status == code, "\(stage): \(result.errors)")
    #expect(try site(project) == before, "\(stage)")
    #expect(try KilledBuildTests.litter(project) == [], "\(stage)")
  }

  @Test("the same errors leave a project that was never built without an output folder")
  func neverBuilt() throws {
    let project = try TestProject(
      copying: Self.folder.appending(path: "Rejected/DS203-unknown-reference"))
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: project.root.appending(path: "Site").path))
  }

  @Test(
    "a limit on file sizes fails the build at the file, wherever it falls",
    arguments: [0, 1, 8, 40])
  func fileSize(_ blocks: Int) throws {
    let project = try TestProject(copying: Self.folder.appending(path: "Accepted/markings"))
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    let before = try site(project)
    let result = try Shell.run(
      "ulimit -f \(blocks); exec \"$0\" -C \"$1\" build 2>&1 | cat", [Tool.path, project.root.path])
    #expect(result.contains("file too large [DS501]"), "\(result)")
    #expect(try site(project) == before)
    #expect(try KilledBuildTests.litter(project) == [])
  }

  @Test("a full disk and a read-only one leave the site as it was, and say so")
  func disk() throws {
    guard getuid() == 0 else { return }
    let project = try TestProject(copying: Self.folder.appending(path: "Accepted/markings"))
    let disk = project.root.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    let mounted = try Shell.run(
      "mount -t tmpfs -o size=2m none \"$0\" && echo yes", [disk.path])
    // Where even root may not mount, the file-size test above stands alone.
    guard mounted.contains("yes") else { return }
    defer { _ = try? Shell.run("umount \"$0\"", [disk.path]) }
    let output = disk.appending(path: "Site").path
    #expect(try Tool.run(["-C", project.root.path, "build", "-o", output]).status == 0)
    let before = try site(project, "disk/Site")
    _ = try Shell.run(
      "dd if=/dev/zero of=\"$0/filler\" bs=64k 2>/dev/null; rm \"$0/none\" 2>/dev/null; "
        + "truncate -s -131072 \"$0/filler\"", [disk.path])
    let full = try Tool.run(["-C", project.root.path, "build", "-o", output])
    #expect(full.status == 2)
    #expect(full.errors.contains("no space left on device [DS501]"), "\(full.errors)")
    #expect(try site(project, "disk/Site") == before)
    _ = try Shell.run("rm \"$0/filler\"; mount -o remount,ro \"$0\"", [disk.path])
    let fixed = try Tool.run(["-C", project.root.path, "build", "-o", output])
    #expect(fixed.status == 2)
    #expect(fixed.errors.contains("read-only file system"), "\(fixed.errors)")
    #expect(try site(project, "disk/Site") == before)
    _ = try Shell.run("mount -o remount,rw \"$0\"", [disk.path])
    #expect(try Tool.run(["-C", project.root.path, "build", "-o", output]).status == 0)
    #expect(try Tool.run(["verify", output]).status == 0)
  }
}

/// Runs a line of shell and answers what it prints.
enum Shell {
  static func run(_ line: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line] + arguments
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
