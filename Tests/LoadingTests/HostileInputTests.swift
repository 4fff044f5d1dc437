import Checking
import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct HostileInputTests {
  private static let samples: [String: String] = [
    "Content/dossier.yaml": MarkedProject.settings + "\nlimits: { records: 300000 }\n",
    "Content/records/incidents/a.md":
      "---\nid: a\nname: { en: \"A \\u00e9\", fr: 'l''a' }\nlosses:\n  - { amount: 5, sources: [s] }\n"
      + "summary: >-\n  one\n  two\n---\n\n# Title {fig}`x` [@s, p. 2]\n",
    "Content/records/entities/b.csv":
      "id,name,name.fr,schema,alias,sources.0\nb,\"B \"\"x\"\"\",Bé,Person,x;y,s\n",
    "Content/records/sources/s.yaml":
      "- id: s\n  type: report\n  title: |\n    T\n  URL: https://x.org\n",
    "Content/packs/p/pack.yaml":
      "title: T\nasOf: 2025\ncontents:\n  - one\n  - annex: coverage\n    members: [ca]\n",
    "Content/packs/p/figures.yaml":
      "figures:\n  f: { value: 1, quote: \"$1.34 bn\", source: s, empty: 0 }\nreconcile:\n"
      + "  - { figure: f, with: f, within: 5% }\n",
    "Content/packs/p/one.en.md": "---\ntitle: One\n---\nText.\n",
  ]

  /// Loads and checks the samples with one text replaced; every finding stands inside its file.
  private func run(_ path: String, _ bytes: [UInt8]) async throws {
    var contents = HostileInputTests.samples.mapValues { Array($0.utf8) }
    contents[path] = bytes
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(contents))
    let found = loaded.diagnostics + CorpusChecker().check(loaded.value).diagnostics
    for diagnostic in found {
      guard let span = diagnostic.span else { continue }
      let size = loaded.value.sources[span.path]?.bytes.count ?? 0
      #expect(span.end <= size, "\(diagnostic)")
    }
  }

  @Test("a file cut at any byte gives values or findings", arguments: samples.keys.sorted())
  func cut(_ path: String) async throws {
    let bytes = Array((HostileInputTests.samples[path] ?? "").utf8)
    for length in bytes.indices { try await run(path, Array(bytes[..<length])) }
  }

  @Test("a file with any byte changed gives values or findings", arguments: samples.keys.sorted())
  func changed(_ path: String) async throws {
    let bytes = Array((HostileInputTests.samples[path] ?? "").utf8)
    let others: [UInt8] = [0x00, 0x09, 0x0A, 0x22, 0x26, 0x27, 0x2C, 0x3A, 0x5B, 0x7D, 0xC3, 0xFF]
    for index in bytes.indices {
      var copy = bytes
      copy[index] = others[index % others.count]
      try await run(path, copy)
    }
  }
}
