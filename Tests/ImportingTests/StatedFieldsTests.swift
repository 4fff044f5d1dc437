import Diagnostics
import Foundation
import Importing
import Records
import Testing

/// Fields that a list may state: the author's where the list is silent, the list's where it spoke.
@Suite struct StatedFieldsTests {
  private static let any = ImportRequest(acceptsAnySize: true)

  /// A list that states no date of its own.
  private static func undated(_ entries: [MergeTests.Entry]) -> String {
    MergeTests.xml(entries).replacingOccurrences(
      of: "<Publish_Date>06/10/2025</Publish_Date>", with: "")
  }

  @Test("an author's date of a list that states none survives, and the list's own goes with it")
  func issued() throws {
    var files = MergeTests.Files()
    try files.take(Self.undated(MergeTests.first))
    #expect(!files.text(.sources).contains("issued:"))
    files.edit(.sources, "  URL: ", "  issued: 2021-07 # by the copy's name\n  URL: ")
    var second = MergeTests.first
    second[0].name = "HARBOUR TRADING LTD"
    try files.take(Self.undated(second))
    #expect(files.text(.sources).contains("  issued: 2021-07 # by the copy's name\n"))
    // The list speaks: its date stands, and goes when it speaks no more.
    try files.take(MergeTests.xml(second))
    #expect(files.text(.sources).contains("  issued: 2025-06-10"))
    #expect(files.text(.sources).contains("    stated: publisher issued URL\n"))
    try files.take(Self.undated(second))
    #expect(!files.text(.sources).contains("issued"))
  }

  @Test("a field of an entity that only the author knows stays through any later list")
  func entity() throws {
    var files = MergeTests.Files()
    try files.take(MergeTests.xml(MergeTests.first))
    files.edit(
      .entities, "  name: NORTHPORT SHIPPING\n",
      "  name: NORTHPORT SHIPPING\n  alias: Northport\n  country: kp\n")
    var second = MergeTests.first
    second[2].name = "NORTHPORT"
    let amended = try files.take(MergeTests.xml(second))
    #expect(amended.amended.map { $0.changes.map(\.field) } == [["name"]])
    #expect(files.text(.entities).contains("  alias: Northport\n  country: kp\n"))
    // What the list says replaces the author's, and is the list's from then on.
    second[2].aliases = ["N.P. LINES"]
    try files.take(MergeTests.xml(second))
    #expect(files.text(.entities).contains("  alias:\n    - N.P. LINES\n  country: kp\n"))
    second[2].aliases = []
    let gone = try files.take(MergeTests.xml(second))
    #expect(gone.amended.map { $0.changes.map(\.field) } == [["alias"]])
    #expect(files.text(.entities).contains("  name: NORTHPORT\n  country: kp\n"))
  }

  @Test("a wallet the list named and names no more goes, one only the author knows stays")
  func wallets() throws {
    var files = MergeTests.Files()
    var list = MergeTests.first
    list[0].address = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    try files.take(MergeTests.xml(list))
    let own = "  wallets: ETH:0x53b6936513e738f44FB50d2b9476730C0Ab3Bfc1\n"
    files.edit(.sanctions, "  authorityId: 100\n", "  authorityId: 100\n" + own)
    list[0].address = ""
    let delta = try files.take(MergeTests.xml(list))
    #expect(
      delta.amended.map { "\($0.reference) \($0.changes.map(\.field))" }
        == ["sanctions/ofac-30 [\"wallets\"]"])
    #expect(!files.text(.sanctions).contains("0x098B"))
    #expect(files.text(.sanctions).contains(own))
  }

  @Test("records of an earlier version get their note without a change of facts, and lose nothing")
  func older() throws {
    var files = MergeTests.Files()
    try files.take(MergeTests.xml(MergeTests.first))
    let noted = files.bytes
    for (path, bytes) in files.bytes {
      let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
      files.bytes[path] = Array(
        lines.filter { !$0.hasPrefix("    stated: ") }.joined(separator: "\n").utf8)
    }
    #expect(files.bytes != noted)
    let delta = try files.take(MergeTests.xml(MergeTests.first))
    #expect(delta.isEmpty)
    #expect(files.bytes == noted)
  }

  @Test("a listing's state is the list's also where it is silent")
  func force() throws {
    var files = MergeTests.Files()
    try files.take(MergeTests.xml(MergeTests.first))
    let before = files.text(.sanctions)
    try files.take(MergeTests.xml(Array(MergeTests.first.dropLast())), Self.any)
    #expect(files.text(.sanctions).contains("delistingBasis: absence"))
    try files.take(MergeTests.xml(MergeTests.first), Self.any)
    #expect(files.text(.sanctions) == before)
  }

  @Test("a folder's snapshot names the file it is known by, whatever stands before it in order")
  func folder() throws {
    let row = "1,\"NAME\",-0- ,\"DPRK3\"" + String(repeating: ",-0- ", count: 8) + "\r\n"
    let address = "1,1,-0- ,-0- ,-0- ,-0- \r\n"
    let files = ["add.csv": address, "alt.csv": "", "sdn.csv": row, "sdn_comments.csv": ""]
    let names = files.keys.sorted()
    let format = try #require(ListFormats.named("ofac-csv"))
    func summary(_ names: [String], _ folder: String?) throws -> ListDelta.Reading {
      let bundle = ListBundle(
        files: SampleList.bundle(names.map { ($0, files[$0] ?? "") }).files, folder: folder)
      return try #require(try ListImport(format).read(bundle).value).summary
    }
    let read = try summary(names, "lists")
    #expect(read.file == "sdn.csv")
    let other = try summary(names.reversed(), "elsewhere")
    #expect(other.file == "sdn.csv")
    #expect(other.sha256 == read.sha256)
  }

  @Test("of a folder without a main file, the one file read is named, and the folder of several")
  func bundles() throws {
    func bundle(_ id: String) -> String {
      "{\"type\":\"bundle\",\"id\":\"bundle--\(id)\",\"objects\":[{\"type\":\"intrusion-set\","
        + "\"id\":\"intrusion-set--\(id)\",\"name\":\"HERON \(id)\"}]}"
    }
    let one = "c93fccb1-e8e8-42cf-ae33-2ad1d183913a"
    let two = "d93fccb1-e8e8-42cf-ae33-2ad1d183913a"
    let format = try #require(ListFormats.named("stix"))
    func file(_ files: [(String, String)]) throws -> String {
      let list = ListBundle(files: SampleList.bundle(files).files, folder: "bundles")
      let read = try ListImport(format).read(list)
      return try #require(read.value, "\(read.diagnostics.map(\.message))").summary.file
    }
    #expect(try file([("a.txt", "notes"), ("b.json", bundle(one))]) == "b.json")
    #expect(try file([("a.json", bundle(one)), ("b.json", bundle(two))]) == "bundles")
  }
}
