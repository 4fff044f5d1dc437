internal import Diagnostics
internal import Loading
internal import Records

/// Incidents in VERIS 1.3: one JSON object a file, or a list of them.
package struct VERISIncidents: ListFormat {
  package init() {}

  package let name = "veris"
  package let title = "VERIS 1.3 incidents, JSON"
  package let entry = "incident"
  package let owns = ListOwnership([
    .incidents: ["name", "summary", "startDate", "receivers", "losses", "techniques", "original"]
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.isJSON && opening.contains("\"incident_id\"") && opening.contains("\"action\"")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "veris", title: "VERIS incidents", publisher: "unknown",
      url: "https://verisframework.org/")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files where bundle.files.count == 1 || file.name.hasSuffix(".json") {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      // A root that is one incident has no list in it, and comes back whole.
      let root = try JSONStream(gate: gate, limits: bundle.limits, member: "incidents")
        .read { node, line in try add(node, line, to: sink) }
      if root.value("incident_id") != nil { try add(root, 1, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ node: JSONNode, _ line: Int, to sink: ImportSink) throws {
    guard let key = node.value("incident_id") else {
      throw ListFault(.listCut("an incident has an incident_id", sink.place(line)))
    }
    let id = sink.recordID(key)
    let time = node["timeline"]?["incident"] ?? .null
    let start = ListDate.parts(time.value("year"), time.value("month"), time.value("day"))
    let actors = node["actor"]?["external"] ?? .null
    // Where a country is not known, the vocabulary says so in words.
    let countries = actors.values("country").compactMap(CountryCode.code)
    let candidate = ImportRequest.Candidate(
      ids: [key, id], countries: Set(countries), dates: [start].compactMap { $0 })
    guard sink.takes(candidate, .init(.incidents, id)) else { return }
    let victim = node["victim"] ?? .null
    let name = victim.value("victim_id").flatMap(CleanText.known).map { "Incident at \($0)" } ?? key
    var map = MapBuilder()
    map.add("name", name)
    map.add("summary", node.value("summary"))
    map.add("startDate", start)
    // VERIS says an incident was confirmed, or that it was suspected only.
    map.add("status", node.value("security_incident") == "Confirmed" ? "confirmed" : "alleged")
    map.add("receivers", maps: receivers(victim))
    map.add("techniques", maps: techniques(node["action"] ?? .null))
    map.add("losses", maps: losses(node["impact"] ?? .null, sink, line, key))
    map.add("sources", [sink.profile.sourceID])
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", key)
    original.add("reference", node.value("reference"))
    original.add("confidence", node.value("confidence"))
    for field in ["name", "country", "variety", "motive"] {
      original.add("actor-" + field, actors.values(field))
    }
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(.incidents, id, title: name, fields: map.members, initial: ["status"]),
      line: line, shown: key)
  }

  private func receivers(_ victim: JSONNode) -> [[ImportedValue.Member]] {
    var map = MapBuilder()
    map.add("name", victim.value("victim_id").flatMap(CleanText.known))
    map.add("country", victim.values("country").compactMap(CountryCode.code).first)
    map.add("category", victim.value("industry").flatMap(CleanText.known))
    return [map.members]
  }

  private func techniques(_ action: JSONNode) -> [[ImportedValue.Member]] {
    action.members.flatMap { kind in
      kind.value.values("variety").compactMap(CleanText.known).map { variety in
        [.init("name", .text("\(kind.key): \(variety)"))]
      }
    }
  }

  private func losses(
    _ impact: JSONNode, _ sink: ImportSink, _ line: Int, _ key: String
  ) -> [[ImportedValue.Member]] {
    guard let currency = impact.value("iso_currency_code").flatMap(CleanText.known) else {
      return []
    }
    func amount(_ field: String) -> String? {
      guard let text = impact.value(field) else { return nil }
      guard let value = ExactDecimal(text), !value.isNegative else {
        sink.report(
          .listValue(field, "'\(VisibleText.quote(text))' is no amount", sink.place(line, key)))
        return nil
      }
      return value.description == "0" ? nil : value.description
    }
    var map = MapBuilder()
    if let exact = amount("overall_amount") {
      map.add("amount", exact)
    } else {
      let range = (amount("overall_min_amount"), amount("overall_max_amount"))
      guard let least = range.0, let most = range.1 else { return [] }
      map.add("amountMin", least)
      map.add("amountMax", most)
    }
    map.add("currency", currency)
    map.add("basis", "reported")
    return [map.members]
  }
}
