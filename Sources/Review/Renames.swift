internal import Diagnostics

/// Records that carry another id than before: otherwise the same, or alike and named anew by those
/// that named them.
struct Renames {
  /// Old reference → new reference.
  private(set) var references: [String: String] = [:]

  /// `(old, new)`, by the new reference.
  var pairs: [(old: String, new: String)] {
    references.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
  }

  init(_ old: Snapshot, _ new: Snapshot) {
    let removed = old.records.keys.filter { new.records[$0] == nil }.sorted()
    var added = new.records.keys.filter { old.records[$0] == nil }.sorted()
    guard !removed.isEmpty, !added.isEmpty else { return }
    let tests: [(Snapshot.Record, Snapshot.Record) -> Bool] = [
      Self.isSame,
      { before, after in
        Self.isAlike(before, after)
          && (before.name == after.name && before.name != before.id
            || Self.isNamedAnew(before.reference, after.reference, old, new))
      },
    ]
    for test in tests {
      for reference in removed where references[reference] == nil {
        guard let before = old.records[reference] else { continue }
        let match = added.firstIndex { candidate in
          guard let after = new.records[candidate] else { return false }
          return after.collection == before.collection && test(before, after)
        }
        if let match { references[reference] = added.remove(at: match) }
      }
    }
  }

  /// Whether most of what two records say agrees, ids apart.
  private static func isAlike(_ old: Snapshot.Record, _ new: Snapshot.Record) -> Bool {
    let keys = Set(old.fields.keys).union(new.fields.keys).subtracting(["id"])
    return 2 * keys.count { old.fields[$0] == new.fields[$0] } >= keys.count
  }

  /// Whether a record that named the one now names the other instead.
  private static func isNamedAnew(
    _ before: String, _ after: String, _ old: Snapshot, _ new: Snapshot
  ) -> Bool {
    old.records.keys.contains { reference in
      guard new.records[reference] != nil, old.references(of: reference).contains(before) else {
        return false
      }
      let now = new.references(of: reference)
      return now.contains(after) && !now.contains(before)
    }
  }

  private static func isSame(_ old: Snapshot.Record, _ new: Snapshot.Record) -> Bool {
    var oldFields = old.fields
    var newFields = new.fields
    oldFields["id"] = nil
    newFields["id"] = nil
    return oldFields == newFields && old.marking == new.marking
      && old.narrative.map(\.text) == new.narrative.map(\.text)
  }

  /// The old snapshot as if it had used the new ids.
  func applied(to snapshot: Snapshot) -> Snapshot {
    guard !references.isEmpty else { return snapshot }
    var copy = snapshot
    copy.records = Dictionary(
      uniqueKeysWithValues: snapshot.records.values.map { record in
        var record = record
        record.reference = renamed(record.reference)
        record.fields = record.fields.mapValues(renamed)
        if references.values.contains(record.reference) {
          record.fields["id"] = .text(record.id)
        }
        record.narrative = record.narrative.map(renamed)
        return (record.reference, record)
      })
    copy.queried = Set(snapshot.queried.map(renamed))
    for index in copy.figures.indices {
      copy.figures[index].records = copy.figures[index].records.map(renamed).sorted(by: isBefore)
      copy.figures[index].sources = copy.figures[index].sources.map(renamed).sorted(by: isBefore)
      copy.figures[index].query = renamedQuery(copy.figures[index].query)
    }
    for index in copy.claims.indices {
      copy.claims[index].records = copy.claims[index].records.map(renamed).sorted(by: isBefore)
      copy.claims[index].query = renamedQuery(copy.claims[index].query)
    }
    for index in copy.sections.indices {
      copy.sections[index].blocks = copy.sections[index].blocks.map(renamed)
    }
    for index in copy.annexes.indices {
      copy.annexes[index].depends = copy.annexes[index].depends.map(renamed).sorted(by: isBefore)
    }
    for index in copy.terms.indices {
      copy.terms[index].sources = copy.terms[index].sources.map(renamed)
      copy.terms[index].definition = renamedText(copy.terms[index].definition)
    }
    for index in copy.bibliography.indices {
      copy.bibliography[index].source = renamed(copy.bibliography[index].source)
    }
    return copy
  }

  private func renamed(_ reference: String) -> String { references[reference] ?? reference }

  private func renamed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .text(let text): .text(renamed(text))
    case .list(let values): .list(values.map(renamed))
    case .object(let members): .object(members.mapValues(renamed))
    case .null, .boolean, .integer, .number: value
    }
  }

  private func renamed(_ block: Snapshot.Block) -> Snapshot.Block {
    Snapshot.Block(
      id: block.id, text: renamedText(block.text),
      depends: block.depends.map(renamed).sorted(by: isBefore))
  }

  /// Links to records' pages, and notes that carry a source's id.
  private func renamedText(_ text: String) -> String {
    var text = text
    for (old, new) in pairs {
      let oldID = String(old.drop { $0 != "/" }.dropFirst())
      let newID = String(new.drop { $0 != "/" }.dropFirst())
      text = text.replacing("/\(oldID).md", with: "/\(newID).md")
        .replacing("[^\(oldID)]", with: "[^\(newID)]")
        .replacing("-\(oldID))", with: "-\(newID))")
        .replacing("-\(oldID)\"", with: "-\(newID)\"")
    }
    return text
  }

  private func renamedQuery(_ query: String) -> String {
    var query = query
    for (old, new) in pairs {
      let oldID = String(old.drop { $0 != "/" }.dropFirst())
      let newID = String(new.drop { $0 != "/" }.dropFirst())
      query = query.replacing("'\(oldID)'", with: "'\(newID)'")
    }
    return query
  }

  private func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
