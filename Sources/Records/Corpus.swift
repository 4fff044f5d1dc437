/// All records, in order and by id.
package struct Corpus: Sendable {
  /// By collection, each sorted by id in byte order.
  private var recordsByCollection: [Collection: [Record]]
  private var positions: [RecordReference: Int]

  /// Sorts the records; of several with one id the first in `records` stays.
  package init(_ records: [Record]) {
    var byCollection: [Collection: [Record]] = [:]
    for record in records { byCollection[record.collection, default: []].append(record) }
    var positions: [RecordReference: Int] = [:]
    positions.reserveCapacity(records.count)
    for collection in Collection.allCases {
      var sorted: [Record] = []
      var seen: Set<String> = []
      for record in byCollection[collection] ?? [] where seen.insert(record.id).inserted {
        sorted.append(record)
      }
      sorted.sort { $0.id.precedesInBytes($1.id) }
      for (index, record) in sorted.enumerated() { positions[record.reference] = index }
      byCollection[collection] = sorted
    }
    recordsByCollection = byCollection
    self.positions = positions
  }

  package func records(_ collection: Collection) -> [Record] {
    recordsByCollection[collection] ?? []
  }

  package subscript(reference: RecordReference) -> Record? {
    positions[reference].flatMap { recordsByCollection[reference.collection]?[$0] }
  }

  package func contains(_ reference: RecordReference) -> Bool { positions[reference] != nil }

  /// Every record, collection by collection in name order, by id.
  package var all: [Record] {
    Collection.allCases.sorted().flatMap { recordsByCollection[$0] ?? [] }
  }

  package var count: Int { positions.count }
}
