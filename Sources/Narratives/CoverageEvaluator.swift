internal import Diagnostics
internal import Editions
internal import MarkdownTree
internal import Records

/// Works out who lists whom, as `design.md` section 5, "Coverage", defines the four answers.
struct CoverageEvaluator {
  let lookups: NarrativeLookups
  /// Listings in force, by entity, oldest first.
  private let listings: [RecordReference: [Record]]
  private let parents: [RecordReference: RecordReference]
  private let children: [RecordReference: [RecordReference]]
  /// Authorities whose list was read, or whose snapshot was taken, by the date.
  private let readAuthorities: Set<RecordReference>
  /// The earliest incident laid to each entity.
  private let firstIncidents: [RecordReference: (incident: RecordReference, date: PartialDate)]

  init(lookups: NarrativeLookups) {
    self.lookups = lookups
    let corpus = lookups.corpus
    let date = lookups.edition.asOf
    var listings: [RecordReference: [Record]] = [:]
    var read: Set<RecordReference> = []
    for sanction in corpus.records(.sanctions) {
      if let authority = sanction.item.reference("authority"),
        case .item(let snapshot) = sanction.item["snapshot"],
        CoverageEvaluator.isBy(date, snapshot.date("generatedAt"))
      {
        read.insert(authority)
      }
      guard let entity = sanction.item.reference("entity"),
        sanction.item.isInForce(asOf: date)
      else { continue }
      listings[entity, default: []].append(sanction)
    }
    for authority in corpus.records(.authorities)
    where CoverageEvaluator.isBy(date, authority.item.date("checked")) {
      read.insert(authority.reference)
    }
    var parents: [RecordReference: RecordReference] = [:]
    var children: [RecordReference: [RecordReference]] = [:]
    for entity in corpus.records(.entities) {
      guard let parent = entity.item.reference("parent") else { continue }
      parents[entity.reference] = parent
      children[parent, default: []].append(entity.reference)
    }
    self.listings = listings
    self.parents = parents
    self.children = children
    readAuthorities = read
    firstIncidents = CoverageEvaluator.firstIncidents(of: corpus.records(.incidents))
  }

  private static func firstIncidents(
    of incidents: [Record]
  ) -> [RecordReference: (incident: RecordReference, date: PartialDate)] {
    var first: [RecordReference: (incident: RecordReference, date: PartialDate)] = [:]
    for incident in incidents {
      guard let date = incident.item.date("startDate") ?? incident.item.date("disclosureDate")
      else { continue }
      for entity in incident.item.items("initiators").compactMap({ $0.reference("entity") }) {
        if let known = first[entity], (known.date, known.incident) <= (date, incident.reference) {
          continue
        }
        first[entity] = (incident.reference, date)
      }
    }
    return first
  }

  /// Whether something happened, and did so by the date; without a date, whether it happened.
  private static func isBy(_ date: PartialDate?, _ event: PartialDate?) -> Bool {
    guard let event else { return false }
    return date.map { event.earliest <= $0.latest } ?? true
  }

  /// The matrix; without `entities` the rows are all that sanctions name, by name.
  func matrix(
    title: [ProseInline], name: String, entities: [RecordReference]?, members: [String]
  ) -> CoverageMatrix {
    let named = Set(lookups.corpus.records(.sanctions).compactMap { $0.item.reference("entity") })
      .filter { lookups.corpus.contains($0) }
    let rows = entities ?? RecordOrder(lookups: lookups).byName(named.sorted())
    let binding = members.map { authorities(binding: $0) }
    return CoverageMatrix(
      title: title, name: name, members: members,
      rows: rows.map { entity in
        CoverageMatrix.Row(
          entity: entity, firstIncident: firstIncidents[entity]?.incident,
          cells: withLags(
            binding.map { cell(of: entity, under: $0) }, firstIncidents[entity]?.date))
      })
  }

  /// The authorities whose lists bind a member.
  private func authorities(binding member: String) -> Set<RecordReference> {
    var result: Set<RecordReference> = []
    for authority in lookups.corpus.records(.authorities) {
      var bound = authority.item.texts("binds")
      if bound.isEmpty { bound = authority.item.text("jurisdiction").map { [$0] } ?? [] }
      if bound.contains(where: { $0 == "all" || $0.lowercased() == member }) {
        result.insert(authority.reference)
      }
    }
    return result
  }

