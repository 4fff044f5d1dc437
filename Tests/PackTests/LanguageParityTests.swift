import Foundation
import TestSupport
import Testing

/// Holds the demonstration pack to the same facts in both of its languages, as readers get them.
@Suite struct LanguageParityTests {
  /// What a page states and points at, whatever its words.
  private static let patterns: [(name: String, find: @Sendable (String) -> [String])] = [
    ("figures", { $0.matches(of: /data-figure="([^"]*)"/).map { String($0.1) } }),
    ("exact values", { $0.matches(of: /<data value="([^"]*)" data-figure/).map { String($0.1) } }),
    (
      "record links",
      {
        $0.matches(of: /href="((?:[a-z.\/]*)(?:incidents|sanctions|entities)\/[^"#]*)/)
          .map { String($0.1) }
      }
    ),
    ("citations", { $0.matches(of: /href="#([^"]*note[^"]*)"/).map { String($0.1) } }),
  ]

  /// The demonstration pack as it is built, once for all tests here.
  private static let built = Task {
    try await TestProject(copying: Folders.root).site().files
  }

  @Test("the README shows the beginning of the summary as it is built")
  func readme() async throws {
    let readme = try String(contentsOf: Folders.root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "This is the beginning of its summary:\n\n```text\n"))
    // The label stands apart in its line: between is the switch of languages.
    let shown = readme[start.upperBound...].components(separatedBy: "\n```")[0]
      .split(separator: /\n\n| {3,}/).map { Self.squeezed(String($0)) }
    try #require(shown.count >= 4 && shown.allSatisfy { $0.count >= 9 })

    let path = "public/en/g7-2025-kananaskis/summary.html"
    let page = String(decoding: try #require(try await Self.built.value[path]), as: UTF8.self)
    let body = try #require(page.components(separatedBy: "<body").last)
    var rest = Self.squeezed(body.replacing(/<[^>]*>/, with: "").replacing("&#39;", with: "'"))[...]
    for passage in shown {
      let found = try #require(rest.firstRange(of: passage), "the page has no '\(passage)'")
      rest = rest[found.upperBound...]
    }
  }

  /// Text without blanks, and without the dots that part what stands in one line.
  private static func squeezed(_ text: String) -> String {
    text.filter { !$0.isWhitespace && $0 != "·" }
  }

  @Test("pages of the demonstration pack state and link the same in English and French")
  func parity() async throws {
    let files = try await Self.built.value
    let english = files.filter { $0.key.contains("/en/") }
    // Data of a block are named by the block's words, which differ.
    let counterparts = Set(english.keys.map { $0.replacing("/en/", with: "/fr/") })
    let alone = counterparts.symmetricDifference(files.keys.filter { $0.contains("/fr/") })
      .filter { !$0.contains("/data/") }
    #expect(alone.isEmpty, "\(alone.sorted())")

    var found: [String: Int] = [:]
    for path in english.keys.sorted() where path.hasSuffix(".html") {
      let own = String(decoding: files[path] ?? [], as: UTF8.self)
      let other = String(
        decoding: files[path.replacing("/en/", with: "/fr/")] ?? [], as: UTF8.self
      ).replacing("/en/", with: "/fr/")
      for pattern in Self.patterns {
        let first = Set(pattern.find(own.replacing("/en/", with: "/fr/")))
        let second = Set(pattern.find(other))
        found[pattern.name, default: 0] += first.count
        let apart = first.symmetricDifference(second).sorted()
        #expect(apart.isEmpty, "\(path), \(pattern.name): \(apart.prefix(5))")
      }
    }
    // A pattern that matches nothing would prove nothing.
    for pattern in Self.patterns {
      #expect(found[pattern.name, default: 0] > 100, "\(pattern.name)")
    }

    // A bottom line of more words than a cover takes would be on neither.
    let covers = files.filter { $0.key.hasSuffix("/g7-2025-kananaskis/index.html") }
    #expect(covers.count == 4)
    for (path, bytes) in covers {
      #expect(String(decoding: bytes, as: UTF8.self).contains("class=\"bottom-line\""), "\(path)")
    }

    let packs = english.keys.filter { $0.hasSuffix("/pack.json") }
    for path in packs {
      let own = try Snapshot(files[path])
      let other = try Snapshot(files[path.replacing("/en/", with: "/fr/")])
      #expect(!own.figures.isEmpty && own.figures == other.figures)
      #expect(!own.claims.isEmpty && own.claims == other.claims)
      #expect(!own.bibliography.isEmpty && own.bibliography == other.bibliography)
    }
    #expect(packs.count == 2)
  }

  /// What a snapshot proves, without its words.
  private struct Snapshot {
    var figures: [[String]]
    var claims: [[String]]
    var bibliography: [String]

    init(_ bytes: [UInt8]?) throws {
      let object = try JSONSerialization.jsonObject(with: Data(bytes ?? []))
      let root = try #require(object as? [String: Any])
      func items(_ key: String) -> [[String: Any]] { root[key] as? [[String: Any]] ?? [] }
      func texts(_ value: Any?) -> [String] { value as? [String] ?? [] }
      figures = items("figures").map { figure in
        ["id", "value", "low", "high", "unit"].map { figure[$0] as? String ?? "" }
          + texts(figure["records"]) + texts(figure["sources"])
          + Set((figure["uses"] as? [[String: Any]] ?? []).compactMap { $0["place"] as? String })
          .sorted()
      }
      claims = items("claims").map { [$0["id"] as? String ?? ""] + texts($0["records"]) }
      bibliography = items("bibliography").compactMap { $0["source"] as? String }
    }
  }
}
