internal import Records

/// Which optional fields of a record the list stated when it was read last, kept in the record under
/// `original: stated:`.
///
/// Without it nobody can tell a field that the list no longer states, which goes, from one that an
/// author wrote where the list says nothing, which stays.
struct StatedFields {
  private static let member = "stated"
  /// Whether a listing is in force is the list's to say, also by saying nothing.
  private static let force: Set<String> = ["status", "delistingBasis", "endDate"]

  private let names: Set<Substring>

  /// What an earlier import noted in a record; nothing where it noted nothing.
  init(of block: RecordFileText.Block) {
    names = Set(
      block["original"]?[Self.member]?.text?.split(separator: " ") ?? [])
  }

  /// Whether a field that the list does not state now is its author's.
  func isAuthors(_ key: String, _ collection: Records.Collection, _ schema: ItemSchema) -> Bool {
    Self.isOptional(key, collection, schema) && !names.contains(Substring(key))
  }

  /// The record with a note of what the list states of it.
  static func noted(
    _ record: ImportedRecord, _ owns: ListOwnership, _ schema: ItemSchema
  ) -> ImportedRecord {
    guard owns.contains("original", record.collection),
      case .map(let members)? = record["original"]
    else { return record }
    let stated = record.fields.map(\.key).filter {
      owns.contains($0, record.collection) && isOptional($0, record.collection, schema)
    }
    guard !stated.isEmpty else { return record }
    var record = record
    record.setOriginal(
      .map(members + [.init(member, .text(stated.joined(separator: " ")))]))
    return record
  }

  /// `original` without the note, which is no fact of the list.
  static func facts(_ original: ImportedValue?) -> ImportedValue? {
    guard case .map(let members)? = original else { return original }
    return .map(members.filter { $0.key != member })
  }

  private static func isOptional(
    _ key: String, _ collection: Records.Collection, _ schema: ItemSchema
  ) -> Bool {
    if key == "original" || key == "snapshot" { return false }
    if collection == .sanctions, force.contains(key) { return false }
    return schema.field(key)?.isRequired == false
  }
}
