import Diagnostics
import Matching
import Records

/// Two entities with one schema and, folded, one name may be one; but for those that a list tells
/// apart, and for what lists name twice and an author has joined.
enum DuplicateEntity: CorpusRule {
  private struct Likeness: Hashable {
    let schema: String
    let name: FoldedName
  }

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    let corpus = loaded.project.corpus
    let superseded = SupersededEntities(corpus)
    let entries = ListEntries(corpus)
    return corpus.records(.entities).filter { !superseded.contains($0.reference) }.findAlike {
      record -> Likeness? in
      guard let schema = record.item.text("schema"), let name = record.item.localized("name")
      else { return nil }
      return Likeness(schema: schema, name: FoldedName(name.plain(loaded)))
    }.filter { record, first in
      !entries.areApart(record.reference, first.reference)
    }.map { record, first in
      .duplicate(
        .duplicateEntity, "'\(first.id)' has the same schema and name", record, first: first)
    }
  }
}
