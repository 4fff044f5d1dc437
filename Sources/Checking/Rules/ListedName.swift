import Diagnostics
import Matching
import Records

/// Two entities, each listed by an authority that does not list the other, that share a name: one
/// party may stand here twice.
enum ListedName: CorpusRule {
  private struct Party {
    let record: Record
    var listings: [Record]

    var authorities: Set<RecordReference> {
      Set(listings.compactMap { $0.item.reference("authority") })
    }
  }

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let corpus = loaded.project.corpus
    let kinship = Kinship(corpus)
    var parties: [RecordReference: Party] = [:]
    for listing in corpus.records(.sanctions) {
      guard let entity = listing.item.reference("entity"), let record = corpus[entity] else {
        continue
      }
      parties[entity, default: Party(record: record, listings: [])].listings.append(listing)
    }
    var byName: [String: RecordReference] = [:]
    var told: Set<[RecordReference]> = []
    var found: [Diagnostic] = []
    for entity in parties.keys.sorted() {
      guard let party = parties[entity] else { continue }
      for name in names(of: party.record) {
        let key = NameKey.words(name).joined()
        // A few letters are nobody's own.
        guard key.utf8.count >= 5 else { continue }
        guard let other = byName[key] else {
          byName[key] = entity
          continue
        }
        guard other != entity, let first = parties[other], told.insert([other, entity]).inserted,
          kinship.areOfOneKind(entity, other), !kinship.areRelated(entity, other),
          party.authorities.isDisjoint(with: first.authorities),
          !isDuplicate(party.record, first.record, loaded), let listing = party.listings.first,
          let firstListing = first.listings.first
        else { continue }
        found.append(
          .listedName(
            name, first.record.id, at: listing.idSpan, first: firstListing.idSpan,
            marking: max(
              listing.marking, firstListing.marking, party.record.marking, first.record.marking)))
      }
    }
    return found
  }

  private static func names(of record: Record) -> [String] {
    (record.item.localized("name")?.entries.map(\.text) ?? []) + record.item.texts("alias")
      + record.item.texts("previousName")
  }

  /// Whether `DuplicateEntity` tells of the two already.
  private static func isDuplicate(
    _ left: Record, _ right: Record, _ loaded: LoadedProject
  ) -> Bool {
    guard left.item.text("schema") == right.item.text("schema"),
      let first = left.item.localized("name"), let second = right.item.localized("name")
    else { return false }
    return FoldedName(first.plain(loaded)) == FoldedName(second.plain(loaded))
  }
}