  private func cell(
    of entity: RecordReference, under authorities: Set<RecordReference>
  ) -> CoverageMatrix.Cell {
    let own = sanctions(on: [entity], by: authorities)
    if !own.isEmpty { return cell(.listed, own) }
    let related = sanctions(on: relatives(of: entity), by: authorities)
    if !related.isEmpty { return cell(.partly, related) }
    // Where nobody's list was read, or nobody lists at all, absence proves nothing.
    let isKnown = !authorities.isEmpty && authorities.isSubset(of: readAuthorities)
    return CoverageMatrix.Cell(status: isKnown ? .notListed : .unknown)
  }

  private func cell(
    _ status: CoverageMatrix.Status, _ sanctions: [Record]
  ) -> CoverageMatrix.Cell {
    CoverageMatrix.Cell(
      status: status, sanctions: sanctions.map(\.reference),
      since: sanctions.lazy.compactMap { $0.item.date("listingDate") }.first)
  }

  private func sanctions(
    on entities: [RecordReference], by authorities: Set<RecordReference>
  ) -> [Record] {
    let found = entities.flatMap { listings[$0] ?? [] }.filter { sanction in
      sanction.item.reference("authority").map { authorities.contains($0) } ?? false
    }
    let byReference = Dictionary(
      found.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
    return RecordOrder(lookups: lookups).sorted(found.map(\.reference), of: .sanctions)
      .compactMap { byReference[$0] }
  }

  /// Ancestors and descendants, without the entity itself.
  private func relatives(of entity: RecordReference) -> [RecordReference] {
    var result: [RecordReference] = []
    var seen: Set<RecordReference> = [entity]
    var current = entity
    while let parent = parents[current], seen.insert(parent).inserted {
      result.append(parent)
      current = parent
    }
    var open = children[entity] ?? []
    while let child = open.popLast() {
      guard seen.insert(child).inserted else { continue }
      result.append(child)
      open += children[child] ?? []
    }
    return result
  }

  /// Days after the row's first listing and after its first incident, between full dates only.
  private func withLags(
    _ cells: [CoverageMatrix.Cell], _ incident: PartialDate?
  ) -> [CoverageMatrix.Cell] {
    let first = cells.filter { $0.status == .listed }.compactMap(\.since).min()
    func days(_ from: PartialDate?, _ to: PartialDate) -> Int? {
      guard let from, from.isFullDay, to.isFullDay else { return nil }
      return to.earliest.ordinal - from.earliest.ordinal
    }
    return cells.map { cell in
      var cell = cell
      if cell.status == .listed, let since = cell.since {
        cell.lag = days(first, since)
        cell.incidentLag = days(incident, since)
      }
      return cell
    }
  }
}

extension CoverageMatrix {
  /// The records in the matrix: its rows, their first incidents and the listings in its cells.
  var shownRecords: [RecordReference] {
    Set(rows.flatMap(\.records)).sorted()
  }
}

extension PageCompiler {
  /// The rows an author asks for; reports those that name no entity.
  mutating func entities(named ids: [Located<String>]) -> [RecordReference] {
    ids.compactMap { id in
      let reference = RecordReference(.entities, id.value)
      if lookups.corpus.contains(reference) { return reference }
      report(unknownRecord(id, in: .entities))
      return nil
    }
  }

  /// The columns: those an author asks for, else the forum's members; nil, with a report, where
  /// there are neither.
  mutating func members(named members: [Located<String>], at span: SourceSpan) -> [String]? {
    if !members.isEmpty {
      for member in members where !isMember(member.value) { report(.malformedMember(member)) }
      return members.map { $0.value.lowercased() }
    }
    let forum = lookups.edition.pack.forum.flatMap { lookups.corpus[$0.value] }
    let codes = forum?.item.texts("members") ?? []
    guard !codes.isEmpty else {
      report(.coverageWithoutMembers(at: span))
      return nil
    }
    return codes.map { $0.lowercased() }
  }

  /// Two letters: a country or `eu`.
  private func isMember(_ text: String) -> Bool {
    text.utf8.count == 2
      && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }
}
