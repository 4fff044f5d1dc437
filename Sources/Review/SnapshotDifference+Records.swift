internal import Diagnostics

extension SnapshotDifference {
  /// Records added, removed, renamed, re-marked, changed field by field.
  mutating func compareRecords() {
    for (before, after) in renames.pairs {
      let record = new.records[after]
      changedRecords[after] = ChangedRecord(fields: ["id"])
      add(
        Change(
          Self.kind(of: after), .renamed, after, title: record?.name ?? after,
          fields: [
            FieldChange(
              "id", old: String(before.drop { $0 != "/" }.dropFirst()),
              new: String(after.drop { $0 != "/" }.dropFirst()))
          ]))
    }
    for reference in Set(old.records.keys).union(new.records.keys).sorted() {
      switch (old.records[reference], new.records[reference]) {
      case (let before?, let after?): compare(before, after)
      case (nil, let after?): appear(after)
      case (let before?, nil): vanish(before)
      case (nil, nil): break
      }
    }
  }

  private mutating func appear(_ record: Snapshot.Record) {
    let existed = facts.old.holds(record.reference, edition: new.key.edition) ?? false
    if existed, new.queried.contains(record.reference) { return }
    if !existed {
      changedRecords[record.reference] = ChangedRecord(fields: ["*"], isNewOrGone: true)
    }
    add(
      Change(
        Self.kind(of: record.reference), existed ? .shown : .added, record.reference,
        title: record.name, isEdit: !existed))
  }

  private mutating func vanish(_ record: Snapshot.Record) {
    let exists = facts.new.holds(record.reference, edition: new.key.edition) ?? false
    if exists, old.queried.contains(record.reference) { return }
    if !exists {
      changedRecords[record.reference] = ChangedRecord(fields: ["*"], isNewOrGone: true)
    }
    add(
      Change(
        Self.kind(of: record.reference), exists ? .hidden : .removed, record.reference,
        title: record.name, isEdit: !exists))
  }

  private mutating func compare(_ before: Snapshot.Record, _ after: Snapshot.Record) {
    var fields = FieldDifference(before.fields, after.fields).changes
    if before.marking != after.marking {
      fields.append(
        FieldChange("marking", old: before.marking.label, new: after.marking.label))
    }
    guard !fields.isEmpty else { return compareShown(after) }
    changedRecords[after.reference, default: ChangedRecord(fields: [])].fields
      .formUnion(fields.map(\.top))
    let lowered = fields.filter { isLowered($0, record: before.marking, after.marking) }
    fields.removeAll(where: lowered.contains)
    if !lowered.isEmpty {
      add(
        Change(.marking, .lowered, after.reference, title: after.name, fields: lowered))
    }
    if !fields.isEmpty {
      add(
        Change(
          Self.kind(of: after.reference), .changed, after.reference, title: after.name,
          fields: fields))
    }
  }

  /// A query may hold now a record that it only read, or the reverse; a record that changed itself
  /// says so already.
  private mutating func compareShown(_ record: Snapshot.Record) {
    let isShown = !new.queried.contains(record.reference)
    guard isShown == old.queried.contains(record.reference) else { return }
    add(
      Change(
        Self.kind(of: record.reference), isShown ? .shown : .hidden, record.reference,
        title: record.name, isEdit: false))
  }

  /// A marking that is gone leaves that of the record.
  private func isLowered(_ change: FieldChange, record: Marking, _ newRecord: Marking) -> Bool {
    guard change.field == "marking" || change.field.hasSuffix(".marking") else { return false }
    let before = change.old.flatMap { Marking(label: $0) } ?? record
    let after = change.new.flatMap { Marking(label: $0) } ?? newRecord
    return after < before
  }

