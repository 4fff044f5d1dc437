import Diagnostics
import Records

/// Records as a STIX 2.1 bundle: actors, victims, incidents with their techniques and losses,
/// wallets, and listings and attributions as notes, each object under its TLP 2.0 marking.
struct STIXExport {
  let view: DataExport.View
  let identity: STIXIdentity

  init(_ view: DataExport.View) {
    self.view = view
    identity = STIXIdentity(view)
  }

  var bundle: JSONValue {
    var objects = STIXObjects()
    for record in view.corpus.records(.entities) { add(entity: record, to: &objects) }
    for record in view.corpus.records(.incidents) { add(incident: record, to: &objects) }
    for record in view.corpus.records(.sanctions) { add(listing: record, to: &objects) }
    for record in view.corpus.records(.measures) { add(measure: record, to: &objects) }
    return .object([
      "type": .text("bundle"), "id": .text(identity.id("bundle", "edition/\(view.edition)")),
      "objects": .list(objects.all),
    ])
  }

  // MARK: Objects of records

  /// The type and id of an entity's object.
  func id(ofEntity reference: RecordReference) -> String? {
    guard let record = view.corpus[reference] else { return nil }
    if record.item.text("schema") == "CryptoWallet" {
      guard let key = record.item.text("publicKey") else { return nil }
      return STIXWallet(asset: record.item.text("currency"), address: key).id
    }
    return identity.id(Self.type(ofEntity: record), reference)
  }

  private static func type(ofEntity record: Record) -> String {
    record.item.text("actorType") == "intrusion-set" ? "intrusion-set" : "identity"
  }

  /// What every object of a record carries.
  func common(
    _ type: String, _ id: String, of record: Record, marking: Marking
  ) -> [String: JSONValue] {
    let times = identity.times(of: record)
    var members: [String: JSONValue] = [
      "type": .text(type), "spec_version": .text("2.1"), "id": .text(id),
      "created": .text(times.created), "modified": .text(times.modified),
      "object_marking_refs": .list([.text(STIXMarking.id(of: marking))]),
    ]
    let references = externalReferences(of: record)
    if !references.isEmpty { members["external_references"] = .list(references) }
    return members
  }

  private func externalReferences(of record: Record) -> [JSONValue] {
    var result: [JSONValue] = []
    if let group = record.item.text("attackId") { result.append(Self.technique(group)) }
    for item in record.item.items("externalReferences") {
      var members: [String: JSONValue] = [:]
      for key in ["external_id", "url"] {
        if let text = item.text(key) { members[key] = .text(text) }
      }
      guard !members.isEmpty else { continue }
      members["source_name"] = .text(item.text("source_name") ?? "unnamed")
      result.append(.object(members))
    }
    for reference in record.item.references("sources") {
      guard let source = view.corpus[reference] else { continue }
      var members: [String: JSONValue] = [
        "source_name": .text(source.item.text("publisher") ?? source.id)
      ]
      if let title = view.text(source.title) { members["description"] = .text(title) }
      if let url = source.item.text("URL"), !url.hasPrefix("mailto:") {
        members["url"] = .text(url)
      }
      // A reference says more than who publishes it.
      guard members.count > 1 else { continue }
      result.append(.object(members))
    }
    return result
  }

  static func technique(_ id: String) -> JSONValue {
    .object(["source_name": .text("mitre-attack"), "external_id": .text(id)])
  }

  // MARK: Entities

  private func add(entity record: Record, to objects: inout STIXObjects) {
    let item = record.item
    guard let id = id(ofEntity: record.reference) else { return }
    if item.text("schema") == "CryptoWallet" {
      guard let key = item.text("publicKey") else { return }
      let wallet = STIXWallet(asset: item.text("currency"), address: key)
      objects.add(wallet.object(marking: record.highestMarking), record.highestMarking)
      if let holder = item.reference("holder").flatMap(self.id(ofEntity:)) {
        relate(id, "related-to", holder, of: record, marking: record.marking, to: &objects)
      }
      return
    }
    let type = Self.type(ofEntity: record)
    var members = common(type, id, of: record, marking: record.highestMarking)
    members["name"] = .text(view.text(record.title) ?? record.id)
    if let text = view.text(item.localized("description") ?? item.localized("summary")) {
      members["description"] = .text(text)
    }
    if type == "intrusion-set" {
      let aliases = item.texts("alias") + item.texts("weakAlias") + item.texts("previousName")
      if !aliases.isEmpty { members["aliases"] = .list(aliases.map(JSONValue.text)) }
    } else {
      members["identity_class"] = .text(Self.identityClass(of: item))
      if item.text("schema") == "PublicBody" { members["sectors"] = .list([.text("government")]) }
    }
    objects.add(members, record.highestMarking)
    if let parent = item.reference("parent").flatMap(self.id(ofEntity:)) {
      let kind = type == "intrusion-set" ? "attributed-to" : "related-to"
      relate(id, kind, parent, of: record, marking: record.marking, to: &objects)
    }
  }

