package import Diagnostics
internal import Digests
package import Loading
internal import Matching
package import Records

/// Reads a list and plans what it changes in a project: the entry of this stage.
package struct ListImport: Sendable {
  package let format: any ListFormat
  package let request: ImportRequest

  package init(_ format: any ListFormat, request: ImportRequest = ImportRequest()) {
    self.format = format
    self.request = request
  }

  /// The project a list is imported into.
  package struct Target: Sendable {
    /// The files of an earlier import, by collection.
    package var present: [Records.Collection: SourceFile]
    /// The file each collection goes to, from the project's root.
    package var paths: [Records.Collection: String]
    /// Where all other records of the project are defined.
    package var elsewhere: [RecordReference: SourceSpan]
    /// Listings among those other records, by whom lists and the id they have there.
    package var listings: [ListingKey: RecordReference] = [:]
    /// Wallets that records name, by their key.
    package var wallets: [String: [RecordReference]]
    /// What a file of records may hold, so that what is written can be read again.
    package var limits = LoadingLimits()

    package init(
      present: [Records.Collection: SourceFile] = [:],
      paths: [Records.Collection: String] = [:],
      elsewhere: [RecordReference: SourceSpan] = [:], wallets: [String: [RecordReference]] = [:]
    ) {
      self.present = present
      self.paths = paths
      self.elsewhere = elsewhere
      self.wallets = wallets
    }
  }

  /// What an import would write, and what that changes.
  package struct Plan: Sendable {
    /// Whole files whose bytes change, what others point at first.
    package var files: [(path: String, bytes: [UInt8])]
    package var delta: ListDelta
  }

  /// What a list holds.
  package struct Reading: Sendable {
    package var profile: ListProfile
    package var parties: [ListedParty]
    package var records: [ImportedRecord]
    package var wallets: [ListedWallet]
    package var summary: ListDelta.Reading
    /// Things of the list by kind, kept or not.
    package var counts: [String: Int]
    var isPartial: Bool
    var removed: Set<RecordReference>
    var authorities: [ListAuthority]
    var snapshot: ImportedValue
  }

  /// Reads all of a list and keeps what is asked for; nil, with findings, where it is refused.
  ///
  /// Throws where the machine cannot read a file.
  package func read(
    _ bundle: ListBundle, present: Set<RecordReference> = []
  ) throws -> Checked<Reading?> {
    guard let opening = try bundle.opening(of: format) else {
      return Checked(nil, [.unrecognisedList("an empty folder", file: "")])
    }
    let sink = ImportSink(
      request: request, profile: format.profile(opening), present: present, limits: bundle.limits)
    sink.file = opening.name
    do {
      guard format.recognises(opening) else {
        throw ListFault(
          .listFormat(
            "\(format.name) is \(format.title); this is \(opening.description)",
            ListPlace(file: opening.name)))
      }
      try format.read(bundle, into: sink)
      sink.file = opening.name
      sink.joinHolders()
      try checkCounts(sink)
    } catch let fault as ListFault {
      sink.closeUnknown()
      return Checked(nil, sink.diagnostics + [fault.diagnostic])
    }
    sink.closeUnknown()
    let reading = reading(sink, snapshotFile(sink, bundle, opening))
    let tags = records(reading).unmapped(sink.parties)
    if !tags.isEmpty {
      let shown = tags.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
      sink.report(
        .listUnknown(
          "no programme id is known for \(tags.count) of the tags kept: \(shown)"
            + (tags.count > 8 ? " …" : ""), ListPlace(file: opening.name)))
    }
    return Checked(reading, sink.diagnostics)
  }

  private func checkCounts(_ sink: ImportSink) throws {
    if let stated = sink.statedCount, stated != sink.entryCount {
      throw ListFault(
        .listCut(
          "the list says it has \(stated) entries and holds \(sink.entryCount); it is cut",
          sink.place(0)))
    }
    guard sink.entryCount > 0 || sink.statedCount == 0 else {
      throw ListFault(.listEmpty(format.entry, sink.place(0)))
    }
  }

  /// What was read, by name: the one file, the main one of several, or the folder that holds them.
  private func snapshotFile(
    _ sink: ImportSink, _ bundle: ListBundle, _ opening: ListOpening
  ) -> String {
    let read = sink.digests.map(\.name)
    if read.count == 1 { return read[0] }
    if format.mainFiles.contains(opening.name.lowercased()) { return opening.name }
    return bundle.folder ?? opening.name
  }

  private func reading(_ sink: ImportSink, _ file: String) -> Reading {
    let digests = sink.digests
    // One file's own digest; of several, the digest of what `sha256sum` prints of them.
    let sha256 =
      digests.count == 1
      ? digests[0].sha256
      : SHA256Digest(
        of: digests.sorted { $0.name.precedesInBytes($1.name) }
          .map { "\($0.sha256)  \($0.name)\n" }.joined()
      ).hex
    var snapshot = MapBuilder()
    snapshot.add("file", file)
    snapshot.add("sha256", sha256)
    snapshot.add("generatedAt", sink.statedDate)
    var summary = ListDelta.Reading()
    summary.format = format.name
    summary.file = file
    summary.sha256 = sha256
    summary.statedDate = sink.statedDate
    summary.entryCount = sink.entryCount
    summary.keptCount = sink.keptCount
    return Reading(
      profile: sink.profile, parties: sink.parties, records: sink.records,
      wallets: sink.walletLists, summary: summary, counts: sink.counts,
      isPartial: sink.isPartial, removed: sink.removed,
      authorities: [sink.profile.authority].compactMap { $0 } + sink.authorities,
      snapshot: .map(snapshot.members))
  }

  private func records(_ reading: Reading) -> PartyRecords {
    PartyRecords(profile: reading.profile, request: request)
  }

  // MARK: Planning

  /// Reads a list and merges it into what a project has of it; nil, with findings, where refused.
  package func plan(_ bundle: ListBundle, into target: Target) throws -> Checked<Plan?> {
    var texts: [Records.Collection: RecordFileText] = [:]
    var diagnostics: [Diagnostic] = []
    for collection in ListImport.order {
      guard let path = target.paths[collection] else { continue }
      guard let file = target.present[collection] else {
        texts[collection] = RecordFileText(newFile: path, collection, header: header)
        continue
      }
      let read = RecordFileText.read(file, collection, limits: target.limits)
      diagnostics += read.diagnostics
      guard let text = read.value else { return Checked(nil, diagnostics) }
      texts[collection] = text
    }
    let present = Set(
      texts.flatMap { collection, text in text.ids.map { RecordReference(collection, $0) } })
    let read = try read(bundle, present: present)
    diagnostics += read.diagnostics
    guard let reading = read.value else { return Checked(nil, diagnostics) }
    let known = knownListings(made(reading, target), present, target)
    let records = known.records
    diagnostics += refusals(reading, records, texts, target)
    guard !diagnostics.hasErrors else { return Checked(nil, diagnostics) }
    var plan = merge(reading, records, &texts, target)
    plan.delta.knownListings = known.listings
    for file in plan.files where file.bytes.count > target.limits.yamlFileBytes {
      diagnostics.append(
        .listTarget(
          "the import would make this file \(file.bytes.count) bytes, and 'yamlFileBytes' allows "
            + "\(target.limits.yamlFileBytes); choose entries by --program, --country or --entity",
          at: SourceSpan(file: file.path)))
    }
    return Checked(diagnostics.hasErrors ? nil : plan, diagnostics)
  }

  /// Sources and authorities first: at every moment of writing, what is named exists.
  static let order: [Records.Collection] = [
    .sources, .authorities, .entities, .incidents, .sanctions,
  ]

  private var header: String {
    """
    # Kept up to date by `dossier import \(format.name)`. What the list says follows the list;
    # marking, notes, sources, links and any field it does not have are yours and stay.


    """
  }

  /// All records a reading makes, the list itself as a source among them.
  private func made(_ reading: Reading, _ target: Target) -> [Records.Collection: [ImportedRecord]]
  {
    var records = reading.records
    let maker = self.records(reading)
    for party in reading.parties {
      records += maker.records(
        of: party, id: ListSlug.id(prefix: reading.profile.key, key: party.slug ?? party.key))
    }
    for index in records.indices where records[index].collection == .sanctions {
      records[index].setSnapshot(reading.snapshot)
    }
    if !records.isEmpty, !reading.profile.isSourceless { records.append(source(reading)) }
    let named = Set(records.compactMap { $0["authority"]?.text })
    for authority in reading.authorities where named.contains(authority.id) {
      guard target.elsewhere[RecordReference(.authorities, authority.id)] == nil else { continue }
      var map = MapBuilder()
      map.add("name", authority.name)
      map.add("jurisdiction", authority.jurisdiction)
      map.add("binds", authority.binds)
      map.add("sources", [reading.profile.sourceID])
      records.append(
        ImportedRecord(
          .authorities, authority.id, title: authority.name, fields: map.members))
    }
    return Dictionary(grouping: records, by: \.collection)
  }

  private func source(_ reading: Reading) -> ImportedRecord {
    var map = MapBuilder()
    map.add("type", "dataset")
    map.add("title", reading.profile.title)
    map.add("publisher", reading.profile.publisher)
    map.add("issued", reading.summary.statedDate)
    map.add("URL", reading.profile.url)
    var original = MapBuilder()
    original.add("list", reading.profile.stem)
    original.add("file", reading.summary.file)
    original.add("sha256", reading.summary.sha256)
    original.add("entries", String(reading.summary.entryCount))
    map.add("original", map: original.members)
    return ImportedRecord(
      .sources, reading.profile.sourceID, title: reading.profile.title, fields: map.members)
  }

  private func merge(
    _ reading: Reading, _ records: [Records.Collection: [ImportedRecord]],
    _ texts: inout [Records.Collection: RecordFileText], _ target: Target
  ) -> Plan {
    let merge = ListMerge(
      owns: format.owns, marking: request.marking, snapshot: reading.snapshot,
      removed: reading.isPartial ? reading.removed : nil)
    var plan = Plan(files: [], delta: ListDelta())
    plan.delta.reading = reading.summary
    for collection in ListImport.order {
      guard var text = texts[collection] else { continue }
      let delta = merge.merge(records[collection] ?? [], into: &text)
      if collection != .sources || format.owns.contains("author", .sources) {
        plan.delta.append(delta, withoutSource: reading.profile.sourceID)
      }
      let bytes = text.bytes
      let old = target.present[collection]?.bytes
      if text.blocks.isEmpty && old == nil { continue }
      if bytes != old { plan.files.append((text.path, bytes)) }
    }
    for wallet in reading.wallets {
      let key = WalletAddress.key(asset: wallet.asset, address: wallet.address)
      if let references = target.wallets[key] {
        plan.delta.knownWallets.append((wallet.text, references))
      } else {
        plan.delta.unknownWalletCount += 1
      }
    }
    return plan
  }
}

extension ListDelta {
  /// Adds what happened to another collection; the list's own source is no news.
  mutating func append(_ other: ListDelta, withoutSource id: String) {
    func isNews(_ reference: RecordReference) -> Bool {
      reference != RecordReference(.sources, id)
    }
    added += other.added.filter { isNews($0.reference) }
    amended += other.amended.filter { isNews($0.reference) }
    gone += other.gone.filter { isNews($0.reference) }
    unchangedCount += other.unchangedCount
  }
}
