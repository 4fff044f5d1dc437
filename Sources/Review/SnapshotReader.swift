internal import Diagnostics

/// Why a file is no snapshot that this tool can read.
package struct SnapshotFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package let path: String
  /// One phrase, lower case, no full stop.
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What a snapshot's or a manifest's JSON may hold: it may come from anywhere.
  static var rules: JSONRules {
    var rules = JSONRules()
    rules.depth = 64
    return rules
  }

  /// JSON that cannot be read, with the place.
  init(_ fault: JSONFault, in bytes: [UInt8], path: String) {
    let position = fault.position(in: bytes)
    self.init(
      path: "\(path):\(position.line):\(position.column)", reason: "broken JSON: \(fault.reason)")
  }

  package var description: String { "\(path): error: \(reason)" }
}

extension Snapshot {
  /// The schema this tool writes and reads.
  package static let schema = 1

  /// Reads `pack.json`; `path` is named in what is thrown.
  package init(bytes: [UInt8], path: String) throws(SnapshotFailure) {
    let document: JSONValue
    do throws(JSONFault) {
      document = try JSONValue(reading: bytes, SnapshotFailure.rules)
    } catch {
      throw SnapshotFailure(error, in: bytes, path: path)
    }
    let reader = SnapshotReader(path: path)
    self = try reader.snapshot(document)
  }
}

/// Decodes a snapshot's document; keys it does not know are left alone.
private struct SnapshotReader {
  let path: String

  func snapshot(_ document: JSONValue) throws(SnapshotFailure) -> Snapshot {
    guard case .object(let root) = document else { throw failure("a snapshot is an object") }
    guard case .integer(let schema)? = root["schema"] else {
      throw failure("this is no snapshot: it has no 'schema'")
    }
    guard schema <= Snapshot.schema else {
      throw failure(
        "its schema is \(schema), newer than \(Snapshot.schema), the newest this tool reads; "
          + "use the tool that wrote it or a later one")
    }
    guard schema == Snapshot.schema else { throw failure("there is no schema \(schema)") }
    var snapshot = Snapshot()
    snapshot.key = Snapshot.Key(
      pack: try text(root, "pack", in: "the snapshot"),
      edition: try text(root, "edition", in: "the snapshot"),
      language: try text(root, "language", in: "the snapshot"))
    snapshot.marking = try marking(root, in: "the snapshot")
    for key in ["title", "asOf", "audience", "from", "handling", "revision"] {
      snapshot.metadata[key] = try optional(root, key, in: "the snapshot")
    }
    for entry in try objects(root, "figures") { snapshot.figures.append(try figure(entry)) }
    for entry in try objects(root, "claims") { snapshot.claims.append(try claim(entry)) }
    guard case .object(let collections)? = root["records"] else {
      throw failure("'records' is an object of lists")
    }
    for collection in collections.keys.sorted() {
      for entry in try objects(collections, collection) {
        let record = try record(entry, collection)
        guard snapshot.records.updateValue(record, forKey: record.reference) == nil else {
          throw failure("the record '\(record.reference)' stands twice")
        }
      }
    }
    if root["queried"] != nil {
      snapshot.queried = Set(try texts(root, "queried", in: "the snapshot"))
    }
    for entry in try objects(root, "sections") { snapshot.sections.append(try section(entry)) }
    for entry in try objects(root, "annexes") { snapshot.annexes.append(try annex(entry)) }
    for entry in try objects(root, "terms") { snapshot.terms.append(try term(entry)) }
    for entry in try objects(root, "bibliography") {
      snapshot.bibliography.append(try note(entry))
    }
    guard case .object(let digests)? = root["presentation"] else {
      throw failure("'presentation' is an object of digests")
    }
    for name in digests.keys.sorted() {
      snapshot.presentation[name] = try text(digests, name, in: "'presentation'")
    }
    return snapshot
  }

  // MARK: - Parts

  private typealias Members = [String: JSONValue]

