import Foundation
import TestSupport
import Testing

@Suite struct SchemaCommandTests {
  private static let kinds = [
    "incidents", "entities", "sanctions", "sources", "measures", "authorities", "forums", "pack",
    "figures", "terms", "dossier", "list-map",
  ]

  /// A folder with every schema, and the files of a project by the kind that describes them.
  private func schemas() throws -> URL {
    let folder = try Folders.temporary()
    let result = try Tool.run(["schema", "--output", folder.path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      Folders.files(under: folder) == Self.kinds.map { $0 + ".schema.json" }.sorted())
    return folder
  }

  private func kind(of path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard path.hasSuffix(".yaml") || path.hasSuffix(".md") else { return nil }
    if parts.count > 3, parts[1] == "records" { return parts[2] }
    guard path.hasSuffix(".yaml"), let name = parts.last?.dropLast(".yaml".count) else {
      return nil
    }
    return Self.kinds.contains(String(name)) ? String(name) : nil
  }

  /// The YAML of a file: the whole of it, or the front matter of a record, in a file of its own.
  private func yaml(_ file: URL, in folder: URL) throws -> URL? {
    guard file.pathExtension == "md" else { return file }
    let text = try String(contentsOf: file, encoding: .utf8)
    guard text.hasPrefix("---\n") else { return nil }
    let matter = text.dropFirst(4).components(separatedBy: "\n---\n")[0]
    let copy = folder.appending(path: file.lastPathComponent + ".yaml")
    try Data(matter.utf8).write(to: copy)
    return copy
  }

  @Test("each schema is sound draft-07")
  func sound() throws {
    let folder = try schemas()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = Self.kinds.map { folder.appending(path: $0 + ".schema.json") }
    let result = try JSONSchemaChecker.run(["--check-metaschema"], files)
    #expect(result.status == 0, "\(result.text)")
  }

  @Test("the schemas take every record, pack and figure of the demonstration project")
  func accepted() throws {
    let folder = try schemas()
    defer { try? FileManager.default.removeItem(at: folder) }
    var byKind: [String: [URL]] = [:]
    for path in Folders.files(under: Folders.root.appending(path: "Content")) {
      guard let kind = kind(of: "Content/" + path) else { continue }
      let file = Folders.root.appending(path: "Content/" + path)
      if let yaml = try yaml(file, in: folder) { byKind[kind, default: []].append(yaml) }
    }
    #expect(
      byKind.keys.sorted()
        == Self.kinds.filter { $0 != "list-map" && ($0 != "terms" || byKind[$0] != nil) }.sorted())
    #expect(byKind["incidents"]?.count ?? 0 > 40)
    let kinds = byKind.keys.sorted()
    let results = try JSONSchemaChecker.run(
      kinds.map { arguments($0, byKind[$0] ?? [], in: folder) })
    for (kind, result) in zip(kinds, results) {
      #expect(result.status == 0, "\(kind)\n\(result.text)")
    }
  }

  @Test("the schema of a list's map takes a whole one, and refuses unknown keys and terms")
  func listMap() throws {
    let folder = try schemas()
    defer { try? FileManager.default.removeItem(at: folder) }
    let map = """
      list: ministry
      title: List
      publisher: Ministry
      authority: mofa-jp
      program: [DPRK]
      header: 2
      dates: dd/mm/yyyy
      columns: { id: Ref, name: [Given, Family], listingDate: Listed on }
      types: { Individual: Person }
      keep: Address
      skip: { State: [draft] }

      """
    let cases = [
      (map, true), (map.replacingOccurrences(of: "dd/mm/yyyy", with: "dd/mm"), false),
      (map.replacingOccurrences(of: "id: Ref", with: "ids: Ref"), false),
      (map.replacingOccurrences(of: "title: List\n", with: ""), false),
      (map + "colour: red\n", false),
    ]
    var lines: [[String]] = []
    for (index, (text, _)) in cases.enumerated() {
      let file = folder.appending(path: "\(index).yaml")
      try Data(text.utf8).write(to: file)
      lines.append(arguments("list-map", [file], in: folder))
    }
    for ((text, isSound), result) in zip(cases, try JSONSchemaChecker.run(lines)) {
      #expect((result.status == 0) == isSound, "\(text)\n\(result.text)")
    }
  }

