internal import Diagnostics

extension SnapshotDifference {
  /// What the pack says of itself, and settings that shape its pages.
  mutating func comparePack() {
    for key in ["title", "asOf", "audience", "from", "handling", "revision"]
    where old.metadata[key] != new.metadata[key] {
      add(
        Change(
          .pack, .changed, "pack/\(key)", title: new.metadata["title"] ?? new.key.pack,
          fields: [FieldChange(key, old: old.metadata[key], new: new.metadata[key])]))
    }
    var hasContents = false
    for name in facts.changedSettings
    where !["figures/", "claims/", "terms/", "clearances"].contains(where: name.hasPrefix) {
      if old.metadata[name] != new.metadata[name] { continue }
      hasContents = hasContents || name == "contents"
      let (before, after) = facts.setting(name)
      add(
        Change(
          .pack, before == nil ? .added : after == nil ? .removed : .changed, "pack/\(name)",
          title: new.metadata["title"] ?? new.key.pack,
          fields: [FieldChange(name, old: before, new: after)]))
    }
    let common = { (ids: [String], others: [String]) in ids.filter(others.contains) }
    let before = old.sections.map(\.id) + old.annexes.map { "annex/\($0.id)" }
    let after = new.sections.map(\.id) + new.annexes.map { "annex/\($0.id)" }
    if !hasContents, common(before, after) != common(after, before) {
      add(
        Change(
          .pack, .changed, "pack/contents", title: new.metadata["title"] ?? new.key.pack,
          fields: [
            FieldChange(
              "contents", old: before.joined(separator: ", "), new: after.joined(separator: ", "))
          ]))
    }
  }

  /// Templates, styles and strings, and the tool.
  mutating func comparePresentation() {
    for name in Set(old.presentation.keys).union(new.presentation.keys).sorted()
    where old.presentation[name] != new.presentation[name] {
      add(
        Change(
          .presentation,
          old.presentation[name] == nil
            ? .added : new.presentation[name] == nil ? .removed : .changed,
          "Templates/\(name)", title: "Templates/\(name)"))
    }
    if let before = facts.old.tool, let after = facts.new.tool, before != after {
      add(
        Change(
          .presentation, .changed, "tool", title: "the tool",
          fields: [FieldChange("version", old: before, new: after)]))
    }
  }

