import Diagnostics
import Foundation
import Importing
import ListFuzzing
import Loading
import Records
import Testing

/// Damaged lists and damaged maps: whatever comes, what is written is read again and stays.
@Suite struct MappedListPropertyTests {
  private static func map(_ text: String) throws -> ListMap {
    let decoded = ListMapDecoder.decode(SourceFile(path: "m.map.yaml", text: text))
    return try #require(decoded.value, "\(decoded.diagnostics.map(\.message))")
  }

  /// Bytes that mean something to a reader of CSV, or of text.
  private static let hostile: [UInt8] = Array(";\"\r\n|:/-7 #'{[\u{E9}".utf8) + [0, 0x1A, 0xFF]

  private static func damaged(
    _ bytes: [UInt8], _ numbers: inout HandEditPropertyTests.Numbers
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let index = Int.random(in: 0..<bytes.count, using: &numbers)
      let byte = hostile.randomElement(using: &numbers) ?? 0
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      case 2: bytes.remove(at: index)
      default: bytes.insert(contentsOf: bytes[..<index].suffix(40), at: index)
      }
    }
    return bytes
  }

  @Test("a damaged list is refused, or read the same twice", arguments: 1...20)
  func lists(_ seed: Int) throws {
    var numbers = HandEditPropertyTests.Numbers(state: UInt64(seed))
    let target = FuzzTarget(MappedCSV(try Self.map(MappedListTests.map)), names: ["m.csv"])
    try target.run(Array(MappedListTests.csv.utf8))
    for _ in 0..<25 {
      let input = Self.damaged(Array(MappedListTests.csv.utf8), &numbers)
      #expect(throws: Never.self, "\(String(decoding: input, as: UTF8.self))") {
        try target.run(input)
      }
    }
  }

  @Test("a damaged map is refused with findings, or is a map", arguments: 1...20)
  func maps(_ seed: Int) throws {
    var numbers = HandEditPropertyTests.Numbers(state: UInt64(seed) &* 31)
    for _ in 0..<50 {
      let bytes = Self.damaged(Array(MappedListTests.map.utf8), &numbers)
      let decoded = ListMapDecoder.decode(SourceFile(path: "m.map.yaml", bytes: bytes))
      #expect((decoded.value == nil) == decoded.diagnostics.hasErrors)
      guard let map = decoded.value else { continue }
      let target = FuzzTarget(MappedCSV(map), names: ["m.csv"])
      #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
        try target.run(Array(MappedListTests.csv.utf8))
      }
    }
  }

  @Test("columns named as the import names its own keep apart from them")
  func reserved() throws {
    let map = try Self.map(
      "list: m\ntitle: M\npublisher: P\nauthority: a\ncolumns: { id: id, name: list }\n"
        + "keep: [id, list, stated, stated, \"a: b\"]\n")
    let csv = "id,list,stated,a: b\n1,HERON,yes,no # no\n"
    try FuzzTarget(MappedCSV(map), names: ["m.csv"]).run(Array(csv.utf8))
    let read = try ListImport(MappedCSV(map)).read(SampleList.bundle([("m.csv", csv)]))
    #expect(
      read.value?.parties.first?.original.map(\.key)
        == ["column id", "column list", "column stated", "a: b"])
  }

  @Test("names that no id or key could hold are refused at their place")
  func longNames() throws {
    let long = String(repeating: "x", count: 130)
    for (old, new) in [("mofa-list", String(long.prefix(41))), ("keep: Address", "keep: \(long)")] {
      let text = MappedListTests.map.replacingOccurrences(of: old, with: new)
      let decoded = ListMapDecoder.decode(SourceFile(path: "m.map.yaml", text: text))
      #expect(decoded.value == nil)
      #expect(decoded.diagnostics.map(\.code) == [.wrongType])
    }
  }
}