  private func arguments(_ kind: String, _ files: [URL], in folder: URL) -> [String] {
    ["--schemafile", folder.appending(path: kind + ".schema.json").path] + files.map(\.path)
  }

  /// The files of rejected projects whose fault a schema can tell, by project; of the others it
  /// cannot: days no calendar has, numbers with exponents, what stands in other files.
  private static let expressible: [String: [String]] = [
    "DS104-yaml-syntax": ["records/incidents/harbour.yaml"],
    "DS106-duplicate-key": ["records/incidents/harbour.yaml"],
    "DS107-unknown-field": [
      "dossier.yaml", "packs/brief/pack.yaml", "records/incidents/harbour.yaml",
    ],
    "DS108-wrong-type": ["records/incidents/harbour.yaml"],
    "DS109-missing-field": ["records/entities/gang.yaml"],
    "DS110-malformed-date": ["records/sources/sources.yaml"],
    "DS112-malformed-identifier": ["records/sources/more.yaml"],
    "DS113-unknown-term": ["records/incidents/harbour.yaml"],
    "DS114-malformed-marking": [
      "records/incidents/harbour.yaml", "records/sources/sources.yaml",
    ],
    "DS123-malformed-url": ["records/sources/sources.yaml"],
    "DS124-suspicious-character": ["records/incidents/harbour.yaml"],
    "DS302-negative-amount": ["records/incidents/harbour.yaml"],
    "DS522-unfinished": ["records/entities/gang.yaml"],
  ]

  @Test("the schemas refuse what they can tell in rejected projects, and nothing else of them")
  func rejected() throws {
    let folder = try schemas()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lines: [[String]] = []
    var cases: [(path: String, isFaulty: Bool)] = []
    for name in Self.expressible.keys.sorted() {
      let content = Folders.root.appending(path: "Tests/PackTests/Rejected/\(name)/Content")
      for path in Folders.files(under: content) where path.hasSuffix(".yaml") {
        guard let kind = kind(of: "Content/" + path) else { continue }
        lines.append(arguments(kind, [content.appending(path: path)], in: folder))
        cases.append(("\(name)/\(path)", Self.expressible[name]?.contains(path) == true))
      }
    }
    for (file, result) in zip(cases, try JSONSchemaChecker.run(lines)) {
      #expect((result.status != 0) == file.isFaulty, "\(file.path)\n\(result.text)")
    }
    #expect(cases.count { $0.isFaulty } == Self.expressible.values.map(\.count).reduce(0, +))
  }

  @Test("without a kind every kind is listed; an unknown one is suggested")
  func kinds() throws {
    let list = try Tool.run(["schema"])
    #expect(list.status == 0)
    #expect(
      list.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) } == Self.kinds)
    #expect(list.output.contains("Content/packs/*/pack.yaml"))
    let one = try Tool.run(["schema", "incident"])
    #expect(one.output.contains("\"#/definitions/incident\""))
    let unknown = try Tool.run(["schema", "incidnts"])
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'incidents'?"))
  }

  @Test("editor files are written once; settings of the author's own are left, and nothing written")
  func editor() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let first = try Tool.run(["-C", project.root.path, "schema", "--editor", "vscode"])
    #expect(first.status == 0, "\(first.errors)")
    let settings = try project.text(".vscode/settings.json")
    #expect(settings.contains("./.dossier/schemas/figures.schema.json"))
    #expect(try project.text(".vscode/dossier.code-snippets").contains("dossier-incident"))
    #expect(try Tool.run(["-C", project.root.path, "schema", "--editor", "vscode"]).status == 0)
    try project.write("{ \"editor.rulers\": [100] }\n", to: ".vscode/settings.json")
    try project.remove(".dossier/schemas/pack.schema.json")
    let second = try Tool.run(["-C", project.root.path, "schema", "--editor", "vscode"])
    #expect(second.status == 64)
    #expect(second.errors.contains("'.vscode/settings.json' exists"))
    #expect(second.errors.contains("\"yaml.schemas\""))
    #expect(try project.text(".vscode/settings.json") == "{ \"editor.rulers\": [100] }\n")
    #expect(
      !FileManager.default.fileExists(
        atPath: project.root.appending(path: ".dossier/schemas/pack.schema.json").path))
  }
}
