import Diagnostics
import Records

extension STIXExport {
  private static let incidentExtension =
    "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
  private static let impactExtension =
    "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9"

  func add(incident record: Record, to objects: inout STIXObjects) {
    let item = record.item
    let id = identity.id("incident", record.reference)
    let marking = record.highestMarking
    var members = common("incident", id, of: record, marking: marking)
    members["name"] = .text(view.text(record.title) ?? record.id)
    if let text = view.text(item.localized("summary")) { members["description"] = .text(text) }
    if let confidence = Self.confidence(item) { members["confidence"] = confidence }
    var details: [String: JSONValue] = [
      "extension_type": .text("property-extension"),
      "determination": .text(Self.determination(item.text("status"))),
      "investigation_status": .text("unknown"),
    ]
    let types = item.texts("incidentType")
    if !types.isEmpty { details["incident_types"] = .list(types.map(JSONValue.text)) }
    let impacts = item.items("losses").enumerated().compactMap { index, loss in
      add(loss, index, of: record, to: &objects)
    }
    if !impacts.isEmpty { details["impact_refs"] = .list(impacts.map(JSONValue.text)) }
    members["extensions"] = .object([Self.incidentExtension: .object(details)])
    objects.add(members, marking)
    addPeople(of: record, id, to: &objects)
    addTechniques(of: record, id, to: &objects)
    addAttributions(of: record, id, to: &objects)
  }

  /// Our status in the extension's words; `suspected` claims least.
  private static func determination(_ status: String?) -> String {
    switch status {
    case "confirmed": "successful-attempt"
    case "foiled": "failed-attempt"
    default: "suspected"
    }
  }

  /// Low, moderate and high on the scale from 0 to 100.
  private static func confidence(_ item: Item) -> JSONValue? {
    switch item.text("confidence") {
    case "low": .integer(15)
    case "moderate": .integer(50)
    case "high": .integer(85)
    default: nil
    }
  }

  // MARK: Losses

  private func add(
    _ loss: Item, _ index: Int, of record: Record, to objects: inout STIXObjects
  ) -> String? {
    guard let low = loss.amount("amount") ?? loss.amount("amountMin"),
      let high = loss.amount("amount") ?? loss.amount("amountMax")
    else { return nil }
    let key = [loss.text("currency"), low.description, high.description, loss.text("basis")]
      .map { $0 ?? "" }.joined(separator: " ")
    let id = identity.id("impact", "\(record.reference)/losses/\(key)")
    let marking = max(record.marking, loss.highestMarking)
    var members = common("impact", id, of: record, marking: marking)
    members["impact_category"] = .text("monetary")
    members["variety"] = .text("asset-and-fraud")
    members["min_amount"] = .number(low.description)
    members["max_amount"] = .number(high.description)
    if let currency = loss.text("currency") { members["currency"] = .text(currency) }
    if let asset = loss.text("asset") { members["currency_actual"] = .text(asset) }
    if let date = loss.date("valuationDate") {
      members["conversion_time"] = .text(STIXIdentity.timestamp(date.earliest))
    }
    members["extensions"] = .object([
      Self.impactExtension: .object(["extension_type": .text("new-sdo")])
    ])
    objects.add(members, marking)
    return id
  }

  // MARK: Who, by whom, with what

  private func addPeople(of record: Record, _ id: String, to objects: inout STIXObjects) {
    let item = record.item
    let times = Self.times(of: item)
    for initiator in item.items("initiators") {
      guard let target = initiator.reference("entity").flatMap(self.id(ofEntity:)) else { continue }
      var more: [String: JSONValue] = [:]
      if let confidence = Self.confidence(item) { more["confidence"] = confidence }
      relate(
        id, "attributed-to", target, of: record,
        marking: max(record.marking, initiator.highestMarking), more: more, to: &objects)
    }
    for receiver in item.items("receivers") {
      let marking = max(record.marking, receiver.highestMarking)
      guard let target = victim(receiver, of: record, marking, to: &objects) else { continue }
      relate(id, "targets", target, of: record, marking: marking, more: times, to: &objects)
    }
    for wallet in item.wallets("wallets") {
      guard let target = add(wallet, marking: record.marking, to: &objects) else { continue }
      relate(id, "related-to", target, of: record, marking: record.marking, to: &objects)
    }
  }

  /// When it began and, where that is later, ended: the first possible days.
  private static func times(of item: Item) -> [String: JSONValue] {
    guard let start = item.date("startDate")?.earliest else { return [:] }
    var members: [String: JSONValue] = ["start_time": .text(STIXIdentity.timestamp(start))]
    if let end = item.date("endDate")?.latest, end > start {
      members["stop_time"] = .text(STIXIdentity.timestamp(end))
    }
    return members
  }

  private func victim(
    _ receiver: Item, of record: Record, _ marking: Marking, to objects: inout STIXObjects
  ) -> String? {
    if let reference = receiver.reference("entity") { return id(ofEntity: reference) }
    guard let name = view.text(receiver.localized("name")) else { return nil }
    let country = receiver.text("country") ?? ""
    let id = identity.id("identity", "\(record.reference)/receivers/\(name)/\(country)")
    var members = common("identity", id, of: record, marking: marking)
    members["external_references"] = nil
    members["name"] = .text(name)
    members["identity_class"] = .text("organization")
    objects.add(members, marking)
    return id
  }

  private func addTechniques(of record: Record, _ id: String, to objects: inout STIXObjects) {
    for technique in record.item.items("techniques") {
      let code = technique.text("attackId")
      guard let name = technique.text("name") ?? code else { continue }
      let marking = max(record.marking, technique.highestMarking)
      let target = identity.id("attack-pattern", code ?? name)
      var members = common("attack-pattern", target, of: record, marking: marking)
      // One object for all incidents: nothing of this one's dates and sources is in it.
      members["created"] = .text("1970-01-01T00:00:00.000Z")
      members["modified"] = members["created"]
      members["external_references"] = code.map { .list([Self.technique($0)]) }
      members["name"] = .text(name)
      objects.add(members, marking)
      relate(id, "uses", target, of: record, marking: marking, to: &objects)
    }
  }

  private func addAttributions(of record: Record, _ id: String, to objects: inout STIXObjects) {
    for attribution in record.item.items("attributions") {
      let marking = max(record.marking, attribution.highestMarking)
      var lines: [String] = []
      for key in [
        "attributingActor", "attributingCountry", "attributedInitiator", "attributedCountry",
        "attributionType", "attributionBasis", "likelihood",
      ] {
        if let text = attribution.text(key) { lines.append("\(key): \(text)") }
      }
      if let date = attribution.date("attributionDate") { lines.append("attributionDate: \(date)") }
      if attribution.flag("contested") == true { lines.append("contested: true") }
      guard !lines.isEmpty else { continue }
      let content = lines.joined(separator: "\n")
      let note = identity.id("note", "\(record.reference)/attributions/\(content)")
      var members = common("note", note, of: record, marking: marking)
      members["external_references"] = nil
      members["abstract"] = .text("attribution")
      members["content"] = .text(content)
      members["object_refs"] = .list([.text(id)])
      if let confidence = Self.confidence(attribution) { members["confidence"] = confidence }
      objects.add(members, marking)
    }
  }
}
