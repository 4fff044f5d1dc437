package import Diagnostics
internal import Loading
package import Records

extension ListImport {
  /// What keeps a reading from being merged into the files that are to hold it.
  func refusals(
    _ reading: Reading, _ records: [Records.Collection: [ImportedRecord]],
    _ texts: [Records.Collection: RecordFileText], _ target: Target
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for collection in ListImport.order {
      let own = texts[collection]?.ids ?? []
      for record in records[collection] ?? [] where !own.contains(record.id) {
        guard let span = target.elsewhere[record.reference] else { continue }
        found.append(
          .listTarget(
            "the import makes a record '\(record.id)', which stands here already; rename it, or "
              + "name this file with --into", at: span))
        if found.count == 20 { return found }
      }
    }
    for collection in ListImport.order {
      guard let text = texts[collection],
        let other = text.blocks.lazy.compactMap({ $0["original"]?["list"]?.text })
          .first(where: { $0 != reading.profile.stem })
      else { continue }
      found.append(
        .listTarget(
          "this file holds the list '\(other)', not '\(reading.profile.stem)'; name another with "
            + "--into", at: SourceSpan(file: text.path)))
    }
    found += longTexts(reading, records, target)
    guard !request.acceptsAnySize, !reading.isPartial else { return found }
    for collection in [Records.Collection.sanctions, .entities, .incidents, .sources] {
      guard let text = texts[collection] else { continue }
      let last = text.blocks.count {
        $0["original"]?["list"] != nil && $0.id != reading.profile.sourceID
          && $0["status"]?.text != "delisted"
      }
      guard last > 0 else { continue }
      let now = records[collection]?.count { $0.id != reading.profile.sourceID } ?? 0
      if now * 100 < last * 85 || now > last * 2 {
        found.append(
          .listSize(
            "this list gives \(now) \(collection.rawValue) where the last one gave \(last); "
              + "a list that shrinks below 85 % or grows above 200 % is taken with --any-size",
            ListPlace(file: reading.summary.file)))
      }
      break
    }
    return found
  }

  /// Texts that could not be read again: joined of several cells, or of more than a record holds.
  private func longTexts(
    _ reading: Reading, _ records: [Records.Collection: [ImportedRecord]], _ target: Target
  ) -> [Diagnostic] {
    let limit = target.limits.scalarBytes
    return ListImport.order.flatMap { records[$0] ?? [] }.compactMap { record in
      guard let field = record.fields.first(where: { $0.value.isLong(limit) }) else { return nil }
      return .listLimit(
        "'\(field.key)' of '\(record.id)'", limit, ListPlace(file: reading.summary.file))
    }
  }
}
