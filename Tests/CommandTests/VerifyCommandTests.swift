import Foundation
import TestSupport
import Testing

@Suite struct VerifyCommandTests {
  static let markings = Folders.root.appending(path: "Tests/PackTests/Accepted/markings")

  private func built(_ arguments: [String] = []) throws -> TestProject {
    let project = try TestProject(copying: Self.markings)
    let result = try Tool.run(["-C", project.root.path, "build"] + arguments, in: project.root)
    #expect(result.status == 0, "\(result.errors)")
    return project
  }

  @Test("an output as it was built, and each edition of it, verify")
  func sound() throws {
    let project = try built()
    for folder in ["Site", "Site/", "Site/public", "Site/partners"] {
      let result = try Tool.run(["verify", folder], in: project.root)
      #expect(result.status == 0, "\(result.output)")
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("Verified "))
    }
  }

  @Test(
    "a changed, truncated, missing or added file is named, and the exit code is 1",
    arguments: [
      ("printf x >> $F", "changed"), ("truncate -s -1 $F", "changed"), ("> $F", "changed"),
      ("rm $F", "missing"), ("mv $F $F.old", "missing"), ("touch $F.html", "extra"),
      ("rm $F; ln -s index.html $F", "irregular"), ("rm $F; mkfifo $F", "irregular"),
    ])
  func mismatch(_ change: String, _ kind: String) throws {
    for file in ["public/en/brief/index.html", "partners/en/brief/pack.json"] {
      let project = try built()
      _ = try Shell.run("F=\"$0\"; \(change)", [project.root.path + "/Site/" + file])
      let result = try Tool.run(["verify", "Site"], in: project.root)
      #expect(result.status == 1)
      #expect(result.output.contains("Site/\(file)"), "\(result.output)")
      #expect(result.output.contains("error: \(kind): "), "\(result.output)")
    }
  }

  @Test("findings as JSON are one document")
  func json() throws {
    let project = try built()
    try project.remove("Site/public/index.html")
    let result = try Tool.run(["verify", "Site", "--format", "json"], in: project.root)
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["schema"] as? Int == 1)
    let findings = object?["findings"] as? [[String: Any]]
    #expect(findings?.count == 1)
    #expect(findings?.first?["path"] as? String == "public/index.html")
    #expect(findings?.first?["kind"] as? String == "missing")
    #expect(findings?.first?["code"] as? String == "DS511")
  }

  @Test("what cannot be read exits 2, and what cannot be meant 64")
  func failures() throws {
    let project = try built()
    #expect(try Tool.run(["verify", "nowhere"], in: project.root).status == 2)
    #expect(try Tool.run(["verify"], in: project.root).status == 64)
    #expect(
      try Tool.run(["verify", "Site", "--ceiling", "TLP:WHITE"], in: project.root).status == 64)
    #expect(try Tool.run(["verify", "Content/dossier.yaml"], in: project.root).status == 2)
  }

  @Test("a ceiling admits the public edition alone, and nothing of it that hides")
  func ceiling() throws {
    let project = try built()
    let root = project.root
    #expect(try Tool.run(["verify", "Site/public", "--ceiling", "clear"], in: root).status == 0)
    #expect(try Tool.run(["verify", "Site", "--ceiling", "TLP:AMBER"], in: root).status == 0)
    let all = try Tool.run(["verify", "Site", "--ceiling", "TLP:CLEAR"], in: root)
    #expect(all.status == 1)
    #expect(all.output.contains("Site/partners/manifest.json: error: marked: "))
    #expect(!all.output.contains("Site/public/"))
    _ = try Shell.run(
      "mv \"$0/partners\" \"$0/.dossier-staging-partners\"; rm \"$0/.dossier-staging-partners/manifest.json\"",
      [root.path + "/Site"])
    let staging = try Tool.run(["verify", "Site", "--ceiling", "TLP:CLEAR"], in: root)
    #expect(staging.status == 1)
    #expect(staging.output.contains("Site/.dossier-staging-partners/en/brief/secret.html"))
  }

  @Test("a rebuild agrees byte for byte, and names what the project no longer makes")
  func rebuild() throws {
    let project = try built()
    let arguments = ["-C", project.root.path, "verify", "--rebuild", project.root.path + "/Site"]
    let same = try Tool.run(arguments)
    #expect(same.status == 0, "\(same.output)\(same.errors)")
    try project.replace(
      "Anchor theft", with: "Anchor robbery", in: "Content/records/incidents/incidents.yaml")
    let other = try Tool.run(arguments)
    #expect(other.status == 1)
    #expect(
      other.output.contains("public/en/brief/incidents/anchor-2024.html: error: rebuilt: "))
    try project.write("a: [", to: "Content/records/incidents/broken.yaml")
    #expect(try Tool.run(arguments).status == 2)
  }

  @Test(
    "a rebuild takes dates, packs and languages from the manifest",
    arguments: [
      ["--as-of", "2024-02-10"], ["--as-of", "2024-12-31"], ["--known-at", "2024-06-01"],
      ["--language", "en", "--edition", "public"],
    ])
  func rebuildAsOf(_ options: [String]) throws {
    let project = try TestProject(copying: Self.markings)
    let built = try Tool.run(
      ["-C", project.root.path, "build", "-o", "out"] + options, in: project.root)
    #expect(built.status == 0, "\(built.errors)")
    let result = try Tool.run(
      ["-C", project.root.path, "verify", "--rebuild", project.root.path + "/out"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test("a changed line of a manifest that no other file repeats is found by a rebuild")
  func manifestLines() throws {
    let project = try built()
    let text = try project.text("Site/public/manifest.json")
    let line = try #require(text.components(separatedBy: "\n").first { $0.contains("sources/") })
    try project.write(
      text.replacingOccurrences(
        of: line, with: line.replacingOccurrences(of: "0", with: "1")),
      to: "Site/public/manifest.json")
    let result = try Tool.run(
      ["-C", project.root.path, "verify", "--rebuild", project.root.path + "/Site"])
    #expect(result.status == 1)
    #expect(result.output.contains("its inputs differ"), "\(result.output)")
  }

  @Test(
    "every accepted project verifies, at the ceiling that its manifest states",
    arguments: Folders.names(in: Folders.root.appending(path: "Tests/PackTests/Accepted")))
  func accepted(_ name: String) throws {
    let project = try TestProject(
      copying: Folders.root.appending(path: "Tests/PackTests/Accepted/\(name)"))
    #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    for edition in Folders.names(in: project.root.appending(path: "Site")) {
      let manifest =
        try JSONSerialization.jsonObject(
          with: Data(try project.text("Site/\(edition)/manifest.json").utf8)) as? [String: Any]
      let marking = try #require(manifest?["marking"] as? String)
      let result = try Tool.run(
        ["verify", "Site/\(edition)", "--ceiling", marking], in: project.root)
      #expect(result.status == 0, "\(edition): \(result.output)")
    }
  }

  @Test("a result that cannot be written exits 2 and is no crash")
  func fullStandardOutput() throws {
    let project = try built()
    try project.remove("Site/public/index.html")
    let printed = try Shell.run(
      "\"$0\" verify \"$1/Site\" > /dev/full; echo \"code $?\"", [Tool.path, project.root.path])
    #expect(printed.hasSuffix("code 2\n"), "\(printed)")
  }

  @Test("versioned editions verify, and a build without the option keeps to links")
  func versioned() throws {
    let project = try built(["--versioned"])
    let path = project.root.appending(path: "Site/public").path
    for _ in 0..<2 {
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: path)
          .hasPrefix(".dossier-edition-public-"))
      for folder in ["Site", "Site/public"] {
        #expect(try Tool.run(["verify", folder], in: project.root).status == 0)
      }
      #expect(
        try Tool.run(["verify", "Site", "--ceiling", "amber"], in: project.root).status == 0)
      #expect(try Tool.run(["-C", project.root.path, "build"]).status == 0)
    }
  }
}
