internal import Diagnostics
internal import Loading

/// The UK Sanctions List as CSV: a line with its date, a header, a row for each name or address.
package struct UKSanctionsCSV: ListFormat {
  package init() {}

  package let name = "uk-csv"
  package let title = "UK Sanctions List, CSV"
  package let entry = "designation"
  package let owns = UKList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.line(1)?.hasPrefix("Report Date:") == true
      && opening.line(2)?.contains("Unique ID") == true
  }

  package func profile(_ opening: ListOpening) -> ListProfile { UKList.profile }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      var table = HeadedCSV(
        gate: gate, limits: bundle.limits,
        required: ["Unique ID", "Name 6", "Name type", "Regime Name", "Date Designated"])
      table.preamble = 1
      var rows = UKRows(sink: sink)
      try table.forEach(head: { cells in
        sink.statedDate = cells.first.flatMap { $0.components(": ").last }
          .flatMap(ListDate.hyphenated)
      }) { row in try add(row, &rows, sink) }
      try rows.close()
      sink.finished(gate)
    }
  }

  private func add(_ row: HeadedRow, _ rows: inout UKRows, _ sink: ImportSink) throws {
    guard let key = row["Unique ID"] else {
      throw ListFault(.listCut("a row has a Unique ID", sink.place(row.line)))
    }
    try rows.begin(key, row) { key in
      let type = row["Designation Type"]
      let schema = UKList.schema(type)
      if schema == nil { sink.unknown("designation type", type ?? "", sink.place(row.line, key)) }
      var party = ListedParty(
        key: key, line: row.line, schema: schema ?? "LegalEntity", name: key)
      party.authorityID = key
      party.unscID = row["UN Reference Number"]
      party.programs = [row["Regime Name"]].compactMap { $0 }
      party.listingDate = sink.date(
        row["Date Designated"], "Date Designated", row.line, key, read: UKList.date)
      party.startDate = party.listingDate
      party.modifiedAt = sink.date(
        row["Last Updated"], "Last Updated", row.line, key, read: UKList.date)
      party.reason = row["UK Statement of Reasons"]
      party.provisions = (row["Sanctions Imposed"] ?? "").components("|").compactMap(
        CleanText.known)
      return party
    }
    rows.add(
      name: UKList.name((1...5).map { row["Name \($0)"] } + [row["Name 6"]]),
      type: row["Name type"], strength: row["Alias strength"])
    rows.add(name: row["Name non-latin script"], type: "Alias", strength: nil)
    rows.add(
      address: (1...6).map { row["Address Line \($0)"] } + [row["Address Postal Code"]],
      country: row["Address Country"], row)
    rows.add(
      birth: row["D.O.B"],
      nationalities: (row["Nationality(/ies)"] ?? "").components("|").compactMap(CleanText.known),
      row)
    for column in [
      "OFSI Group ID", "Designation source", "Other Information", "Position", "Title",
      "Passport number", "National Identifier number", "IMO number", "Type of entity",
      "Parent company", "Subsidiaries",
    ] { rows.keep(column, row[column]) }
  }
}