  private func figure(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Figure {
    var figure = Snapshot.Figure()
    figure.id = try text(entry, "id", in: "a figure")
    let name = "the figure '\(figure.id)'"
    figure.label = try text(entry, "label", in: name)
    figure.display = try text(entry, "display", in: name)
    figure.value = try optional(entry, "value", in: name)
    figure.low = try optional(entry, "low", in: name)
    figure.high = try optional(entry, "high", in: name)
    figure.unit = try optional(entry, "unit", in: name)
    figure.query = try text(entry, "query", in: name)
    figure.quote = try optional(entry, "quote", in: name)
    figure.marking = try marking(entry, in: name)
    figure.records = try texts(entry, "records", in: name)
    figure.sources = try texts(entry, "sources", in: name)
    for use in try objects(entry, "uses") {
      figure.uses.append(
        Snapshot.Use(
          place: try text(use, "place", in: name), block: try text(use, "block", in: name),
          sentence: try text(use, "sentence", in: name)))
    }
    return figure
  }

  private func claim(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Claim {
    var claim = Snapshot.Claim()
    claim.id = try text(entry, "id", in: "a claim")
    let name = "the claim '\(claim.id)'"
    guard case .boolean(let holds)? = entry["holds"] else {
      throw failure("'holds' of \(name) is true or false")
    }
    claim.holds = holds
    claim.query = try text(entry, "query", in: name)
    claim.records = try texts(entry, "records", in: name)
    claim.figures = try texts(entry, "figures", in: name)
    return claim
  }

  private func record(
    _ entry: Members, _ collection: String
  ) throws(SnapshotFailure) -> Snapshot.Record {
    var record = Snapshot.Record()
    record.reference = "\(collection)/\(try text(entry, "id", in: "a record of \(collection)"))"
    record.marking = try marking(entry, in: "'\(record.reference)'")
    record.fields = entry
    record.fields["marking"] = nil
    if record.fields.removeValue(forKey: "narrative") != nil {
      record.narrative = try blocks(entry, "narrative", in: "'\(record.reference)'")
    }
    return record
  }

  private func section(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Section {
    var section = Snapshot.Section()
    section.id = try text(entry, "id", in: "a section")
    let name = "the section '\(section.id)'"
    section.title = try text(entry, "title", in: name)
    section.kind = try optional(entry, "kind", in: name) ?? ""
    section.language = try text(entry, "language", in: name)
    section.marking = try marking(entry, in: name)
    section.blocks = try blocks(entry, "blocks", in: name)
    if entry["clearances"] != nil {
      var clearances: [Snapshot.Clearance] = []
      for clearance in try objects(entry, "clearances") {
        clearances.append(
          Snapshot.Clearance(
            by: try text(clearance, "by", in: "a clearance of \(name)"),
            role: try text(clearance, "role", in: "a clearance of \(name)"),
            date: try text(clearance, "date", in: "a clearance of \(name)")))
      }
      section.clearances = clearances
    }
    return section
  }

  private func annex(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Annex {
    var annex = Snapshot.Annex()
    annex.id = try text(entry, "id", in: "an annex")
    let name = "the annex '\(annex.id)'"
    annex.title = try text(entry, "title", in: name)
    annex.marking = try marking(entry, in: name)
    if entry["columns"] != nil { annex.columns = try texts(entry, "columns", in: name) }
    annex.depends = try texts(entry, "depends", in: name)
    return annex
  }

  private func term(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Term {
    let id = try text(entry, "id", in: "a term")
    return Snapshot.Term(
      id: id, term: try text(entry, "term", in: "the term '\(id)'"),
      definition: try text(entry, "definition", in: "the term '\(id)'"),
      sources: try texts(entry, "sources", in: "the term '\(id)'"))
  }

  private func note(_ entry: Members) throws(SnapshotFailure) -> Snapshot.Note {
    guard case .integer(let number)? = entry["number"] else {
      throw failure("'number' of a note is a number")
    }
    return Snapshot.Note(
      number: number, source: try text(entry, "source", in: "note \(number)"),
      text: try text(entry, "text", in: "note \(number)"))
  }

  private func blocks(
    _ entry: Members, _ key: String, in owner: String
  ) throws(SnapshotFailure) -> [Snapshot.Block] {
    var blocks: [Snapshot.Block] = []
    for block in try objects(entry, key) {
      blocks.append(
        Snapshot.Block(
          id: try text(block, "id", in: "a block of \(owner)"),
          text: try text(block, "text", in: "a block of \(owner)"),
          depends: try texts(block, "depends", in: "a block of \(owner)")))
    }
    return blocks
  }

  // MARK: - Values

  private func text(
    _ members: Members, _ key: String, in owner: String
  ) throws(SnapshotFailure) -> String {
    guard case .text(let text)? = members[key] else {
      throw failure("'\(VisibleText.line(key))' of \(VisibleText.line(owner)) is text")
    }
    return text
  }

  private func optional(
    _ members: Members, _ key: String, in owner: String
  ) throws(SnapshotFailure) -> String? {
    members[key] == nil ? nil : try text(members, key, in: owner)
  }

  private func texts(
    _ members: Members, _ key: String, in owner: String
  ) throws(SnapshotFailure) -> [String] {
    guard case .list(let values)? = members[key] else {
      throw failure("'\(key)' of \(VisibleText.line(owner)) is a list")
    }
    var texts: [String] = []
    for value in values {
      guard case .text(let text) = value else {
        throw failure("'\(key)' of \(VisibleText.line(owner)) is a list of texts")
      }
      texts.append(text)
    }
    return texts
  }

  private func objects(_ members: Members, _ key: String) throws(SnapshotFailure) -> [Members] {
    guard case .list(let values)? = members[key] else {
      throw failure("'\(VisibleText.line(key))' is a list")
    }
    var objects: [Members] = []
    for value in values {
      guard case .object(let members) = value else {
        throw failure("'\(VisibleText.line(key))' is a list of objects")
      }
      objects.append(members)
    }
    return objects
  }

  private func marking(_ members: Members, in owner: String) throws(SnapshotFailure) -> Marking {
    let label = try text(members, "marking", in: owner)
    guard let marking = Marking(label: label) else {
      throw failure("'marking' of \(VisibleText.line(owner)) is a TLP 2.0 label")
    }
    return marking
  }

  private func failure(_ reason: String) -> SnapshotFailure {
    SnapshotFailure(path: path, reason: reason)
  }
}
