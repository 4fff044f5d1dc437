internal import Diagnostics
internal import Loading
internal import Records

/// Reads one file of Follow the Money entities.
final class FollowTheMoneyReader {
  private let sink: ImportSink
  private let limits: ListLimits
  /// Ids of entities kept, as the file writes them.
  private var kept: Set<String> = []
  /// Ids of entities a listing under `--program` names; nil where nobody asks.
  private var listed: Set<String>?
  /// Fingerprints of all ids of the file.
  private var ids: Set<UInt64> = []
  private var danglingCount = 0
  private var firstDangling: ListPlace?

  static let schemata: Set<String> = [
    "Person", "Organization", "LegalEntity", "Company", "PublicBody", "Vessel", "Airplane",
    "CryptoWallet",
  ]
  /// Read for what they say about others, or known and left out.
  private static let links: Set<String> = [
    "Sanction", "Ownership", "Directorship", "Family", "Associate", "Employment", "Membership",
    "Representation", "UnknownLink", "Address", "Passport", "Identification", "Succession",
    "Occupancy", "Position", "Security", "Event",
  ]

  init(sink: ImportSink, limits: ListLimits) {
    self.sink = sink
    self.limits = limits
  }

  /// One line as far as it was looked into.
  private struct Line {
    let skim: JSONSkim
    let place: ListPlace
    var id: Range<Int>?
    var schema = ""
    var properties: Range<Int>?
    /// The entity of a line that wraps one: the part of the line to read.
    var body: Range<Int>
    var isDeleted = false
  }

  func read(_ file: any ListFile) throws {
    sink.file = file.name
    if !sink.request.programs.isEmpty { try collectListed(file) }
    let gate = try TextGate(file, limits: limits)
    try forEach(gate) { line in
      if let id = line.id { ids.insert(line.skim.fingerprint(id)) }
      sink.count(line.schema)
      try readEntity(line)
    }
    sink.finished(gate)
    guard !kept.isEmpty || sink.hasPresentRecords else { return }
    try forEach(try TextGate(file, limits: limits, isHashed: false)) { line in
      if line.schema == "Sanction" { try readSanction(line) }
    }
    if let firstDangling {
      sink.report(
        .listDangling(
          danglingCount == 1
            ? "the file has no entity of the id this names"
            : "the file has no entity of the id this names; \(danglingCount) lines are so",
          firstDangling))
    }
  }

  private func forEach(_ gate: TextGate, _ body: (Line) throws -> Void) throws {
    try LineStream(gate: gate, limits: limits).forEach { bytes, number in
      let skim = JSONSkim(bytes: bytes)
      let place = ListPlace(file: gate.name, line: number)
      try body(try look(skim, place))
    }
  }

  private func look(_ skim: JSONSkim, _ place: ListPlace) throws -> Line {
    var line = Line(skim: skim, place: place, body: skim.all)
    var wrapped: Range<Int>?
    var isWhole = true
    func scan(_ span: Range<Int>) {
      isWhole = skim.members(of: span) { key, value in
        if skim.equals(key, "id") {
          line.id = value.lowerBound + 1..<max(value.lowerBound + 1, value.upperBound - 1)
        } else if skim.equals(key, "schema") {
          line.schema = skim.text(
            value.lowerBound + 1..<max(value.lowerBound + 1, value.upperBound - 1))
        } else if skim.equals(key, "properties") {
          line.properties = value
        } else if skim.equals(key, "entity") {
          wrapped = value
        } else if skim.equals(key, "op") {
          line.isDeleted = skim.text(value) == "\"DEL\""
        }
      }
    }
    scan(line.body)
    if isWhole, let inner = wrapped, line.id == nil {
      sink.isPartial = true
      line.body = inner
      scan(inner)
    }
    guard isWhole, line.id != nil, !line.schema.isEmpty else {
      throw ListFault(
        .listCut(
          "each line is one entity with an id and a schema; the file is cut or damaged", place))
    }
    guard line.properties != nil || line.isDeleted else {
      throw ListFault(.listCut("an entity has properties; the file is damaged", place))
    }
    return line
  }

  private func node(_ line: Line) throws -> JSONNode {
    try JSONReader.read(
      UnsafeBufferPointer(rebasing: line.skim.bytes[line.body]), limits: limits, at: line.place)
  }

