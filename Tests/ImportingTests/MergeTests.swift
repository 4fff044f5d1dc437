import Diagnostics
import Foundation
import Importing
import Loading
import Records
import Testing

/// A small OFAC list in the older XML, synthetic, and what importing it again and again gives.
@Suite struct MergeTests {
  /// One entry of the list.
  struct Entry {
    var uid: Int
    var name: String
    var programs = ["DPRK3"]
    var aliases: [String] = []
    var address = ""
  }

  static func xml(_ entries: [Entry], date: String = "06/10/2025") -> String {
    var text = "<?xml version=\"1.0\"?>\n<sdnList xmlns=\"http://tempuri.org/sdnList.xsd\">\n"
    text += "<publshInformation><Publish_Date>\(date)</Publish_Date>"
    text += "<Record_Count>\(entries.count)</Record_Count></publshInformation>\n"
    for entry in entries {
      text += "<sdnEntry><uid>\(entry.uid)</uid><lastName>\(entry.name)</lastName>"
      text += "<sdnType>Entity</sdnType><programList>"
      text += entry.programs.map { "<program>\($0)</program>" }.joined() + "</programList>"
      if !entry.address.isEmpty {
        text += "<idList><id><idType>Digital Currency Address - ETH</idType><idNumber>"
        text += "\(entry.address)</idNumber></id></idList>"
      }
      if !entry.aliases.isEmpty {
        text += "<akaList>"
        for alias in entry.aliases {
          text += "<aka><type>a.k.a.</type><category>strong</category><lastName>\(alias)"
          text += "</lastName></aka>"
        }
        text += "</akaList>"
      }
      text += "</sdnEntry>\n"
    }
    return text + "</sdnList>\n"
  }

  /// A project's imported files, changed by one import after the other.
  struct Files {
    var bytes: [String: [UInt8]] = [:]

    static let collections: [Records.Collection] = [
      .sources, .authorities, .entities, .incidents, .sanctions,
    ]

    static func path(_ collection: Records.Collection) -> String {
      "Content/records/\(collection.rawValue)/lists/ofac-sdn.yaml"
    }

    func text(_ collection: Records.Collection) -> String {
      String(decoding: bytes[Files.path(collection)] ?? [], as: UTF8.self)
    }

    mutating func edit(_ collection: Records.Collection, _ old: String, _ new: String) {
      let path = Files.path(collection)
      bytes[path] = Array(text(collection).replacingOccurrences(of: old, with: new).utf8)
    }

    @discardableResult
    mutating func take(
      _ xml: String, _ request: ImportRequest = ImportRequest()
    ) throws -> ListDelta {
      let checked = try plan(xml, request)
      let plan = try #require(checked.value, "\(checked.diagnostics.map(\.message))")
      for file in plan.files { bytes[file.path] = file.bytes }
      return plan.delta
    }

    func plan(
      _ xml: String, _ request: ImportRequest = ImportRequest()
    ) throws -> Checked<ListImport.Plan?> {
      var target = ListImport.Target()
      for collection in Files.collections {
        let path = Files.path(collection)
        target.paths[collection] = path
        if let bytes = bytes[path] {
          target.present[collection] = SourceFile(path: path, bytes: bytes)
        }
      }
      let format = try #require(ListFormats.named("ofac-xml"))
      return try ListImport(format, request: request).plan(
        SampleList.bundle([("sdn.xml", xml)]), into: target)
    }
  }

  static let first = [
    Entry(uid: 30, name: "HARBOUR TRADING", aliases: ["HARBOUR CO"]),
    Entry(uid: 4, name: "GREY HERON", aliases: ["HERON: THE GREY", "'QUOTED'"]),
    Entry(uid: 100, name: "NORTHPORT SHIPPING", programs: ["DPRK2", "CYBER2"]),
  ]

