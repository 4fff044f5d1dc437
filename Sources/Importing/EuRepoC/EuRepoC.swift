internal import Diagnostics
internal import Loading
internal import Records

/// The incident database of the European Repository of Cyber Incidents, with its attributions
/// where their file lies beside it.
package struct EuRepoC: ListFormat {
  package init() {}

  package let name = "eurepoc"
  package let title = "EuRepoC Global Database and Attribution dataset, CSV"
  package let entry = "incident"
  package let owns = ListOwnership([
    .incidents: [
      "name", "summary", "startDate", "endDate", "incidentType", "receivers", "attributions",
      "losses", "original",
    ]
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    guard let header = opening.line(1) else { return false }
    return header.hasPrefix("ID,name,description,start_date")
      || header.hasPrefix("incident_ID,attribution_ID")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "eurepoc", title: "European Repository of Cyber Incidents: Global Database",
      publisher: "European Repository of Cyber Incidents", url: "https://eurepoc.eu/database/")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    let attributions = try readAttributions(bundle, sink)
    var isRead = false
    for file in bundle.files {
      guard try header(file).hasPrefix("ID,") else { continue }
      isRead = true
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      try HeadedCSV(gate: gate, limits: bundle.limits, required: EuRepoC.columns)
        .forEach { row in try add(row, attributions, to: sink) }
      sink.finished(gate)
    }
    guard isRead else {
      throw ListFault(
        .listFormat(
          "this is the attributions alone; import the Global Database, which lies beside it",
          ListPlace(file: bundle.files.first?.name ?? "")))
    }
  }

  static let columns = [
    "ID", "name", "description", "start_date", "end_date", "incident_type", "receiver_name",
    "receiver_country", "receiver_category", "initiator_name", "initiator_country",
    "attribution_date", "attribution_basis", "attributing_actor", "economic_impact_exact_value",
    "economic_impact_currency", "sources_url",
  ]

  private func header(_ file: any ListFile) throws -> String {
    try ListOpening(file).line(1) ?? ""
  }

  // MARK: Attributions

  private func readAttributions(
    _ bundle: ListBundle, _ sink: ImportSink
  ) throws -> [String: [EuRepoCAttribution]]? {
    for file in bundle.files + bundle.neighbours {
      guard file.name.lowercased().hasSuffix(".csv"),
        try header(file).hasPrefix("incident_ID,")
      else { continue }
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      var found: [String: [EuRepoCAttribution]] = [:]
      var ids: Set<String> = []
      var named: [String: (ids: Set<String>, incidents: Set<String>)] = [:]
      let required = ["incident_ID", "attribution_ID", "attribution_date", "attribution_basis"]
      try HeadedCSV(gate: gate, limits: bundle.limits, required: required).forEach { row in
        EuRepoCAttribution.count(row, sink)
        if let id = row["attribution_ID"] { ids.insert(id) }
        if let country = row["attributed_initiator_country"].flatMap(CountryCode.code) {
          if let id = row["attribution_ID"] { named[country, default: ([], [])].ids.insert(id) }
          if let id = row["incident_ID"] { named[country, default: ([], [])].incidents.insert(id) }
        }
        guard let incident = row["incident_ID"] else { return }
        EuRepoCAttribution.add(row, to: &found[incident, default: []], sink)
      }
      sink.finished(gate)
      sink.count("attribution", ids.count)
      for (country, found) in named {
        sink.count("attribution of \(country)", found.ids.count)
        sink.count("incident attributed to \(country)", found.incidents.count)
      }
      return found
    }
    return nil
  }

  // MARK: Incidents

  private func add(
    _ row: HeadedRow, _ attributions: [String: [EuRepoCAttribution]]?, to sink: ImportSink
  ) throws {
    guard let key = row["ID"], let name = row["name"] else {
      throw ListFault(.listCut("an incident has an ID and a name", sink.place(row.line)))
    }
    guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw ListFault(
        .listCut("an ID is a number; the columns are shifted", sink.place(row.line, key)))
    }
    let id = sink.recordID(key)
    let start = sink.date(row["start_date"], "start_date", row.line, key)
    let initiators = try literals(row, "initiator_country", sink)
    let countries = initiators.compactMap { sink.country($0, row.line, key) }
    let candidate = ImportRequest.Candidate(
      ids: [key, id], countries: Set(countries), dates: [start].compactMap { $0 })
    guard sink.takes(candidate, .init(.incidents, id)) else { return }
    var end = sink.date(row["end_date"], "end_date", row.line, key)
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", key)
    if let written = end, isBefore(written, start) {
      sink.report(
        .listValue(
          "end_date", "\(written) is before the start, \(start ?? "")", sink.place(row.line, key)))
      original.add("end_date", written)
      end = nil
    }
    original.add("initiator_name", try literals(row, "initiator_name", sink))
    original.add("initiator_country", initiators)
    original.add("initiator_category", try literals(row, "initiator_category", sink))
    for column in ["cyber_conflict_issue", "weighted_cyber_intensity", "economic_impact"] {
      original.add(column, row[column])
    }
    original.add("sources_url", try literals(row, "sources_url", sink))
    var map = MapBuilder()
    map.add("name", name)
    map.add("summary", row["description"])
    map.add("startDate", start)
    map.add("endDate", end)
    map.add("status", "alleged")
    map.add("incidentType", row.list("incident_type"))
    map.add("receivers", maps: try receivers(row, sink, key))
    map.add(
      "attributions",
      maps: (attributions?[key] ?? EuRepoCAttribution.inline(row, sink)).map(\.members))
    map.add("losses", maps: losses(row, sink, key))
    map.add("sources", [sink.profile.sourceID])
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(
        .incidents, id, title: name, fields: map.members, initial: ["status"]),
      line: row.line, shown: key)
  }

  private func isBefore(_ end: String, _ start: String?) -> Bool {
    guard let end = PartialDate(end), let start = start.flatMap({ PartialDate($0) }) else {
      return false
    }
    return end.latest < start.earliest
  }

  /// A cell that holds a list as a program would write it; what is nested is run together.
  private func literals(_ row: HeadedRow, _ column: String, _ sink: ImportSink) throws -> [String] {
    guard let cell = row[column] else { return [] }
    guard let values = ListLiteral.read(cell) else {
      throw ListFault(
        .listCut("\(column) is a list in brackets; the row is damaged", sink.place(row.line)))
    }
    return values.compactMap(CleanText.known)
  }

  private func receivers(
    _ row: HeadedRow, _ sink: ImportSink, _ key: String
  ) throws -> [[ImportedValue.Member]] {
    let countries = try literals(row, "receiver_country", sink)
    let names = try groups(row, "receiver_name", sink)
    let categories = try groups(row, "receiver_category", sink)
    var result: [[ImportedValue.Member]] = []
    for index in 0..<max(countries.count, names.count) {
      let country = index < countries.count ? sink.country(countries[index], row.line, key) : nil
      let group = index < names.count ? names[index] : []
      let category = index < categories.count ? categories[index].first : nil
      for name in group.isEmpty ? [nil] : group.map(Optional.some) {
        var item = MapBuilder()
        item.add("name", name)
        item.add("country", country)
        item.add("category", category)
        result.append(item.members)
      }
    }
    return result
  }

  private func groups(_ row: HeadedRow, _ column: String, _ sink: ImportSink) throws -> [[String]] {
    guard let cell = row[column] else { return [] }
    guard let groups = ListLiteral.readGroups(cell) else {
      throw ListFault(
        .listCut("\(column) is a list in brackets; the row is damaged", sink.place(row.line)))
    }
    return groups.map { $0.compactMap(CleanText.known) }
  }

  /// `0.0` and `euro` is what stands where nothing is known: no loss.
  private func losses(
    _ row: HeadedRow, _ sink: ImportSink, _ key: String
  ) -> [[ImportedValue.Member]] {
    guard let written = row["economic_impact_exact_value"] else { return [] }
    guard let amount = ExactDecimal(written), !amount.isNegative else {
      sink.report(
        .listValue(
          "economic_impact_exact_value", "'\(VisibleText.quote(written))' is no amount",
          sink.place(row.line, key)))
      return []
    }
    guard amount.description != "0" else { return [] }
    let currency: String? =
      switch row["economic_impact_currency"]?.lowercased() {
      case "dollar": "USD"
      case "euro": "EUR"
      default: nil
      }
    guard let currency else {
      sink.unknown(
        "currency", row["economic_impact_currency"] ?? "", sink.place(row.line, key))
      return []
    }
    var item = MapBuilder()
    item.add("amount", amount.description)
    item.add("currency", currency)
    item.add("basis", "reported")
    return [item.members]
  }
}
