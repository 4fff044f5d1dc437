import Foundation
import Importing
import Records
import Testing

/// Random lists and random edits of fields that no list owns: the edits survive, and a second
/// import of one list changes nothing.
@Suite struct HandEditPropertyTests {
  /// A small generator whose numbers depend on its seed alone.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }

  private static let names = [
    "GREY HERON", "HARBOUR", "A: B", "# NO COMMENT", "'Q'", "\"D\"", "No", "12", "- dash",
    "Ch’ongguk", "北", "x", "true", "a &amp; b", "{braces}", "tail #x",
  ]

  private static func list(_ numbers: inout Numbers) -> [MergeTests.Entry] {
    var entries: [MergeTests.Entry] = []
    for uid in 1...12 where Int.random(in: 0..<8, using: &numbers) > 0 {
      let aliases = (0..<Int.random(in: 0..<4, using: &numbers)).map { index in
        "\(names.randomElement(using: &numbers) ?? "x") \(index)"
      }
      entries.append(
        MergeTests.Entry(
          uid: uid, name: names.randomElement(using: &numbers) ?? "x",
          programs: [["DPRK"], ["DPRK3", "CYBER2"], ["IRAN"]].randomElement(using: &numbers) ?? [],
          aliases: aliases))
    }
    return entries
  }

  /// Lines an author may put behind a record's id.
  private static let edits = [
    "  notes: Seen twice\n", "  notes: |\n    Two\n    lines\n", "  marking: TLP:GREEN\n",
    "  # a comment of ours\n", "  listingDate: 2016-03\n", "  recorded: 2025-01-01 # then\n",
    "  externalReferences:\n    - source_name: port register\n      url: https://example.org/1\n",
    "  legalBasis: \"EO 13687: the order\"\n", "\n",
  ]

  @Test("edits of an author's own fields survive any later list", arguments: 1...40)
  func survive(_ seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed))
    var files = MergeTests.Files()
    let any = ImportRequest(acceptsAnySize: true)
    try files.take(MergeTests.xml(Self.list(&numbers)), any)
    var made: [(id: String, edit: String)] = []
    for uid in 1...12 where Bool.random(using: &numbers) {
      let anchor = "- id: ofac-\(uid)\n"
      guard files.text(.sanctions).contains(anchor),
        let edit = Self.edits.randomElement(using: &numbers)
      else { continue }
      files.edit(.sanctions, anchor, anchor + edit)
      made.append(("ofac-\(uid)", edit))
    }
    for _ in 0..<3 {
      let next = MergeTests.xml(Self.list(&numbers))
      try files.take(next, any)
      let bytes = files.bytes
      let again = try files.take(next, any)
      #expect(again.isEmpty)
      #expect(files.bytes == bytes)
      for (id, edit) in made {
        #expect(files.text(.sanctions).contains("- id: \(id)\n\(edit)"), "\(id): \(edit)")
      }
      let order = files.text(.sanctions).split(separator: "\n").filter { $0.hasPrefix("- id: ") }
      #expect(order == order.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  @Test("importing B after A says of every record what differs between A and B", arguments: 1...20)
  func difference(_ seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed) &* 977)
    let first = Self.list(&numbers)
    let second = Self.list(&numbers)
    var files = MergeTests.Files()
    let any = ImportRequest(acceptsAnySize: true)
    try files.take(MergeTests.xml(first), any)
    let delta = try files.take(MergeTests.xml(second), any)
    let before = Dictionary(uniqueKeysWithValues: first.map { ($0.uid, $0) })
    let after = Dictionary(uniqueKeysWithValues: second.map { ($0.uid, $0) })
    func ids(_ references: [RecordReference], _ collection: Records.Collection) -> Set<String> {
      Set(references.filter { $0.collection == collection }.map(\.id))
    }
    func expected(_ body: (Int) -> Bool) -> Set<String> {
      Set((1...12).filter(body).map { "ofac-\($0)" })
    }
    #expect(
      ids(delta.added.map(\.reference), .sanctions)
        == expected { before[$0] == nil && after[$0] != nil })
    #expect(
      ids(delta.gone.map(\.reference), .sanctions)
        == expected { before[$0] != nil && after[$0] == nil })
    #expect(
      ids(delta.amended.map(\.reference), .sanctions)
        == expected {
          guard let old = before[$0], let new = after[$0] else { return false }
          return old.programs != new.programs
        })
    #expect(
      ids(delta.amended.map(\.reference), .entities)
        == expected {
          guard let old = before[$0], let new = after[$0] else { return false }
          return old.name != new.name || old.aliases != new.aliases
        })
  }
}
