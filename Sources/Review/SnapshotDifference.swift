internal import Diagnostics

/// What changed in one pack, edition and language, and what followed from what.
struct SnapshotDifference {
  /// The old snapshot under the new ids.
  let old: Snapshot
  let new: Snapshot
  let renames: Renames
  let facts: Facts
  private(set) var changes: [Change] = []
  /// Records that differ, by reference, with the fields that do.
  var changedRecords: [String: ChangedRecord] = [:]
  /// Figures whose value or range differs, and claims that turned.
  var changedNumbers: Set<String> = []

  /// What is known beside the snapshots.
  struct Facts {
    let old: ReviewSide
    let new: ReviewSide
    let key: Snapshot.Key

    private var place: String { "\(key.edition)/\(key.pack)" }

    /// Names of settings that differ; empty where either side's are unknown.
    var changedSettings: [String] {
      guard let before = old.settings?[place], let after = new.settings?[place] else { return [] }
      return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    func setting(_ name: String) -> (old: String?, new: String?) {
      (old.settings?[place]?[name], new.settings?[place]?[name])
    }

    /// Whether both sides tell how a figure or claim is defined.
    var knowsSettings: Bool { old.settings?[place] != nil && new.settings?[place] != nil }

    /// Inputs of the edition that are not the same, by `collection/id`, shown or not.
    var changedInputs: Set<String> {
      guard let before = old.inputs?[key.edition], let after = new.inputs?[key.edition] else {
        return []
      }
      return Set(
        Set(before.keys).union(after.keys).filter {
          before[$0] != after[$0] && !$0.hasPrefix("packs/") && !$0.hasPrefix("Templates/")
        })
    }
  }

  /// How a record differs.
  struct ChangedRecord {
    /// Top-level fields; `*` where the snapshot does not hold what differs.
    var fields: Set<String>
    var isNewOrGone = false
  }

  init(old: Snapshot, new: Snapshot, oldSide: ReviewSide, newSide: ReviewSide) {
    renames = Renames(old, new)
    self.old = renames.applied(to: old)
    self.new = new
    facts = Facts(old: oldSide, new: newSide, key: new.key)
    comparePack()
    comparePresentation()
    compareRecords()
    addUnprinted()
    compareFigures()
    compareClaims()
    compareTerms()
    compareText()
    compareAnnexes()
    compareBibliography()
    explainShown()
    explainMarkings()
    compareClearances()
    keepUnprintedCauses()
  }

  mutating func add(_ change: Change) { changes.append(change) }

  mutating func update(_ body: (inout Change) -> Void) {
    for index in changes.indices { body(&changes[index]) }
  }

  /// Every edit found so far: what other changes may follow from.
  var edits: [Change] { changes.filter(\.isEdit) }

  /// Which of some dependences changed.
  func changed(among depends: some Sequence<String>) -> [String] {
    Set(depends).filter { changedRecords[$0] != nil || changedNumbers.contains($0) }.sorted()
  }

  // MARK: - Records of which only unprinted fields differ

  /// Such a record is a candidate, and is told only where something follows from it.
  private mutating func addUnprinted() {
    for reference in facts.changedInputs where changedRecords[reference] == nil {
      if renames.references[reference] != nil || renames.references.values.contains(reference) {
        continue
      }
      // Naming a renamed record is what differs, and the rename says so.
      let named = new.references(of: reference)
      if renames.references.values.contains(where: named.contains) { continue }
      changedRecords[reference] = ChangedRecord(fields: ["*"])
    }
  }

  private mutating func keepUnprintedCauses() {
    let told = Set(changes.map(\.subject))
    let named = Set(changes.flatMap(\.causes)).subtracting(told)
    for reference in named.sorted() where changedRecords[reference]?.fields == ["*"] {
      let record = new.records[reference] ?? old.records[reference]
      let holdsOld = facts.old.holds(reference, edition: new.key.edition) ?? true
      let holdsNew = facts.new.holds(reference, edition: new.key.edition) ?? true
      add(
        Change(
          Self.kind(of: reference), !holdsOld ? .added : !holdsNew ? .removed : .changed,
          reference, title: record?.name ?? String(reference.drop { $0 != "/" }.dropFirst()),
          fields: holdsOld && holdsNew ? [FieldChange("not printed", old: nil, new: nil)] : []))
    }
  }

  static func kind(of reference: String) -> Change.Kind {
    switch reference.prefix(while: { $0 != "/" }) {
    case "sanctions": .sanction
    case "incidents": .incident
    case "sources": .source
    default: .record
    }
  }
}
