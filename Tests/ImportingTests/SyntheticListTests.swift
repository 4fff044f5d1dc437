import Diagnostics
import Foundation
import Importing
import Loading
import Records
import TestSupport
import Testing

/// Formats of which no real file lies beside the project, read from synthetic ones.
@Suite struct SyntheticListTests {
  static let folder = Folders.root.appending(path: "Tests/ImportingTests/Fixtures")

  static func read(
    _ file: String, as name: String, _ request: ImportRequest = ImportRequest(),
    bytes: [UInt8]? = nil
  ) throws -> (reading: ListImport.Reading, messages: [String]) {
    let data = try bytes ?? [UInt8](Data(contentsOf: folder.appending(path: file)))
    let list = MemoryListFile(name: file, bytes: data, pieceSize: 97)
    #expect(ListFormats.recognised(try ListOpening(list))?.name == name)
    let format = try #require(ListFormats.named(name))
    let read = try ListImport(format, request: request).read(ListBundle(files: [list]))
    let messages = read.diagnostics.map { "\($0.code.rawValue) \($0.message)" }
    return (try #require(read.value, "\(messages)"), messages)
  }

  @Test("every format has a name of its own and recognises no other's synthetic file")
  func table() throws {
    #expect(Set(ListFormats.names).count == ListFormats.all.count)
    let files = [
      "eu.xml": "eu-xml", "eu.csv": "eu-csv", "uk.csv": "uk-csv", "uk.xml": "uk-xml",
      "conlist.csv": "uk-conlist", "sdn_advanced.xml": "ofac-advanced", "veris.json": "veris",
      "defillama.json": "defillama", "citations.json": "csl-json",
      "targets.simple.csv": "opensanctions",
    ]
    for (file, name) in files {
      let opening = try ListOpening(
        DiskListFile(path: Self.folder.appending(path: file).path))
      let claims = ListFormats.all.filter { $0.recognises(opening) }.map(\.name)
      #expect(claims == [name], "\(file)")
    }
  }

  @Test("EU XML: the first strong name is the name, several regulations are one designation")
  func euXML() throws {
    let (reading, messages) = try Self.read("eu.xml", as: "eu-xml")
    #expect(reading.summary.statedDate == "2025-06-10")
    let harbour = try reading.party("9001")
    #expect(harbour.name == "Harbour Joint Venture")
    #expect(harbour.aliases == ["Harbour Expo"])
    #expect(harbour.weakAliases == ["Harbour Expo weak"])
    #expect(harbour.programs == ["CYB", "PRK"])
    #expect(harbour.listingDate == "2020-07-30")
    #expect(harbour.startDate == "2020-07-30")
    #expect(harbour.modifiedAt == "2021-01-05")
    #expect(harbour.legalBasis == "2020/1125 (OJ L246)")
    #expect(harbour.countries == ["kp"])
    #expect(harbour.schema == "Organization")
    let ri = try reading.party("9002")
    #expect(ri.unscID == "KPi.900")
    #expect(ri.listingDate == nil)
    #expect(ri.startDate == "2017-09-01")
    #expect(ri.birthDates == ["1960-04~", "1958/1960"])
    #expect(messages.count { $0.hasPrefix("DS568") && $0.contains("1961-02-30") } == 1)
  }

  @Test("EU CSV: rows of one id are one entry")
  func euCSV() throws {
    let (reading, _) = try Self.read("eu.csv", as: "eu-csv")
    #expect(reading.parties.count == 2)
    let harbour = try reading.party("9001")
    #expect(harbour.name == "Harbour Joint Venture")
    #expect(harbour.aliases == ["Harbour Expo"])
    #expect(harbour.weakAliases == ["Harbour Expo weak"])
    #expect(harbour.programs == ["CYB", "PRK"])
    #expect(harbour.countries == ["kp"])
    let ri = try reading.party("9002")
    #expect(ri.name == "Ri \"Example\"; junior")
    #expect(ri.birthDates == ["1960-04-02"])
    #expect(ri.nationalities == ["kp"])
  }

  @Test("UK CSV and XML agree on names, dates and measures", arguments: ["csv", "xml"])
  func uk(_ form: String) throws {
    let (reading, _) = try Self.read("uk.\(form)", as: "uk-\(form)")
    #expect(reading.summary.statedDate == "2025-06-10")
    let harbour = try reading.party("CYB9001")
    #expect(harbour.name == "Harbour Joint Venture")
    #expect(harbour.aliases == ["Harbour Expo"])
    #expect(harbour.weakAliases == (form == "csv" ? ["HJV"] : []))
    #expect(harbour.listingDate == "2020-12-31")
    #expect(harbour.modifiedAt == "2024-12-31")
    #expect(harbour.provisions == ["Asset freeze", "Trust services sanctions"])
    #expect(harbour.countries == ["kp"])
    let ri = try reading.party("DPR9002")
    #expect(ri.name == "Ri EXAMPLE")
    #expect(ri.aliases == ["리"])
    #expect(ri.unscID == "KPi.900")
    #expect(ri.birthDates == ["1960"])
    #expect(ri.nationalities == ["kp"])
    #expect(
      PartyPrograms.ids(reading.parties) == ["GB-CYB", "GB-DPRK"])
  }

