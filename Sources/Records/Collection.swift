/// The seven kinds of record, each a folder under `Content/records/` and a table of figures.
package enum Collection: String, CaseIterable, Sendable, Comparable {
  case incidents
  case entities
  case sanctions
  case sources
  case measures
  case authorities
  case forums

  package static func < (left: Collection, right: Collection) -> Bool {
    left.rawValue < right.rawValue
  }

  /// One record's kind: `incident`, as roles and `dossier list` name it.
  package var singular: String {
    switch self {
    case .incidents: "incident"
    case .entities: "entity"
    case .sanctions: "sanction"
    case .sources: "source"
    case .measures: "measure"
    case .authorities: "authority"
    case .forums: "forum"
    }
  }

  /// An id that a record of the kind might have.
  package var exampleID: String {
    switch self {
    case .incidents: "northport-2025"
    case .entities: "grey-heron"
    case .sanctions: "ofac-heron-2025"
    case .sources: "northport-report"
    case .measures: "us-jp-rok-2025"
    case .authorities: "ofac"
    case .forums: "summit-2025"
    }
  }

  /// Reads the plural or the singular.
  package init?(name: String) {
    guard
      let match = Collection.allCases.first(where: { $0.rawValue == name || $0.singular == name })
    else { return nil }
    self = match
  }
}

/// The identity of one record: unique in its collection.
package struct RecordReference: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let collection: Collection
  package let id: String

  package init(_ collection: Collection, _ id: String) {
    self.collection = collection
    self.id = id
  }

  /// `collection/id`, as the snapshot and the manifest write it.
  package var description: String { "\(collection.rawValue)/\(id)" }

  package static func < (left: RecordReference, right: RecordReference) -> Bool {
    if left.collection != right.collection { return left.collection < right.collection }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}
