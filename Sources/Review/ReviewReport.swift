/// Every difference between two versions, over all editions, packs and languages: equal ones told
/// once.
package struct ReviewReport: Sendable {
  /// One change, and where it shows.
  package struct Entry: Sendable {
    package var change: Change
    /// The pack it belongs to; nil for records, templates and the tool, which packs share.
    package var pack: String?
    /// The editions and languages that it shows in, sorted.
    package var scopes: [Snapshot.Key]
    /// For each of the change's fields, where that value shows.
    package var fieldScopes: [[Snapshot.Key]]
    /// Where it is written, as `path:line`, once that is known.
    package var place: String?
  }

  package let oldName: String
  package let newName: String
  /// What was compared.
  package let keys: [Snapshot.Key]
  /// The most material first.
  package var entries: [Entry]
  /// Nil where the pages were not compared.
  package var output: OutputDifference?

  package var isEmpty: Bool { entries.isEmpty && (output?.files.isEmpty ?? true) }

  /// What nothing explains: changes without a cause, and files that differ for no known reason.
  package var unexplained: [String] {
    entries.filter { !$0.change.isEdit && $0.change.causes.isEmpty }.map(\.change.subject)
      + (output?.unattributed.map { "\($0.edition)/\($0.path)" } ?? [])
  }

  /// The subjects that authors changed, each once.
  package var edits: [String] {
    Set(entries.filter(\.change.isEdit).map(\.change.subject)).sorted()
  }

  // MARK: - Effects

  /// The entries that follow from an entry, directly or by way of others.
  package func effects(of entry: Entry) -> [Entry] {
    var reached: Set<String> = [entry.change.subject]
    var found: [Entry] = []
    var open = entries.filter { !$0.change.causes.isEmpty }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for index in open.indices.reversed() {
        let candidate = open[index]
        guard candidate.pack == nil || entry.pack == nil || candidate.pack == entry.pack,
          candidate.change.causes.contains(where: reached.contains)
        else { continue }
        reached.insert(candidate.change.subject)
        found.append(candidate)
        open.remove(at: index)
        isGrowing = true
      }
    }
    return found.sorted(by: ReviewReport.isBefore)
  }

  static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
    if left.change.kind != right.change.kind { return left.change.kind < right.change.kind }
    let names = [(left.pack ?? "", right.pack ?? ""), (left.change.subject, right.change.subject)]
    for (first, second) in names where first != second {
      return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    return left.change.action.rawValue < right.change.action.rawValue
  }
}

/// Compares two versions.
package enum Comparison {
  /// Which part of the differences is wanted.
  package enum Scope: String, CaseIterable, Sendable {
    case data, text, output

    func holds(_ kind: Change.Kind) -> Bool {
      switch self {
      case .data: kind < .clearance
      case .text: [.text, .citation, .clearance, .pack].contains(kind)
      case .output: kind == .presentation
      }
    }
  }

  /// The report on two sides that cover the same; `scope` nil wants everything.
  package static func compare(
    _ old: ReviewSide, _ new: ReviewSide, scope: Scope? = nil
  ) -> ReviewReport {
    var merger = EntryMerger()
    let keys = Set(old.snapshots.keys).union(new.snapshots.keys).sorted()
    for key in keys {
      switch (old.snapshots[key], new.snapshots[key]) {
      case (let before?, let after?):
        let difference = SnapshotDifference(
          old: before, new: after, oldSide: old, newSide: new)
        for change in difference.changes { merger.add(change, key) }
      case (nil, let after?):
        merger.add(
          Change(.pack, .added, "pack", title: after.metadata["title"] ?? key.pack), key)
      case (let before?, nil):
        merger.add(
          Change(.pack, .removed, "pack", title: before.metadata["title"] ?? key.pack), key)
      case (nil, nil): break
      }
    }
    var report = ReviewReport(
      oldName: old.name, newName: new.name, keys: keys, entries: merger.entries, output: nil)
    if scope == nil || scope == .output, let before = old.files, let after = new.files {
      report.output = OutputDifference(report, old: old, before, new: new, after)
    }
    if let scope { report.entries.removeAll { !scope.holds($0.change.kind) } }
    return report
  }
}

/// Gathers the changes of each edition and language into entries.
private struct EntryMerger {
  private struct Name: Hashable {
    var pack: String?
    var subject: String
    var kind: Change.Kind
    var action: Change.Action
  }

  private var positions: [Name: Int] = [:]
  private var gathered: [ReviewReport.Entry] = []

  mutating func add(_ change: Change, _ key: Snapshot.Key) {
    let pack = Self.isShared(change) ? nil : key.pack
    let name = Name(
      pack: pack, subject: change.subject, kind: change.kind, action: change.action)
    guard let position = positions[name] else {
      positions[name] = gathered.count
      gathered.append(
        ReviewReport.Entry(
          change: change, pack: pack, scopes: [key],
          fieldScopes: change.fields.map { _ in [key] }))
      return
    }
    gathered[position].scopes.append(key)
    for field in change.fields {
      if let known = gathered[position].change.fields.firstIndex(of: field) {
        gathered[position].fieldScopes[known].append(key)
      } else {
        gathered[position].change.fields.append(field)
        gathered[position].fieldScopes.append([key])
      }
    }
    let causes = Set(gathered[position].change.causes).union(change.causes)
    gathered[position].change.causes = causes.sorted()
    gathered[position].change.isEdit = gathered[position].change.isEdit || change.isEdit
  }

  /// Records, templates and the tool are the same for every pack.
  private static func isShared(_ change: Change) -> Bool {
    switch change.kind {
    case .sanction, .incident, .record, .source, .presentation: true
    case .text: !change.subject.hasPrefix("sections/")
    case .marking:
      ["sections/", "annexes/", "figures/", "pack/"].allSatisfy { !change.subject.hasPrefix($0) }
    case .figure, .claim, .citation, .clearance, .pack: false
    }
  }

  /// A record that another label lets into an edition, or takes out of it, is one edit.
  var entries: [ReviewReport.Entry] {
    var entries = gathered
    let remarked = Set(
      entries.filter { entry in
        entry.change.kind == .marking
          || entry.change.fields.contains { $0.field == "marking" }
      }.map(\.change.subject))
    for index in entries.indices where remarked.contains(entries[index].change.subject) {
      let action = entries[index].change.action
      guard action == .added || action == .removed else { continue }
      entries[index].change.isEdit = false
      entries[index].change.causes = [entries[index].change.subject]
    }
    return entries.sorted(by: ReviewReport.isBefore)
  }
}
