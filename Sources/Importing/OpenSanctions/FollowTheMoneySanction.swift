internal import Diagnostics
internal import Loading
internal import Matching
internal import Records

/// A Sanction entity as a listing of ours.
struct FollowTheMoneySanction {
  let entity: FollowTheMoneyEntity
  let authority: ListAuthority
  private let sink: ImportSink

  init(_ entity: FollowTheMoneyEntity, _ sink: ImportSink) {
    self.entity = entity
    self.sink = sink
    authority = FollowTheMoneySanction.authority(of: entity)
  }

  /// Datasets of authorities whose records carry an id of ours.
  private static let known: [(prefix: String, authority: ListAuthority)] = [
    ("us_ofac", .ofac), ("un_sc", .unsc), ("eu_fsf", .eu), ("eu_sanctions_map", .eu),
    ("gb_fcdo", .uk), ("gb_hmt", .uk), ("ca_dfatd", .canada),
    (
      "au_dfat",
      ListAuthority("dfat", "Australia, Department of Foreign Affairs and Trade", "au")
    ),
  ]

  private static func authority(of entity: FollowTheMoneyEntity) -> ListAuthority {
    let datasets = entity.node.values("datasets")
    for dataset in datasets {
      if let match = known.first(where: { dataset.hasPrefix($0.prefix) }) { return match.authority }
    }
    let name = entity.values("authority").first ?? datasets.first ?? "Unknown authority"
    if let match = ListAuthority.known.first(where: { $0.name == name }) { return match }
    let slug = NameKey.words(name).joined(separator: "-")
    let ascii = slug.utf8.allSatisfy { $0 < 0x80 } ? slug : ""
    let country = entity.values("country").first.flatMap(CountryCode.code)
    let id =
      Identifier.isValid(ascii) ? ascii : ListSlug.id(prefix: "authority", key: name)
    return ListAuthority(id, name, country ?? "unknown")
  }

  /// The listing's record; nil where it names nobody.
  func record(of owner: String?) -> ImportedRecord? {
    guard let named = owner ?? entity.values("entity").first else { return nil }
    func dates(_ property: String) -> [String] {
      entity.values(property).compactMap {
        sink.date($0, property, entity.place.line, entity.id)
      }.sorted()
    }
    let listed = dates("listingDate")
    let started = dates("startDate")
    let ended = dates("endDate")
    let first = [listed.first, started.first].compactMap { $0 }.min()
    var end = ended.last
    var original = MapBuilder()
    original.add("list", sink.profile.stem)
    original.add("id", entity.id)
    original.add("datasets", entity.node.values("datasets").sorted())
    if let last = end.flatMap({ PartialDate($0) }), let begin = first.flatMap({ PartialDate($0) }),
      last.latest < begin.earliest
    {
      sink.report(
        .listValue("endDate", "\(last) is before the start, \(begin)", entity.place))
      original.add("endDate", end)
      end = nil
    }
    var map = MapBuilder()
    map.add("entity", sink.recordID(named))
    map.add("authority", authority.id)
    map.add("country", entity.values("country").first.flatMap(CountryCode.code))
    map.add("program", entity.values("program").sorted { $0.precedesInBytes($1) })
    map.add("programId", entity.values("programId").sorted())
    map.add("authorityId", joined("authorityId"))
    map.add("unscId", joined("unscId"))
    map.add("listingDate", listed.first)
    map.add("startDate", started.first)
    map.add("endDate", end)
    // No clock says whether an end lies ahead; the dates themselves do.
    map.add("status", status ?? (end == nil ? "active" : nil))
    map.add("reason", joined("reason"))
    map.add("provisions", entity.values("provisions").sorted { $0.precedesInBytes($1) })
    map.add("programUrl", address("programUrl"))
    map.add("sourceUrl", address("sourceUrl"))
    map.add("modifiedAt", dates("modifiedAt").last)
    map.add("sources", [sink.profile.sourceID])
    for (property, found) in [("listingDate", listed), ("startDate", started), ("endDate", ended)]
    where found.count > 1 { original.add(property + "s", found) }
    for property in ["status", "summary", "duration", "recordId"] {
      original.add(property, entity.values(property))
    }
    map.add("original", map: original.members)
    return ImportedRecord(
      .sanctions, sink.recordID(entity.id), title: entity.caption, fields: map.members,
      initial: ["entity"])
  }

  /// The one status given, where it is a word of ours.
  private var status: String? {
    let values = entity.values("status").map { $0.lowercased() }
    guard values.count == 1, let value = values.first,
      ["active", "delisted", "expired", "suspended", "unknown"].contains(value)
    else { return nil }
    return value
  }

  private func joined(_ property: String) -> String? {
    let values = entity.values(property)
    return values.isEmpty ? nil : values.sorted { $0.precedesInBytes($1) }.joined(separator: "; ")
  }

  /// The first address of several that a public page may link to.
  private func address(_ property: String) -> String? {
    entity.values(property).sorted().first { PublicAddress.fault(of: $0) == nil }
  }
}
