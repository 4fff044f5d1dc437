import Diagnostics
import Editions
import Loading
import Records
import Testing

/// Hidden words are found wherever they come out, and open ones never.
@Suite struct LeakScanTests {
  private func scan(
    _ ceiling: Marking = .clear, vocabulary: String = "", extra: [String: String] = [:]
  ) async throws -> LeakScan? {
    var texts = [
      "Content/dossier.yaml":
        "title: T\nlanguages: [en]\nmarking: TLP:CLEAR\neditions:\n  e: { ceiling: TLP:CLEAR }\n",
      "Content/records/entities/e.yaml": """
      - { id: open-band, schema: Organization, name: Open Band }
      - id: night-crew
        schema: Organization
        name: Night Crew
        alias: [Bluenight]
        marking: TLP:AMBER
        summary: They work for pay and by night, on the old quay.
      """,
      "Content/packs/p/pack.yaml": "title: P\ncontents: [s]\n",
      "Content/packs/p/s.md": """
      ---
      title: S
      ---

      Seen by all {marked:amber}`and told to partners alone by the harbour` who read.
      They work for pay, says {entity}`open-band`.
      """,
    ]
    texts.merge(extra) { $1 }
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    #expect(loaded.diagnostics == [])
    return LeakScan(
      loaded.value.project, ceiling: ceiling,
      vocabulary: [SourceFile(path: "t", text: vocabulary)])
  }

  private func count(_ scan: LeakScan, _ text: String, _ path: String = "a.md") -> Int {
    scan.findings(in: [Array(text.utf8)], path: path).count
  }

  @Test(
    "ids, names and phrases of what is hidden are found in every form of output",
    arguments: [
      ("See entities/night-crew.md.", "a.md"), ("Night\u{A0}Crew", "a.md"),
      ("<a href=\"../night-crew.html\">x</a>", "a.html"),
      ("<p>The <em>night</em> crew</p>", "a.html"), ("<img alt=\"BLUENIGHT\">", "a.html"),
      ("{\"name\":\"Bluenight\"}", "a.json"),
      ("x={\"pages\":[\n[4,\"entities/night-crew\",\"N\"],\n]};", "search.js"),
      ("x={\"pages\":[\n[4,\"p\",\"N\",\"a; Bluenight\"],\n]};", "search.js"),
      ("\"1\",\"Night Crew\"", "a.csv"),
      ("It was told to partners alone by someone.", "a.md"),
      ("<p>work for pay <a href=\"x\">and</a> by night</p>", "a.html"),
    ])
  func found(_ text: String, _ path: String) async throws {
    let scan = try #require(try await scan())
    #expect(count(scan, text, path) > 0)
  }

  @Test(
    "open words, single words and words apart are not",
    arguments: [
      ("They work for pay, says Open Band.", "a.md"), ("night", "a.md"),
      ("The night\n\ncrew", "a.md"), ("| night | crew |", "a.md"),
      ("<td>night</td><td>crew</td>", "a.html"), ("{\"bluenight\": 1}", "a.json"),
    ])
  func clean(_ text: String, _ path: String) async throws {
    let scan = try #require(try await scan())
    #expect(count(scan, text, path) == 0)
  }

  @Test("an electronic book is read through the heads of its archive")
  func book() async throws {
    let found = try #require(try await scan())
    let head = "PK\u{3}\u{4}\u{0}<\u{0}EPUB/a.xhtml<?xml version=\"1.0\"?>"
    #expect(count(found, head + "<p>Told by Night <b>Crew</b>.</p>", "en/p/pack.epub") == 1)
    #expect(count(found, head + "<p>Told by Open <b>Band</b>.</p>", "en/p/pack.epub") == 0)
  }

  @Test("pieces of a file are read as one")
  func pieces() async throws {
    let scan = try #require(try await scan())
    let pieces = ["It is the Nig", "ht Cr", "ew's."].map { Array($0.utf8) }
    #expect(scan.findings(in: pieces, path: "a.md").count == 1)
  }

  @Test("where nothing is above the ceiling there is nothing to look for")
  func nothing() async throws {
    #expect(try await scan(.amber) == nil)
  }

  @Test("what templates or open records say too is no finding")
  func vocabulary() async throws {
    let scan = try #require(try await scan(vocabulary: "Ask the Night Crew."))
    #expect(count(scan, "The Night Crew") == 0)
    #expect(count(scan, "night-crew") == 1)
  }

  @Test("a finding says where the hidden words were written")
  func place() async throws {
    let scan = try #require(try await scan())
    let finding = try #require(
      scan.findings(in: [Array("told to partners alone by the".utf8)], path: "a.md").first)
    #expect(finding.span.path == "Content/packs/p/s.md")
    #expect(finding.marking == .amber)
  }
}
