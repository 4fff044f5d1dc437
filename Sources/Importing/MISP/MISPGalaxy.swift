internal import Diagnostics
internal import Loading
internal import Records

/// The threat-actor cluster of the MISP galaxy: names and synonyms of groups.
package struct MISPGalaxy: ListFormat {
  package init() {}

  package let name = "misp-galaxy"
  package let title = "MISP galaxy threat-actor.json"
  package let entry = "value"
  package let owns = ListOwnership([
    .entities: ["schema", "name", "alias", "country", "description", "original"]
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.isJSON && !opening.isJSONList && opening.contains("\"values\"")
      && opening.contains("\"uuid\"")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "misp", stem: "misp-threat-actors", title: "MISP galaxy: threat actors",
      publisher: "MISP Project",
      url: "https://github.com/MISP/misp-galaxy/blob/main/clusters/threat-actor.json")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let root = try JSONStream(gate: gate, limits: bundle.limits, member: "values")
        .read { node, line in try add(node, line, to: sink) }
      guard root.value("type") != nil else {
        throw ListFault(
          .listFormat("a cluster has 'type' and 'values' at its root", sink.place(1)))
      }
      sink.finished(gate)
    }
  }

  private func add(_ node: JSONNode, _ line: Int, to sink: ImportSink) throws {
    guard let uuid = node.value("uuid"), let name = node.value("value") else {
      throw ListFault(.listCut("a value has a uuid and a value", sink.place(line)))
    }
    let meta = node["meta"] ?? .null
    let country = sink.country(meta.value("country"), line, uuid)
    let id = sink.recordID(uuid)
    let candidate = ImportRequest.Candidate(
      ids: [uuid, id, name], countries: Set([country].compactMap { $0 }))
    guard sink.takes(candidate, .init(.entities, id)) else { return }
    var map = MapBuilder()
    map.add("schema", "Organization")
    map.add("actorType", "intrusion-set")
    map.add("name", name)
    var seen: Set<String> = [name]
    map.add("alias", meta.values("synonyms").filter { seen.insert($0).inserted })
    map.add("country", country)
    map.add("description", node.value("description"))
    map.add("sources", [sink.profile.sourceID])
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", uuid)
    for key in [
      "attribution-confidence", "cfr-suspected-state-sponsor", "cfr-suspected-victims",
      "cfr-target-category", "cfr-type-of-incident", "refs",
    ] {
      let values = meta.values(key)
      if values.count == 1 { original.add(key, values.first) } else { original.add(key, values) }
    }
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(
        .entities, id, title: name, fields: map.members, initial: ["actorType"]),
      line: line, shown: uuid)
  }
}
