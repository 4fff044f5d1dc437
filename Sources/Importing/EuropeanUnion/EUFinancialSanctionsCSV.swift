internal import Diagnostics
internal import Loading

/// The EU's Financial Sanctions Files, CSV 1.1: several rows an entry, each with one of its facts.
package struct EUFinancialSanctionsCSV: ListFormat {
  package init() {}

  package let name = "eu-csv"
  package let title = "EU Financial Sanctions Files, CSV 1.1"
  package let entry = "entity"
  package let owns = EUList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.line(1)?.hasPrefix("fileGenerationDate;Entity_LogicalId") == true
  }

  package func profile(_ opening: ListOpening) -> ListProfile { EUList.profile }

  /// An entry's facts as its rows bring them.
  private struct Gathered {
    var party: ListedParty
    var designation: String?
    var regulations: [EUList.Regulation] = []
    var names: Set<String> = []
    var hasName = false
    var addresses: [String] = []
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      var table = HeadedCSV(
        gate: gate, limits: bundle.limits,
        required: ["Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName"])
      table.separator = UInt8(ascii: ";")
      // Rows of one entry stand together; memory holds one entry.
      var open: Gathered?
      try table.forEach { row in
        if sink.statedDate == nil {
          sink.statedDate = row["fileGenerationDate"].flatMap(date)
        }
        guard let key = row["Entity_LogicalId"] else {
          throw ListFault(.listCut("a row has an Entity_LogicalId", sink.place(row.line)))
        }
        guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
          throw ListFault(
            .listCut(
              "an Entity_LogicalId is a number; the columns are shifted",
              sink.place(row.line, key)))
        }
        if open?.party.key != key {
          try close(&open, sink)
          open = begin(row, key, sink)
        }
        gather(row, key, &open, sink)
      }
      try close(&open, sink)
      sink.finished(gate)
    }
  }

  private func close(_ open: inout Gathered?, _ sink: ImportSink) throws {
    guard var gathered = open else { return }
    EUList.apply(
      gathered.regulations, designation: gathered.designation, to: &gathered.party)
    var map = MapBuilder()
    map.add("regulations", maps: EUList.maps(gathered.regulations))
    map.add("addresses", gathered.addresses)
    gathered.party.original += map.members
    try sink.add(gathered.party)
    open = nil
  }

  private func begin(_ row: HeadedRow, _ key: String, _ sink: ImportSink) -> Gathered {
    let type = row["Entity_SubjectType"]
    let schema = EUList.schema(type) ?? EUList.schema(row["Entity_SubjectType_ClassificationCode"])
    if schema == nil { sink.unknown("subject type", type ?? "", sink.place(row.line, key)) }
    var party = ListedParty(key: key, line: row.line, schema: schema ?? "LegalEntity", name: key)
    party.authorityID = row["Entity_EU_ReferenceNumber"] ?? key
    party.unscID = row["Entity_UnitedNationId"]
    party.reason = row["Entity_Remark"]
    var map = MapBuilder()
    map.add("designationDetails", row["Entity_DesignationDetails"])
    party.original = map.members
    return Gathered(
      party: party,
      designation: sink.date(
        row["Entity_DesignationDate"], "Entity_DesignationDate", row.line, key, read: date))
  }

  private func gather(
    _ row: HeadedRow, _ key: String, _ open: inout Gathered?, _ sink: ImportSink
  ) {
    guard var gathered = open else { return }
    func readDate(_ column: String) -> String? {
      sink.date(row[column], column, row.line, key, read: date)
    }
    let regulation = EUList.Regulation(
      number: row["Entity_Regulation_NumberTitle"], programme: row["Entity_Regulation_Programme"],
      published: readDate("Entity_Regulation_PublicationDate"),
      inForce: readDate("Entity_Regulation_EntryIntoForceDate"),
      url: row["Entity_Regulation_PublicationUrl"])
    if regulation != EUList.Regulation(), !gathered.regulations.contains(regulation) {
      gathered.regulations.append(regulation)
    }
    if let name = row["NameAlias_WholeName"], gathered.names.insert(name).inserted {
      if !gathered.hasName {
        gathered.party.name = name
        gathered.hasName = true
      } else if row["NameAlias_Strong"] == "false" {
        gathered.party.weakAliases.append(name)
      } else {
        gathered.party.aliases.append(name)
      }
    }
    if let birth = readDate("BirthDate_BirthDate") ?? readDate("BirthDate_Year"),
      !gathered.party.birthDates.contains(birth)
    {
      gathered.party.birthDates.append(birth)
    }
    if let code = country(row["Citizenship_CountryIso2Code"], row, key, sink),
      !gathered.party.nationalities.contains(code)
    {
      gathered.party.nationalities.append(code)
    }
    if let code = country(row["Address_CountryIso2Code"], row, key, sink),
      !gathered.party.countries.contains(code)
    {
      gathered.party.countries.append(code)
    }
    let address = [
      "Address_Street", "Address_ZipCode", "Address_City", "Address_CountryDescription",
    ]
    .compactMap { row[$0] }.joined(separator: ", ")
    if !address.isEmpty, !gathered.addresses.contains(address) {
      gathered.addresses.append(address)
    }
    open = gathered
  }

  private func country(
    _ code: String?, _ row: HeadedRow, _ key: String, _ sink: ImportSink
  ) -> String? {
    guard let code, code != "00" else { return nil }
    return sink.country(code, row.line, key)
  }

  /// `2025-06-10` and `10/06/2025`: releases of this file write both.
  private func date(_ text: String) -> String? {
    ListDate.edtf(text) ?? ListDate.slashed(text, monthFirst: false)
  }
}
