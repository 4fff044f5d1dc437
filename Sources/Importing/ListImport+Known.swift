internal import Records

/// What tells a listing: who lists, and the id an entry has there.
package struct ListingKey: Hashable, Sendable {
  package let authority: String
  package let authorityID: String

  package init(authority: String, authorityID: String) {
    self.authority = authority
    self.authorityID = authorityID
  }
}

extension ListImport {
  /// Leaves out the listings that an author's record stands for already, with the entity made for
  /// each, unless an earlier import wrote them; answers what stays and which stand elsewhere.
  func knownListings(
    _ records: [Records.Collection: [ImportedRecord]], _ present: Set<RecordReference>,
    _ target: Target
  ) -> (records: [Records.Collection: [ImportedRecord]], listings: [ListDelta.Entry]) {
    var records = records
    var known: [ListDelta.Entry] = []
    var left: Set<RecordReference> = []
    for record in records[.sanctions] ?? [] where !present.contains(record.reference) {
      guard let authority = record["authority"]?.text, let id = record["authorityId"]?.text,
        let other = target.listings[ListingKey(authority: authority, authorityID: id)]
      else { continue }
      known.append(ListDelta.Entry(reference: other, title: record.title))
      left.insert(record.reference)
      // Of parties, entity and listing share an id; an entity with an id of its own has others.
      let entity = RecordReference(.entities, record.id)
      if !present.contains(entity) { left.insert(entity) }
    }
    guard !left.isEmpty else { return (records, []) }
    for collection in [Records.Collection.sanctions, .entities] {
      records[collection]?.removeAll { left.contains($0.reference) }
    }
    return (records, known.sorted { ($0.reference, $0.title) < ($1.reference, $1.title) })
  }
}
