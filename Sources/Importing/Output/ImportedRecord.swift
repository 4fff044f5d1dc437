package import Records

/// A record as a list states it, before it meets what is on disk.
package struct ImportedRecord: Sendable {
  package let collection: Records.Collection
  package let id: String
  /// In the order of the schema; `id` is not among them.
  package var fields: [ImportedValue.Member]
  /// Written when the record is made and left to its authors ever after.
  package var initial: Set<String>
  /// Of a wallet: the list's own id of who holds it, until all entries are known.
  package var holder: String?
  /// The entry's name, for reports.
  package let title: String

  package init(
    _ collection: Records.Collection, _ id: String, title: String,
    fields: [ImportedValue.Member], initial: Set<String> = []
  ) {
    self.collection = collection
    self.id = id
    self.title = title
    let schema = Schema.fields(of: collection)
    self.fields = fields.sorted {
      (schema.position(of: $0.key) ?? .max) < (schema.position(of: $1.key) ?? .max)
    }
    self.initial = initial.union(ImportedRecord.authorsOwn)
  }

  /// Names who holds a wallet.
  mutating func setHolder(_ id: String) { put("holder", .text(id)) }

  /// Names the file a listing was read from.
  mutating func setSnapshot(_ snapshot: ImportedValue) { put("snapshot", snapshot) }

  /// What the list says beyond the fields, and what is noted of it.
  mutating func setOriginal(_ original: ImportedValue) { put("original", original) }

  private mutating func put(_ key: String, _ value: ImportedValue) {
    let schema = Schema.fields(of: collection)
    fields.removeAll { $0.key == key }
    fields.append(.init(key, value))
    fields.sort { (schema.position(of: $0.key) ?? .max) < (schema.position(of: $1.key) ?? .max) }
  }

  package var reference: RecordReference { RecordReference(collection, id) }

  /// Fields that no list ever owns.
  static let authorsOwn: Set<String> = [
    "marking", "notes", "sources", "recorded", "externalReferences",
  ]

  package subscript(key: String) -> ImportedValue? { fields.first { $0.key == key }?.value }
}