  private func values(_ line: Line, _ wanted: StaticString, _ body: (Range<Int>) -> Void) {
    guard let properties = line.properties else { return }
    _ = line.skim.members(of: properties) { key, value in
      if line.skim.equals(key, wanted) { line.skim.texts(in: value, body) }
    }
  }

  // MARK: Entities

  private func readEntity(_ line: Line) throws {
    guard let idSpan = line.id else { return }
    guard FollowTheMoneyReader.schemata.contains(line.schema) else {
      if !FollowTheMoneyReader.links.contains(line.schema) {
        sink.unknown("schema", line.schema, line.place)
      }
      sink.entryCount += 1
      return
    }
    let id = line.skim.text(idSpan)
    let reference =
      sink.hasPresentRecords
      ? RecordReference(.entities, sink.recordID(id)) : nil
    let isPresent = reference.map(sink.isPresent) ?? false
    if line.isDeleted {
      sink.entryCount += 1
      if let reference, isPresent { sink.remove(reference) }
      return
    }
    guard isPresent || mayBeTaken(line) else {
      sink.entryCount += 1
      return
    }
    let entity = FollowTheMoneyEntity(try node(line), line.place)
    let candidate = ImportRequest.Candidate(
      ids: [entity.id, sink.recordID(entity.id)] + entity.referents,
      programs: listed.map { $0.contains(entity.id) ? sink.request.programs.map(plain) : [] }
        ?? entity.values("programId"),
      countries: entity.countries, dates: entity.dates)
    guard sink.takes(candidate, .init(.entities, sink.recordID(entity.id))) else { return }
    kept.insert(entity.id)
    try sink.add(entity.record(sink), line: line.place.line, shown: entity.id)
  }

  /// What a wish for `DPRK*` is met by, once its entity is known to be listed so.
  private func plain(_ program: String) -> String {
    program.hasSuffix("*") ? String(program.dropLast()) : program
  }

  /// Whether a look at the line leaves it possible that it is asked for.
  private func mayBeTaken(_ line: Line) -> Bool {
    let request = sink.request
    guard !request.countries.isEmpty, let properties = line.properties else { return true }
    var isFound = false
    _ = line.skim.members(of: properties) { key, value in
      guard !isFound, FollowTheMoneyEntity.isCountryProperty(key, line.skim) else { return }
      line.skim.texts(in: value) { text in
        if request.countries.contains(where: { wanted in
          text.count == wanted.utf8.count && line.skim.text(text).lowercased() == wanted
        }) {
          isFound = true
        }
      }
    }
    return isFound
  }

  private func collectListed(_ file: any ListFile) throws {
    var found: Set<String> = []
    try forEach(try TextGate(file, limits: limits, isHashed: false)) { line in
      guard line.schema == "Sanction" else { return }
      let entity = FollowTheMoneyEntity(try node(line), line.place)
      let programs = entity.values("program") + entity.values("programId")
      if sink.request.takes(programs: programs) { found.formUnion(entity.values("entity")) }
    }
    listed = found
  }

  // MARK: Listings

  private func readSanction(_ line: Line) throws {
    guard let idSpan = line.id else { return }
    var owner: String?
    var isKnown = true
    values(line, "entity") { span in
      if owner == nil || !kept.contains(owner ?? "") { owner = line.skim.text(span) }
      if !ids.contains(line.skim.fingerprint(span)) { isKnown = false }
    }
    if !isKnown {
      danglingCount += 1
      if firstDangling == nil {
        firstDangling = ListPlace(
          file: line.place.file, line: line.place.line, record: line.skim.text(idSpan))
      }
    }
    let reference = RecordReference(.sanctions, sink.recordID(line.skim.text(idSpan)))
    if line.isDeleted { return sink.remove(reference) }
    let isKept = owner.map(kept.contains) ?? false
    guard isKept || sink.isPresent(reference) else { return }
    let entity = FollowTheMoneyEntity(try node(line), line.place)
    let listing = FollowTheMoneySanction(entity, sink)
    guard let record = listing.record(of: isKept ? owner : nil) else { return }
    sink.add(listing.authority)
    try sink.add(record, line: line.place.line, shown: entity.id)
  }
}