  mutating func compareTerms() {
    let before = Dictionary(old.terms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.terms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in Set(before.keys).union(after.keys).sorted() {
      let subject = "terms/\(id)"
      guard let left = before[id], let right = after[id] else {
        let (defined, redefined) = facts.setting(subject)
        add(
          Change(
            .pack, before[id] == nil ? .added : .removed, subject,
            title: after[id]?.term ?? before[id]?.term ?? id,
            isEdit: defined == nil || defined != redefined))
        continue
      }
      var fields: [FieldChange] = []
      if left.term != right.term {
        fields.append(FieldChange("term", old: left.term, new: right.term))
      }
      if left.definition != right.definition {
        fields.append(FieldChange("definition", old: left.definition, new: right.definition))
      }
      if left.sources != right.sources {
        fields.append(
          FieldChange(
            "sources", old: left.sources.joined(separator: "; "),
            new: right.sources.joined(separator: "; ")))
      }
      if !fields.isEmpty {
        add(Change(.pack, .changed, subject, title: right.term, fields: fields))
      }
    }
  }

  /// Annexes: their heads, and rows that came or went without any record saying why.
  mutating func compareAnnexes() {
    let before = Dictionary(
      old.annexes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.annexes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in Set(before.keys).union(after.keys).sorted() {
      let subject = "annexes/\(id)"
      guard let left = before[id], let right = after[id] else {
        add(
          Change(
            .pack, before[id] == nil ? .added : .removed, subject,
            title: after[id]?.title ?? before[id]?.title ?? id))
        continue
      }
      var fields: [FieldChange] = []
      if left.title != right.title {
        fields.append(FieldChange("title", old: left.title, new: right.title))
      }
      if left.columns != right.columns {
        fields.append(
          FieldChange(
            "columns", old: left.columns.joined(separator: ", "),
            new: right.columns.joined(separator: ", ")))
      }
      let isDefinitionKnown = facts.changedSettings.contains("contents")
      let strangers = Set(left.depends).symmetricDifference(right.depends)
        .filter { changedRecords[$0] == nil }
      if !strangers.isEmpty, !isDefinitionKnown, !facts.knowsSettings {
        fields.append(
          FieldChange("rows", old: nil, new: strangers.sorted().joined(separator: " ")))
      }
      if !fields.isEmpty {
        add(
          Change(
            .pack, .changed, subject, title: right.title, fields: fields,
            causes: isDefinitionKnown ? ["pack/contents"] : [], isEdit: !isDefinitionKnown))
      }
    }
  }

  /// Sources that are cited only now or no longer, and notes that follow.
  mutating func compareBibliography() {
    let before = Dictionary(
      old.bibliography.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.bibliography.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
    let edits = edits.map(\.subject)
    for source in Set(before.keys).union(after.keys).sorted() {
      switch (before[source], after[source]) {
      case (nil, let note?):
        add(
          Change(
            .citation, .added, "notes/\(source)", title: note.text,
            causes: citing(source, edits), isEdit: false))
      case (let note?, nil):
        add(
          Change(
            .citation, .removed, "notes/\(source)", title: note.text,
            causes: citing(source, edits), isEdit: false))
      case (let left?, let right?) where left.text != right.text:
        let isRenamed = changedRecords[source] != nil
        add(
          Change(
            .citation, .changed, "notes/\(source)", title: right.text,
            fields: [FieldChange("text", old: left.text, new: right.text)],
            causes: isRenamed ? [source] : presentationCauses(), isEdit: false))
      default: break
      }
    }
    let oldOrder = old.bibliography.map(\.source).filter { after[$0] != nil }
    let newOrder = new.bibliography.map(\.source).filter { before[$0] != nil }
    let moved = newOrder.filter { before[$0]?.number != after[$0]?.number }
    guard oldOrder != newOrder || !moved.isEmpty else { return }
    let texts = changes.filter { $0.kind == .text || $0.kind == .citation || $0.kind == .pack }
      .filter(\.isEdit).map(\.subject)
    add(
      Change(
        .citation, .moved, "notes", title: "notes are numbered anew",
        fields: [FieldChange("count", old: nil, new: String(moved.count))],
        causes: texts.isEmpty ? edits : texts, isEdit: false))
  }

  /// The changed texts that cite a source, else every edit.
  private func citing(_ source: String, _ edits: [String]) -> [String] {
    let texts = changes.filter { change in
      change.kind == .text
        && (old.dependences(of: change.subject).contains(source)
          || new.dependences(of: change.subject).contains(source)
          || change.fields.contains {
            let id = source.drop { $0 != "/" }.dropFirst()
            return $0.old?.contains("[^\(id)]") == true || $0.new?.contains("[^\(id)]") == true
          })
    }.map(\.subject)
    return texts.isEmpty ? edits : texts
  }

  /// Sections, annexes and the pack as a whole that carry a lower label than before.
  mutating func explainMarkings() {
    let lowered = changes.filter { $0.kind == .marking }.map(\.subject)
    var heads: [(subject: String, title: String, old: Marking, new: Marking)] = []
    for section in new.sections {
      if let before = old.sections.first(where: { $0.id == section.id }) {
        heads.append(("sections/\(section.id)", section.title, before.marking, section.marking))
      }
    }
    for annex in new.annexes {
      if let before = old.annexes.first(where: { $0.id == annex.id }) {
        heads.append(("annexes/\(annex.id)", annex.title, before.marking, annex.marking))
      }
    }
    heads.append(("pack/marking", new.metadata["title"] ?? "", old.marking, new.marking))
    for head in heads where head.old != head.new {
      let own = changes.filter { $0.isEdit && $0.subject.hasPrefix(head.subject) }.map(\.subject)
      let reasons = !lowered.isEmpty ? lowered : !own.isEmpty ? own : edits.map(\.subject)
      let isKnown = changes.contains { $0.subject == head.subject && $0.kind == .pack }
      if isKnown { continue }
      add(
        Change(
          .marking, head.new < head.old ? .lowered : .changed, head.subject, title: head.title,
          fields: [FieldChange("marking", old: head.old.label, new: head.new.label)],
          causes: reasons, isEdit: reasons.isEmpty))
    }
  }
}
