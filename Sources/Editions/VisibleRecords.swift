internal import Diagnostics
internal import Records

/// The records that rules leave, and why each of the others is left out.
struct VisibleRecords {
  let kept: [Record]
  let removed: [RecordReference: SelectionRules.Removal]
  /// What is kept, by reference.
  let corpus: Corpus

  /// `whole` is the corpus of `records`: taken as it is where nothing is left out.
  init(_ records: [Record], of whole: Corpus? = nil, by rules: SelectionRules) {
    var kept: [Record] = []
    kept.reserveCapacity(records.count)
    var left: [(reference: RecordReference, reason: SelectionRules.Removal)] = []
    for record in records {
      if let reason = rules.removal(of: record) {
        left.append((record.reference, reason))
      } else {
        kept.append(record)
      }
    }
    let corpus = left.isEmpty ? whole ?? Corpus(kept) : Corpus(kept)
    // Of drafts with one id, one may stay.
    removed = Dictionary(
      left.filter { !corpus.contains($0.reference) }.map { ($0.reference, $0.reason) },
      uniquingKeysWith: { first, _ in first })
    self.kept = kept
    self.corpus = corpus
  }
}
