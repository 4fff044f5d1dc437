import Diagnostics
import Loading
import Records
import TestSupport
import Testing

@Suite struct ProjectLoaderTests {
  private func load(
    _ project: MarkedProject, jobs: Int = 1
  ) async throws -> Checked<LoadedProject> {
    try await ProjectLoader(jobs: jobs).load(from: project.files)
  }

  private static let pack = "Content/packs/p/pack.yaml"

  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var text: String
    var code: DiagnosticCode
    var message: String

    init(_ path: String, _ text: String, _ code: DiagnosticCode, _ message: String) {
      self.path = path
      self.text = text
      self.code = code
      self.message = message
    }

    var testDescription: String { "\(path): \(message)" }
  }

  @Test(
    "a fault of a project's files is reported where it stands",
    arguments: [
      Case(
        "Content/records/incident/a.yaml", "id: a", .unknownCollection,
        "no collection is called 'incident'; did you mean 'incidents'?"),
      Case(
        "Content/records/incidents/a.txt", "x", .unexpectedFile,
        "not read: a record ends in .yaml, .csv or .md"),
      Case(
        "Content/records/incidents/.a.yaml", "x", .unexpectedFile,
        "not read: a hidden, backup or temporary file"),
      Case(
        "Content/records/incidents/a.yaml~", "x", .unexpectedFile,
        "not read: a hidden, backup or temporary file"),
      Case(
        "Content/notes.md", "x", .unexpectedFile,
        "not read: Content holds dossier.yaml, records, packs"),
      Case(
        "Content/records/incidents/a\u{200B}.yaml", "id: a", .suspiciousCharacter,
        "U+200B is invisible or turns text around; a file's name holds none"),
      Case(
        "Content/records/incidents/\(String(repeating: "x", count: 80)).yaml", "id: a",
        .unexpectedFile, "a file's name has at most 80 bytes"),
      Case(
        "Content/packs/P/pack.yaml", "title: T", .malformedIdentifier,
        "'P' is no id; write lower-case letters and digits, joined by single hyphens"),
      Case(
        "Content/packs/p/figures.yaml", "figures: {}", .missingFile,
        "a pack needs a pack.yaml"),
      Case(
        "Content/records/incidents/a.md", "1️⃣id: a", .frontMatter,
        "the file starts with front matter: '---'"),
      Case(
        "Content/records/incidents/a.md", "\n1️⃣---\nid: a\n---\n", .frontMatter,
        "front matter starts on the first line"),
      Case(
        "Content/records/incidents/a.md", "1️⃣---\nid: a\n", .frontMatter,
        "front matter is closed by a line '---'"),
      Case(
        "Content/records/incidents/a.md", "---\nid: a\nname: A\n---\n1️⃣---\nid: b\n---\n",
        .frontMatter, "a file has front matter once"),
      Case(
        "Content/records/incidents/a.md", "1️⃣---\n---\n", .frontMatter,
        "the front matter is the record and holds at least its id"),
      Case(
        "Content/records/incidents/a.fr.md", "x", .missingFile,
        "this translates 'a.md', which is not there"),
      Case(
        "Content/records/incidents/a.de.md", "x", .unknownLanguage,
        "'de' is no language of this project; 'languages' in dossier.yaml lists en, fr"),
      Case(
        "Content/records/incidents/a.yaml", "1️⃣text", .wrongType,
        "'a record' is a map of fields, not a single value"),
      Case("Content/records/incidents/a.yaml", "a: 1️⃣[", .yamlSyntax, "this '[' is never closed"),
    ])
  func file(_ example: Case) async throws {
    let project = MarkedProject([example.path: example.text])
    let found = project.findings(try await load(project).diagnostics)
    #expect(found.map(\.code) == [example.code])
    #expect(found.map(\.message) == [example.message])
    if example.text.contains("1️⃣") { #expect(found.first?.mark == "1️⃣") }
  }

  @Test("what is no plain file is an error and is not read")
  func others() async throws {
    let project = MarkedProject(
      [:],
      others: [
        "Content/records/incidents/a.yaml": "a symbolic link", "Content/packs": "a pipe",
        "Templates/html/x.mustache": "a device",
      ])
    let found = project.findings(try await load(project).diagnostics)
    #expect(found.map(\.code) == [.unreadableFile, .unreadableFile, .unreadableFile])
    #expect(found.first?.message == "a project holds plain files and folders; this is a pipe")
  }

  @Test("a project without settings is told so")
  func missingSettings() async throws {
    let loaded = try await ProjectLoader().load(from: MemoryFiles([:]))
    #expect(loaded.diagnostics.map(\.code) == [.missingFile])
    #expect(loaded.diagnostics.first?.span == SourceSpan(file: "Content/dossier.yaml"))
  }

  @Test(
    "settings are a closed list",
    arguments: [
      (
        "1️⃣titel: T", DiagnosticCode.unknownField,
        "dossier.yaml has no field 'titel'; did you mean 'title'?"
      ),
      (
        "languages: [en, 1️⃣EN]", .unknownLanguage,
        "'EN' is no language; write its BCP 47 tag in lower case: en, fr"
      ),
      ("languages: [en, 1️⃣en]", .duplicateKey, "the language 'en' is listed twice"),
      (
        "marking: 1️⃣AMBER", .malformedMarking,
        "'AMBER' is no marking; write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED"
      ),
      (
        "limits: { 1️⃣recrods: 300000 }", .unknownField,
        "limits has no field 'recrods'; did you mean 'records'?"
      ),
      (
        "limits: { records: 1️⃣5 }", .limitExceeded,
        "the limit 'records' is raised above 250000, never lowered"
      ),
      (
        "baseURL: 1️⃣mailto:a@b", .malformedURL,
        "'mailto:a@b' is no address for a reader; write http or https in front"
      ),
    ])
  func settings(_ text: String, _ code: DiagnosticCode, _ message: String) async throws {
    let rest = "title: T\neditions: { public: { ceiling: TLP:CLEAR } }\n"
    let project = MarkedProject(["Content/dossier.yaml": rest + text])
    #expect(
      project.findings(try await load(project).diagnostics) == [.init("1️⃣", code, message)])
  }

  @Test("editions need a ceiling and a name")
  func editions() async throws {
    let project = MarkedProject([
      "Content/dossier.yaml": """
      title: T
      editions:
        1️⃣a:
        2️⃣b: { title: B }
        3️⃣C: { ceiling: TLP:RED }
        d: { ceiling: 4️⃣RED }
        e: { ceiling: TLP:RED, 5️⃣titel: E }
      """
    ])
    let loaded = try await load(project)
    #expect(
      project.findings(loaded.diagnostics).map { "\($0.mark)\($0.code.rawValue)" }
        == ["1️⃣DS109", "2️⃣DS109", "3️⃣DS112", "4️⃣DS114", "5️⃣DS107"])
    #expect(loaded.value.project.settings.editions.map(\.name) == ["d", "e"])
  }

  @Test("a Markdown record has its narrative, and translations beside it")
  func markdown() async throws {
    let project = MarkedProject([
      "Content/records/incidents/a.md": "\u{FEFF}---\r\nid: a\r\nname: A\r\n---\r\n\r\nText.\r\n",
      "Content/records/incidents/a.fr.md": "Texte.\n",
      "Content/records/incidents/b.md": "---\nid: b\nname: B\n---\n",
    ])
    let loaded = try await load(project)
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.value.drafts.map(\.id) == ["a", "b"])
    #expect(loaded.value.drafts[0].narratives.map(\.language) == ["en", "fr"])
    #expect(loaded.value.drafts[1].narratives.isEmpty)
  }

  @Test("results do not depend on how many files are read at a time")
  func parallel() async throws {
    var texts: [String: String] = [:]
    for number in 0..<300 {
      texts["Content/records/incidents/i\(number).yaml"] =
        "id: i\(number)\nname: N\nstatus: \(number % 7 == 0 ? "x" : "alleged")"
    }
    let project = MarkedProject(texts)
    let one = try await load(project, jobs: 1)
    let many = try await load(project, jobs: 8)
    #expect(one.diagnostics == many.diagnostics)
    #expect(one.value.drafts == many.value.drafts)
    #expect(one.value.drafts.count == 300)
  }

  @Test("a collection with an unread file is known to be incomplete")
  func incomplete() async throws {
    let project = MarkedProject([
      "Content/records/entities/a.yaml": "a: [", "Content/records/sources/b.csv": "id\n\"",
      "Content/records/forums/c.yaml": "id: X\nname: X",
    ])
    #expect(try await load(project).value.incomplete == [.entities, .sources, .forums])
  }

  @Test("a file that cannot be read stops the build")
  func unreadable() async throws {
    struct Broken: ProjectFiles {
      func entries(under folder: String) throws(FileFailure) -> [ProjectEntry] {
        folder == "Content" ? [ProjectEntry(path: "Content/dossier.yaml", kind: .file)] : []
      }
      func read(_ path: String) throws(FileFailure) -> [UInt8] {
        throw FileFailure(path: path, errorNumber: 5, reason: "Input/output error")
      }
    }
    await #expect(throws: FileFailure.self) {
      try await ProjectLoader().load(from: Broken())
    }
  }
}
