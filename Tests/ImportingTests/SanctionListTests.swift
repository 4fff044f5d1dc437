import Diagnostics
import Foundation
import Importing
import Testing

@Suite(
  "The UN and Canadian lists as published",
  .enabled(if: SharedLists.isPresent, SharedLists.absence))
struct SanctionListTests {
  @Test("the UN list gives every entry by regime, year and alias")
  func unitedNations() throws {
    let (reading, messages) = try SharedLists.read("un-sc/consolidated.xml", as: "un")
    #expect(reading.summary.entryCount == 1_093)
    #expect(reading.summary.statedDate == "2018-10-29")
    #expect(reading.tally { [$0.schema] } == ["Person": 703, "Organization": 390])
    #expect(Set(reading.parties.compactMap(\.authorityID)).count == 1_093)
    #expect(
      reading.tally { $0.programs } == [
        "Al-Qaida": 347, "Iraq": 238, "DPRK": 155, "Taliban": 140, "Iran": 84, "DRC": 44,
        "Libya": 29, "Somalia": 16, "CAR": 13, "GB": 10, "SouthSudan": 8, "Yemen": 5, "Sudan": 4,
      ])
    let dprk = reading.parties.filter { $0.programs == ["DPRK"] }
    #expect(dprk.count { $0.authorityID?.hasPrefix("KPi.") == true } == 80)
    #expect(dprk.count { $0.authorityID?.hasPrefix("KPe.") == true } == 75)
    let years = Dictionary(
      dprk.compactMap(\.listingDate).map { ($0.prefix(4), 1) }, uniquingKeysWith: +)
    #expect(
      years == [
        "2009": 13, "2012": 3, "2013": 15, "2014": 1, "2016": 49, "2017": 52, "2018": 22,
      ])
    #expect(dprk.compactMap(\.listingDate).max() == "2018-03-30")
    #expect(reading.parties.allSatisfy { $0.endDate == nil && $0.wallets.isEmpty })
    #expect(!messages.contains { $0.hasPrefix("DS568 LISTED_ON") })
    #expect(reading.parties.allSatisfy { $0.listingDate?.utf8.count == 10 })
    #expect(try reading.party("YEi.004").listingDate == "2015-04-14")
    // By a day, by a year, by a span of years.
    #expect(reading.parties.reduce(0) { $0 + $1.birthDates.count } == 423 + 377 + 31)
  }

  @Test("the UN list's names lose the blanks around their parts")
  func unitedNationsNames() throws {
    let data = try Data(
      contentsOf: try #require(SharedLists.folder).appending(path: "un-sc/consolidated.xml"))
    let text = String(decoding: data, as: UTF8.self)
    let stray = text.matches(of: /<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>([^<]+)</).count {
      let part = $0.output.1
      return part.first?.isWhitespace == true || part.last?.isWhitespace == true
    }
    #expect(stray == 105)
    let (reading, _) = try SharedLists.read("un-sc/consolidated.xml", as: "un")
    for party in reading.parties {
      #expect(party.name == party.name.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  @Test("the UN list's aliases are those with a name, each by its quality")
  func unitedNationsAliases() throws {
    let bundle = try SharedLists.bundle("un-sc/consolidated.xml")
    let format = try #require(ListFormats.named("un"))
    let reading = try #require(try ListImport(format).read(bundle).value)
    // An element may name several, so elements are counted as the list counts them.
    #expect(reading.counts["alias Good"] == 1_491)
    #expect(reading.counts["alias Low"] == 595)
    #expect(reading.counts["alias a.k.a."] == 562)
    #expect(reading.counts["alias f.k.a."] == 15)
    let dprk = reading.parties.filter { $0.programs == ["DPRK"] }
    let named = dprk.map { $0.aliases + $0.weakAliases + $0.previousNames }
    #expect(named.reduce(0) { $0 + $1.count } == 170)
    #expect(named.count { !$0.isEmpty } == 84)
  }

  @Test("the named UN entries read as published")
  func unitedNationsNamed() throws {
    let (reading, _) = try SharedLists.read(
      "un-sc/consolidated.xml", as: "un", ImportRequest(countries: ["kp"]))
    let ri = try reading.party("KPi.033")
    #expect(ri.key == "6908555")
    #expect(ri.name == "RI WON HO")
    #expect(ri.listingDate == "2016-11-30")
    #expect(ri.birthDates == ["1964-07-17"])
    #expect(
      ri.original.first { $0.key == "identifications" }?.value.line.contains("381310014") == true)
    let rgb = try reading.party("KPe.031")
    #expect(rgb.name == "RECONNAISSANCE GENERAL BUREAU")
    #expect(rgb.listingDate == "2016-03-02")
    #expect(rgb.aliases == ["Chongch’al Ch’ongguk", "KPA Unit 586", "RGB"])
    let komid = try reading.party("KPe.001")
    #expect(komid.name == "KOREA MINING DEVELOPMENT TRADING CORPORATION")
    #expect(komid.listingDate == "2009-04-24")
    #expect(komid.aliases.count + komid.weakAliases.count + komid.previousNames.count == 4)
  }

  @Test("the Canadian list gives every record, none of them about North Korea")
  func canada() throws {
    let (reading, _) = try SharedLists.read("ca-sema/sema-lmes.xml", as: "ca-sema")
    #expect(reading.summary.entryCount == 1_369)
    #expect(Set(reading.parties.map(\.key)).count == 1_369)
    #expect(reading.tally { [$0.schema] } == ["Person": 985, "Organization": 384])
    #expect(reading.parties.count { original("aliases", $0) != nil } == 99)
    #expect(
      reading.tally { $0.programs.map { $0.contains("JVCFOR") ? "JVCFOR" : $0 } } == [
        "Syria / Syrie": 281, "Ukraine": 242, "Iran": 202, "Russia / Russie": 197,
        "Zimbabwe": 181, "Venezuela": 96, "Burma / Birmanie": 89, "JVCFOR": 70, "Nicaragua": 9,
        "South Sudan / Soudan du sud": 2,
      ])
    let births = reading.parties.map(\.birthDates).filter { !$0.isEmpty }
    #expect(births.count == 212)
    #expect(births.count { $0.count == 2 } == 1)
    let single = births.filter { $0.count == 1 }.flatMap { $0 }
    #expect(single.count { $0.utf8.count == 10 } == 195)
    #expect(single.count { $0.utf8.count == 4 } == 15)
    #expect(single.count { $0.utf8.count == 7 } == 1)
    #expect(reading.parties.allSatisfy { $0.listingDate == nil })
    // 42 records lack a schedule, and 246 say that it is N/A.
    #expect(reading.parties.count { original("schedule", $0) == nil } == 42 + 246)
    let (korea, _) = try SharedLists.read(
      "ca-sema/sema-lmes.xml", as: "ca-sema", ImportRequest(countries: ["kp"]))
    #expect(korea.parties.isEmpty)
  }

  private func original(_ key: String, _ party: ListedParty) -> ImportedValue? {
    party.original.first { $0.key == key }?.value
  }
}
