import Diagnostics
import Records

/// Which sources each record rests on, its nested items included.
struct ProvenanceIndex {
  private let corpus: Corpus

  init(_ corpus: Corpus) { self.corpus = corpus }

  /// The sources of records, sorted, each once; a source rests on itself.
  func sources(of records: [RecordReference]) -> [RecordReference] {
    var found: Set<RecordReference> = []
    for reference in records {
      if reference.collection == .sources {
        found.insert(reference)
      } else if let record = corpus[reference] {
        ProvenanceIndex.collect(record.item, into: &found)
      }
    }
    return found.filter { corpus.contains($0) }.sorted()
  }

  private static func collect(_ item: Item, into found: inout Set<RecordReference>) {
    for field in item.fields { collect(field.value, into: &found) }
  }

  private static func collect(_ value: FieldValue, into found: inout Set<RecordReference>) {
    switch value {
    case .reference(let reference) where reference.collection == .sources: found.insert(reference)
    case .item(let item): collect(item, into: &found)
    case .list(let values): for value in values { collect(value.value, into: &found) }
    default: break
    }
  }
}
