import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  static let minimal = Folders.root.appending(path: "Tests/PackTests/Accepted/minimal")

  @Test("a build publishes, says so in one line, and writes nothing to standard output")
  func build() throws {
    let project = try TestProject(copying: Self.minimal)
    let result = try Tool.run(["-C", project.root.path, "build", "--strict"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("Built "))
    #expect(
      FileManager.default.fileExists(
        atPath: project.root.appending(path: "Site/public/manifest.json").path))
  }

  @Test("a build asked for timings says how long each stage took, before its closing line")
  func timings() throws {
    let project = try TestProject(copying: Self.minimal)
    let result = try Tool.run(["-C", project.root.path, "build", "--timings"])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    let lines = result.errors.split(separator: "\n")
    let stages = lines.dropLast().map { $0.drop { $0 == " " } }
    #expect(stages.allSatisfy { $0.prefixMatch(of: #/[0-9]+\.[0-9][0-9] s  [A-Z]/#) != nil })
    let words = stages.map { $0.split(separator: " ")[2] }
    #expect(words.first == "Reading")
    #expect(words.contains("Rendering"))
    #expect(words.suffix(2) == ["Publishing", "All"])
    #expect(lines.last?.hasPrefix("Built ") == true)
  }

  @Test("the same input gives the same bytes in another place, zone and language, with one job")
  func determinism() throws {
    let first = try TestProject(copying: Self.minimal)
    let second = try TestProject(copying: Self.minimal)
    #expect(try Tool.run(["build", "-C", first.root.path]).status == 0)
    let other = try Tool.run(
      ["build", "-C", second.root.path, "--jobs", "1", "-o", "out"], in: second.root,
      environment: ["TZ": "Asia/Tokyo", "LC_ALL": "fr_CA.UTF-8"])
    #expect(other.status == 0, "\(other.errors)")
    let site = first.root.appending(path: "Site")
    let out = second.root.appending(path: "out")
    let files = Folders.files(under: site)
    #expect(files == Folders.files(under: out))
    for file in files {
      #expect(
        try Data(contentsOf: site.appending(path: file))
          == Data(contentsOf: out.appending(path: file)), "\(file)")
    }
  }

  @Test("findings exit 1 on standard output, and leave what is published alone")
  func findings() throws {
    let project = try TestProject(copying: Self.minimal)
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    let manifest = try project.text("Site/public/manifest.json")
    let path = "Content/dossier.yaml"
    try project.write(try project.text(path) + "\nunknownKey: 1\n", to: path)
    let check = try Tool.run(["-C", project.root.path, "check"])
    #expect(check.status == 1)
    #expect(check.output.contains("[DS107]"))
    let build = try Tool.run(["-C", project.root.path, "build"])
    #expect(build.status == 1)
    #expect(try project.text("Site/public/manifest.json") == manifest)
  }

  @Test("findings as JSON are one document with counts")
  func json() throws {
    let project = try TestProject(copying: Self.minimal)
    let result = try Tool.run(["-C", project.root.path, "check", "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["schema"] as? Int == 1)
    #expect(object?["errors"] as? Int == 0)
  }

  @Test(
    "a request that cannot be meant exits 64 and suggests",
    arguments: [
      (["build", "--edition", "publc"], "did you mean 'public'?"),
      (["build", "--language", "xx", "-o", "out"], "no language 'xx'"),
      (["build", "--pack", "brif", "-o", "out"], "no pack 'brif'"),
      (["build", "--language", "en"], "say where with -o"),
      (["list", "incidnts"], "did you mean 'incidents'?"),
      (["explain", "DS999"], "no diagnostic has the code"),
      (["why", "nothing-like-it"], "no figure, claim or record"),
    ])
  func usage(_ arguments: [String], _ text: String) throws {
    let project = try TestProject(copying: Self.minimal)
    // Each has an output folder of its own: these run beside one another.
    let own = arguments.map { $0 == "out" ? project.root.path + "/out" : $0 }
    let result = try Tool.run(
      own + (arguments[0] == "explain" ? [] : ["-C", project.root.path]))
    #expect(result.status == 64, "\(result.errors)")
    #expect(result.errors.contains(text), "\(result.errors)")
  }

  @Test("an unreadable file and an unwritable target exit 2 with the path")
  func machine() throws {
    let project = try TestProject(copying: Self.minimal)
    try project.write("not a folder", to: "blocked")
    let blocked = try Tool.run([
      "-C", project.root.path, "build", "-o", "\(project.root.path)/blocked/x",
    ])
    #expect(blocked.status == 2)
    #expect(blocked.errors.contains("blocked"))
  }

  @Test("a foreign folder is refused as a target")
  func foreignFolder() throws {
    let project = try TestProject(copying: Self.minimal)
    let folder = project.root.appending(path: "mine")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try project.write("precious", to: "mine/letter.txt")
    for target in ["mine", "Content/site", "."] {
      let result = try Tool.run(
        ["-C", project.root.path, "build", "-o", "\(project.root.path)/\(target)"])
      #expect(result.status == 2, "\(target)")
      #expect(result.errors.contains("[DS503]"))
    }
    #expect(try project.text("mine/letter.txt") == "precious")
  }

  @Test("the home folder is refused as a target, even where a build once wrote")
  func homeFolder() throws {
    let project = try TestProject(copying: Self.minimal)
    let home = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    try Data().write(to: home.appending(path: ".dossier-lock"))
    let result = try Tool.run(
      ["-C", project.root.path, "build", "-o", home.path], environment: ["HOME": home.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("[DS503]"))
    #expect(Folders.files(under: home) == [".dossier-lock"])
  }

  @Test(
    "help leads with examples and every command answers it",
    arguments: [
      "build", "check", "query", "list", "why", "verify", "explain", "doctor",
    ])
  func help(_ command: String) throws {
    let result = try Tool.run([command, "--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("EXAMPLES"))
  }

  @Test("doctor names the project's editions")
  func doctor() throws {
    let project = try TestProject(copying: Self.minimal)
    let result = try Tool.run(["-C", project.root.path, "doctor"])
    #expect(result.status == 0)
    #expect(result.output.contains("public (TLP:CLEAR)"))
  }

  @Test("explain prints the page of a code")
  func explain() throws {
    let result = try Tool.run(["explain", "ds203"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("# DS203"))
  }
}