  /// Names why a record that exists in both is shown only now, or no longer: what names it changed.
  mutating func explainShown() {
    let snapshots = [old, new]
    var reasons: [String: Set<String>] = [:]
    for change in changes where change.action != .shown && change.action != .hidden {
      for reference in mentions(of: change, in: snapshots) {
        reasons[reference, default: []].insert(change.subject)
      }
    }
    for (reference, causes) in reasonsOfQueries() {
      reasons[reference, default: []].formUnion(causes)
    }
    // What a record shown only now names follows from the same.
    var known = reasons
    let open = changes.filter { $0.action == .shown || $0.action == .hidden }.map(\.subject)
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for subject in open {
        for snapshot in snapshots {
          for reference in snapshot.references(of: subject) where open.contains(reference) {
            let inherited = known[subject] ?? []
            let count = known[reference]?.count ?? 0
            if count == 0, !inherited.isEmpty {
              known[reference] = inherited
              isGrowing = true
            }
          }
        }
      }
    }
    let everything = edits.map(\.subject)
    update { change in
      guard change.action == .shown || change.action == .hidden else { return }
      change.causes = Array(known[change.subject] ?? Set(everything)).sorted()
    }
  }

  /// By record that a query holds now and did not, or the reverse: what changed of all it reads.
  private func reasonsOfQueries() -> [String: [String]] {
    let flipped = old.queried.symmetricDifference(new.queried)
    guard !flipped.isEmpty else { return [:] }
    var reasons: [String: [String]] = [:]
    for snapshot in [old, new] {
      let blocks =
        snapshot.sections.flatMap(\.blocks) + snapshot.records.values.flatMap(\.narrative)
      for read in blocks.map(\.depends) + snapshot.figures.map(\.records) {
        let causes = changed(among: read)
        if causes.isEmpty { continue }
        for reference in read where flipped.contains(reference) {
          reasons[reference, default: []] += causes
        }
      }
    }
    return reasons
  }

  /// What a change's old or new version names.
  private func mentions(of change: Change, in snapshots: [Snapshot]) -> Set<String> {
    var found: Set<String> = []
    for snapshot in snapshots { found.formUnion(snapshot.dependences(of: change.subject)) }
    return found
  }
}

extension Snapshot {
  /// The records that a record's fields name.
  func references(of reference: String) -> Set<String> {
    var found: Set<String> = []
    guard let record = records[reference] else { return found }
    for value in record.fields.values { collect(value, into: &found) }
    for block in record.narrative { found.formUnion(block.depends) }
    return found
  }

  private func collect(_ value: JSONValue, into found: inout Set<String>) {
    switch value {
    case .text(let text): if text.contains("/"), records[text] != nil { found.insert(text) }
    case .list(let values): for value in values { collect(value, into: &found) }
    case .object(let members): for value in members.values { collect(value, into: &found) }
    case .null, .boolean, .integer, .number: break
    }
  }

  /// What a subject rests on: a record's references, a figure's rows, a block's dependences.
  func dependences(of subject: String) -> Set<String> {
    if records[subject] != nil { return references(of: subject) }
    let parts = subject.split(separator: "#", maxSplits: 1)
    if parts.count == 2 {
      return Set(blocks(of: String(parts[0])).filter { $0.id == parts[1] }.flatMap(\.depends))
    }
    let name = subject.split(separator: "/", maxSplits: 1).last.map(String.init) ?? ""
    if subject.hasPrefix("figures/"), let figure = figures.first(where: { $0.id == name }) {
      return Set(figure.records + figure.sources)
    }
    if subject.hasPrefix("claims/"), let claim = claims.first(where: { $0.id == name }) {
      return Set(claim.records + claim.figures.map { "figures/\($0)" })
    }
    if subject.hasPrefix("sections/") {
      return Set(blocks(of: subject).flatMap(\.depends))
    }
    if subject.hasPrefix("annexes/"), let annex = annexes.first(where: { $0.id == name }) {
      return Set(annex.depends)
    }
    if subject.hasPrefix("terms/"), let term = terms.first(where: { $0.id == name }) {
      return Set(term.sources)
    }
    return []
  }

  /// The blocks of `sections/ID` or of a record's narrative.
  func blocks(of owner: String) -> [Block] {
    if let record = records[owner] { return record.narrative }
    let id = owner.split(separator: "/", maxSplits: 1).last.map(String.init) ?? owner
    return sections.first { $0.id == id }?.blocks ?? []
  }
}
