import Records
import Importing
import Testing

@Suite(
  "Incidents, actors and entities as published",
  .enabled(if: SharedLists.isPresent, SharedLists.absence))
struct IncidentListTests {
  @Test("EuRepoC gives every incident, and the 74 of North Korea by year")
  func incidents() throws {
    let path = "eurepoc/EuRepoC_Global_Database_1.1.csv"
    let (all, messages) = try SharedLists.read(path, as: "eurepoc")
    #expect(all.summary.entryCount == 1_643)
    #expect(all.records.count == 1_643)
    #expect(all.counts["attribution row"] == 2_643)
    #expect(messages.count { $0.contains("is before the start") } == 83)
    for id in ["197", "644", "911"] {
      #expect(messages.contains { $0.contains(", \(id): end_date") })
    }
    #expect(all.records.count { $0["startDate"] == nil } == 16)
    #expect(all.records.count { $0["losses"] != nil } == 4)
    #expect(all.records.count { $0["startDate"]?.text?.hasSuffix("-01-01") == true } == 412)

    let (korea, _) = try SharedLists.read(path, as: "eurepoc", ImportRequest(countries: ["kp"]))
    #expect(korea.records.count == 74)
    let years = Dictionary(
      korea.records.map { (String(($0["startDate"]?.line ?? "blank").prefix(4)), 1) },
      uniquingKeysWith: +)
    #expect(
      years == [
        "2004": 1, "2007": 1, "2009": 2, "2011": 4, "2012": 1, "2013": 4, "2014": 5, "2015": 2,
        "2016": 7, "2017": 10, "2018": 10, "2019": 5, "2020": 4, "2021": 10, "2022": 7,
        "blan": 1,
      ])
    let lazarus = all.records.filter {
      $0["original"]?["initiator_name"]?.line.contains("Lazarus") == true
    }
    #expect(lazarus.count == 44)
  }

  @Test("a loss is one only where EuRepoC knows it")
  func losses() throws {
    let (reading, _) = try SharedLists.read(
      "eurepoc/EuRepoC_Global_Database_1.1.csv", as: "eurepoc", ImportRequest(countries: ["kp"]))
    let harmony = try reading.record("eurepoc-1720")
    #expect(harmony["startDate"]?.text == "2022-06-24")
    #expect(harmony["losses"]?.line == "amount: 100000000, currency: USD, basis: reported")
    #expect(
      harmony["original"]?["economic_impact"]?.text == "> 10 Mio - 100 Mio")
    #expect(try reading.record("eurepoc-842")["losses"] == nil)
    #expect(try reading.record("eurepoc-842")["startDate"]?.text == "2016-02-04")
    #expect(try reading.record("eurepoc-1904")["startDate"] == nil)
    guard case .list(let attributions)? = harmony["attributions"] else {
      Issue.record("1720 has attributions")
      return
    }
    #expect(attributions.count == 2)
    #expect(attributions.map { $0["attributionDate"]?.text } == ["2023-01-23", "2022-06-29"])
    #expect(
      attributions.map { $0["attributingActor"]?.text } == [
        "Federal Bureau of Investigation (FBI)", "Elliptic",
      ])
    #expect(attributions.map { $0["attributingCountry"]?.text } == ["us", "gb"])
  }

  @Test("attributions join rows of one id and count as published")
  func attributions() throws {
    let (reading, _) = try SharedLists.read(
      "eurepoc/EuRepoC_Global_Database_1.1.csv", as: "eurepoc")
    #expect(reading.counts["attribution basis Attacker confirms"] == 749)
    #expect(reading.counts["attribution basis IT-security community attributes attacker"] == 711)
    #expect(
      reading.counts["attribution basis Attribution by receiver government / state entity"] == 536)
    #expect(reading.counts["attribution basis Media-based attribution"] == 274)
    #expect(reading.counts["attribution basis Attribution by third-party"] == 199)
    #expect(reading.counts["attribution basis Receiver attributes attacker"] == 84)
    #expect(reading.counts["attribution basis Contested attribution"] == 26)
    #expect(reading.counts["attribution row of kp"] == 130)
    #expect(reading.counts["attribution row without date"] == 928)
    #expect(reading.counts["attribution row without id"] == 12)
    #expect(reading.counts["attribution"] == 1_954)
    #expect(reading.counts["attribution of kp"] == 95)
    #expect(reading.counts["incident attributed to kp"] == 75)
  }

  @Test(
    "a folder of ATT&CK bundles gives groups and campaigns, and tells of the dangling reference")
  func attack() throws {
    let (reading, messages) = try SharedLists.read("mitre-attack", as: "stix")
    #expect(
      reading.counts == [
        "intrusion-set": 4, "campaign": 2, "malware": 1, "relationship": 3, "identity": 1,
        "marking-definition": 1,
      ])
    let groups = reading.records.filter { $0.collection == .entities }
    #expect(groups.count == 4)
    func group(_ id: String, _ name: String, _ attackID: String, aliases: Int) throws {
      let record = try reading.record(id)
      #expect(record["name"]?.text == name)
      #expect(record["attackId"]?.text == attackID)
      // The list of aliases repeats the name.
      #expect(record["alias"]?.texts.count == aliases - 1)
    }
    try group("attack-g0032", "Lazarus Group", "G0032", aliases: 7)
    try group("attack-g0082", "APT38", "G0082", aliases: 7)
    try group("attack-g0094", "Kimsuky", "G0094", aliases: 8)
    try group("attack-g0138", "Andariel", "G0138", aliases: 4)
    let dream = try reading.record("attack-c0022")
    #expect(dream["startDate"]?.text == "2019-09-01")
    #expect(dream["endDate"]?.text == "2020-08-01")
    #expect(dream["initiators"]?.line == "entity: attack-g0032")
    let supply = try reading.record("attack-c0057")
    #expect(supply["startDate"]?.text == "2022-11-01")
    #expect(supply["endDate"]?.text == "2023-03-01")
    #expect(supply["initiators"] == nil)
    #expect(
      messages.count { $0.hasPrefix("DS572") && $0.contains("intrusion-set--14225573-") } == 1)
    #expect(messages.count { $0.hasPrefix("DS572") } == 1)
    #expect(
      try reading.record("attack-g0032")["original"]?["uses"]?.line.contains("AppleJeus") == true)
  }

  @Test("the MISP cluster gives every actor, 26 of them of North Korea")
  func misp() throws {
    let (reading, _) = try SharedLists.read("misp-galaxy/threat-actor.json", as: "misp-galaxy")
    #expect(reading.summary.entryCount == 1_041)
    #expect(reading.records.count == 1_041)
    #expect(reading.records.count { $0["country"]?.text == "kp" } == 26)
    let sponsored = reading.records.filter {
      $0["original"]?["cfr-suspected-state-sponsor"]?.line
        == "Korea (Democratic People's Republic of)"
    }
    #expect(Set(sponsored.map(\.title)) == ["Lazarus Group", "Kimsuky", "APT37"])
    let lazarus = try reading.record("misp-68391641-859f-4a9a-9a1e-3e5cf71ec376")
    #expect(lazarus["alias"]?.texts.count == 41)
    #expect(lazarus["original"]?["refs"]?.texts.count == 68)
    #expect(lazarus["original"]?["attribution-confidence"]?.text == "50")
    var owners: [String: Set<String>] = [:]
    for record in reading.records {
      for name in [record.title] + (record["alias"]?.texts ?? []) {
        owners[name, default: []].insert(record.id)
      }
    }
    // A name is no key: these are some entry's and another's too.
    #expect(owners.count { $0.value.count > 1 } == 24)
    #expect(owners["Andariel"]?.count == 2)
  }

  @Test("Follow the Money lines give parties and the listings of several authorities")
  func followTheMoney() throws {
    let (reading, _) = try SharedLists.read(
      "opensanctions-ftm/zala.entities.ftm.json", as: "opensanctions")
    #expect(reading.summary.entryCount == 91)
    #expect(
      reading.counts == [
        "Sanction": 41, "Ownership": 14, "Company": 11, "Address": 11, "Person": 6, "Family": 4,
        "Directorship": 3, "Passport": 1,
      ])
    let parties = reading.records.filter { $0.collection == .entities }
    #expect(parties.count == 17)
    #expect(parties.count { $0["original"]?["target"]?.text == "true" } == 14)
    let sanctions = reading.records.filter { $0.collection == .sanctions }
    #expect(sanctions.count == 41)
    #expect(
      Dictionary(sanctions.compactMap { $0["entity"]?.text }.map { ($0, 1) }, uniquingKeysWith: +)
        == ["os-nk-abdzbebkqyt29gyrebiurz": 28, "os-nk-au5ybkbrfjucf8ymwsjvdw": 13])
    #expect(
      Dictionary(sanctions.compactMap { $0["country"]?.text }.map { ($0, 1) }, uniquingKeysWith: +)
        == [
          "us": 9, "ua": 5, "ch": 4, "gb": 4, "nz": 4, "eu": 3, "fr": 3, "mc": 3, "be": 2,
          "jp": 2, "au": 1, "ca": 1,
        ])
    #expect(sanctions.count { $0["listingDate"] != nil } == 15)
    #expect(sanctions.count { $0["startDate"] != nil } == 25)
    #expect(
      Set(sanctions.compactMap { $0["endDate"]?.text })
        == ["2024-10-30", "2033-07-01", "2034-11-12"])
    #expect(sanctions.count { $0["authorityId"] != nil } == 19)
    #expect(sanctions.count { $0["programId"] == nil } == 13)

    let (small, _) = try SharedLists.read(
      "opensanctions-ftm/t1.entities.ftm.json", as: "opensanctions")
    #expect(small.counts == ["Person": 4, "Organization": 2, "Address": 1])
    #expect(small.records.count { $0["original"]?["target"]?.text == "true" } == 6)
    #expect(!small.records.contains { $0.collection == .sanctions })
  }
}
