package import Records

/// Which entities have entries of their own on one imported list, so that their authority itself
/// tells them apart.
package struct ListEntries {
  private let authorities: [RecordReference: Set<RecordReference>]

  package init(_ corpus: Corpus) {
    var authorities: [RecordReference: Set<RecordReference>] = [:]
    for listing in corpus.records(.sanctions) where listing.item.field("snapshot") != nil {
      guard let entity = listing.item.reference("entity"),
        let authority = listing.item.reference("authority")
      else { continue }
      authorities[entity, default: []].insert(authority)
    }
    self.authorities = authorities
  }

  package func areApart(_ left: RecordReference, _ right: RecordReference) -> Bool {
    guard left != right, let first = authorities[left], let second = authorities[right] else {
      return false
    }
    return !first.isDisjoint(with: second)
  }
}
