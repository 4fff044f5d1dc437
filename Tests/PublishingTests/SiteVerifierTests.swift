import Diagnostics
import Foundation
import Publishing
import Rendering
import TestSupport
import Testing

@Suite struct SiteVerifierTests {
  private func site() async throws -> SampleSite {
    let site = try SampleSite()
    try await site.publish(SampleSite.generation("text"))
    return site
  }

  private func kinds(_ site: SampleSite) throws -> [String] {
    try site.verify().findings.map { "\($0.path) \($0.kind.rawValue)" }
  }

  @Test("an output as it was published has nothing to find")
  func whole() async throws {
    let site = try await site()
    defer { site.remove() }
    let outcome = try site.verify()
    #expect(outcome.findings == [])
    #expect(outcome.editions.map(\.path) == ["partners", "public"])
  }

  @Test("a changed, truncated, missing or added file is named")
  func changes() async throws {
    let site = try await site()
    defer { site.remove() }
    try site.write("tex", to: "public/a.txt")
    try site.write("", to: "partners/a.txt")
    try FileManager.default.removeItem(at: site.folder.appending(path: "public/en/b.txt"))
    try site.write("new", to: "partners/en/.hidden")
    try FileManager.default.createDirectory(
      at: site.folder.appending(path: "partners/empty"), withIntermediateDirectories: true)
    #expect(
      try kinds(site) == [
        "partners/a.txt changed", "partners/empty extra", "partners/en/.hidden extra",
        "public/a.txt changed", "public/en/b.txt missing",
      ])
  }

  @Test("a link, a pipe or a folder in a file's place is named and never opened")
  func irregular() async throws {
    let site = try await site()
    defer { site.remove() }
    let file = site.folder.appending(path: "public/a.txt")
    let secret = site.base.appending(path: "secret")
    try Data("text".utf8).write(to: secret)
    for make in [
      { try FileManager.default.createSymbolicLink(at: file, withDestinationURL: secret) },
      { #expect(mkfifo(file.path, 0o644) == 0) },
      { try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false) },
    ] {
      try FileManager.default.removeItem(at: file)
      try make()
      #expect(try kinds(site) == ["public/a.txt irregular"])
    }
  }

  @Test("an edition whose folder is a link to elsewhere is not read")
  func linkedEdition() async throws {
    let site = try await site()
    defer { site.remove() }
    let moved = site.base.appending(path: "moved")
    let inner = site.folder.appending(path: "public/en")
    try FileManager.default.moveItem(at: inner, to: moved)
    try FileManager.default.createSymbolicLink(at: inner, withDestinationURL: moved)
    #expect(try kinds(site) == ["public/en irregular", "public/en/b.txt missing"])
  }

  @Test("a name in another normal form is another name")
  func normalForms() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["caf\u{E9}.txt": "1"])])
    try FileManager.default.moveItem(
      atPath: site.folder.path + "/public/caf\u{E9}.txt",
      toPath: site.folder.path + "/public/cafe\u{301}.txt")
    #expect(try site.verify().findings.map(\.kind) == [.extra, .missing])
  }

  @Test("a missing manifest is named, in an edition and in an output")
  func missingManifest() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([
      SampleSite.edition("public", ["en/brief/pack.json": "{}"]),
      SampleSite.edition("partners", ["a.txt": ""]),
    ])
    // Somebody's own folder beside the editions is none of them.
    try site.write("mine", to: "images/a.txt")
    try FileManager.default.removeItem(at: site.folder.appending(path: "public/manifest.json"))
    #expect(try kinds(site).contains("public/manifest.json missing"))
    let alone = try SiteVerifier(folder: site.folder.appending(path: "public").path).verify()
    #expect(alone.findings.map(\.kind) == [.missing])
  }

  @Test(
    "a hostile manifest is a finding, and nothing outside the folder is read",
    arguments: [
      (#""a.txt""#, #""../secret""#), (#""a.txt""#, #""/etc/passwd""#),
      (#""a.txt""#, #""a/../../secret""#), (#""a.txt""#, #""a\u0000b""#),
      (#""a.txt""#, #""en/b.txt/x""#), (#""a.txt""#, #""manifest.json""#),
      (#""schema": 1"#, #""schema": 2"#), (#""schema": 1"#, #""schema": "1""#),
      (#""schema": 1"#, #""schema": 1e999"#), (#""tool": "dossier 0""#, #""tool": "evil""#),
      (#""edition": "public""#, #""edition": "../up""#),
      (#""marking": "TLP:CLEAR""#, #""marking": "TLP:WHITE""#),
      (#""inputs": {}"#, #""inputs": {}, "more": 1"#),
      (#""inputs": {}"#, #""inputs": []"#), (#""inputs": {}"#, #""inputs": {}, "inputs": {}"#),
      ("}\n", ""), ("}\n", "}\nx"), ("{", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
    ])
  func hostileManifest(_ old: String, _ new: String) async throws {
    let site = try await site()
    defer { site.remove() }
    try Data("text".utf8).write(to: site.base.appending(path: "secret"))
    let text = try site.text("public/manifest.json")
    let parts = text.components(separatedBy: old)
    let changed = parts[0] + new + parts[1...].joined(separator: old)
    #expect(changed != text)
    try site.write(changed, to: "public/manifest.json")
    let outcome = try site.verify()
    #expect(outcome.findings.map(\.path) == ["public/manifest.json"])
    #expect(outcome.findings.map(\.kind) == [.malformed])
  }

  @Test("a flipped bit in any byte of any file is found")
  func flippedBytes() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let files = [
      "en/brief/pack.json":
        #"{"asOf":"2024-12-31","edition":"public","language":"en","marking":"TLP:CLEAR","pack":"brief"}"#,
      "index.html": "<p class=\"tlp tlp-clear\">TLP:CLEAR</p>\n", "a.txt": "text",
    ]
    var edition = SampleSite.edition("public", files)
    edition.manifest.languages = ["en"]
    edition.manifest.dates = ["asOf/brief": "2024-12-31"]
    try await site.publish([edition])
    #expect(try site.verify().findings == [])
    let verifier = SiteVerifier(folder: site.folder.appending(path: "public").path)
    for path in files.keys.sorted() + ["manifest.json"] {
      let url = site.folder.appending(path: "public/\(path)")
      let bytes = [UInt8](try Data(contentsOf: url))
      for offset in bytes.indices {
        var flipped = bytes
        flipped[offset] ^= 1 << UInt8(offset % 8)
        try Data(flipped).write(to: url)
        let found = try verifier.verify().findings
        // Which tool wrote a manifest only the manifest says.
        let isVersion =
          path == "manifest.json"
          && String(decoding: bytes[..<offset], as: UTF8.self).hasSuffix("\"tool\": \"dossier ")
        #expect(!found.isEmpty || isVersion, "\(path), byte \(offset)")
      }
      try Data(bytes).write(to: url)
    }
  }

  @Test("bytes of any kind are a manifest or a fault, never a crash")
  func randomManifests() throws {
    let sound = SampleSite.edition("public", ["a.txt": "1", "en/b \u{1F30A}\".txt": "2"]).manifest
      .bytes
    #expect(try Manifest(bytes: sound).bytes == sound)
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let parts = ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "d83c", "-", "1e9", "null", "é"]
      .map { Array($0.utf8) }
    var (kept, refused) = (0, 0)
    for _ in 0..<3_000 {
      var bytes = sound
      for _ in 0...next(3) where !bytes.isEmpty {
        let start = next(bytes.count)
        let end = min(bytes.count, start + next(4))
        bytes.replaceSubrange(start..<end, with: next(2) == 0 ? parts[next(parts.count)] : [])
      }
      do {
        _ = try Manifest(bytes: bytes)
        kept += 1
      } catch {
        refused += 1
        #expect(!error.description.isEmpty, "seed \(seed)")
      }
    }
    #expect(kept > 0 && refused > 1_000, "seed \(seed)")
  }

  @Test("what a build that died left is a note, no mismatch")
  func litter() async throws {
    let site = try await site()
    defer { site.remove() }
    try site.write("half", to: ".dossier-staging-public/en/x.html")
    let outcome = try site.verify()
    #expect(outcome.findings == [])
    #expect(outcome.notes.count == 1)
    #expect(outcome.notes[0].contains(".dossier-staging-public"))
  }

  @Test("nothing to read is an error, not a finding")
  func unreadable() {
    #expect(throws: PublishingError.self) {
      try SiteVerifier(folder: "/nowhere/at/all").verify()
    }
  }

  // MARK: - Ceilings

  @Test(
    "whatever is marked above the ceiling is found, staging and dot files included",
    arguments: [
      ("page.html", "<p class=\"tlp tlp-amber\">TLP:AMBER</p>"),
      ("page.html", "<body class=\"page-cover tlp-red\">cut sho"),
      ("page.html", "<h1>Own template</h1><b>TLP:AMBER+STRICT</b>"),
      ("text.md", "TLP:GREEN\n\ncut sho"), ("text.md", "cut\n\nTLP:GREEN\n"),
      ("pack.json", #"{"marking":"TLP:AMBER"}"#), ("pack.json", #"{"a":[{"marking": "TLP:RED"},"#),
      ("search.js", #"x={"kinds":[],"marking":"TLP:GREEN","pages":[]};"#),
      ("rows.csv", "\"a\",\"marking\"\n\"x, \"\"y\"\"\n\",\"TLP:AMBER\"\n"),
      ("brief.pdf", "%PDF"), ("brief.docx", "PK"), ("brief.epub", "PK"), ("map.png", "PNG"),
    ])
  func marked(_ name: String, _ text: String) async throws {
    for folder in [".dossier-staging-partners/en/", "public/.hidden/", "", "images/"] {
      let site = try SampleSite()
      defer { site.remove() }
      try await site.publish([SampleSite.edition("public", ["a.txt": "1"])])
      try site.write(text, to: folder + name)
      let found = try site.verify(ceiling: .clear).findings.filter { $0.kind == .marked }
      #expect(found.map(\.path) == [folder + name])
      // What carries no label is not allowed by any ceiling.
      let isLabelled = text.contains("TLP") || text.contains("tlp")
      let allowed = try site.verify(ceiling: .red).findings.filter { $0.kind == .marked }
      #expect(allowed.isEmpty == isLabelled)
    }
  }

  @Test("a text that speaks of a label is not marked by it")
  func prose() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["a.txt": "1"])])
    try site.write(
      "<p class=\"tlp tlp-clear\">TLP:CLEAR</p><p>Partners get <b>TLP:AMBER</b>; "
        + "class=&quot;tlp tlp-red&quot;</p>", to: "x/a.html")
    try site.write("TLP:CLEAR\n\n**TLP:AMBER** is for partners.\n\nTLP:CLEAR\n", to: "x/a.md")
    try site.write(#"{"text":"\"marking\":\"TLP:RED\"","marking":"TLP:CLEAR"}"#, to: "x/a.json")
    try site.write("\"marking\",\"note\"\n\"TLP:RED\",\"x\"\n", to: "x/a.csv")
    try site.write("User-agent: *", to: "robots.txt")
    #expect(try site.verify(ceiling: .clear).findings == [])
  }

  @Test("an edition above the ceiling, and pictures that its manifest vouches for")
  func editions() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([
      SampleSite.edition("public", ["map.png": "1", "brief.pdf": "1"]),
      SampleSite.edition("partners", ["a.txt": "2"], ceiling: .amber, marking: .amber),
    ])
    let outcome = try site.verify(ceiling: .green)
    #expect(outcome.findings.map(\.path) == ["partners/manifest.json"])
    #expect(outcome.notes.contains { $0.hasPrefix("2 images and documents") })
    let open = try SiteVerifier(
      folder: site.folder.appending(path: "public").path, ceiling: .clear
    ).verify()
    #expect(open.findings == [])
  }

  @Test("a link is no way around a ceiling")
  func ceilingLink() async throws {
    let site = try await site()
    defer { site.remove() }
    try FileManager.default.createSymbolicLink(
      at: site.folder.appending(path: "elsewhere"), withDestinationURL: site.base)
    let found = try site.verify(ceiling: .red).findings
    #expect(found.map(\.path) == ["elsewhere"])
  }
}
