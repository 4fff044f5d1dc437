import Diagnostics
import Foundation
import Narratives
import Records
@testable import Rendering
import Testing

@Suite struct CSVWriterTests {
  @Test(
    "a cell that a spreadsheet could run is disarmed, numbers are not",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "-1"), ("-1.50", "-1.50"), ("-x", "'-x"),
      ("@sum", "'@sum"), (" =1", "' =1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
      ("\u{FF1D}1", "'\u{FF1D}1"),
      ("\tx", "'\tx"), ("plain", "plain"), ("a\"b", "a\"\"b"), ("=\u{301}1", "'=\u{301}1"),
      ("\0=1", "'\0=1"), ("\r\n=1", "'\r\n=1"),
    ])
  func formulas(_ cell: String, _ written: String) {
    let table = CSVTable(header: ["a"], rows: [(cells: [cell], marking: .amberStrict)])
    #expect(
      Array(CSVWriter().csv(table))
        == Array("\"a\",\"marking\"\n\"\(written)\",\"TLP:AMBER+STRICT\"\n".utf8))
  }
}

@Suite struct SnapshotWriterTests {
  private func context() async throws -> RenderingContext {
    let block = ProseBlock(
      id: "p-01234567", kind: .paragraph([.text("It \"happened\"."), .softBreak, .text("Twice.")]),
      depends: ["incidents/bybit-2025"])
    let section = CompiledSection(
      name: "threat", title: [.text("Threat")], kind: "background", marking: .green,
      language: "en", text: CompiledText(blocks: [block]), path: "threat.en.md")
    return try await SamplePack(
      records: RecordContentTests.records,
      contents: [.section(section), SamplePack.annex(.incidents, ["bybit-2025"])],
      bibliography: [RecordReference(.sources, "fbi-2025")]
    ).context()
  }

  @Test("the snapshot is JSON with sorted keys, decimal strings and references by collection")
  func form() async throws {
    let bytes = SnapshotWriter(context: try await context())
      .snapshot(presentation: [("strings/en.yaml", "12"), ("assets/site.css", "34")])
    let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(root["schema"] as? Int == 1)
    #expect(root["marking"] as? String == "TLP:GREEN")
    let records = try #require(root["records"] as? [String: [[String: Any]]])
    let incident = try #require(records["incidents"]?.first)
    #expect(incident["id"] as? String == "bybit-2025")
    let losses = try #require(incident["losses"] as? [[String: Any]])
    #expect(losses.first?["amount"] as? String == "1460000000")
    #expect(incident["sources"] as? [String] == ["sources/fbi-2025"])
    let sections = try #require(root["sections"] as? [[String: Any]])
    let blocks = try #require(sections.first?["blocks"] as? [[String: Any]])
    #expect(blocks.first?["text"] as? String == "It \"happened\".\nTwice.")
    #expect(blocks.first?["depends"] as? [String] == ["incidents/bybit-2025"])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains("\"presentation\":{\"assets/site.css\":\"34\",\"strings/en.yaml\":\"12\"}"))
  }

  @Test("the snapshot bears the strictest label of its records and of what they hold")
  func marking() async throws {
    let incident = "{ id: theft, name: Theft, startDate: 2024, sources: s"
    for (text, expected) in [
      (incident + " }", "TLP:CLEAR"), (incident + ", marking: TLP:AMBER }", "TLP:AMBER"),
      (
        incident + ", losses: { amount: 1, currency: USD, marking: TLP:AMBER+STRICT } }",
        "TLP:AMBER+STRICT"
      ),
    ] {
      let pack = SamplePack(
        records: [
          "incidents/i.yaml": text, "sources/s.yaml": "{ id: s, type: report, title: S }",
        ], contents: [SamplePack.annex(.incidents, ["theft"])])
      let bytes = SnapshotWriter(context: try await pack.context()).snapshot(presentation: [])
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(root["marking"] as? String == expected)
    }
  }

  @Test("remarks for the file and importers' originals stay out")
  func inwardFields() async throws {
    let pack = SamplePack(records: [
      "measures/all.yaml":
        "- { id: pledge, kind: ask, text: Do, notes: canary, original: { a: canary } }"
    ])
    let bytes = SnapshotWriter(context: try await pack.context()).snapshot(presentation: [])
    #expect(!String(decoding: bytes, as: UTF8.self).contains("canary"))
  }
}

@Suite struct MarkdownPagesTests {
  @Test("each file begins and ends with its label")
  func labels() async throws {
    let section = CompiledSection(
      name: "threat", title: [.text("Threat")], kind: "", marking: .amber, language: "en",
      text: CompiledText(blocks: [paragraph(.text("One. "), .softBreak, .text("Two."))]), path: "")
    let context = try await SamplePack(
      records: RecordContentTests.records,
      contents: [
        .section(section), SamplePack.annex(.incidents, ["bybit-2025"]),
        SamplePack.annex(.sources, name: "sources"),
      ], marking: .green
    ).context()
    let files = await MarkdownPages(context: context, narratives: [:]).render(jobs: 2)
    #expect(
      files.map(\.path) == [
        "en/sample/md/annex/incidents.md", "en/sample/md/annex/sources.md",
        "en/sample/md/entities/dprk.md", "en/sample/md/entities/lazarus.md",
        "en/sample/md/incidents/bybit-2025.md", "en/sample/md/index.md",
        "en/sample/md/sanctions/copy-ended.md", "en/sample/md/sanctions/copy-of-dataset.md",
        "en/sample/md/sanctions/copy-of-month.md", "en/sample/md/sanctions/copy-suspended.md",
        "en/sample/md/sanctions/copy-undated.md", "en/sample/md/sanctions/copy.md",
        "en/sample/md/sanctions/eu-lazarus.md", "en/sample/md/sanctions/ofac-lazarus.md",
        "en/sample/md/threat.md", "en/sample/pack.md",
      ])
    for file in files {
      let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.first.map(String.init) == file.marking.label)
      #expect(lines.last.map(String.init) == file.marking.label)
    }
    let threat = try #require(files.first { $0.path.hasSuffix("threat.md") })
    #expect(
      String(decoding: threat.bytes, as: UTF8.self)
        == "TLP:AMBER\n\n# Threat\n\nOne.\nTwo.\n\n**Data as of**: 10 June 2025\n\nTLP:AMBER\n")
    #expect(files.first { $0.path.hasSuffix("/pack.md") }?.marking == .amber)
  }
}