  private static func identityClass(of item: Item) -> String {
    switch item.text("schema") {
    case "Person": return "individual"
    case "Vessel", "Airplane": return "system"
    default: return item.text("actorType") == "it-worker-network" ? "group" : "organization"
    }
  }

  // MARK: Listings and measures

  private func add(listing record: Record, to objects: inout STIXObjects) {
    let item = record.item
    guard let entity = item.reference("entity").flatMap(self.id(ofEntity:)) else { return }
    let authority = view.name(of: item.reference("authority")) ?? "unknown"
    var lines = ["authority: \(authority)"]
    for key in ["listingDate", "startDate", "endDate"] {
      if let date = item.date(key) { lines.append("\(key): \(date)") }
    }
    for key in ["status", "authorityId", "unscId", "legalBasis"] {
      if let text = item.text(key) { lines.append("\(key): \(text)") }
    }
    let programs = item.texts("program")
    if !programs.isEmpty { lines.append("program: " + programs.joined(separator: "; ")) }
    if let reason = view.text(item.localized("reason")) { lines.append("reason: \(reason)") }
    let marking = record.highestMarking
    var members = common(
      "note", identity.id("note", record.reference), of: record, marking: marking)
    members["abstract"] = .text("sanction: \(authority)")
    members["content"] = .text(lines.joined(separator: "\n"))
    var about = [entity]
    for wallet in item.wallets("wallets") {
      guard let id = add(wallet, marking: marking, to: &objects) else { continue }
      about.append(id)
      relate(id, "related-to", entity, of: record, marking: marking, to: &objects)
    }
    members["object_refs"] = .list(about.map(JSONValue.text))
    objects.add(members, marking)
  }

  private func add(measure record: Record, to objects: inout STIXObjects) {
    guard let text = view.text(record.item.localized("text")) else { return }
    let marking = record.highestMarking
    let id = identity.id("course-of-action", record.reference)
    var members = common("course-of-action", id, of: record, marking: marking)
    members["name"] = .text(record.id)
    members["description"] = .text(text)
    objects.add(members, marking)
    for reference in record.item.references("incidents") where view.corpus.contains(reference) {
      relate(
        id, "related-to", identity.id("incident", reference), of: record, marking: marking,
        to: &objects)
    }
  }

  // MARK: Parts

  /// Adds a wallet's object and answers its id; nil where it names a record that is not there.
  func add(_ wallet: Wallet, marking: Marking, to objects: inout STIXObjects) -> String? {
    switch wallet {
    case .entity(let id): return self.id(ofEntity: RecordReference(.entities, id))
    case .address(let asset, let address):
      let wallet = STIXWallet(asset: asset, address: address)
      objects.add(wallet.object(marking: marking), marking)
      return wallet.id
    }
  }

  /// Adds a relationship; one of two objects that is not in the bundle has none.
  func relate(
    _ source: String, _ kind: String, _ target: String, of record: Record, marking: Marking,
    more: [String: JSONValue] = [:], to objects: inout STIXObjects
  ) {
    let id = identity.id("relationship", "\(source) \(kind) \(target)")
    var members = common("relationship", id, of: record, marking: marking)
    members["relationship_type"] = .text(kind)
    members["source_ref"] = .text(source)
    members["target_ref"] = .text(target)
    members.merge(more) { _, new in new }
    objects.add(members, marking)
  }
}

/// The objects of a bundle, each id once, with the marking definitions they name.
struct STIXObjects {
  private var byID: [String: (members: [String: JSONValue], marking: Marking)] = [:]

  /// Of two objects with one id the one open to more readers stays: what it says is theirs already.
  mutating func add(_ members: [String: JSONValue], _ marking: Marking) {
    guard case .text(let id)? = members["id"] else { return }
    if let present = byID[id], present.marking <= marking { return }
    byID[id] = (members, marking)
  }

  /// Marking definitions first, then by id.
  var all: [JSONValue] {
    let markings = Set(byID.values.map(\.marking)).sorted()
    let ids = byID.keys.sorted { $0.precedesInBytes($1) }
    return markings.map { .object(STIXMarking.object(of: $0)) }
      + ids.compactMap { byID[$0].map { .object($0.members) } }
  }
}
