import Diagnostics
import Foundation
import Importing
import Loading
import Testing

/// Damaged and hostile lists, synthetic: each is a clear finding, and nothing is imported.
@Suite struct BadListTests {
  static let entry =
    "<sdnEntry><uid>4</uid><lastName>A</lastName><sdnType>Entity</sdnType></sdnEntry>"

  @Test("a page of HTML saved as a list is told as what it is")
  func html() throws {
    let page = "<!DOCTYPE html>\n<html><body>Service unavailable</body></html>\n"
    for format in ListFormats.names {
      let found = try SampleList.findings(format, "sdn.xml", page)
      #expect(found.count == 1)
      #expect(found[0].hasPrefix("DS560 error"), "\(found)")
      #expect(found[0].contains("a page of HTML"))
    }
    let opening = ListOpening(name: "sdn.xml", bytes: Array(page.utf8))
    #expect(ListFormats.recognised(opening) == nil)
  }

  @Test("another format than the one named is refused with what was found")
  func otherFormat() throws {
    let found = try SampleList.findings(
      "un", "consolidated.xml", "<sdnList>\(Self.entry)</sdnList>")
    #expect(
      found == [
        "DS560 error un is UN Security Council consolidated.xml; this is XML with the root element "
          + "'sdnList'"
      ])
    #expect(try SampleList.findings("ofac-xml", "x", "").first?.contains("an empty file") == true)
    #expect(
      try SampleList.findings("stix", "x", "a;b;c\n1;2;3\n").first?.contains("text that begins")
        == true)
  }

  @Test("XML cut anywhere is refused, with its line")
  func cutXML() throws {
    let whole = "<?xml version=\"1.0\"?>\n<sdnList>\n\(Self.entry)\n</sdnList>\n"
    let bytes = Array(whole.utf8)
    #expect(try SampleList.findings("ofac-xml", "sdn.xml", bytes: bytes).isEmpty)
    // Behind the last tag only the line's end is missing.
    for count in 0..<bytes.count - 1 {
      let found = try SampleList.findings("ofac-xml", "sdn.xml", bytes: Array(bytes[..<count]))
      #expect(found.contains { $0.contains(" error ") }, "cut at \(count)")
    }
    let cut = try SampleList.findings("ofac-xml", "sdn.xml", String(whole.dropLast(12)))
    #expect(cut.first?.hasPrefix("DS561 error line 3: ") == true, "\(cut)")
  }

  @Test("pieces of any size give the same reading")
  func pieces() throws {
    let text =
      "<sdnList>\n<sdnEntry><uid>4</uid><lastName>Ch’ongguk é 北</lastName></sdnEntry></sdnList>"
    for size in 1...9 {
      let bundle = SampleList.bundle([("sdn.xml", text)], pieceSize: size)
      let read = try ListImport(OFACLegacyXML()).read(bundle)
      #expect(read.value?.parties.first?.name == "Ch’ongguk é 北")
    }
  }

  @Test("an entity bomb, an outside entity and a document type are refused before anything grows")
  func entities() throws {
    var bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE sdnList [<!ENTITY a0 \"aaaaaaaaaa\">\n"
    for level in 1...12 {
      bomb += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">\n"
    }
    bomb += "]>\n<sdnList><sdnEntry><uid>1</uid><lastName>&a12;</lastName></sdnEntry></sdnList>"
    let outside =
      "<!DOCTYPE sdnList [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      + "<sdnList><sdnEntry><uid>1</uid><lastName>&x;</lastName></sdnEntry></sdnList>"
    let dtd =
      "<!DOCTYPE sdnList SYSTEM \"http://example.org/x.dtd\"><sdnList>\(Self.entry)</sdnList>"
    for text in [bomb, outside, dtd] {
      let found = try SampleList.findings("ofac-xml", "sdn.xml", text)
      #expect(found.count == 1)
      #expect(found[0].hasPrefix("DS563 error"), "\(found)")
      #expect(!found[0].contains("root:"))
    }
    let undeclared = try SampleList.findings(
      "ofac-xml", "sdn.xml",
      "<sdnList><sdnEntry><uid>1</uid><lastName>&x;</lastName></sdnEntry></sdnList>")
    #expect(undeclared.first?.hasPrefix("DS561 error") == true, "\(undeclared)")
  }

  @Test("a wrong encoding is refused with its byte and line, never replaced")
  func encoding() throws {
    let latin =
      Array("<sdnList>\n<sdnEntry><uid>1</uid><lastName>caf".utf8) + [0xE9]
      + Array("</lastName></sdnEntry></sdnList>".utf8)
    let found = try SampleList.findings("ofac-xml", "sdn.xml", bytes: latin)
    #expect(
      found == ["DS562 error line 2: a list is UTF-8; byte 46 begins or breaks no character of it"],
      "\(found)")
    var wide: [UInt8] = []
    for byte in "<sdnList/>".utf8 { wide += [byte, 0] }
    let utf16: [UInt8] = [0xFF, 0xFE] + wide
    #expect(
      try SampleList.findings("ofac-xml", "sdn.xml", bytes: utf16)
        .contains { $0.hasPrefix("DS56") && $0.contains("error") })
    let null = Array("<sdnList>".utf8) + [0] + Array("</sdnList>".utf8)
    #expect(
      try SampleList.findings("ofac-xml", "sdn.xml", bytes: null).first?.hasPrefix("DS562") == true)
    for broken in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] {
      let bytes = Array("<sdnList>".utf8) + broken.map(UInt8.init) + Array("</sdnList>".utf8)
      for size in [1, 2, 3, 64] {
        let found = try SampleList.findings("ofac-xml", "x", bytes: bytes, pieceSize: size)
        #expect(found.first?.hasPrefix("DS562 error") == true, "\(broken) \(found)")
      }
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array("<sdnList>\(Self.entry)</sdnList>".utf8)
    for size in [1, 2, 3, 64] {
      #expect(
        try SampleList.findings("ofac-xml", "sdn.xml", bytes: marked, pieceSize: size).isEmpty)
    }
  }

  @Test("counts, duplicates and emptiness are seen")
  func counts() throws {
    let stated = "<sdnList><publshInformation><Record_Count>2</Record_Count></publshInformation>"
    #expect(
      try SampleList.findings("ofac-xml", "sdn.xml", stated + Self.entry + "</sdnList>")
        == ["DS561 error the list says it has 2 entries and holds 1; it is cut"])
    #expect(
      try SampleList.findings(
        "ofac-xml", "sdn.xml", "<sdnList>\n\(Self.entry)\n\(Self.entry)</sdnList>")
        == ["DS565 error line 3: an id stands once in a list; '4' stands twice"])
    #expect(
      try SampleList.findings("ofac-xml", "sdn.xml", "<sdnList></sdnList>")
        == ["DS566 error a list holds at least one sdnEntry; this one holds none"])
    let none = "<sdnList><publshInformation><Record_Count>0</Record_Count></publshInformation>"
    #expect(try SampleList.findings("ofac-xml", "sdn.xml", none + "</sdnList>").isEmpty)
  }

  @Test("a date no calendar has is left out with a warning that names its entry")
  func dates() throws {
    let text =
      "<sdnList>\n<sdnEntry><uid>77</uid><lastName>A</lastName><sdnType>Individual</sdnType>"
      + "<dateOfBirthList><dateOfBirthItem><dateOfBirth>31 Feb 1960</dateOfBirth>"
      + "</dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>"
    let bundle = SampleList.bundle([("sdn.xml", text)])
    let read = try ListImport(OFACLegacyXML()).read(bundle)
    #expect(read.value?.parties.first?.birthDates == [])
    #expect(
      read.diagnostics.map(\.message) == ["line 2, 77: dateOfBirth: '31 Feb 1960' is no date"])
    #expect(read.diagnostics.map(\.code) == [.listValue])
  }

  // MARK: CSV

  private static func csv(
    main: String, aliases: String = "", addresses: String = "", comments: String? = ""
  ) throws -> Checked<ListImport.Reading?> {
    var files = [("sdn.csv", main), ("alt.csv", aliases), ("add.csv", addresses)]
    if let comments { files.append(("sdn_comments.csv", comments)) }
    return try ListImport(OFACCSV()).read(SampleList.bundle(files))
  }

  private static func row(_ number: String, _ remarks: String = "-0- ") -> String {
    "\(number),\"NAME \(number)\",-0- ,\"DPRK3\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"\(remarks)\"\r\n"
  }

  @Test("shifted columns, open quotes and text behind a quote are refused")
  func damagedCSV() throws {
    let sound = Self.row("1") + Self.row("2")
    #expect(try Self.csv(main: sound).value?.parties.count == 2)
    for damaged in [
      Self.row("1")
        + "2,\"NAME\",\"extra\",-0- ,\"DPRK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
      Self.row("1") + "2,\"NAME\",-0- \r\n",
      Self.row("1") + "\"NAME\",2,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
      Self.row("1") + "2,\"NAME\",\"DPRK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
      Self.row("1") + "2,\"NAME, and no end\r\n",
      Self.row("1") + "2,\"NAME\"x,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
    ] {
      let read = try Self.csv(main: damaged)
      #expect(read.value == nil)
      #expect(read.diagnostics.map(\.code) == [.listCut], "\(read.diagnostics)")
      #expect(read.diagnostics.first?.message.hasPrefix("line 2") == true)
      #expect(read.diagnostics.first?.span?.path == "sdn.csv")
    }
  }

  @Test("a missing file of the four is told; so is a row that belongs to nobody")
  func missingFile() throws {
    let alone = SampleList.bundle([("sdn.csv", Self.row("1"))])
    let read = try ListImport(OFACCSV()).read(alone)
    #expect(read.diagnostics.map(\.code) == [.listCut])
    #expect(read.diagnostics.first?.message.contains("alt.csv is not there") == true)
    let orphan = try Self.csv(main: Self.row("1"), aliases: "9,1,\"aka\",\"X\",-0- \r\n")
    #expect(orphan.value?.parties.count == 1)
    #expect(orphan.diagnostics.map(\.code) == [.listDangling])
    #expect(orphan.diagnostics.first?.span?.path == "alt.csv")
  }

  @Test("an address cut with the remarks is dropped and told, and read whole with its comments row")
  func cutRemarks() throws {
    let address = "1GqChmWqGtsaLrGbHfgdrV5Nkvahtjjuxr"
    let label = "; Digital Currency Address - XBT "
    let filler = String(repeating: "x", count: 998 - label.count)
    let full = filler + label + address
    let head = String(full.prefix(1_000))
    #expect(head.hasSuffix("XBT 1G"))
    let cut = try Self.csv(main: Self.row("5", head), comments: nil)
    #expect(cut.value?.parties.first?.wallets == [])
    #expect(
      cut.diagnostics.contains { $0.code == .listRemarksCut && $0.message.contains("line 1, 5") })
    let rest = String(full.dropFirst(1_000))
    let whole = try Self.csv(main: Self.row("5", head), comments: "5,\"\(rest).\"\r\n")
    #expect(whole.value?.parties.first?.wallets.map(\.address) == [address])
    #expect(whole.diagnostics.isEmpty)
  }

  // MARK: Bounds

  /// A list of one endless line, made as it is read: it never exists in memory.
  struct EndlessFile: ListFile {
    let name: String
    let head: String
    let size: Int

    func open() throws -> any ListBytes { EndlessBytes(self) }
  }

  final class EndlessBytes: ListBytes {
    private var head: [UInt8]
    private var rest: Int

    init(_ file: EndlessFile) {
      head = Array(file.head.utf8)
      rest = file.size
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      if !head.isEmpty {
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head[..<count])
        head.removeFirst(count)
        return count
      }
      let count = min(buffer.count, rest)
      for index in 0..<count { buffer[index] = UInt8(ascii: "x") }
      rest -= count
      return count
    }
  }

  @Test(
    "a line of two gigabytes ends at its limit",
    arguments: [
      (
        "opensanctions", "x.json",
        "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\""
      ),
      ("ofac-csv", "sdn.csv", "1,\"NAME\",-0- ,\"DPRK\",\""),
      ("ofac-xml", "sdn.xml", "<sdnList><sdnEntry><uid>1</uid><lastName>"),
      ("misp-galaxy", "x.json", "{\"uuid\":\"x\",\"values\":[{\"value\":\""),
      ("address-list", "list_XBT.txt", ""),
    ])
  func endlessLine(_ format: String, _ name: String, _ head: String) throws {
    let file = EndlessFile(name: name, head: head, size: 2 << 30)
    var files: [any ListFile] = [file]
    if format == "ofac-csv" {
      files += ["alt.csv", "add.csv", "sdn_comments.csv"].map {
        MemoryListFile(name: $0, bytes: [])
      }
    }
    // An opening of x alone tells no format; the format is named, so it is read all the same.
    let known = try #require(ListFormats.named(format))
    guard known.recognises(try ListOpening(file)) else {
      #expect(format == "address-list")
      return
    }
    let read = try ListImport(known).read(ListBundle(files: files))
    #expect(read.value == nil)
    #expect(read.diagnostics.map(\.code) == [.listLimit], "\(read.diagnostics)")
  }

  @Test("deep nesting and many attributes are refused")
  func nesting() throws {
    let deep = String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
    let wide = (0..<70).map { " a\($0)=\"1\"" }.joined()
    for inner in [deep, "<a\(wide)/>"] {
      let found = try SampleList.findings(
        "ofac-xml", "sdn.xml", "<sdnList><sdnEntry><uid>1</uid>\(inner)</sdnEntry></sdnList>")
      #expect(found.first?.hasPrefix("DS564 error") == true, "\(found)")
    }
    let json = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    let found = try SampleList.findings(
      "misp-galaxy", "x.json",
      "{\"type\":\"x\",\"values\":[{\"uuid\":\"1\",\"value\":\"A\",\"meta\":{\"x\":\(json)}}]}")
    #expect(found.first?.hasPrefix("DS564 error") == true, "\(found)")
  }

  // MARK: JSON

  @Test("JSON that is cut, has a key twice or bad escapes is refused")
  func damagedJSON() throws {
    let whole =
      #"{"type":"threat-actor","values":[{"uuid":"u1","value":"A \"quoted\" \u5317","meta":{"country":"KP"}}]}"#
    #expect(try SampleList.findings("misp-galaxy", "x.json", whole).isEmpty)
    let bytes = Array(whole.utf8)
    for count in 0..<bytes.count {
      let found = try SampleList.findings("misp-galaxy", "x.json", bytes: Array(bytes[..<count]))
      #expect(found.contains { $0.contains(" error ") }, "cut at \(count)")
    }
    for damaged in [
      #"{"type":"x","values":[{"uuid":"u1","uuid":"u2","value":"A"}]}"#,
      #"{"type":"x","values":[{"uuid":"u1","value":"A\x"}]}"#,
      #"{"type":"x","values":[{"uuid":"u1","value":"\ud83d"}]}"#,
      #"{"type":"x","values":[{"uuid":"u1","value":A}]}"#,
      #"{"type":"x","values":[{"uuid":"u1","value":"A",}]}"#,
      #"{"type":"x","values":[{"uuid":"u1" "value":"A"}]}"#,
    ] {
      let found = try SampleList.findings("misp-galaxy", "x.json", damaged)
      #expect(found.first?.hasPrefix("DS561 error line 1") == true, "\(damaged): \(found)")
    }
  }

  @Test(
    "a cut line of Follow the Money is refused with its number, also where it matters to nobody")
  func cutLines() throws {
    let line = #"{"id":"a","schema":"Person","properties":{"name":["A"],"country":["ru"]}}"#
    let cut = #"{"id":"b","schema":"Person","properties":{"name":["B"],"coun"#
    let format = try #require(ListFormats.named("opensanctions"))
    let bundle = SampleList.bundle([("x.json", "\(line)\n\(cut)\n")])
    let read = try ListImport(format, request: ImportRequest(countries: ["kp"])).read(bundle)
    #expect(read.value == nil)
    #expect(read.diagnostics.first?.message.hasPrefix("line 2: ") == true)
  }

  @Test("a listing of nobody in the file is told")
  func dangling() throws {
    let found = try SampleList.findings(
      "opensanctions", "x.json",
      #"{"id":"a","schema":"Person","properties":{"name":["A"]}}"# + "\n"
        + #"{"id":"s","schema":"Sanction","properties":{"entity":["nobody"]}}"# + "\n")
    #expect(
      found == ["DS572 warning line 2, s: the file has no entity of the id this names"])
  }
}
