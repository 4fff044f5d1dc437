internal import Diagnostics
internal import Loading
internal import Records

/// `targets.simple.csv` of OpenSanctions: one row an entity, its listings in words.
struct OpenSanctionsTargets {
  static func recognises(_ opening: ListOpening) -> Bool {
    guard let header = opening.line(1) else { return false }
    return header.replacing("\"", with: "").hasPrefix("id,schema,name,aliases")
  }

  func read(_ file: any ListFile, _ limits: ListLimits, into sink: ImportSink) throws {
    sink.file = file.name
    let gate = try TextGate(file, limits: limits)
    let required = ["id", "schema", "name", "aliases", "countries", "sanctions", "dataset"]
    try HeadedCSV(gate: gate, limits: limits, required: required).forEach { row in
      try add(row, to: sink)
    }
    sink.finished(gate)
  }

  private func add(_ row: HeadedRow, to sink: ImportSink) throws {
    guard let key = row["id"], let schema = row["schema"] else {
      throw ListFault(.listCut("a row has an id and a schema", sink.place(row.line)))
    }
    guard FollowTheMoneyReader.schemata.contains(schema) else {
      sink.unknown("schema", schema, sink.place(row.line, key))
      sink.entryCount += 1
      return
    }
    let id = sink.recordID(key)
    let countries = row.inner("countries").compactMap {
      sink.country($0, row.line, key)
    }
    let candidate = ImportRequest.Candidate(
      ids: [key, id], programs: row.inner("program_ids"), countries: Set(countries),
      dates: [row["last_change"].flatMap(ListDate.edtf)].compactMap { $0 })
    guard sink.takes(candidate, .init(.entities, id)) else { return }
    let name = row["name"] ?? key
    var map = MapBuilder()
    map.add("schema", schema)
    map.add("name", name)
    var seen: Set<String> = [name]
    map.add("alias", row.inner("aliases").filter { seen.insert($0).inserted })
    if Set(countries).count == 1, schema != "Person" { map.add("country", countries.first) }
    map.add(
      "birthDate",
      row.inner("birth_date").lazy
        .compactMap { sink.date($0, "birth_date", row.line, key) }.first)
    map.add("sources", [sink.profile.sourceID])
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", key)
    for column in [
      "birth_date", "countries", "addresses", "identifiers", "sanctions", "phones", "emails",
      "program_ids", "dataset",
    ] { original.add(column, row.inner(column)) }
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(.entities, id, title: name, fields: map.members), line: row.line, shown: key)
  }
}
