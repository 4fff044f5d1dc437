extension SnapshotDifference {
  /// Clearances given, withdrawn, and lapsed because of what changed under them.
  mutating func compareClearances() {
    let before = Dictionary(
      old.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shows = (
      old.sections.contains { $0.clearances != nil }, new.sections.contains { $0.clearances != nil }
    )
    if shows.0 != shows.1, !before.isEmpty, !after.isEmpty {
      add(
        Change(
          .clearance, shows.1 ? .shown : .hidden, "clearances",
          title: "whether sections are cleared"))
    }
    for id in Set(before.keys).union(after.keys).sorted() {
      let left = before[id]?.clearances ?? []
      let right = after[id]?.clearances ?? []
      for clearance in right {
        guard let earlier = left.first(where: { $0.signature == clearance.signature }) else {
          addGiven(clearance, of: id)
          continue
        }
        guard earlier.date != clearance.date else { continue }
        add(
          Change(
            .clearance, .changed, subject(clearance, id), title: clearance.signature,
            fields: [FieldChange("date", old: earlier.date, new: clearance.date)]))
      }
      for clearance in left where !right.contains(where: { $0.signature == clearance.signature }) {
        addEnded(clearance, of: id)
      }
    }
  }

  private func subject(_ clearance: Snapshot.Clearance, _ section: String) -> String {
    "clearances/\(section)#\(clearance.signature)"
  }

  /// Given, or in force again since the section says once more what was cleared.
  private mutating func addGiven(_ clearance: Snapshot.Clearance, of section: String) {
    let (earlier, later) = facts.setting(settingName(clearance, section))
    let isOld = earlier != nil && earlier == later && !changesUnder(section).isEmpty
    add(
      Change(
        .clearance, .added, subject(clearance, section), title: clearance.signature,
        fields: [FieldChange("date", old: nil, new: clearance.date)],
        causes: isOld ? changesUnder(section) : [], isEdit: !isOld))
  }

  /// Withdrawn if its file no longer holds it, else lapsed; where no file is at hand, a change
  /// under it decides.
  private mutating func addEnded(_ clearance: Snapshot.Clearance, of section: String) {
    let causes = changesUnder(section)
    let isListed = facts.setting(settingName(clearance, section)).new != nil
    let isLapsed = facts.knowsSettings ? isListed : !causes.isEmpty
    add(
      Change(
        .clearance, isLapsed ? .lapsed : .removed, subject(clearance, section),
        title: clearance.signature,
        fields: [FieldChange("date", old: clearance.date, new: nil)],
        causes: isLapsed ? causes : [], isEdit: !isLapsed))
  }

  /// As the settings of a compiled side name it.
  private func settingName(_ clearance: Snapshot.Clearance, _ section: String) -> String {
    "clearances/\(section)/\(new.key.language)/\(clearance.signature)"
  }

  /// The changes to what a section says: its own, and those of figures and records under it.
  private func changesUnder(_ section: String) -> [String] {
    let subject = "sections/\(section)"
    let blocks = [old, new].flatMap { snapshot in
      snapshot.sections.first { $0.id == section }?.blocks ?? []
    }
    let under = Set(changed(among: blocks.flatMap(\.depends)))
    let found = changes.filter { change in
      change.kind != .clearance
        && (change.subject == subject || change.subject.hasPrefix(subject + "#")
          || under.contains(change.subject) || change.subject == "pack/marking")
    }.map(\.subject)
    if !found.isEmpty || !under.isEmpty { return Set(found).union(under).sorted() }
    return presentationCauses()
  }
}
