import Diagnostics
import Records

/// An id stands for one record of its collection.
enum DuplicateIdentifier: CorpusRule {
  static func check(_ loaded: LoadedProject) -> [Diagnostic] {
    var firsts: [RecordReference: Int] = [:]
    var found: [Diagnostic] = []
    for (index, record) in loaded.drafts.enumerated() {
      if let first = firsts[record.reference] {
        found.append(.duplicateIdentifier(record, first: loaded.drafts[first]))
      } else {
        firsts[record.reference] = index
      }
    }
    return found
  }
}
