package import Diagnostics
package import Records

/// A link that records may lack: the record that would name an entity, and why.
package struct LinkProposal: Sendable {
  /// What the record would do with the entity.
  package enum Field: String, Sendable {
    /// Of a listing: whom it lists.
    case entity
    /// Of an incident: who is behind it.
    case initiators
  }

  package let record: RecordReference
  package let field: Field
  package let entity: RecordReference
  /// From 0 to 100.
  package let score: Int
  /// One phrase.
  package let reason: String
  /// What the reason quotes, the strictest of it.
  package let marking: Marking

  /// `sanctions/ofac-27307=lazarus-group`: what `--accept` takes.
  package var id: String { "\(record)=\(entity.id)" }
}
