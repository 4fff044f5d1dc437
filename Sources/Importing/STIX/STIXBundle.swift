internal import Diagnostics
internal import Loading
internal import Records

/// STIX 2.0 and 2.1 bundles: groups and campaigns, and what they are said to use.
///
/// Intrusion sets and threat actors become entities, campaigns and incidents become incidents;
/// relationships join them. Everything else is counted.
package struct STIXBundle: ListFormat {
  package init() {}

  package let name = "stix"
  package let title = "STIX 2.0 or 2.1 bundle"
  package let entry = "object"
  package let owns = ListOwnership([
    .entities: ["schema", "name", "alias", "attackId", "description", "original"],
    .incidents: ["name", "alias", "summary", "startDate", "endDate", "techniques", "original"],
  ])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.isJSON && !opening.isJSONList && opening.contains("\"bundle\"")
      && opening.contains("\"objects\"")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    let isATTACK = opening.contains("attack.mitre.org") || opening.contains("mitre")
    return ListProfile(
      key: isATTACK ? "attack" : "stix", stem: isATTACK ? "mitre-attack" : "stix",
      title: isATTACK ? "MITRE ATT&CK" : "STIX bundle",
      publisher: isATTACK ? "The MITRE Corporation" : "unknown",
      url: isATTACK ? "https://attack.mitre.org/" : nil)
  }

  /// One object with its place.
  private struct Object {
    let node: JSONNode
    let place: ListPlace
    let type: String
    let id: String
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    var objects: [Object] = []
    var ids: Set<String> = []
    for file in bundle.files where bundle.files.count == 1 || file.name.hasSuffix(".json") {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let root = try JSONStream(gate: gate, limits: bundle.limits, member: "objects")
        .read { node, line in
          guard let type = node.value("type"), let id = node.value("id") else {
            throw ListFault(.listCut("an object has a type and an id", sink.place(line)))
          }
          guard ids.insert(id).inserted else {
            throw ListFault(.listDuplicate(id, sink.place(line)))
          }
          sink.count(type)
          guard STIXBundle.read.contains(type) else {
            return sink.unknown("object type", type, sink.place(line, id))
          }
          objects.append(Object(node: node, place: sink.place(line, id), type: type, id: id))
        }
      guard root.value("type") == "bundle" else {
        throw ListFault(.listFormat("the root object's type is 'bundle'", sink.place(1)))
      }
      sink.finished(gate)
    }
    try convert(objects, sink)
  }

  private static let read: Set<String> = [
    "identity", "intrusion-set", "threat-actor", "campaign", "malware", "tool", "attack-pattern",
    "report", "incident", "marking-definition", "relationship",
  ]

  private func convert(_ objects: [Object], _ sink: ImportSink) throws {
    let byID = Dictionary(objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var outgoing: [String: [(verb: String, target: String)]] = [:]
    for object in objects where object.type == "relationship" {
      guard let source = object.node.value("source_ref"),
        let target = object.node.value("target_ref"),
        let verb = object.node.value("relationship_type")
      else {
        throw ListFault(.listCut("a relationship has a source, a target and a type", object.place))
      }
      if isLive(object.node) { outgoing[source, default: []].append((verb, target)) }
      for end in [source, target] where byID[end] == nil {
        sink.report(
          .listDangling("\(verb): '\(end)' is not in the bundle", object.place))
      }
    }
    // Actors first: an incident names those that are imported with it.
    let live = objects.filter { isLive($0.node) }
    let actors: Set<String> = ["intrusion-set", "threat-actor"]
    let incidents: Set<String> = ["campaign", "incident"]
    for object in live where actors.contains(object.type) {
      try addEntity(object, outgoing[object.id] ?? [], byID, sink)
    }
    for object in live where incidents.contains(object.type) {
      try addIncident(object, outgoing[object.id] ?? [], byID, sink)
    }
    sink.entryCount += live.count {
      !actors.contains($0.type) && !incidents.contains($0.type)
    }
    sink.entryCount += objects.count { !isLive($0.node) }
  }

  /// Objects withdrawn stay for what points at them; they are no live actors.
  private func isLive(_ node: JSONNode) -> Bool {
    node["revoked"]?.flag != true && node["x_mitre_deprecated"]?.flag != true
  }

  private func attackID(_ node: JSONNode) -> String? {
    (node["external_references"]?.items ?? []).first {
      $0.value("source_name") == "mitre-attack"
    }?.value("external_id")
  }

  private func recordID(_ object: Object, _ sink: ImportSink) -> String {
    sink.recordID(attackID(object.node) ?? object.id)
  }

  private func addEntity(
    _ object: Object, _ links: [(verb: String, target: String)], _ byID: [String: Object],
    _ sink: ImportSink
  ) throws {
    let node = object.node
    guard let name = node.value("name") else {
      throw ListFault(.listCut("a \(object.type) has a name", object.place))
    }
    let id = recordID(object, sink)
    let candidate = ImportRequest.Candidate(
      ids: [object.id, id, name] + [attackID(node)].compactMap { $0 },
      dates: [node.value("modified").flatMap(ListDate.edtf)].compactMap { $0 })
    guard sink.takes(candidate, .init(.entities, id)) else { return }
    var map = MapBuilder()
    map.add("schema", "Organization")
    map.add("actorType", "intrusion-set")
    map.add("name", name)
    map.add("alias", node.values("aliases").filter { $0 != name })
    map.add("attackId", attackID(node))
    map.add("description", node.value("description"))
    map.add("sources", [sink.profile.sourceID])
    var original = origin(object, sink)
    original.add("uses", uses(links, byID).map(\.name))
    map.add("original", map: original.members)
    sink.file = object.place.file
    try sink.add(
      ImportedRecord(
        .entities, id, title: name, fields: map.members, initial: ["actorType"]),
      line: object.place.line, shown: object.id)
  }

  private func addIncident(
    _ object: Object, _ links: [(verb: String, target: String)], _ byID: [String: Object],
    _ sink: ImportSink
  ) throws {
    let node = object.node
    guard let name = node.value("name") else {
      throw ListFault(.listCut("a \(object.type) has a name", object.place))
    }
    let id = recordID(object, sink)
    sink.file = object.place.file
    func date(_ key: String) -> String? {
      sink.date(node.value(key), key, object.place.line, object.id)
    }
    let start = date("first_seen")
    let candidate = ImportRequest.Candidate(
      ids: [object.id, id, name] + [attackID(node)].compactMap { $0 },
      dates: [start].compactMap { $0 })
    guard sink.takes(candidate, .init(.incidents, id)) else { return }
    var map = MapBuilder()
    map.add("name", name)
    map.add("alias", node.values("aliases").filter { $0 != name })
    map.add("summary", node.value("description"))
    map.add("startDate", start)
    map.add("endDate", date("last_seen"))
    map.add(
      "techniques",
      maps: uses(links, byID).filter { $0.type == "attack-pattern" }.map { target in
        var item = MapBuilder()
        item.add("attackId", target.attackID)
        item.add("name", target.name)
        return item.members
      })
    // The bundle attributes; an initiator is named only where its record is imported with it.
    let actors = links.filter { $0.verb == "attributed-to" }.compactMap { byID[$0.target] }
      .filter { isLive($0.node) && ["intrusion-set", "threat-actor"].contains($0.type) }
    let imported = actors.filter { sink.records.contains(.init(.entities, recordID($0, sink))) }
    map.add("initiators", maps: imported.map { [.init("entity", .text(recordID($0, sink)))] })
    map.add("sources", [sink.profile.sourceID])
    var original = origin(object, sink)
    original.add(
      "attributedTo", links.filter { $0.verb == "attributed-to" }.map(\.target))
    original.add("uses", uses(links, byID).filter { $0.type != "attack-pattern" }.map(\.name))
    map.add("original", map: original.members)
    try sink.add(
      ImportedRecord(
        .incidents, id, title: name, fields: map.members, initial: ["initiators"]),
      line: object.place.line, shown: object.id)
  }

  private func origin(_ object: Object, _ sink: ImportSink) -> MapBuilder {
    var map = MapBuilder()
    map.add("list", sink.profile.stem)
    map.add("id", object.id)
    map.add("created", object.node.value("created"))
    map.add("modified", object.node.value("modified"))
    if let confidence = object.node["confidence"] { map.add("confidence", confidence.value) }
    return map
  }

  private func uses(
    _ links: [(verb: String, target: String)], _ byID: [String: Object]
  ) -> [(type: String, name: String, attackID: String?)] {
    links.filter { $0.verb == "uses" }.compactMap { link in
      guard let target = byID[link.target], let name = target.node.value("name") else { return nil }
      return (target.type, name, attackID(target.node))
    }
    .sorted { ($0.type, $0.name) < ($1.type, $1.name) }
  }
}

extension [ImportedRecord] {
  fileprivate func contains(_ reference: RecordReference) -> Bool {
    contains { $0.reference == reference }
  }
}
