import Diagnostics
import Records

/// Two listings of one entity by one authority on one day may be one.
enum DuplicateSanction: CorpusRule {
  private struct Likeness: Hashable {
    let entity: RecordReference
    let authority: RecordReference
    let listed: PartialDate
  }

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.project.corpus.records(.sanctions).findAlike { record -> Likeness? in
      guard let entity = record.item.reference("entity"),
        let authority = record.item.reference("authority"),
        let listed = record.item.date("listingDate")
      else { return nil }
      return Likeness(entity: entity, authority: authority, listed: listed)
    }.map { record, first in
      .duplicate(
        .duplicateSanction, "'\(first.id)' has the same entity, authority and listing date",
        record, first: first)
    }
  }
}
