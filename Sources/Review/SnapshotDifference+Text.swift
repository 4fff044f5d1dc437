internal import Diagnostics

extension SnapshotDifference {
  /// Sections and records' narratives, block by block.
  mutating func compareText() {
    let before = Dictionary(
      old.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var strays = Strays()
    for section in new.sections {
      let subject = "sections/\(section.id)"
      guard let earlier = before[section.id] else {
        add(Change(.text, .added, subject, title: section.title))
        continue
      }
      compareHead(earlier, section)
      compare(earlier.blocks, section.blocks, owner: subject, title: section.title, &strays)
    }
    for section in old.sections where after[section.id] == nil {
      add(Change(.text, .removed, "sections/\(section.id)", title: section.title))
    }
    for reference in new.records.keys.sorted() {
      guard let earlier = old.records[reference], let record = new.records[reference] else {
        continue
      }
      compare(
        earlier.narrative, record.narrative, owner: reference, title: record.name, &strays)
    }
    settle(&strays)
  }

  /// Blocks without a partner in their own text: one of another text may be it.
  private struct Strays {
    var removed: [(owner: String, title: String, block: Snapshot.Block)] = []
    var added: [(owner: String, title: String, block: Snapshot.Block)] = []
  }

  private mutating func compareHead(_ old: Snapshot.Section, _ new: Snapshot.Section) {
    var fields: [FieldChange] = []
    if old.title != new.title {
      fields.append(FieldChange("title", old: old.title, new: new.title))
    }
    if old.kind != new.kind { fields.append(FieldChange("kind", old: old.kind, new: new.kind)) }
    if old.language != new.language {
      fields.append(FieldChange("language", old: old.language, new: new.language))
    }
    guard !fields.isEmpty else { return }
    add(Change(.text, .changed, "sections/\(new.id)", title: new.title, fields: fields))
  }

  private mutating func compare(
    _ old: [Snapshot.Block], _ new: [Snapshot.Block], owner: String, title: String,
    _ strays: inout Strays
  ) {
    guard old != new else { return }
    for match in BlockAlignment(old, new).matches {
      switch match {
      case .same(let before, let after):
        compareKept(old[before], new[after], owner: owner, title: title)
      case .moved(let before, let after):
        add(
          Change(
            .text, .moved, "\(owner)#\(new[after].id)", title: title,
            fields: [FieldChange("text", old: old[before].text, new: new[after].text)]))
      case .edited(let before, let after):
        compareEdited(old[before], new[after], owner: owner, title: title)
      case .removed(let before): strays.removed.append((owner, title, old[before]))
      case .added(let after): strays.added.append((owner, title, new[after]))
      }
    }
  }

  /// A block whose source is as it was: what differs follows from what it rests on.
  private mutating func compareKept(
    _ old: Snapshot.Block, _ new: Snapshot.Block, owner: String, title: String
  ) {
    guard old.text != new.text else { return }
    var causes = changed(among: old.depends + new.depends)
    if causes.isEmpty { causes = linkedCauses(old.text, new.text) }
    // Labelled blocks and headings keep their ids when their authors edit them; elsewhere the
    // words of the interface are left.
    if causes.isEmpty, new.id.hasPrefix("p-") || new.id.hasPrefix("fn-") {
      causes = presentationCauses()
    }
    add(
      Change(
        .text, .changed, "\(owner)#\(new.id)", title: title,
        fields: [FieldChange("text", old: old.text, new: new.text)], causes: causes,
        isEdit: causes.isEmpty))
  }

  private mutating func compareEdited(
    _ old: Snapshot.Block, _ new: Snapshot.Block, owner: String, title: String
  ) {
    let subject = "\(owner)#\(new.id)"
    guard old.text != new.text else {
      // The same words under another id: links follow a rename, or were written otherwise.
      let renamed = renames.pairs.map(\.new).filter(new.depends.contains)
      add(
        Change(
          .text, .changed, subject, title: title, causes: renamed, isEdit: renamed.isEmpty))
      return
    }
    add(
      Change(
        .text, .changed, subject, title: title,
        fields: [FieldChange("text", old: old.text, new: new.text)]))
  }

  private mutating func settle(_ strays: inout Strays) {
    for stray in strays.added {
      let match = strays.removed.firstIndex { $0.block.id == stray.block.id }
      if let match {
        let origin = strays.removed.remove(at: match)
        add(
          Change(
            .text, .moved, "\(stray.owner)#\(stray.block.id)", title: stray.title,
            fields: [
              FieldChange(
                "text", old: origin.block.text, new: stray.block.text, about: origin.owner)
            ]))
      } else {
        add(
          Change(
            .text, .added, "\(stray.owner)#\(stray.block.id)", title: stray.title,
            fields: [FieldChange("text", old: nil, new: stray.block.text)]))
      }
    }
    for stray in strays.removed {
      add(
        Change(
          .text, .removed, "\(stray.owner)#\(stray.block.id)", title: stray.title,
          fields: [FieldChange("text", old: stray.block.text, new: nil)]))
    }
  }

  /// Terms and sections that a text links to and whose words changed.
  private func linkedCauses(_ old: String, _ new: String) -> [String] {
    changes.filter { change in
      guard change.isEdit else { return false }
      let name = change.subject.split(separator: "/", maxSplits: 1).last.map(String.init) ?? ""
      if change.subject.hasPrefix("terms/") {
        return old.contains("#term-\(name)") || new.contains("#term-\(name)")
      }
      if change.subject.hasPrefix("sections/"), !change.subject.contains("#") {
        return old.contains("\(name).md") || new.contains("\(name).md")
      }
      return false
    }.map(\.subject)
  }

  /// The interface strings, where they changed.
  func presentationCauses() -> [String] {
    changes.filter { $0.kind == .presentation && $0.subject.hasPrefix("Templates/strings/") }
      .map(\.subject)
  }
}
