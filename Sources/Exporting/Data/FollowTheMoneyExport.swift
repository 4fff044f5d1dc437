import Diagnostics
import Digests
import Records

/// Entities, wallets, listings and incidents as Follow the Money entities, one a line.
///
/// What Follow the Money has no property for is left out: estimates of losses, attributions,
/// measures, and the `~` and `?` of dates.
struct FollowTheMoneyExport {
  private let view: DataExport.View

  init(_ view: DataExport.View) { self.view = view }

  /// All lines, by the entities' ids.
  var lines: [UInt8] {
    var entities: [String: Entity] = [:]
    for entity in parties + wallets + listings + incidents where entities[entity.id] == nil {
      entities[entity.id] = entity
    }
    let ordered = entities.keys.sorted { $0.precedesInBytes($1) }
    return ordered.flatMap { id in
      (entities[id].map { value($0).line } ?? []) + [UInt8(ascii: "\n")]
    }
  }

  private struct Entity {
    var id: String
    var schema: String
    var caption: String
    var isTarget = false
    var properties: [String: [String]] = [:]

    init(_ id: String, _ schema: String, caption: String) {
      self.id = id
      self.schema = schema
      self.caption = caption
    }

    /// Adds what is there, each value once.
    mutating func add(_ property: String, _ values: [String?]) {
      for case let value? in values where !value.isEmpty {
        if properties[property]?.contains(value) != true {
          properties[property, default: []].append(value)
        }
      }
    }
  }

  private func value(_ entity: Entity) -> JSONValue {
    .object([
      "id": .text(entity.id), "schema": .text(entity.schema), "caption": .text(entity.caption),
      "datasets": .list([.text("dossier")]), "target": .boolean(entity.isTarget),
      "properties": .object(entity.properties.mapValues { .list($0.map(JSONValue.text)) }),
    ])
  }

  // MARK: Parties

  private var parties: [Entity] {
    let listed = Set(view.corpus.records(.sanctions).compactMap { $0.item.reference("entity")?.id })
    var result: [Entity] = []
    for record in view.corpus.records(.entities) {
      let item = record.item
      let schema = item.text("schema") ?? "LegalEntity"
      var entity = Entity(
        Self.id(record.reference), schema, caption: view.text(record.title) ?? record.id)
      entity.isTarget = listed.contains(record.id)
      entity.add("name", [entity.caption] + (record.title?.entries.map(\.text) ?? []))
      for property in ["alias", "weakAlias", "previousName", "topics"] {
        entity.add(property, item.texts(property))
      }
      entity.add("country", [item.text("country")])
      if schema == "Person" {
        entity.add("nationality", item.texts("nationality"))
        entity.add("birthDate", [FollowTheMoneyExport.date(item.date("birthDate"))])
      }
      if schema == "CryptoWallet" {
        entity.add("publicKey", [item.text("publicKey")])
        entity.add("currency", [item.text("currency")])
        entity.add("holder", [item.reference("holder").map(Self.id)])
      }
      entity.add("summary", [view.text(item.localized("summary"))])
      entity.add("description", [view.text(item.localized("description"))])
      entity.add("sourceUrl", sources(of: item))
      if let parent = item.reference("parent") {
        if Self.legal.contains(schema) {
          entity.add("parent", [Self.id(parent)])
        } else {
          var link = Entity("parent-\(record.id)", "UnknownLink", caption: "UnknownLink")
          link.add("subject", [entity.id])
          link.add("object", [Self.id(parent)])
          link.add("role", ["parent"])
          result.append(link)
        }
      }
      result.append(entity)
    }
    return result
  }

  /// Schemata that have a property `parent`.
  private static let legal: Set<String> = [
    "LegalEntity", "Organization", "Company", "PublicBody", "Person",
  ]

  private func sources(of item: Item) -> [String] {
    item.references("sources").compactMap { view.corpus[$0]?.item.text("URL") }
  }

  // MARK: Listings