  @Test("records are written sorted, one fact a line, and load again")
  func written() throws {
    var files = Files()
    let delta = try files.take(Self.xml(Self.first))
    #expect(delta.added.count == 7)
    #expect(
      files.text(.entities) == """
        # Kept up to date by `dossier import ofac-xml`. What the list says follows the list;
        # marking, notes, sources, links and any field it does not have are yours and stay.

        - id: ofac-100
          schema: Organization
          name: NORTHPORT SHIPPING
          sources:
            - ofac-sdn-list
          original:
            list: ofac-sdn
            id: 100

        - id: ofac-30
          schema: Organization
          name: HARBOUR TRADING
          alias:
            - HARBOUR CO
          sources:
            - ofac-sdn-list
          original:
            list: ofac-sdn
            id: 30
            stated: alias

        - id: ofac-4
          schema: Organization
          name: GREY HERON
          alias:
            - "HERON: THE GREY"
            - "'QUOTED'"
          sources:
            - ofac-sdn-list
          original:
            list: ofac-sdn
            id: 4
            stated: alias

        """)
    #expect(files.text(.sanctions).contains("  programId:\n    - US-NK\n    - US-CYB\n"))
    #expect(files.text(.sanctions).contains("    generatedAt: 2025-06-10\n"))
    #expect(files.text(.authorities).contains("- id: ofac\n"))
  }

  @Test("the same list again changes no byte")
  func again() throws {
    var files = Files()
    try files.take(Self.xml(Self.first))
    let before = files.bytes
    let delta = try files.take(Self.xml(Self.first))
    #expect(delta.isEmpty)
    #expect(files.bytes == before)
    #expect(try files.plan(Self.xml(Self.first)).value?.files.isEmpty == true)
  }

  @Test("the order of a list's entries changes no byte but its digest")
  func order() throws {
    var one = Files()
    var other = Files()
    try one.take(Self.xml(Self.first))
    try other.take(Self.xml(Self.first.reversed()))
    #expect(one.text(.entities) == other.text(.entities))
  }

  @Test("a later list gives exactly its difference, field by field")
  func delta() throws {
    var files = Files()
    try files.take(Self.xml(Self.first))
    let sanctions = files.text(.sanctions)
    var second = Self.first
    second[0].name = "HARBOUR TRADING LTD"
    second[2].programs = ["DPRK2"]
    second.remove(at: 1)
    second.append(Entry(uid: 5, name: "NEW ENTRY"))
    let delta = try files.take(
      Self.xml(second, date: "07/10/2025"), ImportRequest(acceptsAnySize: true))
    #expect(
      delta.added.map(\.reference.description) == ["entities/ofac-5", "sanctions/ofac-5"])
    #expect(delta.gone.map(\.reference.description) == ["sanctions/ofac-4"])
    #expect(
      delta.amended.map { "\($0.reference): \($0.changes.map(\.field))" } == [
        "entities/ofac-30: [\"name\"]",
        "sanctions/ofac-100: [\"program\", \"programId\"]",
      ])
    #expect(delta.amended.first?.changes.first?.before == "HARBOUR TRADING")
    let text = files.text(.sanctions)
    #expect(text.contains("  status: delisted\n  delistingBasis: absence\n"))
    #expect(!text.contains("endDate"))
    // What did not change keeps its snapshot and every other line.
    let unchanged = try #require(Self.block("ofac-30", sanctions))
    #expect(Self.block("ofac-30", text) == unchanged)
    // An end by absence is told once.
    let again = try files.take(Self.xml(second, date: "07/10/2025"))
    #expect(again.isEmpty)
  }

  @Test("an entry that comes back is in force again")
  func returned() throws {
    var files = Files()
    try files.take(Self.xml(Self.first))
    let before = files.text(.sanctions)
    let any = ImportRequest(acceptsAnySize: true)
    try files.take(Self.xml(Array(Self.first.dropLast())), any)
    #expect(files.text(.sanctions).contains("delistingBasis: absence"))
    let delta = try files.take(Self.xml(Self.first), any)
    #expect(delta.amended.map { $0.changes.map(\.field) } == [["status", "delistingBasis"]])
    #expect(files.text(.sanctions) == before)
  }

  @Test("what the list does not own survives: notes, links, dates it never gives, comments")
  func handEdits() throws {
    var files = Files()
    try files.take(Self.xml(Self.first))
    files.edit(
      .sanctions, "- id: ofac-30\n  entity: ofac-30\n",
      "# Seen in the port register.\n- id: ofac-30\n  entity: harbour  # ours\n"
        + "  marking: TLP:AMBER\n  listingDate: 2019-03\n  notes: >-\n    Two lines\n    of ours.\n"
    )
    files.edit(.entities, "  name: HARBOUR TRADING\n", "  name: HARBOUR TRADING # as published\n")
    files.edit(.entities, "- id: ofac-4\n", "- id: ofac-4\n  summary: A group.\n")
    var second = Self.first
    second[0].name = "HARBOUR TRADING LTD"
    second[0].programs = ["DPRK4"]
    try files.take(Self.xml(second))
    let text = files.text(.sanctions)
    #expect(text.contains("# Seen in the port register.\n- id: ofac-30\n"))
    #expect(text.contains("  entity: harbour  # ours\n  marking: TLP:AMBER\n"))
    #expect(text.contains("  listingDate: 2019-03\n  notes: >-\n    Two lines\n    of ours.\n"))
    #expect(text.contains("    - DPRK4\n"))
    #expect(files.text(.entities).contains("  name: HARBOUR TRADING LTD # as published\n"))
    #expect(files.text(.entities).contains("- id: ofac-4\n  summary: A group.\n"))
  }

  @Test("a lifting by notice, written by hand, outlasts a list that still holds the entry")
  func notice() throws {
    var files = Files()
    try files.take(Self.xml(Self.first))
    files.edit(
      .sanctions, "  status: active\n",
      "  endDate: 2025-06-01\n  status: delisted\n  delistingBasis: notice\n")
    let before = files.text(.sanctions)
    let delta = try files.take(Self.xml(Self.first))
    #expect(delta.isEmpty)
    #expect(files.text(.sanctions) == before)
  }

  @Test("a filter chooses what is added, and what is present is kept up to date")
  func filters() throws {
    var files = Files()
    try files.take(Self.xml(Self.first), ImportRequest(programs: ["dprk2"]))
    #expect(!files.text(.entities).contains("ofac-30"))
    var second = Self.first
    second[2].programs = ["IRAN"]
    let delta = try files.take(Self.xml(second), ImportRequest(programs: ["dprk2"]))
    #expect(delta.gone.isEmpty)
    #expect(delta.amended.map(\.reference.description) == ["sanctions/ofac-100"])
    let one = try Files().plan(Self.xml(Self.first), ImportRequest(entities: ["ofac-4"]))
    #expect(
      one.value?.delta.added.map(\.reference.description)
        == ["authorities/ofac", "entities/ofac-4", "sanctions/ofac-4"])
  }

  @Test("a list that shrinks or grows beyond measure is refused, and nothing is planned")
  func size() throws {
    var files = Files()
    let many = (1...20).map { Entry(uid: $0, name: "ENTRY \($0)") }
    try files.take(Self.xml(many))
    let short = try files.plan(Self.xml(Array(many.prefix(16))))
    #expect(short.value == nil)
    #expect(short.diagnostics.map(\.code) == [.listSize])
    #expect(try files.plan(Self.xml(Array(many.prefix(17)))).value != nil)
    let long = try files.plan(Self.xml((1...41).map { Entry(uid: $0, name: "ENTRY \($0)") }))
    #expect(long.diagnostics.map(\.code) == [.listSize])
  }

  @Test("a record of the same id elsewhere, and the file of another list, are refused")
  func targets() throws {
    var target = ListImport.Target(
      paths: [.entities: "Content/records/entities/lists/ofac-sdn.yaml"],
      elsewhere: [
        RecordReference(.entities, "ofac-4"): SourceSpan(
          path: "Content/records/entities/own.yaml", start: 6, end: 12)
      ])
    let format = try #require(ListFormats.named("ofac-xml"))
    let bundle = SampleList.bundle([("sdn.xml", Self.xml(Self.first))])
    let taken = try ListImport(format).plan(bundle, into: target)
    #expect(taken.value == nil)
    #expect(taken.diagnostics.map(\.code) == [.listTarget])
    #expect(taken.diagnostics.first?.span?.path == "Content/records/entities/own.yaml")
    target.elsewhere = [:]
    let path = "Content/records/entities/lists/ofac-sdn.yaml"
    target.present[.entities] = SourceFile(
      path: path,
      text: "- id: un-sc-1\n  schema: Person\n  name: X\n  original: { list: un-sc, id: 1 }\n")
    let other = try ListImport(format).plan(bundle, into: target)
    #expect(other.diagnostics.contains { $0.code == .listTarget && $0.message.contains("un-sc") })
    target.present[.entities] = SourceFile(path: path, text: "- id: [\n")
    #expect(try ListImport(format).plan(bundle, into: target).value == nil)
  }

  /// The lines of one record.
  static func block(_ id: String, _ text: String) -> String? {
    text.components(separatedBy: "\n\n").first { $0.contains("- id: \(id)\n") }
  }
}
