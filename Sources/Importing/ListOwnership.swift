package import Records

/// Which fields of records follow a list: it may write them, and take them away again.
package struct ListOwnership: Sendable {
  private let keys: [Records.Collection: Set<String>]

  package init(_ keys: [Records.Collection: Set<String>]) {
    var keys = keys
    keys[.sources] = Self.source
    self.keys = keys
  }

  package func contains(_ key: String, _ collection: Records.Collection) -> Bool {
    keys[collection]?.contains(key) ?? false
  }

  /// The list as a source: what it is, and which file of it was read last.
  private static let source: Set<String> = [
    "type", "title", "publisher", "issued", "URL", "original",
  ]

  /// Of a sanctions list: everything it can say, but for what this one never does.
  package static func parties(without absent: Set<String> = []) -> ListOwnership {
    ListOwnership([
      .entities: Set<String>([
        "schema", "name", "alias", "weakAlias", "previousName", "country", "nationality",
        "birthDate", "original",
      ]).subtracting(absent),
      .sanctions: Set<String>([
        "authority", "program", "programId", "legalBasis", "authorityId", "unscId", "listingDate",
        "startDate", "endDate", "status", "delistingBasis", "reason", "provisions", "wallets",
        "sourceUrl", "modifiedAt", "snapshot", "original",
      ]).subtracting(absent),
    ])
  }
}
