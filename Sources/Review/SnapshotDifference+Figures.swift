internal import Diagnostics

extension SnapshotDifference {
  /// Figures that have another value, range, wording or definition.
  mutating func compareFigures() {
    let before = Dictionary(
      old.figures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.figures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = Set(before.keys).union(after.keys).sorted()
    for id in ids {
      guard let left = before[id], let right = after[id] else {
        changedNumbers.insert("figures/\(id)")
        continue
      }
      if (left.value, left.low, left.high, left.display, left.unit)
        != (right.value, right.low, right.high, right.display, right.unit)
      {
        changedNumbers.insert("figures/\(id)")
      }
    }
    for id in ids {
      switch (before[id], after[id]) {
      case (let left?, let right?): compare(left, right)
      case (nil, let right?): appear(right, .added)
      case (let left?, nil): appear(left, .removed)
      case (nil, nil): break
      }
    }
  }

  private mutating func appear(_ figure: Snapshot.Figure, _ action: Change.Action) {
    let subject = "figures/\(figure.id)"
    let (before, after) = facts.setting(subject)
    // Defined in both: a text uses it only now, or no longer.
    let isDefinedInBoth = before != nil && before == after
    add(
      Change(
        .figure, action, subject, title: figure.label,
        fields: [
          FieldChange(
            "display", old: action == .removed ? figure.display : nil,
            new: action == .added ? figure.display : nil)
        ], isEdit: !isDefinedInBoth))
  }

  private mutating func compare(_ left: Snapshot.Figure, _ right: Snapshot.Figure) {
    let subject = "figures/\(right.id)"
    var fields: [FieldChange] = []
    func note(_ field: String, _ before: String?, _ after: String?) {
      if before != after { fields.append(FieldChange(field, old: before, new: after)) }
    }
    note("display", left.display, right.display)
    note("value", left.value, right.value)
    note("low", left.low, right.low)
    note("high", left.high, right.high)
    note("unit", left.unit, right.unit)
    note("label", left.label, right.label)
    note("query", left.query, right.query)
    note("quote", left.quote, right.quote)
    note("marking", left.marking.label, right.marking.label)
    note(
      "records", summary(right.records, left.records, "−"),
      summary(left.records, right.records, "+"))
    note(
      "sources", summary(right.sources, left.sources, "−"),
      summary(left.sources, right.sources, "+"))
    let (before, after) = facts.setting(subject)
    let isRedefined =
      facts.knowsSettings
      ? before != after
      : left.query != right.query || left.unit != right.unit || left.quote != right.quote
        || left.label != right.label || left.marking != right.marking
        || (right.query.isEmpty && left.value != right.value)
    if isRedefined, fields.isEmpty {
      fields.append(FieldChange("definition", old: nil, new: nil))
    }
    guard !fields.isEmpty else { return }
    var causes = FigureCauses(difference: self).causes(
      old: (left.query, left.records), new: (right.query, right.records))
    causes += changed(among: right.sources + left.sources).filter { !causes.contains($0) }
      .filter { _ in left.sources != right.sources }
    if right.marking < left.marking {
      add(
        Change(
          .marking, .lowered, subject, title: right.label,
          fields: fields.filter { $0.field == "marking" }, isEdit: isRedefined))
      fields.removeAll { $0.field == "marking" }
      if fields.isEmpty { return }
    }
    if causes.isEmpty, !isRedefined { causes = presentationCauses() }
    add(
      Change(
        .figure, .changed, subject, title: right.label, fields: fields,
        causes: isRedefined ? [] : causes, isEdit: isRedefined))
  }

  /// The items of `second` that `first` has not, signed; nil where there is none.
  private func summary(_ first: [String], _ second: [String], _ sign: String) -> String? {
    let known = Set(first)
    let own = second.filter { !known.contains($0) }
    return own.isEmpty ? nil : own.map { sign + $0 }.joined(separator: " ")
  }

  /// Claims that became false or true, or say something else.
  mutating func compareClaims() {
    let before = Dictionary(old.claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in Set(before.keys).union(after.keys).sorted() {
      let subject = "claims/\(id)"
      guard let left = before[id], let right = after[id] else {
        add(
          Change(
            .claim, before[id] == nil ? .added : .removed, subject,
            title: after[id]?.query ?? before[id]?.query ?? ""))
        continue
      }
      var fields: [FieldChange] = []
      if left.holds != right.holds {
        changedNumbers.insert(subject)
        fields.append(
          FieldChange("holds", old: "\(left.holds)", new: "\(right.holds)"))
      }
      if left.query != right.query {
        fields.append(FieldChange("query", old: left.query, new: right.query))
      }
      let (defined, redefined) = facts.setting(subject)
      if fields.isEmpty, defined != redefined {
        fields.append(FieldChange("definition", old: nil, new: nil))
      }
      guard !fields.isEmpty else { continue }
      let isEdit = left.query != right.query || defined != redefined
      let causes = FigureCauses(difference: self).causes(
        old: (left.query, left.records), new: (right.query, right.records))
      add(
        Change(
          .claim, .changed, subject, title: right.query, fields: fields,
          causes: isEdit ? [] : causes, isEdit: isEdit))
    }
  }
}