  @Test("the historic UK list is read as UTF-8, and as Windows-1252 where it is that")
  func conList() throws {
    let (reading, _) = try Self.read("conlist.csv", as: "uk-conlist")
    let harbour = try reading.party("13900")
    #expect(harbour.name == "HARBOUR JOINT VENTURE")
    #expect(harbour.aliases == ["HARBOUR EXPO"])
    #expect(harbour.previousNames == ["HARBOUR OLD"])
    #expect(harbour.listingDate == "2016-03-03")
    let text = try String(contentsOf: Self.folder.appending(path: "conlist.csv"), encoding: .utf8)
    let windows = [UInt8](try #require(text.data(using: .windowsCP1252)))
    let (same, _) = try Self.read("conlist.csv", as: "uk-conlist", bytes: windows)
    let owner = try same.party("13901")
    #expect(owner.original.first { $0.key == "Other Information" }?.value.text == "Café owner")
    #expect(owner.birthDates == ["1960"])
    #expect(same.summary.sha256 != reading.summary.sha256)
  }

  @Test("advanced OFAC XML: labels come from the value sets, listings from the entries")
  func advanced() throws {
    let (reading, messages) = try Self.read("sdn_advanced.xml", as: "ofac-advanced")
    #expect(messages.isEmpty, "\(messages)")
    #expect(reading.summary.statedDate == "2025-06-10")
    let group = try reading.party("9001")
    #expect(group.name == "HARBOUR GROUP")
    #expect(group.weakAliases == ["HG"])
    #expect(group.previousNames == ["OLD HARBOUR"])
    #expect(group.schema == "Organization")
    #expect(group.programs == ["DPRK3"])
    #expect(group.listingDate == "2019-09-13")
    #expect(group.legalBasis == "Executive Order 13722 (DPRK3)")
    #expect(group.wallets.map(\.text) == ["ETH:0x098b716b8aaf21512996dc57eb0615e2383e2f96"])
    #expect(group.countries == ["kp"])
    let ri = try reading.party("9002")
    #expect(ri.name == "Ri EXAMPLE")
    #expect(ri.schema == "Person")
    // A span of exactly one calendar year is that year.
    #expect(ri.birthDates == ["1960"])
    #expect(ri.nationalities == ["kp"])
    #expect(ri.programs == ["DPRK3", "CYBER2"])
  }

  @Test("VERIS: a range stays a range, and a month stays a month")
  func veris() throws {
    let (reading, _) = try Self.read("veris.json", as: "veris")
    let record = try reading.record("veris-synthetic-1")
    #expect(record["startDate"]?.text == "2024-05")
    #expect(record["status"]?.text == "confirmed")
    #expect(
      record["losses"]?.line
        == "amountMin: 1000000, amountMax: 2000000, currency: USD, basis: reported")
    #expect(record["receivers"]?.line == "name: Northport Exchange, country: ca, category: 523210")
    #expect(
      record["techniques"]?.line == "name: hacking: Use of stolen creds; name: social: Phishing")
    // What a coder wrote about an actor is no attribution of ours.
    #expect(record["initiators"] == nil)
    #expect(record["attributions"] == nil)
    let none = try Self.read("veris.json", as: "veris", ImportRequest(countries: ["ru"]))
    #expect(none.reading.records.isEmpty)
  }

  @Test("DefiLlama: no attribution, no zero for what is unknown, a warning above ten billion")
  func defillama() throws {
    let (reading, messages) = try Self.read("defillama.json", as: "defillama")
    #expect(reading.records.count == 3)
    let northport = try reading.record("defillama-northport-exchange-2025-03-16")
    #expect(
      northport["losses"]?.line
        == "amount: 12500000, currency: USD, basis: estimated, recoveredAmount: 500000")
    #expect(northport["initiators"] == nil)
    #expect(try reading.record("defillama-unknown-loss-2024-06-02")["losses"] == nil)
    #expect(messages.count == 1)
    #expect(messages.first?.contains("more than ten billion") == true)
  }

  @Test("CSL: dates of any precision, ranges and circa; an address that is none is left out")
  func csl() throws {
    let (reading, messages) = try Self.read("citations.json", as: "csl-json")
    let report = try reading.record("northport2025")
    #expect(report["issued"]?.text == "2025-03-14")
    #expect(report["accessed"]?.text == "2025-06")
    #expect(report["author"]?.line == "family: Doe, given: Jo; literal: Northport Authority")
    #expect(report["reliability"]?.text == "B")
    #expect(report["original"]?["page"]?.text == "2-3")
    let heron = try reading.record("heron-2024")
    #expect(heron["URL"] == nil)
    #expect(try reading.record("range")["issued"]?.text == "2023/2024~")
    #expect(messages.contains { $0.contains("heron:2024: URL") })
  }

  @Test("OpenSanctions targets: values in cells are parted and unquoted")
  func targets() throws {
    let (reading, messages) = try Self.read("targets.simple.csv", as: "opensanctions")
    #expect(reading.records.count == 2)
    let group = try reading.record("os-nk-synthetic1")
    #expect(group["alias"]?.texts == ["HG", "Harbour; the group"])
    #expect(group["country"]?.text == "kp")
    #expect(messages == ["DS571 line 4, NK-synthetic3: schema 'Spaceship' is not known here"])
    let korea = try Self.read(
      "targets.simple.csv", as: "opensanctions", ImportRequest(countries: ["cn"]))
    #expect(korea.reading.records.map(\.id) == ["os-nk-synthetic2"])
  }

  @Test("a change file of Follow the Money ends what it deletes and nothing else")
  func changes() throws {
    let path = "Content/records/entities/lists/opensanctions.yaml"
    func plan(_ text: String, _ old: [UInt8]?) throws -> ListImport.Plan {
      var target = ListImport.Target(paths: [.entities: path])
      if let old { target.present[.entities] = SourceFile(path: path, bytes: old) }
      let format = try #require(ListFormats.named("opensanctions"))
      let checked = try ListImport(format).plan(
        SampleList.bundle([("x.json", text)]), into: target)
      return try #require(checked.value, "\(checked.diagnostics.map(\.message))")
    }
    func entity(_ id: String, _ name: String) -> String {
      #"{"id":"\#(id)","schema":"Person","properties":{"name":["\#(name)"]}}"#
    }
    let first = try plan(
      [entity("a", "A"), entity("b", "B"), entity("c", "C")].joined(separator: "\n"), nil)
    let bytes = try #require(first.files.first?.bytes)
    let second = try plan(
      #"{"op":"DEL","entity":\#(entity("a", "A"))}"# + "\n"
        + #"{"op":"MOD","entity":\#(entity("b", "B2"))}"# + "\n", bytes)
    #expect(second.delta.gone.map(\.reference.id) == ["os-a"])
    #expect(second.delta.amended.map(\.reference.id) == ["os-b"])
    #expect(second.delta.added.isEmpty)
  }
}

/// Programme ids of parties by the table built in.
enum PartyPrograms {
  static func ids(_ parties: [ListedParty]) -> [String] {
    let known = ProgramIDs.builtIn(authority: "fcdo")
    return Set(parties.flatMap(\.programs).compactMap { known[$0] }).sorted()
  }
}
