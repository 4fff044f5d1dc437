import Diagnostics
import Editions
import Foundation
import Narratives
import Records
import Rendering
import TestSupport
import Testing

/// The tables of values in the templates' guide are what templates are given.
///
/// A comment `<!-- values: TEMPLATE -->` stands above each; `UPDATE_GOLDEN=1` writes them anew, and
/// fails.
@Suite struct TemplateGuideTests {
  private static let guide = Folders.root.appending(
    path: "Sources/DossierKit/DossierKit.docc/TemplateGuide.md")
  private static let templates = Folders.root.appending(path: "Templates/html")

  /// What each template is given while a pack of every kind of page is laid out.
  private static func shapes() async throws -> [String: [String: TemplateShapes.Shape]] {
    let shapes = TemplateShapes()
    let renderer = SiteRenderer(
      templates: try Project.templates(), toolVersion: "Dossier 0", shapes: shapes)
    let sample = try SamplePack.make()
    var pack = sample.pack
    // A project may say what a column holds.
    var texts = pack.strings.texts
    texts["annex.column.status"] = "how firmly it stands"
    pack.strings = InterfaceStrings(language: "en", texts: texts, lists: pack.strings.lists)
    let rendered = await renderer.render(
      pack, compiler: sample.compiler, languages: ["en", "fr"], jobs: 1)
    #expect(rendered.diagnostics.isEmpty)
    let index = renderer.renderIndex(of: [pack], settings: pack.edition.settings)
    #expect(index.diagnostics.isEmpty)
    return shapes.templates
  }

  /// The values of a template: its own, where others are those of every page.
  private static func values(
    of template: String, in shapes: [String: [String: TemplateShapes.Shape]]
  ) -> [String: TemplateShapes.Shape]? {
    guard var own = shapes[template] else { return nil }
    if ["layout", "book"].contains(template) {
      for name in shapes[TemplateShapes.shared, default: [:]].keys { own[name] = nil }
    }
    return own
  }

  /// The template with its partials, in whose order the values are told.
  private static func text(of template: String) throws -> String {
    var text = ""
    for name in [template, "layout"] where text.isEmpty {
      let url = templates.appending(path: name + ".mustache")
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      text = try String(contentsOf: url, encoding: .utf8)
    }
    for match in text.matches(of: /\{\{>([a-z]+)\}\}/).reversed() {
      text.replaceSubrange(match.range, with: try Self.text(of: "partials/\(match.output.1)"))
    }
    return text
  }

  private static func rows(
    _ shapes: [String: TemplateShapes.Shape], template: String, text: String, within: [String] = []
  ) throws -> [String] {
    var places: [(place: Int, name: String)] = []
    for name in shapes.keys {
      let tag = try Regex("\\{\\{\\{?[#^]?\(name)\\}\\}")
      let found = text.firstMatch(of: tag)?.range.lowerBound ?? text.endIndex
      places.append((text.utf8.distance(from: text.startIndex, to: found), name))
    }
    places.sort { ($0.place, $0.name) < ($1.place, $1.name) }
    var rows: [String] = []
    for name in places.map(\.name) {
      let shape = try #require(shapes[name])
      let path = (within + [name]).joined(separator: ".")
      let kind = try #require(shape.kinds.count == 1 ? shape.kinds.first : nil, "\(path)")
      let meaning = try #require(
        TemplateMeanings.meaning(of: path, in: template), "\(template): what is \(path)?")
      let dots = String(repeating: "· ", count: within.count)
      rows.append("| \(dots)`\(name)` | \(kind.rawValue) | \(meaning) |")
      rows += try Self.rows(
        shape.items, template: template, text: text, within: within + [name])
    }
    return rows
  }

  @Test("each table of values says what its template is given, and each template has one")
  func tables() async throws {
    let shapes = try await Self.shapes()
    let text = try String(contentsOf: Self.guide, encoding: .utf8)
    var lines = text.components(separatedBy: "\n")
    var told: [String] = []
    var differing: [String] = []
    var index = 0
    while index < lines.count {
      guard let match = lines[index].wholeMatch(of: #/<!-- values: (.*) -->/#) else {
        index += 1
        continue
      }
      let name = String(match.1)
      told.append(name)
      let values = try #require(
        Self.values(of: name, in: shapes), "no template '\(name)' is filled")
      let wanted =
        ["", "| value | is | holds |", "| --- | --- | --- |"]
        + (try Self.rows(values, template: name, text: try Self.text(of: name)))
      var end = index + 1
      while end < lines.count, lines[end].isEmpty || lines[end].hasPrefix("|") { end += 1 }
      while end > index + 1, lines[end - 1].isEmpty { end -= 1 }
      if Array(lines[(index + 1)..<end]) != wanted { differing.append(name) }
      lines.replaceSubrange((index + 1)..<end, with: wanted)
      index += 1 + wanted.count
    }
    if Golden.isUpdating {
      try Data(lines.joined(separator: "\n").utf8).write(to: Self.guide)
      Issue.record("wrote the tables of values; run again without UPDATE_GOLDEN")
    }
    #expect(differing.isEmpty)
    #expect(told.sorted() == shapes.keys.sorted())
  }

  @Test("what is told of a value that no template is given is told of nothing")
  func meanings() async throws {
    var used: Set<String> = []
    func use(_ shapes: [String: TemplateShapes.Shape], _ template: String, _ within: String) {
      for (name, shape) in shapes {
        used.formUnion([within + name, "\(template) \(within)\(name)"])
        use(shape.items, template, within + name + ".")
      }
    }
    for (template, shapes) in try await Self.shapes() { use(shapes, template, "") }
    #expect(TemplateMeanings.names.filter { !used.contains($0) }.sorted() == [])
  }

  @Test("the templates' guide names every partial, and every value that it shows")
  func partials() throws {
    let guide = try String(contentsOf: Self.guide, encoding: .utf8)
    let tag = /\{\{\{?[#^]?\s*([A-Za-z][A-Za-z0-9-]*)/
    for path in Folders.files(under: Self.templates) {
      let text = try String(contentsOf: Self.templates.appending(path: path), encoding: .utf8)
      let name = path.split(separator: "/").last?.split(separator: ".").first ?? ""
      let isNamed = guide.contains("\n### \(name)\n")
      #expect(isNamed, "\(path)")
      for match in text.matches(of: tag) where !match.1.hasPrefix("text-") {
        let isTold = guide.contains("`\(match.1)`")
        #expect(isTold, "\(path): \(match.1)")
      }
    }
  }
}
