internal import Diagnostics
internal import Matching
internal import Records

/// Takes what a format reads: keeps the entries asked for, counts the others, collects findings.
package final class ImportSink {
  let request: ImportRequest
  let profile: ListProfile
  let limits: ListLimits
  /// Ids of records that stand in the files imported into; these are kept up to date.
  private let present: Set<RecordReference>
  private(set) var parties: [ListedParty] = []
  private(set) var records: [ImportedRecord] = []
  private(set) var walletLists: [ListedWallet] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Authorities that kept records name, beyond the profile's own.
  private(set) var authorities: [ListAuthority] = []
  private var lines: [RecordReference: Int] = [:]
  private var unknown: [String: (count: Int, first: ListPlace)] = [:]
  /// All entries of the list, kept or not.
  package var entryCount = 0
  /// Entries the request or a present record takes.
  private(set) var keptCount = 0
  /// The date the list states, EDTF.
  package var statedDate: String?
  /// The entries the list says it has.
  var statedCount: Int?
  /// SHA-256 by file name, in hex.
  private(set) var digests: [(name: String, sha256: String)] = []
  /// Whether the list holds changes only, so that nothing is gone by its absence.
  var isPartial = false
  /// Records that the list itself takes away.
  private(set) var removed: Set<RecordReference> = []
  /// Things of the list by kind, kept or not.
  private(set) var counts: [String: Int] = [:]
  /// The file being read.
  var file = ""

  init(
    request: ImportRequest, profile: ListProfile, present: Set<RecordReference>, limits: ListLimits
  ) {
    self.request = request
    self.profile = profile
    self.present = present
    self.limits = limits
  }

  func place(_ line: Int, _ record: String? = nil) -> ListPlace {
    ListPlace(file: file, line: line, record: record)
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Notes something the list holds and we have no name for; summed up in one finding a kind.
  func unknown(_ kind: String, _ value: String, _ place: ListPlace) {
    let key = "\(kind) '\(VisibleText.quote(value))'"
    if var seen = unknown[key] {
      seen.count += 1
      unknown[key] = seen
    } else if unknown.count < 1_000 {
      unknown[key] = (1, place)
    }
  }

  /// Counts something of the list by its kind, for who wants to know what a file holds.
  func count(_ kind: String, _ number: Int = 1) { counts[kind, default: 0] += number }

  func finished(_ gate: TextGate) {
    if let sha256 = gate.sha256 { finished(gate.name, sha256: sha256) }
  }

  func finished(_ name: String, sha256: String) { digests.append((name, sha256)) }

  func add(_ authority: ListAuthority) {
    if !authorities.contains(where: { $0.id == authority.id }) { authorities.append(authority) }
  }

  /// Adds wallets that stand for themselves, under no entry.
  func add(wallet: ListedWallet, line: Int) {
    walletLists.append(wallet)
    check(wallet, place(line))
  }

  // MARK: Entries

  /// A record's id: the list's prefix and a slug of the list's own id.
  func recordID(_ key: String) -> String { ListSlug.id(prefix: profile.key, key: key) }

  /// Counts an entry and answers whether it is kept.
  func takes(_ candidate: ImportRequest.Candidate, _ reference: RecordReference) -> Bool {
    entryCount += 1
    guard present.contains(reference) || request.takes(candidate) else { return false }
    keptCount += 1
    return true
  }

  /// Whether an entry would be kept, so that one that is not need not be read to its end; such an
  /// entry is counted here.
  func skips(_ candidate: ImportRequest.Candidate, _ reference: RecordReference) -> Bool {
    guard !request.takes(candidate), !present.contains(reference) else { return false }
    entryCount += 1
    return true
  }

  var hasPresentRecords: Bool { !present.isEmpty }

  /// Notes that the list itself takes a record away.
  func remove(_ reference: RecordReference) { removed.insert(reference) }

  /// Joins wallets to their holders, once all entries are known.
  func joinHolders() {
    let kept = Set(records.lazy.filter { $0.collection == .entities }.map(\.id))
    for index in records.indices {
      guard let holder = records[index].holder else { continue }
      let id = recordID(holder)
      if kept.contains(id) || isPresent(RecordReference(.entities, id)) {
        records[index].setHolder(id)
      } else {
        report(
          .listDangling(
            "its holder '\(VisibleText.quote(holder))' is not among what is kept",
            place(0, records[index].id)))
      }
    }
  }

  /// Whether a record stands in the files imported into.
  func isPresent(_ reference: RecordReference) -> Bool { present.contains(reference) }

  func add(_ party: ListedParty) throws {
    let id = recordID(party.slug ?? party.key)
    let reference = RecordReference(.sanctions, id)
    let candidate = ImportRequest.Candidate(
      ids: [party.key, id] + [party.authorityID, party.unscID].compactMap { $0 },
      programs: party.programs, countries: party.allCountries,
      dates: [party.listingDate, party.startDate, party.modifiedAt].compactMap { $0 })
    guard takes(candidate, reference) else { return }
    try claim(reference, party.line, shown: party.key)
    for wallet in party.wallets { check(wallet, place(party.line, party.key)) }
    checkOrder(party)
    parties.append(party)
  }

  func add(_ record: ImportedRecord, line: Int, shown: String? = nil) throws {
    try claim(record.reference, line, shown: shown ?? record.id)
    records.append(record)
  }

  private func claim(_ reference: RecordReference, _ line: Int, shown: String) throws {
    guard lines[reference] == nil else {
      throw ListFault(.listDuplicate(shown, place(line)))
    }
    lines[reference] = line
    guard lines.count <= limits.records else {
      throw ListFault(.listLimit("what is kept", limits.records, place(line)))
    }
  }

  private func check(_ wallet: ListedWallet, _ place: ListPlace) {
    if let reason = WalletAddress.fault(asset: wallet.asset, address: wallet.address) {
      report(.listWallet(wallet.text, reason, place))
    }
  }

  private func checkOrder(_ party: ListedParty) {
    guard let start = party.listingDate.flatMap({ PartialDate($0) }),
      let end = party.endDate.flatMap({ PartialDate($0) }), end.latest < start.earliest
    else { return }
    report(
      .listValue(
        "endDate", "it ended on \(end) before it began on \(start)", place(party.line, party.key)))
  }

  /// Reads a date of an entry; one that no calendar has is reported and kept under `original`.
  func date(
    _ text: String?, _ field: String, _ line: Int, _ record: String,
    read: (String) -> String? = ListDate.edtf
  ) -> String? {
    guard let text = text.flatMap(CleanText.known) else { return nil }
    if let date = read(text) { return date }
    report(.listValue(field, "'\(VisibleText.quote(text))' is no date", place(line, record)))
    return nil
  }

  /// Reads a country's name; one the table lacks is summed up and left out.
  func country(_ name: String?, _ line: Int, _ record: String) -> String? {
    guard let name = name.flatMap(CleanText.known) else { return nil }
    if let code = CountryCode.code(name) { return code }
    unknown("country", name, place(line, record))
    return nil
  }

  /// Findings of all that was summed up; sorted, so that equal input gives equal output.
  func closeUnknown() {
    for key in unknown.keys.sorted() {
      guard let seen = unknown[key] else { continue }
      let times = seen.count == 1 ? "" : ", \(seen.count) times"
      report(.listUnknown("\(key) is not known here\(times)", seen.first))
    }
    unknown = [:]
  }
}
