internal import Diagnostics
internal import Loading

/// The consolidated list OFSI kept until 2026, as CSV; its columns are found by name, since they
/// grew from 29 to 36.
package struct UKConList: ListFormat {
  package init() {}

  package let name = "uk-conlist"
  package let title = "OFSI ConList, CSV (historic)"
  package let entry = "group"
  package let owns = UKList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.line(1)?.hasPrefix("Last Updated,") == true
      && opening.line(2)?.contains("Group ID") == true
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "ofsi", stem: "uk-conlist",
      title: "Consolidated List of Financial Sanctions Targets in the UK",
      publisher: "HM Treasury, Office of Financial Sanctions Implementation", authority: .uk,
      url: nil)
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      // Before 2020 this list was Windows-1252, and says so nowhere: it is so where it is no UTF-8.
      let gate = try TextGate(try WindowsListFile.ifNeeded(file), limits: bundle.limits)
      var table = HeadedCSV(
        gate: gate, limits: bundle.limits, required: ["Name 6", "Group Type", "Regime", "Group ID"])
      table.preamble = 1
      var rows = UKRows(sink: sink)
      try table.forEach(head: { cells in
        sink.statedDate = cells.dropFirst().first.flatMap(CleanText.value).flatMap(UKList.date)
      }) { row in try add(row, &rows, sink) }
      try rows.close()
      sink.finished(gate.name, sha256: try WindowsListFile.digest(of: file))
    }
  }

  private func add(_ row: HeadedRow, _ rows: inout UKRows, _ sink: ImportSink) throws {
    guard let key = row["Group ID"] else {
      throw ListFault(.listCut("a row has a Group ID", sink.place(row.line)))
    }
    guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw ListFault(
        .listCut("a Group ID is a number; the columns are shifted", sink.place(row.line, key)))
    }
    try rows.begin(key, row) { key in
      let type = row["Group Type"]
      let schema = UKList.schema(type)
      if schema == nil { sink.unknown("group type", type ?? "", sink.place(row.line, key)) }
      var party = ListedParty(
        key: key, line: row.line, schema: schema ?? "LegalEntity", name: key)
      party.authorityID = key
      party.programs = [row["Regime"]].compactMap { $0 }
      party.listingDate = sink.date(
        row["UK Sanctions List Date Designated"] ?? row["Listed On"], "Listed On", row.line, key,
        read: UKList.date)
      party.startDate = party.listingDate
      party.modifiedAt = sink.date(
        row["Last Updated"], "Last Updated", row.line, key, read: UKList.date)
      return party
    }
    rows.add(
      name: UKList.name((1...5).map { row["Name \($0)"] } + [row["Name 6"]]),
      type: row["Alias Type"], strength: row["Alias Quality"])
    rows.add(name: row["Name Non-Latin Script"], type: "AKA", strength: nil)
    rows.add(
      address: (1...6).map { row["Address \($0)"] } + [row["Post/Zip Code"]],
      country: row["Country"], row)
    rows.add(birth: row["DOB"], nationalities: [row["Nationality"]].compactMap { $0 }, row)
    for column in [
      "Title", "Position", "Passport Details", "NI Number", "Town of Birth", "Country of Birth",
      "Other Information",
    ] { rows.keep(column, row[column]) }
  }
}
