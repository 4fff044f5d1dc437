import Diagnostics
import Foundation
import Narratives
import Records
import Rendering
import Testing

@Suite struct SearchIndexTests {
  /// What the index says of a page.
  struct Entry {
    let kind: String
    let path: String
    let title: String
    let words: String
    let beside: String?
  }

  private static func file(_ name: String, in files: [RenderedFile]) throws -> RenderedFile {
    try #require(files.first { $0.path.hasSuffix("/assets/" + name) })
  }

  /// The object that a script sets as a global, by its name.
  private static func object(_ global: String, in file: RenderedFile) throws -> [String: Any] {
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.hasPrefix("globalThis.\(global)={"))
    let end = try #require(text.range(of: "};\n"))
    let start = text.index(text.startIndex, offsetBy: "globalThis.\(global)=".count)
    // JSON has no comma behind the last item.
    let json = text[start..<end.upperBound].dropLast(2).replacing("],\n]", with: "]\n]")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private static func entries(in files: [RenderedFile]) throws -> [Entry] {
    let object = try object("dossierIndex", in: try file("search.js", in: files))
    let kinds = try #require(object["kinds"] as? [String])
    return try #require(object["pages"] as? [[Any]]).map { line in
      Entry(
        kind: kinds[try #require(line[0] as? Int)], path: try #require(line[1] as? String),
        title: try #require(line[2] as? String), words: try #require(line[3] as? String),
        beside: line.count > 4 ? line[4] as? String : nil)
    }
  }

  @Test("the index names every page of the pack, and every entry leads to a place that is there")
  func pages() async throws {
    let files = try await SiteTests.render().value
    let entries = try Self.entries(in: files)
    var pages: [String: String] = [:]
    for file in files where file.path.hasSuffix(".html") {
      let name = String(file.path.dropFirst("en/g7-2025/".count).dropLast(".html".count))
      pages[name] = String(decoding: file.bytes, as: UTF8.self)
    }
    for entry in entries {
      let parts = entry.path.split(separator: "#").map(String.init)
      let page = try #require(pages[parts[0]], "\(entry.path)")
      if parts.count > 1 {
        #expect(page.contains(" id=\"\(parts[1])\""), "\(entry.path)")
        #expect(entry.beside?.isEmpty == false)
      }
    }
    let named = Set(entries.map(\.path).filter { !$0.contains("#") })
    #expect(named == Set(pages.keys).subtracting(["pack"]))
    #expect(entries.contains { $0.path.contains("#") }, "headings are entries")
  }

  @Test("a record is known by its name, its other names, its victims and its summary")
  func names() async throws {
    let entries = try Self.entries(in: try await SiteTests.render().value)
    let theft = try #require(entries.first { $0.path == "incidents/upbit-2019" })
    #expect(theft.kind == "Incident")
    #expect(theft.title == "Theft from Upbit <script>alert('x')</script>")
    #expect(theft.words.contains("upbit-2019") && theft.words.contains("Upbit"))
    let group = try #require(entries.first { $0.path == "entities/lazarus-group" })
    #expect(group.kind == "Entity")
    let record = try #require(
      SampleRecords.all.first { $0.reference.description == "entities/lazarus-group" })
    for alias in record.item.texts("alias") { #expect(group.words.contains(alias)) }
  }

  @Test("the index carries the pack's highest label, and its bytes rest on nothing else")
  func bytes() async throws {
    let files = try await SiteTests.render(jobs: 1).value
    let index = try Self.file("search.js", in: files)
    let highest = files.filter { $0.path.hasSuffix(".html") }.map(\.marking).max()
    #expect(index.marking == highest)
    #expect(
      try Self.object("dossierIndex", in: index)["marking"] as? String == highest?.label)
    let again = try Self.file("search.js", in: try await SiteTests.render(jobs: 4).value)
    #expect(again.bytes == index.bytes)
  }

  @Test("the script has its words in the pack's language", arguments: ["en", "fr"])
  func words(_ language: String) async throws {
    let sample = try SamplePack.make(language: language)
    let files = await SiteRenderer(templates: try Project.templates()).render(
      sample.pack, compiler: sample.compiler, languages: ["en", "fr"], jobs: 1)
    let script = try Self.file("site.js", in: files.value)
    let words = try #require(
      try Self.object("dossier", in: script)["words"] as? [String: String])
    let strings = try Project.strings(language)
    #expect(words["search"] == strings("script.search"))
    #expect(words["group"] == strings("number.group"))
    let text = String(decoding: script.bytes, as: UTF8.self)
    for match in text.matches(of: /words\.([a-zA-Z]+)/) {
      #expect(words[String(match.output.1)]?.isEmpty == false, "\(match.output.1)")
    }
  }
}
