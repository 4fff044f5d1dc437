import Diagnostics
import DossierKit
import Foundation
import Importing
import Publishing
import Records
import TestSupport
import Testing

/// Lists that no known format covers, imported through a map of their columns.
@Suite struct MappedListTests {
  static let map = """
    list: mofa-list
    title: List of designated persons
    publisher: Ministry of Foreign Affairs
    url: https://example.org/list
    authority: mofa
    program: DPRK
    issued: 2025-06-01
    delimiter: semicolon
    header: 2
    separator: "|"
    dates: dd/mm/yyyy
    columns:
      id: Ref
      name: [Given name, Family name]
      schema: Type
      alias: Also known as
      nationality: Nationality
      birthDate: Born
      wallets: Wallets
      listingDate: Listed on
      endDate: Lifted on
      reason: Grounds
    types:
      Individual: Person
      Group: Organization
    keep: Address
    skip:
      State: [draft, withdrawn]

    """

  static let header =
    "Designated persons of the ministry;;;;;;;;;;;;\r\nRef;Given name;Family name;Type;Also known as;"
    + "Nationality;Born;Wallets;Listed on;Lifted on;Grounds;Address;State\r\n"

  static let rows = [
    "7;Jin;HERON;Individual;GREY HERON| THE HERON ;North Korea;12/07/1986;"
      + "ETH:0x098B716B8Aaf21512996dC57EB0615e2383E2f96;14/02/2025;;\"Stole; twice\";\"1 Quay\n"
      + "Northport\";in force\r\n",
    "8;;HARBOUR CO;Group;;;;;00/03/2024;01/05/2025;;;in force\r\n",
    "9;;DRAFTED;Group;;;;;14/02/2025;;;;draft\r\n", ";;;;;;;;;;;;\r\n",
  ]

  static let csv = header + rows.joined()

  private static func project() throws -> TestProject {
    try TestProject(files: [
      "Content/dossier.yaml": ImportTests.settings,
      "Content/records/authorities/mofa.yaml":
        "id: mofa\nname: Ministry of Foreign Affairs\njurisdiction: jp\nchecked: 2025-06-01\n",
    ])
  }

  private static func run(
    _ csv: String, map: String = map, in project: TestProject,
    _ request: ImportRequest = ImportRequest(), isDryRun: Bool = false
  ) async throws -> Import.Outcome {
    let file = try ImportTests.list("mofa.csv", csv, in: project)
    let map = try ImportTests.list("mofa.map.yaml", map, in: project)
    return try await Import(
      format: "csv", file: file, map: map, request: request, isDryRun: isDryRun
    ).run(root: project.root.path)
  }

  private static func text(_ collection: String, _ project: TestProject) throws -> String {
    try String(
      contentsOf: project.root.appending(
        path: "Content/records/\(collection)/lists/mofa-list.yaml"),
      encoding: .utf8)
  }

  @Test(
    "a text that no record may hold is refused, and nothing is written",
    arguments: [("\"Stole; twice\"", 1, 70_000), ("Jin;HERON", 2, 40_000)])
  func longTexts(old: String, cells: Int, count: Int) async throws {
    let project = try Self.project()
    let long = [String](repeating: String(repeating: "x", count: count), count: cells)
    let csv = Self.csv.replacing(old, with: long.joined(separator: ";"))
    let outcome = try await Self.run(csv, in: project)
    #expect(outcome.report.diagnostics.map(\.code) == [.listLimit])
    #expect(throws: (any Error).self) { try Self.text("sanctions", project) }
    #expect(throws: (any Error).self) { try Self.text("entities", project) }
  }

