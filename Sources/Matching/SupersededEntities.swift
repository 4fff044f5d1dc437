package import Records

/// Entities that an import made for an entry whose listing was then given to another entity: they
/// stay in the list's file, and stand for nobody.
package struct SupersededEntities {
  private let entities: Set<RecordReference>

  package init(_ corpus: Corpus) {
    var entities: Set<RecordReference> = []
    for listing in corpus.records(.sanctions) where listing.item.field("snapshot") != nil {
      let own = RecordReference(.entities, listing.reference.id)
      guard let entity = listing.item.reference("entity"), entity != own,
        corpus[own]?.item.field("original") != nil
      else { continue }
      entities.insert(own)
    }
    // One that some other listing is about stands for somebody.
    for listing in corpus.records(.sanctions) {
      if let entity = listing.item.reference("entity") { entities.remove(entity) }
    }
    self.entities = entities
  }

  package func contains(_ entity: RecordReference) -> Bool { entities.contains(entity) }
}
