internal import Records

/// Brings a file of records up to date with a list, touching only lines whose facts changed.
struct ListMerge {
  let owns: ListOwnership
  let marking: String?
  let snapshot: ImportedValue
  /// What a list of changes takes away; nil where whatever a list lacks is gone.
  var removed: Set<RecordReference>?

  /// Merges records of one collection into their file and answers what changed.
  func merge(_ records: [ImportedRecord], into file: inout RecordFileText) -> ListDelta {
    var delta = ListDelta()
    let collection = file.collection
    let schema = Schema.fields(of: collection)
    let records = records.map { StatedFields.noted($0, owns, schema) }
    let byID = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = file.ids
    file.change { block in
      if let record = byID[block.id] {
        let changes = update(&block, with: record, schema)
        if changes.isEmpty {
          delta.unchangedCount += 1
        } else {
          delta.amended.append(
            .init(reference: record.reference, title: record.title, changes: changes))
        }
      } else if let entry = leave(&block, collection, schema) {
        delta.gone.append(entry)
      }
    }
    for record in records where !known.contains(record.id) {
      file.append(RecordFileText.Block(record, marking: marking))
      delta.added.append(.init(reference: record.reference, title: record.title))
    }
    delta.added.sort { $0.reference < $1.reference }
    delta.amended.sort { $0.reference < $1.reference }
    delta.gone.sort { $0.reference < $1.reference }
    return delta
  }

  private func update(
    _ block: inout RecordFileText.Block, with record: ImportedRecord, _ schema: ItemSchema
  ) -> [ListDelta.Change] {
    var changes: [ListDelta.Change] = []
    let stated = StatedFields(of: block)
    // Who lifted a listing by notice knows more than the list does.
    let isNoticed =
      record.collection == .sanctions && block["delistingBasis"]?.text == "notice"
      && record["delistingBasis"] == nil
    for field in schema.fields
    where owns.contains(field.key, record.collection) && field.key != "snapshot" {
      if isNoticed, ["status", "delistingBasis", "endDate"].contains(field.key) { continue }
      let before = block[field.key]
      let after = record[field.key]
      guard before?.comparable != after?.comparable else { continue }
      if let after {
        block.set(field.key, after, schema: schema)
      } else if stated.isAuthors(field.key, record.collection, schema) {
        continue
      } else {
        block.remove(field.key)
      }
      guard field.key == "original" else {
        changes += ListMerge.changes(field.key, before, after)
        continue
      }
      let (old, new) = (StatedFields.facts(before), StatedFields.facts(after))
      if old?.comparable != new?.comparable { changes += ListMerge.changes(field.key, old, new) }
    }
    // A snapshot is the file in which a record's present facts were first seen.
    if !changes.isEmpty, let after = record["snapshot"], owns.contains("snapshot", .sanctions) {
      block.set("snapshot", after, schema: schema)
    }
    return changes
  }

  /// Marks a listing that the list no longer holds; answers nil where nothing is new about it.
  private func leave(
    _ block: inout RecordFileText.Block, _ collection: Records.Collection, _ schema: ItemSchema
  ) -> ListDelta.Entry? {
    let reference = RecordReference(collection, block.id)
    if let removed, !removed.contains(reference) { return nil }
    let title =
      block["name"]?.line ?? block["entityName"]?.line ?? block["entity"]?.line ?? block.id
    switch collection {
    case .sanctions:
      guard block["snapshot"] != nil, block["status"]?.text == "active" else { return nil }
      block.set("status", .text("delisted"), schema: schema)
      block.set("delistingBasis", .text("absence"), schema: schema)
      block.set("snapshot", snapshot, schema: schema)
      return .init(reference: reference, title: title)
    case .entities where removed == nil && owns.contains("status", .sanctions): return nil
    case .entities, .incidents, .sources:
      // These have no status of their own: they are named, and stay.
      guard block["original"]?["list"] != nil else { return nil }
      return .init(reference: reference, title: title)
    case .measures, .authorities, .forums: return nil
    }
  }

  /// A map's members one by one, anything else as a whole.
  private static func changes(
    _ key: String, _ before: ImportedValue?, _ after: ImportedValue?
  ) -> [ListDelta.Change] {
    guard case .map(let old)? = before, case .map(let new)? = after else {
      return [.init(field: key, before: before?.line, after: after?.line)]
    }
    let keys = old.map(\.key) + new.map(\.key).filter { name in !old.contains { $0.key == name } }
    return keys.compactMap { name in
      let first = old.first { $0.key == name }?.value
      let second = new.first { $0.key == name }?.value
      guard first?.comparable != second?.comparable else { return nil }
      return .init(field: "\(key).\(name)", before: first?.line, after: second?.line)
    }
  }
}
