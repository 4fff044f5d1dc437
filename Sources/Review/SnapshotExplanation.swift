internal import Diagnostics

/// Explains records, their fields and places of pages from one snapshot.
package struct SnapshotExplanation: Sendable {
  private let snapshot: Snapshot
  /// `path:line` of a record or of one of its fields.
  private let place: @Sendable (_ reference: String, _ field: String?) -> String?

  package init(
    _ snapshot: Snapshot,
    place: @escaping @Sendable (_ reference: String, _ field: String?) -> String?
  ) {
    self.snapshot = snapshot
    self.place = place
  }

  /// The `collection/id` of records that a name can mean: by reference, else by id.
  package func references(named name: String) -> [String] {
    if snapshot.records[name] != nil { return [name] }
    return snapshot.records.keys.filter { $0.hasSuffix("/\(name)") }
      .filter { $0.drop { $0 != "/" }.dropFirst() == name }.sorted()
  }

  // MARK: - Records

  package func record(_ reference: String) -> ChainAnswer? {
    guard let record = snapshot.records[reference] else { return nil }
    let sources = sources(of: .object(record.fields)).sorted()
    let written = place(reference, nil).map { ", written at \($0)" } ?? ""
    let facts = record.fields.keys.sorted().map { key in
      ChainAnswer.Item(key, FieldDifference.text(record.fields[key] ?? .null))
    }
    return ChainAnswer(
      target: reference,
      sentence:
        "\(record.name) (\(reference), \(record.marking.label)) rests on "
        + "\(ReportWords.counted(sources.count, "source"))\(written).",
      facts: facts,
      parts: [
        ChainAnswer.Part("Sources", sources.map(sourceItem)),
        ChainAnswer.Part(
          "Narrative", record.narrative.map { ChainAnswer.Item("#\($0.id)", $0.text) }),
      ])
  }

  /// The fields a record has, as paths may begin.
  package func fields(of reference: String) -> [String] {
    snapshot.records[reference]?.fields.keys.sorted() ?? []
  }

  /// `losses.0.amount` of a record: its value, where it is written, and its own sources.
  package func field(_ path: String, of reference: String) -> ChainAnswer? {
    guard let record = snapshot.records[reference] else { return nil }
    var value = JSONValue.object(record.fields)
    var nearest = sources(of: value, deep: false)
    for part in path.split(separator: ".") {
      switch value {
      case .object(let members):
        guard let next = members[String(part)] else { return nil }
        value = next
      case .list(let values):
        guard let index = Int(part), values.indices.contains(index) else { return nil }
        value = values[index]
      default: return nil
      }
      // A nested item without sources rests on the record's.
      let own = sources(of: value, deep: true)
      if !own.isEmpty { nearest = own }
    }
    let written = place(reference, path)
    return ChainAnswer(
      target: "\(reference).\(path)",
      sentence:
        "\(path) of \(record.name) is \(FieldDifference.text(value))"
        + (written.map { ", written at \($0)." } ?? "."),
      parts: [ChainAnswer.Part("Sources", nearest.sorted().map(sourceItem))])
  }

  private func sources(of value: JSONValue, deep: Bool = true) -> Set<String> {
    switch value {
    case .text(let text): return text.hasPrefix("sources/") ? [text] : []
    case .list(let values):
      return values.reduce(into: Set<String>()) { $0.formUnion(sources(of: $1, deep: deep)) }
    case .object(let members):
      guard deep else { return sources(of: members["sources"] ?? .null, deep: true) }
      return members.values.reduce(into: Set<String>()) { $0.formUnion(sources(of: $1)) }
    case .null, .boolean, .integer, .number: return []
    }
  }

  // MARK: - Places of pages

  /// `threat.html#p-722f42ea`: what stands there, and what it rests on.
  package func anchor(page: String, _ anchor: String) -> ChainAnswer? {
    let target = "\(page).html#\(anchor)"
    for (prefix, owner) in [("figure-", "figures/"), ("source-", "sources/")]
    where anchor.hasPrefix(prefix) {
      let id = String(anchor.dropFirst(prefix.count))
      if owner == "sources/" { return record("sources/\(id)") }
      guard let figure = snapshot.figures.first(where: { $0.id == id }) else { return nil }
      return ChainAnswer(
        target: target, sentence: "This is the figure \(id): \(figure.label), \(figure.display).",
        parts: chain([("figures/\(id)")]))
    }
    let owner = snapshot.records[page] != nil ? page : "sections/\(page)"
    let names = [anchor, anchor.hasPrefix("s-") ? String(anchor.dropFirst(2)) : anchor]
    guard let block = snapshot.blocks(of: owner).first(where: { names.contains($0.id) }) else {
      return nil
    }
    return ChainAnswer(
      target: target,
      sentence:
        block.depends.isEmpty
        ? "This passage rests on nothing but its author's words."
        : "This passage rests on \(ReportWords.counted(block.depends.count, "thing")).",
      facts: [ChainAnswer.Item("text", block.text)], parts: chain(block.depends))
  }

  /// The anchors of a page that can be asked about.
  package func anchors(of page: String) -> [String] {
    let owner = snapshot.records[page] != nil ? page : "sections/\(page)"
    return snapshot.blocks(of: owner).map(\.id)
  }

  /// Figures, claims, records and sources behind a passage, each kind as one part.
  private func chain(_ depends: [String]) -> [ChainAnswer.Part] {
    var figures: [ChainAnswer.Item] = []
    var claims: [ChainAnswer.Item] = []
    var records: Set<String> = []
    var sources: Set<String> = []
    for dependence in depends.sorted() {
      let id = String(dependence.drop { $0 != "/" }.dropFirst())
      if dependence.hasPrefix("figures/"),
        let figure = snapshot.figures.first(where: { $0.id == id })
      {
        figures.append(ChainAnswer.Item(id, "\(figure.label): \(figure.display)"))
        records.formUnion(figure.records)
        sources.formUnion(figure.sources)
      } else if dependence.hasPrefix("claims/"),
        let claim = snapshot.claims.first(where: { $0.id == id })
      {
        claims.append(
          ChainAnswer.Item(id, "\(claim.holds ? "holds" : "does not hold"): \(claim.query)"))
      } else if dependence.hasPrefix("sources/") {
        sources.insert(dependence)
      } else {
        records.insert(dependence)
      }
    }
    for record in records where record.hasPrefix("sources/") {
      sources.insert(record)
      records.remove(record)
    }
    for record in records {
      if let fields = snapshot.records[record]?.fields {
        sources.formUnion(self.sources(of: .object(fields)))
      }
    }
    return [
      ChainAnswer.Part("Figures", figures), ChainAnswer.Part("Claims", claims),
      ChainAnswer.Part(
        "Records",
        records.sorted().map { reference in
          ChainAnswer.Item(
            reference, snapshot.records[reference]?.name ?? "", place: place(reference, nil) ?? "")
        }),
      ChainAnswer.Part("Sources", sources.sorted().map(sourceItem)),
    ]
  }

  private func sourceItem(_ reference: String) -> ChainAnswer.Item {
    let record = snapshot.records[reference]
    var text = record?.name ?? ""
    if case .text(let address)? = record?.fields["URL"] { text += "  \(address)" }
    return ChainAnswer.Item(
      String(reference.drop { $0 != "/" }.dropFirst()), text, place: place(reference, nil) ?? "")
  }
}
