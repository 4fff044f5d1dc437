import Diagnostics
import Foundation
import Importing
import Matching
import Loading
import Testing

@Suite("OFAC lists as published", .enabled(if: SharedLists.isPresent, SharedLists.absence))
struct OFACListTests {
  @Test("the four CSV files give every entry, alias and address")
  func csv() throws {
    let (reading, messages) = try SharedLists.read("ofac-sdn-csv/sdn.csv", as: "ofac-csv")
    #expect(reading.summary.entryCount == 8_976)
    #expect(reading.parties.count == 8_976)
    #expect(
      reading.tally { [$0.schema] }
        == ["Person": 4_620, "Organization": 3_673, "Vessel": 406, "Airplane": 277])
    #expect(Set(reading.parties.flatMap(\.programs)).count == 67)
    #expect(reading.parties.count { $0.programs.count > 1 } == 1_195)
    // 11,523 present names; 369 former ones, and 18 that a newer name replaced.
    #expect(reading.parties.reduce(0) { $0 + $1.aliases.count } == 11_523)
    #expect(reading.parties.reduce(0) { $0 + $1.previousNames.count } == 369 + 18)
    // No alias belongs to nobody, and no listing date is invented.
    #expect(!messages.contains { $0.contains("has this number") })
    #expect(reading.parties.allSatisfy { $0.listingDate == nil && $0.startDate == nil })
    #expect(reading.summary.statedDate == nil)
    #expect(!messages.contains { $0.hasPrefix("DS569") })
  }

  @Test("addresses are read over the cut of the remarks")
  func addresses() throws {
    let (reading, messages) = try SharedLists.read("ofac-sdn-csv/sdn.csv", as: "ofac-csv")
    let triples = reading.parties.flatMap { party in
      party.wallets.map { (party.key, $0) }
    }
    #expect(triples.count == 97)
    #expect(Set(triples.map(\.1)).count == 96)
    #expect(Set(triples.map(\.0)).count == 15)
    #expect(
      reading.tally { $0.wallets.map(\.asset) } == [
        "XBT": 65, "ETH": 10, "LTC": 9, "ZEC": 3, "DASH": 3, "BCH": 2, "XMR": 1, "BTG": 1,
        "ETC": 1, "BSV": 1, "XVG": 1,
      ])
    let forwarders = try reading.party("30518").wallets.map(\.address)
    #expect(forwarders.first == "1NE2NiGhhbkFPSEyNWwj7hKGhGDedBtSrQ")
    #expect(forwarders.contains("1GqChmWqGtsaLrGbHfgdrV5Nkvahtjjuxr"))
    // Two mistakes of the published list are kept and told; no other address is faulted.
    let faults = messages.filter { $0.hasPrefix("DS570") }
    #expect(faults.count == 2)
    let short = try #require(faults.first { $0.contains("ETH:") })
    #expect(short.contains("'ETH:0xa7e5d5a720f06526557c513402f2e6b5fa20b00'"))
    #expect(short.contains("29702"))
    #expect(short.hasSuffix("not 39"))
    #expect(faults.contains { $0.contains("29585: 'XMR:5be5543f") })
  }

  @Test("entries under a programme beginning DPRK are the 414, not those that mention it")
  func program() throws {
    let (reading, _) = try SharedLists.read(
      "ofac-sdn-csv/sdn.csv", as: "ofac-csv", ImportRequest(programs: ["DPRK*"]))
    #expect(reading.summary.entryCount == 8_976)
    #expect(reading.parties.count == 414)
    #expect(
      reading.tally { [$0.schema] }
        == ["Person": 130, "Organization": 162, "Vessel": 106, "Airplane": 16])
    let tags = reading.tally { $0.programs.filter { $0.hasPrefix("DPRK") } }
    #expect(
      tags == ["DPRK4": 160, "DPRK3": 122, "DPRK2": 87, "DPRK": 50, "DPRK-NKSPEA": 2])
    #expect(!reading.parties.contains { $0.key == "15667" })
    let strong = reading.parties.filter { !$0.aliases.isEmpty || !$0.previousNames.isEmpty }
    #expect(strong.count == 167)
    let names = reading.parties.reduce(0) { $0 + $1.aliases.count + $1.previousNames.count }
    #expect(names == 322)
    // Of the rows of the address file, those that say anything are with their entry.
    let file = try #require(SharedLists.folder).appending(path: "ofac-sdn-csv/add.csv")
    let keys = Set(reading.parties.map(\.key))
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\r\n")
      .map { $0.split(separator: ",", maxSplits: 2) }
      .filter { $0.first.map { keys.contains(String($0)) } ?? false }
    #expect(rows.count == 536)
    #expect(Set(rows.map { $0[0] }).count == 414)
    let silent = rows.count { $0.last == "-0- ,-0- ,-0- ,-0- " }
    let kept = reading.parties.reduce(0) { $0 + count("addresses", $1) }
    #expect(kept + silent == 536, "\(kept) + \(silent)")
    #expect(reading.parties.flatMap(\.wallets).count == 20)
    #expect(
      Set(reading.parties.filter { !$0.wallets.isEmpty }.map(\.key)) == ["28263", "28264"])
  }

  @Test("the named entries read as published")
  func named() throws {
    let (reading, _) = try SharedLists.read(
      "ofac-sdn-csv/sdn.csv", as: "ofac-csv", ImportRequest(programs: ["DPRK*"]))
    let lazarus = try reading.party("27307")
    #expect(lazarus.name == "LAZARUS GROUP")
    #expect(lazarus.schema == "Organization")
    #expect(lazarus.programs == ["DPRK3"])
    #expect(lazarus.aliases.isEmpty)
    #expect(lazarus.countries == ["kp"])
    #expect(
      lazarus.weakAliases == [
        "HIDDEN COBRA", "OFFICE 91", "GUARDIANS OF PEACE", "THE NEW ROMANTIC CYBER ARMY TEAM",
        "WHOIS HACKING TEAM", "RED DOT", "TEMP.HERMIT", "GROUP 77", "ZINC", "APT-C-26",
        "APPLEWORM",
      ])
    #expect(
      try reading.party("27308").weakAliases == ["STARDUST CHOLLIMA", "APT 38", "APT38"])
    #expect(try reading.party("27309").weakAliases.isEmpty)
    let park = try reading.party("24918")
    #expect(park.name == "Jin Hyok PARK")
    #expect(park.aliases.count == 8)
    #expect(park.birthDates == ["1984-08-15", "1984-10-18"])
    #expect(line("remarks", park)?.contains("Passport 290333974 (Korea, North)") == true)
    #expect(line("name", park) == "PARK, Jin Hyok")
    let tian = try reading.party("28263")
    #expect(tian.weakAliases == ["tianyinyin0404", "snowsjohn"])
    #expect(tian.birthDates == ["1986-07-12"])
    #expect(tian.wallets.count == 8)
    #expect(tian.programs == ["DPRK3", "CYBER2"])
    #expect(line("remarks", tian)?.contains("Linked To: LAZARUS GROUP") == true)
    let li = try reading.party("28264")
    #expect(li.weakAliases == ["blackjack1987", "khaleesi"])
    #expect(li.birthDates == ["1987-01-10"])
    #expect(li.wallets.count == 12)
    #expect(line("remarks", li)?.contains("Linked To: LAZARUS GROUP") == true)
  }

  @Test("the older XML gives every entry, and zero of what it does not hold")
  func legacyXML() throws {
    let (reading, messages) = try SharedLists.read(
      "ofac-consolidated-xml/consolidated.xml", as: "ofac-xml")
    #expect(reading.summary.entryCount == 639)
    #expect(reading.summary.statedDate == "2018-04-06")
    #expect(
      reading.tally { [$0.schema] } == ["Organization": 471, "Person": 94, "Vessel": 74])
    #expect(
      reading.tally { $0.programs } == [
        "UKRAINE-EO13662": 290, "IRAN": 264, "NS-PLC": 78, "SYRIA": 7, "FSE-SY": 6, "SDGT": 1,
        "561List": 1,
      ])
    let strong = reading.parties.reduce(0) { $0 + $1.aliases.count }
    let weak = reading.parties.reduce(0) { $0 + $1.weakAliases.count }
    let former = reading.parties.reduce(0) { $0 + $1.previousNames.count }
    #expect(strong + weak + former == 1_255)
    #expect(former == 186)
    #expect(reading.parties.count { line("remarks", $0) != nil } == 492)
    #expect(reading.parties.reduce(0) { $0 + count("addresses", $1) } == 711)
    #expect(reading.parties.reduce(0) { $0 + count("identifications", $1) } == 2_096)
    #expect(reading.parties.allSatisfy { $0.wallets.isEmpty })
    #expect(!reading.parties.contains { $0.programs.contains { $0.hasPrefix("DPRK") } })
    let first = try #require(reading.parties.first)
    #expect(first.key == "4632")
    #expect(first.name == "BANK MARKAZI JOMHOURI ISLAMI IRAN")
    let births = reading.parties.flatMap(\.birthDates)
    #expect(births.count { $0.utf8.count == 4 } == 73)
    #expect(births.count { $0.utf8.count == 10 } == 12)
    #expect(births.count { $0.contains("/") } == 2)
    #expect(!messages.contains { $0.hasPrefix("DS568") })
  }

  @Test("a programme no entry is under gives no record and no error")
  func none() throws {
    let (reading, _) = try SharedLists.read(
      "ofac-consolidated-xml/consolidated.xml", as: "ofac-xml",
      ImportRequest(programs: ["DPRK*"]))
    #expect(reading.parties.isEmpty)
    #expect(reading.summary.entryCount == 639)
  }

  @Test("the address lists give every line, and hold all but the malformed address of the CSV")
  func addressLists() throws {
    let (reading, _) = try SharedLists.read("ofac-crypto-addresses", as: "address-list")
    // The two JSON files say again what two of the text files say.
    #expect(reading.wallets.count == 654 + 435 + 152)
    let texts = try SharedLists.bundle("ofac-crypto-addresses").files
      .filter { $0.name.hasSuffix(".txt") }
    let format = try #require(ListFormats.named("address-list"))
    let lines = try #require(try ListImport(format).read(ListBundle(files: texts)).value)
    #expect(lines.wallets.count == 654)
    #expect(Set(lines.wallets.map(\.address)).count == 641)
    #expect(
      Dictionary(lines.wallets.map { ($0.asset, 1) }, uniquingKeysWith: +) == [
        "XBT": 435, "ETH": 152, "USDT": 26, "LTC": 10, "BCH": 7, "TRX": 6, "DASH": 3, "XMR": 3,
        "ZEC": 3, "USDC": 2, "ARB": 1, "BSC": 1, "BSV": 1, "BTG": 1, "ETC": 1, "XRP": 1,
        "XVG": 1,
      ])
    let (csv, _) = try SharedLists.read("ofac-sdn-csv/sdn.csv", as: "ofac-csv")
    let known = Set(
      lines.wallets.map {
        $0.asset + WalletAddress.key(asset: $0.asset, address: $0.address)
      })
    let triples = csv.parties.flatMap(\.wallets)
    let missing = triples.filter {
      !known.contains($0.asset + WalletAddress.key(asset: $0.asset, address: $0.address))
    }
    #expect(triples.count - missing.count == 96)
    #expect(missing.map(\.address) == ["0xa7e5d5a720f06526557c513402f2e6b5fa20b00"])
  }

  private func count(_ key: String, _ party: ListedParty) -> Int {
    guard case .list(let items)? = party.original.first(where: { $0.key == key })?.value else {
      return 0
    }
    return items.count
  }

  private func line(_ key: String, _ party: ListedParty) -> String? {
    party.original.first { $0.key == key }?.value.line
  }
}