  @Test("a ministry's spreadsheet becomes records that check without an error")
  func whole() async throws {
    let project = try Self.project()
    let outcome = try await Self.run(Self.csv, in: project)
    #expect(!outcome.report.hasErrors, "\(outcome.report.diagnostics.map(\.message))")
    #expect(
      try Self.text("entities", project) == """
        # Kept up to date by `dossier import csv`. What the list says follows the list;
        # marking, notes, sources, links and any field it does not have are yours and stay.

        - id: mofa-list-7
          schema: Person
          name: Jin HERON
          alias:
            - GREY HERON
            - THE HERON
          nationality:
            - kp
          birthDate: 1986-07-12
          sources:
            - mofa-list-list
          original:
            list: mofa-list
            id: 7
            Address: 1 Quay Northport
            stated: alias nationality birthDate

        - id: mofa-list-8
          schema: Organization
          name: HARBOUR CO
          sources:
            - mofa-list-list
          original:
            list: mofa-list
            id: 8

        """)
    let sanctions = try Self.text("sanctions", project)
    #expect(sanctions.contains("  authority: mofa\n  program:\n    - DPRK\n"))
    #expect(sanctions.contains("  listingDate: 2025-02-14\n  status: active\n"))
    #expect(sanctions.contains("  reason: Stole; twice\n"))
    #expect(sanctions.contains("    - ETH:0x098B716B8Aaf21512996dC57EB0615e2383E2f96\n"))
    #expect(
      sanctions.contains("  listingDate: 2024-03\n  endDate: 2025-05-01\n  status: delisted\n"))
    #expect(sanctions.contains("    file: mofa.csv\n"))
    #expect(sanctions.contains("    generatedAt: 2025-06-01\n"))
    let report = try await project.check().report
    #expect(!report.hasErrors, "\(report.diagnostics.map(\.message))")
  }

  @Test("again it changes nothing; a later list gives its difference and spares hand edits")
  func delta() async throws {
    let project = try Self.project()
    _ = try await Self.run(Self.csv, in: project)
    let path = "Content/records/entities/lists/mofa-list.yaml"
    let edited = try Self.text("entities", project).replacingOccurrences(
      of: "  name: HARBOUR CO\n", with: "  name: HARBOUR CO\n  country: kp\n  notes: Seen.\n")
    try Data(edited.utf8).write(to: project.root.appending(path: path))
    let before = try ImportTests.contents(project)
    let again = try await Self.run(Self.csv, in: project)
    #expect(again.delta?.isEmpty == true)
    #expect(try ImportTests.contents(project) == before)
    let later =
      Self.header
      + Self.rows[1].replacingOccurrences(of: "HARBOUR CO", with: "HARBOUR LTD")
      + "10;;QUAY;Group;;;;;2025;;;;in force\r\n"
    let request = ImportRequest(acceptsAnySize: true)
    let dry = try await Self.run(later, in: project, request, isDryRun: true)
    #expect(try ImportTests.contents(project) == before)
    let delta = try #require(try await Self.run(later, in: project, request).delta)
    #expect(dry.delta?.added == delta.added)
    #expect(
      delta.added.map(\.reference.description)
        == ["entities/mofa-list-10", "sanctions/mofa-list-10"])
    #expect(delta.amended.map(\.reference.description) == ["entities/mofa-list-8"])
    #expect(delta.gone.map(\.reference.description) == ["sanctions/mofa-list-7"])
    #expect(
      try Self.text("entities", project)
        .contains("  name: HARBOUR LTD\n  country: kp\n  notes: Seen.\n"))
  }

  @Test("entries are chosen by country, tag and id, as of other lists")
  func filters() async throws {
    for (request, ids) in [
      (ImportRequest(countries: ["kp"]), ["7"]), (ImportRequest(entities: ["8"]), ["8"]),
      (ImportRequest(programs: ["dprk*"]), ["7", "8"]), (ImportRequest(programs: ["x"]), []),
    ] {
      let outcome = try await Self.run(Self.csv, in: try Self.project(), request, isDryRun: true)
      let added = outcome.delta?.added.filter { $0.reference.collection == .sanctions }
      #expect(added?.map(\.reference.id) == ids.map { "mofa-list-" + $0 })
    }
  }

  @Test(
    "what is wrong in a map is told at its line",
    arguments: [
      (
        "id: Ref", "id: Reff",
        "DS588 lists/mofa.map.yaml:13 mofa.csv has no column 'Reff'; did you mean 'Ref'?"
      ),
      (
        "keep: Address", "keep: [Address, Remarks of the office]",
        "DS588 lists/mofa.map.yaml:26 mofa.csv has no column 'Remarks of the office'; its columns are 'Ref', 'Given name', 'Family name', 'Type', 'Also known as', 'Nationality', 'Born', 'Wallets' …"
      ),
      (
        "  State:", "  Stat:",
        "DS588 lists/mofa.map.yaml:28 mofa.csv has no column 'Stat'; did you mean 'State'?"
      ),
      (
        "authority: mofa", "authority: mofo",
        "DS588 lists/mofa.map.yaml:5 there is no authority 'mofo'; did you mean 'mofa'?"
      ),
      (
        "dates: dd", "date: dd",
        "lists/mofa.map.yaml:11 the list map has no field 'date'; did you mean 'dates'?"
      ),
      (
        "  birthDate: Born", "  birthday: Born",
        "lists/mofa.map.yaml:18 'columns' has no field 'birthday'; did you mean 'birthDate'?"
      ),
      ("delimiter: semicolon", "delimiter: semicolons", "lists/mofa.map.yaml:8 "),
      ("Group: Organization", "Group: Organisation", "lists/mofa.map.yaml:25 "),
      ("header: 2", "header: 0", "lists/mofa.map.yaml:9 'header' is a row from 1 to 100"),
      ("  id: Ref\n", "", "lists/mofa.map.yaml:13 'columns' needs the field 'id'"),
      ("columns:", "columns: [", "lists/mofa.map.yaml:"),
    ])
  func badMap(_ old: String, _ new: String, _ wanted: String) async throws {
    let project = try Self.project()
    let before = try ImportTests.contents(project)
    let map = Self.map.replacingOccurrences(of: old, with: new)
    #expect(map != Self.map)
    let outcome = try await Self.run(Self.csv, map: map, in: project)
    #expect(outcome.delta == nil)
    let found = outcome.report.diagnostics.map { finding in
      let line = finding.span.flatMap { outcome.report.sources.position(of: $0)?.line } ?? 0
      return "\(finding.code.rawValue) \(finding.span?.path ?? ""):\(line) \(finding.message)"
    }
    #expect(found.contains { $0.contains(wanted) }, "\(found)")
    #expect(try ImportTests.contents(project) == before)
  }

  @Test(
    "what is wrong in the list is told at its line",
    arguments: [
      (
        "14/02/2025;;\"", "2025-02-14;;\"",
        "DS568 line 3, 7: Listed on: '2025-02-14' is no date of the form dd/mm/yyyy"
      ),
      (
        "12/07/1986", "31/02/1986",
        "DS568 line 3, 7: Born: '31/02/1986' is no date of the form dd/mm/yyyy"
      ),
      (
        "ETH:0x098B716B8Aaf21512996dC57EB0615e2383E2f96",
        "0x098B716B8Aaf21512996dC57EB0615e2383E2f96",
        "DS568 line 3, 7: Wallets: '0x098B716B8Aaf21512996dC57EB0615e2383E2f96' is no wallet; write ASSET:address"
      ),
      ("North Korea", "Atlantis", "DS571 line 3, 7: country 'Atlantis' is not known here"),
      (";Group;", ";Crew;", "DS571 line 5, 8: type 'Crew' is not known here"),
      ("8;;", "7;;", "DS565 line 5: an id stands once in a list; '7' stands twice"),
      ("8;;", ";;", "DS561 line 5: a row has its id in 'Ref'; this one has none"),
      (
        "8;;HARBOUR CO", "8;;",
        "DS561 line 5, 8: a row has a name in 'Given name'; this one has none"
      ),
      ("8;;HARBOUR CO;", "8;;HARBOUR CO;;", "DS561 line 5, 8: a row has 13 columns, not 14"),
    ])
  func badList(_ old: String, _ new: String, _ wanted: String) async throws {
    let csv = Self.csv.replacingOccurrences(of: old, with: new)
    #expect(csv != Self.csv)
    let outcome = try await Self.run(csv, in: try Self.project())
    let found = outcome.report.diagnostics.map { "\($0.code.rawValue) \($0.message)" }
    #expect(found.contains { $0.hasPrefix(wanted) }, "\(found)")
    #expect((outcome.delta == nil) == ["DS561", "DS565"].contains(String(wanted.prefix(5))))
  }

  @Test("Windows-1252 is read where the map says so, and the digest is of the file's own bytes")
  func windows() async throws {
    let project = try Self.project()
    let map = Self.map.replacingOccurrences(
      of: "delimiter:", with: "encoding: windows-1252\ndelimiter:")
    let csv = Self.csv.replacingOccurrences(of: "HARBOUR CO", with: "CAF\u{C9} \u{2013} CO")
    let file = project.root.appending(path: "mofa.csv")
    try #require(csv.data(using: .windowsCP1252)).write(to: file)
    let path = try ImportTests.list("mofa.map.yaml", map, in: project)
    let outcome = try await Import(format: "csv", file: file.path, map: path)
      .run(root: project.root.path)
    #expect(!outcome.report.hasErrors, "\(outcome.report.diagnostics.map(\.message))")
    #expect(try Self.text("entities", project).contains("  name: CAFÉ – CO\n"))
    let plain = try await Import(
      format: "csv", file: file.path, map: try ImportTests.list("m.map.yaml", Self.map, in: project)
    ).run(root: project.root.path)
    #expect(plain.report.diagnostics.map(\.code) == [.listEncoding])
  }

  @Test("the forms of days are read as they are named, and nothing else is")
  func dates() async throws {
    for (form, written, read) in [
      ("yyyy-mm-dd", "2025-02-14", "2025-02-14"), ("yyyy/mm/dd", "2025/2/4", "2025-02-04"),
      ("yyyymmdd", "20250214", "2025-02-14"), ("mm/dd/yyyy", "02/14/2025", "2025-02-14"),
      ("dd-mm-yyyy", "14-02-2025", "2025-02-14"), ("dd.mm.yyyy", "14.2.2025", "2025-02-14"),
      ("dd Mon yyyy", "14 Feb 2025", "2025-02-14"), ("spreadsheet", "45702", "2025-02-14"),
      ("dd/mm/yyyy", "2025", "2025"), ("mm/dd/yyyy", "14/02/2025", nil),
      ("yyyy-mm-dd", "2025-xx-01", nil), ("dd Mon yyyy", "2025-02-14", nil),
      ("yyyymmdd", "2025-2-4", nil), ("spreadsheet", "2025", nil),
    ] as [(String, String, String?)] {
      let project = try Self.project()
      let map =
        "list: m\ntitle: M\npublisher: P\nauthority: mofa\ndates: \(form)\n"
        + "columns: { id: a, name: b, listingDate: c }\n"
      let outcome = try await Self.run("a,b,c\n1,HERON,\(written)\n", map: map, in: project)
      let text = try String(
        contentsOf: project.root.appending(path: "Content/records/sanctions/lists/m.yaml"),
        encoding: .utf8)
      #expect(text.contains("  listingDate: ") == (read != nil), "\(form) \(written)")
      if let read { #expect(text.contains("  listingDate: \(read)\n"), "\(form) \(written)") }
      #expect(outcome.report.diagnostics.contains { $0.code == .listValue } == (read == nil))
    }
  }

  @Test("csv and --map belong together")
  func usage() async throws {
    let project = try Self.project()
    let file = try ImportTests.list("mofa.csv", Self.csv, in: project)
    let map = try ImportTests.list("mofa.map.yaml", Self.map, in: project)
    for (format, map) in [("csv", nil), ("un", map), ("auto", map)] {
      await #expect(throws: UsageError.self) {
        try await Import(format: format, file: file, map: map).run(root: project.root.path)
      }
    }
  }
}