  private var listings: [Entity] {
    view.corpus.records(.sanctions).flatMap { record -> [Entity] in
      let item = record.item
      var result: [Entity] = []
      var listing = Entity(Self.id(record.reference), "Sanction", caption: "Sanction")
      let owner = Self.owner(of: record)
      if item.reference("entity") == nil, let name = item.text("entityName") {
        var party = Entity(owner, "LegalEntity", caption: name)
        party.isTarget = true
        party.add("name", [name])
        result.append(party)
      }
      listing.add("entity", [owner])
      listing.add("authority", [view.name(of: item.reference("authority"))])
      listing.add("country", [item.text("country")])
      for property in ["program", "programId", "provisions"] {
        listing.add(property, item.texts(property))
      }
      for property in ["authorityId", "unscId", "status", "programUrl", "sourceUrl"] {
        listing.add(property, [item.text(property)])
      }
      for property in ["listingDate", "startDate", "endDate", "modifiedAt"] {
        listing.add(property, [Self.date(item.date(property))])
      }
      listing.add("reason", [view.text(item.localized("reason"))])
      result.append(listing)
      return result
    }
  }

  /// Who is listed: a record, or the name of a listing that no record stands for.
  private static func owner(of sanction: Record) -> String {
    sanction.item.reference("entity").map(id) ?? "listed-\(sanction.id)"
  }

  /// Collections may share an id; Follow the Money has one space of them.
  private static func id(_ reference: RecordReference) -> String {
    "\(reference.collection.singular)-\(reference.id)"
  }

  // MARK: Wallets

  /// Addresses that no record of their own stands for, held by whom they are listed under.
  private var wallets: [Entity] {
    var known: Set<Wallet> = []
    for record in view.corpus.records(.entities) {
      guard let asset = record.item.text("currency"), let key = record.item.text("publicKey")
      else { continue }
      known.insert(.address(asset: asset, address: key))
    }
    var result: [Wallet: Entity] = [:]
    for record in view.corpus.records(.sanctions) {
      for wallet in record.item.wallets("wallets") where !known.contains(wallet) {
        guard var entity = result[wallet] ?? Self.entity(of: wallet) else { continue }
        entity.add("holder", [Self.owner(of: record)])
        result[wallet] = entity
      }
    }
    for record in view.corpus.records(.incidents) {
      for wallet in record.item.wallets("wallets")
      where !known.contains(wallet) && result[wallet] == nil {
        result[wallet] = Self.entity(of: wallet)
      }
    }
    return Array(result.values)
  }

  private static func entity(of wallet: Wallet) -> Entity? {
    guard case .address(let asset, let address) = wallet else { return nil }
    let id = "wallet-\(SHA256Digest(of: wallet.text).hex.prefix(16))"
    var entity = Entity(id, "CryptoWallet", caption: address)
    entity.add("publicKey", [address])
    entity.add("currency", [asset])
    return entity
  }

  // MARK: Incidents

  private var incidents: [Entity] {
    view.corpus.records(.incidents).map { record in
      let item = record.item
      var event = Entity(
        Self.id(record.reference), "Event", caption: view.text(record.title) ?? record.id)
      event.add("name", [event.caption] + (record.title?.entries.map(\.text) ?? []))
      event.add("alias", item.texts("alias"))
      event.add("startDate", [Self.date(item.date("startDate"))])
      event.add("endDate", [Self.date(item.date("endDate"))])
      event.add("date", [Self.date(item.date("disclosureDate"))])
      event.add("summary", [view.text(item.localized("summary"))])
      event.add("country", item.items("receivers").map { $0.text("country") })
      let named = item.items("initiators") + item.items("receivers")
      event.add("involved", named.map { $0.reference("entity").map(Self.id) })
      event.add("sourceUrl", sources(of: item))
      return event
    }
  }

  /// As far as the format goes: an interval is what its ends share, and nothing without that.
  static func date(_ date: PartialDate?) -> String? {
    guard let date else { return nil }
    func parts(_ point: PartialDate.Point) -> [String] {
      let text = PartialDate.text(of: point)
      return text.split(separator: "-").map(String.init)
    }
    let start = parts(date.start)
    guard let end = date.end.map(parts) else { return start.joined(separator: "-") }
    let shared = zip(start, end).prefix { $0 == $1 }.map(\.0)
    return shared.isEmpty ? nil : shared.joined(separator: "-")
  }
}
