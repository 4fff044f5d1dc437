import Diagnostics
import Records

/// Two incidents with one victim and one first day may be one.
enum DuplicateIncident: CorpusRule {
  private struct Likeness: Hashable {
    let victim: String
    let start: PartialDate
  }

  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    loaded.project.corpus.records(.incidents).findAlike { record -> Likeness? in
      guard let start = record.item.date("startDate"),
        let receiver = record.item.items("receivers").first
      else { return nil }
      if let entity = receiver.reference("entity") {
        return Likeness(victim: "entity " + entity.id, start: start)
      }
      guard let name = receiver.localized("name") else { return nil }
      return Likeness(victim: "name " + FoldedName(name.plain(loaded)).text, start: start)
    }.map { record, first in
      .duplicate(
        .duplicateIncident, "'\(first.id)' has the same victim and start", record, first: first)
    }
  }
}

extension [Record] {
  /// The records that are like an earlier one in byte order of ids, with that one.
  func findAlike<Likeness: Hashable>(
    _ likeness: (Record) -> Likeness?
  ) -> [(record: Record, first: Record)] {
    var firsts: [Likeness: Int] = [:]
    var found: [(record: Record, first: Record)] = []
    for (index, record) in enumerated() {
      guard let key = likeness(record) else { continue }
      if let first = firsts[key] {
        found.append((record, self[first]))
      } else {
        firsts[key] = index
      }
    }
    return found
  }
}
