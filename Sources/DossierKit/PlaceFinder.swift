internal import Diagnostics
internal import Editions
internal import Records
internal import Review

/// Says at which line what a report names is written.
struct PlaceFinder {
  let sources: SourceFiles
  /// By edition.
  let packs: [String: [EditionPack]]

  /// The report with `path:line` wherever the side at hand tells it.
  func located(_ report: ReviewReport) -> ReviewReport {
    var report = report
    for index in report.entries.indices {
      var entry = report.entries[index]
      // A text's place is its file; a fact's, its line.
      for field in entry.change.fields.indices
      where entry.change.fields[field].new != nil && entry.change.kind != .text {
        entry.change.fields[field].place = entry.scopes.lazy.compactMap { key in
          span(of: entry.change.subject, field: entry.change.fields[field].field, in: key)
        }.first.flatMap(text)
      }
      if entry.change.fields.allSatisfy({ $0.place == nil }) {
        entry.place = entry.scopes.lazy.compactMap { key in
          span(of: entry.change.subject, field: nil, in: key)
        }.first.flatMap(text)
      }
      report.entries[index] = entry
    }
    return report
  }

  /// `path:line` of a subject or of one of its fields.
  func place(of subject: String, field: String?, in key: Snapshot.Key) -> String? {
    span(of: subject, field: field, in: key).flatMap(text)
  }

  /// Whether an edition has a record of that reference or id, shown or not.
  func holds(_ name: String) -> Bool {
    packs.values.joined().contains { pack in
      pack.corpus.all.contains { $0.id == name || $0.reference.description == name }
    }
  }

  private func text(_ span: SourceSpan) -> String? {
    guard let position = sources.position(of: span) else { return nil }
    // A section's own place is its file.
    return span.start == 0 ? span.path : "\(span.path):\(position.line)"
  }

  private func span(of subject: String, field: String?, in key: Snapshot.Key) -> SourceSpan? {
    guard let pack = packs[key.edition]?.first(where: { $0.pack.id == key.pack }) else {
      return nil
    }
    let parts = subject.prefix { $0 != "#" }.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let name = parts[1]
    switch parts[0] {
    case "figures":
      guard let figure = pack.pack.figures.first(where: { $0.id.value == name }) else {
        return nil
      }
      // A computed figure's value is written nowhere.
      if figure.source == nil, ["display", "value", "low", "high"].contains(field) { return nil }
      if field == "value" || field == "display" { return figure.value?.span ?? figure.id.span }
      return figure.id.span
    case "claims": return pack.pack.claims.first { $0.id.value == name }?.id.span
    case "terms": return pack.pack.terms.first { $0.id.value == name }?.id.span
    case "clearances":
      let own = pack.pack.clearances.first { $0.edition == key.edition }
      let who = subject.drop { $0 != "#" }.dropFirst()
      return own?.clearances.first {
        $0.section.value == name && $0.language == key.language && $0.signature == who
      }?.section.span
    case "sections":
      let section =
        pack.pack.sections.first { $0.name == name && $0.language == key.language }
        ?? pack.pack.sections.first { $0.name == name }
      return section.map { SourceSpan(file: $0.path) }
    case "pack" where name.hasPrefix("project/") || name.hasPrefix("edition/"):
      return SourceSpan(file: "Content/dossier.yaml")
    case "pack", "annexes": return pack.pack.span
    default:
      guard let collection = Collection(rawValue: parts[0]),
        let record = pack.corpus[RecordReference(collection, name)]
      else { return nil }
      if subject.contains("#") {
        return record.narrative(in: key.language, default: pack.settings.defaultLanguage)
          .map { SourceSpan(file: $0.path) }
      }
      guard let field else { return record.idSpan }
      return span(of: field.split(separator: ".").map(String.init)[...], in: record.item)
        ?? record.idSpan
    }
  }

  /// Walks `losses`, `1`, `amount` to the value's place, as far as it goes.
  private func span(of path: ArraySlice<String>, in item: Item) -> SourceSpan? {
    guard let key = path.first, let field = item.field(key) else { return nil }
    let rest = path.dropFirst()
    guard let next = rest.first else { return field.span }
    switch field.value {
    case .item(let inner): return span(of: rest, in: inner) ?? field.span
    case .list(let values):
      guard let index = Int(next), values.indices.contains(index) else { return field.span }
      guard rest.count > 1, case .item(let inner) = values[index].value else {
        return values[index].span
      }
      return span(of: rest.dropFirst(), in: inner) ?? values[index].span
    default: return field.span
    }
  }
}
