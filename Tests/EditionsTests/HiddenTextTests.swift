import Diagnostics
import Editions
import Loading
import Records
import Testing

/// A file as an edition's readers see it is the file in which nothing hidden was written.
@Suite struct HiddenTextTests {
  private func view(_ path: String, _ text: String, ceiling: Marking = .clear) async throws
    -> (text: String, file: SourceFile)?
  {
    var texts = [
      "Content/dossier.yaml":
        "title: T\nlanguages: [en]\nmarking: TLP:CLEAR\neditions:\n  e: { ceiling: TLP:CLEAR }\n",
      "Content/packs/p/pack.yaml": "title: P\ncontents: [s]\n",
      "Content/packs/p/s.md": "---\ntitle: S\n---\n\nText.\n",
      "Content/records/entities/hidden.yaml":
        "{ id: hidden, schema: Person, name: H, marking: TLP:RED }\n",
    ]
    texts[path] = text
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    #expect(!loaded.diagnostics.hasErrors, "\(loaded.diagnostics.map(\.message))")
    let source = try #require(loaded.value.sources[path])
    let views = HiddenText(loaded.value, above: ceiling).views(of: [source])
    return views.first.map { (String(decoding: $0.bytes, as: UTF8.self), $0) }
  }

  static let incidents = "Content/records/incidents/i.yaml"
  static let section = "Content/packs/p/s.md"

  @Test("a hidden record goes with its lines, the gap above and the comment that speaks of it")
  func records() async throws {
    let open = "- id: a\n  name: A\n\n- id: c\n  name: C\n"
    let text =
      "- id: a\n  name: A\n\n# Secret.\n- id: b\n  name: B\n  marking: TLP:RED\n\n- id: c\n"
      + "  name: C\n"
    #expect(try await view(Self.incidents, text)?.text == open)
  }

  @Test(
    "hidden items go from lists in every form",
    arguments: [
      ("[open, hidden]", "[open]"), ("[hidden, open]", "[open]"), ("hidden", nil),
      ("[hidden]", nil), ("\n    - open\n    - hidden", "\n    - open"),
      ("\n    - hidden", nil),
      ("\n    - open\n    - { entity: open, marking: TLP:RED }", "\n    - open"),
    ])
  func items(_ list: String, _ left: String?) async throws {
    let record = "- id: i\n  name: I\n"
    let text = record + "  initiators: \(list)\n  status: alleged\n"
    let expected =
      record + (left.map { "  initiators: \($0)\n" } ?? "") + "  status: alleged\n"
    #expect(try await view(Self.incidents, text)?.text == expected)
  }

  @Test(
    "hidden passages go from narrative, and no space is doubled",
    arguments: [
      ("One {marked:red}`two` three.", "One three."), ("One{marked:red}`, two`.", "One."),
      ("{marked:red}`One` two.", "two."),
      ("One.\n\n{marked:red}`Two.`\n\nThree.", "One.\n\nThree."),
      ("One.\n\n```{marked} red\nTwo.\n```\n\nThree.", "One.\n\nThree."),
      ("- one\n- {marked:red}`two`\n- three", "- one\n- three"),
      ("| a |\n| --- |\n| {marked:red}`b` |\n| c |", "| a |\n| --- |\n| c |"),
    ])
  func passages(_ text: String, _ left: String) async throws {
    let head = "---\ntitle: S\n---\n\n"
    #expect(try await view(Self.section, head + text + "\n")?.text == head + left + "\n")
  }

  @Test("a hidden file is not there at all")
  func files() async throws {
    let head = "---\ntitle: S\nmarking: TLP:AMBER\n---\n\nText.\n"
    #expect(try await view(Self.section, head) == nil)
    #expect(try await view(Self.section, head, ceiling: .amber) != nil)
  }

  @Test("figures, claims and contents go with all their lines")
  func definitions() async throws {
    let figures = """
      figures:
        open:
          from: incidents
          value: count(*)
        hidden:
          from: incidents
          marking: TLP:RED
          value: count(*)
      claims:
        c: { holds: "1 = 1", marking: TLP:RED }
        d: { holds: "1 = 1" }

      """
    let left = """
      figures:
        open:
          from: incidents
          value: count(*)
      claims:
        d: { holds: "1 = 1" }

      """
    #expect(try await view("Content/packs/p/figures.yaml", figures)?.text == left)
    let pack =
      "title: P\ncontents:\n  - s\n  - annex: incidents\n    name: night\n    marking: TLP:RED\n"
      + "  - annex: sources\n"
    #expect(
      try await view("Content/packs/p/pack.yaml", pack)?.text
        == "title: P\ncontents:\n  - s\n  - annex: sources\n")
  }

  @Test("offsets of the whole file lead to the lines of what is left")
  func positions() async throws {
    let text = "- id: b\n  name: B\n  marking: TLP:RED\n\n- id: c\n  name: C\n"
    let file = try #require(try await view(Self.incidents, text)).file
    let offset = try #require(text.utf8.firstRange(of: "name: C".utf8)).lowerBound
    let position = file.position(at: text.utf8.distance(from: text.startIndex, to: offset))
    #expect(position == (2, 3))
    #expect(file.isView)
  }
}
