internal import Diagnostics
internal import Matching
internal import Records

/// An entity of Follow the Money: an id, a schema, and properties of many values each.
struct FollowTheMoneyEntity {
  let node: JSONNode
  let id: String
  let schema: String
  let place: ListPlace
  private let properties: JSONNode

  init(_ node: JSONNode, _ place: ListPlace) {
    self.node = node
    id = node.value("id") ?? ""
    schema = node.value("schema") ?? ""
    properties = node["properties"] ?? .null
    var place = place
    place.record = id
    self.place = place
  }

  var referents: [String] { node.values("referents") }
  var caption: String { node.value("caption") ?? values("name").first ?? id }

  func values(_ property: String) -> [String] {
    var seen: Set<String> = []
    return properties.values(property).filter { seen.insert($0).inserted }
  }

  private static let countryProperties: [StaticString] = [
    "country", "jurisdiction", "nationality", "citizenship", "mainCountry", "flag",
  ]

  static func isCountryProperty(_ key: Range<Int>, _ skim: JSONSkim) -> Bool {
    countryProperties.contains { skim.equals(key, $0) }
  }

  var countries: Set<String> {
    Set(
      FollowTheMoneyEntity.countryProperties
        .flatMap { values($0.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }) }
        .map { $0.lowercased() })
  }

  /// When it was last found to have changed.
  var dates: [String] {
    (values("createdAt") + values("modifiedAt") + [node.value("last_change")].compactMap { $0 })
      .compactMap(ListDate.edtf)
  }

  /// Properties that have a field of ours, or say nothing by themselves.
  private static let mapped: Set<String> = [
    "name", "alias", "weakAlias", "previousName", "country", "jurisdiction", "nationality",
    "birthDate", "topics", "publicKey", "currency", "holder", "firstName", "lastName",
    "middleName", "fatherName", "secondName",
  ]

  /// The record of a party or a wallet.
  func record(_ sink: ImportSink) -> ImportedRecord {
    let id = sink.recordID(self.id)
    var map = MapBuilder()
    map.add("schema", schema)
    map.add("name", caption)
    var seen: Set<String> = [caption]
    let names = (values("name") + values("alias")).filter { seen.insert($0).inserted }
    map.add("alias", names.sorted { $0.precedesInBytes($1) })
    map.add("weakAlias", values("weakAlias").sorted { $0.precedesInBytes($1) })
    map.add("previousName", values("previousName").sorted { $0.precedesInBytes($1) })
    let countries = Set((values("country") + values("jurisdiction")).compactMap(CountryCode.code))
    if countries.count == 1 { map.add("country", countries.first) }
    map.add("nationality", Set(values("nationality").compactMap(CountryCode.code)).sorted())
    let births = values("birthDate").sorted()
    let readable = births.compactMap {
      sink.date($0, "birthDate", place.line, self.id)
    }
    // The most exact of several that agree: `1971-01-22` before `1971`.
    map.add("birthDate", readable.max { $0.utf8.count < $1.utf8.count })
    map.add("topics", values("topics").sorted())
    map.add("publicKey", values("publicKey").first)
    map.add("currency", values("currency").first)
    map.add("sources", [sink.profile.sourceID])
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", self.id)
    original.add("datasets", node.values("datasets").sorted())
    original.add("referents", referents.sorted { $0.precedesInBytes($1) })
    if node["target"]?.flag == true { original.add("target", "true") }
    if countries.count > 1 { original.add("countries", countries.sorted()) }
    if births.count > 1 { original.add("birthDates", births) }
    var others = MapBuilder()
    for member in properties.members.sorted(by: { $0.key.precedesInBytes($1.key) })
    where !FollowTheMoneyEntity.mapped.contains(member.key) {
      others.add(member.key, values(member.key).sorted { $0.precedesInBytes($1) })
    }
    for key in ["firstName", "lastName"] { others.add(key, values(key).sorted()) }
    original.add("properties", map: others.members)
    map.add("original", map: original.members)
    var record = ImportedRecord(
      .entities, id, title: caption, fields: map.members, initial: ["holder"])
    if schema == "CryptoWallet", let key = values("publicKey").first,
      let asset = values("currency").first,
      let reason = WalletAddress.fault(asset: asset, address: key)
    {
      sink.report(.listWallet("\(asset):\(key)", reason, place))
    }
    if let holder = values("holder").first {
      record.holder = holder
    }
    return record
  }
}
