import Diagnostics
import Foundation
import Records
import TestSupport
import Testing

@testable import Loading

/// Loading with what is remembered of the last time gives what loading anew gives.
@Suite struct LoadingMemoryTests {
  private static let files = [
    "Content/dossier.yaml": """
    title: Briefs
    languages: [en, fr]
    marking: TLP:CLEAR
    editions:
      public: { ceiling: TLP:CLEAR }
    """,
    "Content/records/incidents/a.md": "---\nid: a\nname: First\n---\nBody of {fig}`x`.\n",
    "Content/records/incidents/b.yaml": "- id: b\n  name: Second\n- id: c\n  name: Third\n",
    "Content/records/entities/e.csv": "id,name\ne,Fourth\n",
    "Content/packs/brief/pack.yaml": "title: Brief\ncontents: [overview]\n",
    "Content/packs/brief/overview.en.md": "---\ntitle: Overview\n---\nText.\n",
  ]

  /// What a load gave, in a form to compare.
  private static func told(_ loaded: Checked<LoadedProject>) -> [String] {
    let project = loaded.value.project
    return loaded.value.drafts.map { String(reflecting: $0) }
      + project.packs.map { String(reflecting: $0) } + ["\(project.settings)"]
      + loaded.value.sources.values.map {
        "\($0.path): \(String(decoding: $0.bytes, as: UTF8.self))"
      }
      .sorted() + loaded.diagnostics.map { "\($0)" }
      + loaded.value.incomplete.map(\.rawValue).sorted() + ["\(loaded.value.isWhole)"]
  }

  /// Changes of a project; each is heard of or not, but seen by the next load.
  private static let changes: [(name: String, change: @Sendable (URL) throws -> Void)] = [
    ("nothing", { _ in }),
    (
      "the same length",
      { try write("- id: b\n  name: Secund\n- id: c\n  name: Third\n", $0, "b.yaml") }
    ),
    (
      "the same length and time",
      { root in
        let url = root.appending(path: "Content/records/incidents/b.yaml")
        let date = try #require(
          try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date)
        try write("- id: b\n  name: Sicond\n- id: c\n  name: Third\n", root, "b.yaml")
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
      }
    ),
    ("a translation", { try write("Corps.\n", $0, "a.fr.md") }),
    ("a body", { try write("---\nid: a\nname: First\n---\nAnother **body**.\n", $0, "a.md") }),
    ("a name above a body", { try write("---\nid: a\nname: One\n---\nAnother.\n", $0, "a.md") }),
    (
      "a body that is none",
      { try write("---\nid: a\nname: One\n---\n---\nb: 1\n---\n", $0, "a.md") }
    ),
    ("a body's end of front matter", { try write("---\nid: a\n---\nname: One\n", $0, "a.md") }),
    ("a broken file", { try write("- id: [", $0, "b.yaml") }),
    ("a mended file", { try write("- id: b\n  name: Second\n", $0, "b.yaml") }),
    (
      "a file by another name",
      { root in
        let folder = root.appending(path: "Content/records/incidents")
        try FileManager.default.moveItem(
          at: folder.appending(path: "b.yaml"), to: folder.appending(path: "z.yaml"))
      }
    ),
    (
      "a file less",
      {
        try FileManager.default.removeItem(at: $0.appending(path: "Content/records/entities/e.csv"))
      }
    ),
    (
      "a pack's marking",
      {
        try write(
          "title: Brief\nmarking: TLP:AMBER\ncontents: [overview]\n", $0, "pack.yaml", "packs/brief"
        )
      }
    ),
    (
      "a section",
      { try write("---\ntitle: New\n---\nNew text.\n", $0, "overview.en.md", "packs/brief") }
    ),
    (
      "a section in French",
      { try write("---\ntitle: Nouveau\n---\nTexte.\n", $0, "overview.fr.md", "packs/brief") }
    ),
    (
      "the settings that all files are read by",
      {
        try write(
          files["Content/dossier.yaml", default: ""].replacing("[en, fr]", with: "[fr, en]")
            .replacing("marking: TLP:CLEAR\neditions", with: "marking: TLP:GREEN\neditions"), $0,
          "dossier.yaml", "")
      }
    ),
  ]

  private static func change(_ name: String) -> LoadingMemory.Change {
    name == "nothing" ? .none : name.hasPrefix("a section") || name == "a body" ? .text : .all
  }

  private static func write(
    _ text: String, _ root: URL, _ name: String, _ folder: String = "records/incidents"
  ) throws {
    try Data(text.utf8).write(to: root.appending(path: "Content/\(folder)/\(name)"))
  }

  @Test("every change is seen, and what is the same is not read again")
  func changes() async throws {
    let project = try TestProject(files: Self.files)
    let memory = LoadingMemory()
    let first = try memory.files(of: project.root.path)
    _ = try await ProjectLoader(memory: memory).load(from: first)
    #expect(memory.keep(first) == .all)
    for (name, change) in Self.changes {
      try change(project.root)
      let files = try memory.files(of: project.root.path)
      let again = try await ProjectLoader(memory: memory).load(from: files)
      #expect(memory.keep(files) == Self.change(name), "\(name)")
      let anew = try await ProjectLoader().load(from: DiskFiles(root: project.root.path))
      #expect(Self.told(again) == Self.told(anew), "\(name)")
    }
  }

  @Test("a file whose stamp is old enough is not opened again; a fresh one is")
  func stamps() async throws {
    let project = try TestProject(files: Self.files)
    let path = "Content/records/incidents/b.yaml"
    let disk = try DiskFiles(root: project.root.path)
    var stamp: FileStamp?
    _ = try disk.entries(under: "Content") { if $0 == path { stamp = $1 } }
    let found = try #require(stamp)
    let (bytes, read) = try disk.readStamped(path)
    #expect(read == found)
    let now = FileStamp.now
    let fresh = KeptFiles.Kept(bytes: bytes, stamp: read, time: now)
    #expect(!fresh.holds(for: found))
    let old = KeptFiles.Kept(bytes: [1], stamp: read, time: now + 10)
    #expect(old.holds(for: found))
    var before = KeptFiles.Reading()
    before.files[path] = old
    let kept = try KeptFiles(root: project.root.path, before: before)
    _ = try kept.entries(under: "Content")
    #expect(try kept.read(path) == [1])
    before.files[path] = KeptFiles.Kept(bytes: [1], stamp: read, time: now)
    let again = try KeptFiles(root: project.root.path, before: before)
    _ = try again.entries(under: "Content")
    #expect(try again.read(path) == bytes)
  }
}
