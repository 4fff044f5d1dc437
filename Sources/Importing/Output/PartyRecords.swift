internal import Records

/// Turns a list's entries into records: who is listed, and the listing.
struct PartyRecords {
  let profile: ListProfile
  let request: ImportRequest

  /// The entity and the sanction of an entry.
  func records(of party: ListedParty, id: String) -> [ImportedRecord] {
    [entity(party, id), sanction(party, id)]
  }

  /// Tags of kept entries that stand for no programme known here, sorted.
  func unmapped(_ parties: [ListedParty]) -> [String] {
    guard let authority = profile.authority else { return [] }
    let known = ProgramIDs.builtIn(authority: authority.id)
    // Where a project maps none of an authority's tags, their absence says nothing.
    guard !known.isEmpty || !request.programIDs.isEmpty else { return [] }
    return Set(parties.flatMap(\.programs))
      .filter { known[$0] == nil && request.programIDs[$0] == nil }.sorted()
  }

  private func entity(_ party: ListedParty, _ id: String) -> ImportedRecord {
    var map = MapBuilder()
    map.add("schema", party.schema)
    map.add("name", party.name)
    map.add("alias", unique(party.aliases, without: [party.name]))
    map.add("weakAlias", unique(party.weakAliases, without: [party.name]))
    map.add("previousName", unique(party.previousNames, without: [party.name]))
    // One country is where it is; of several none is more its own than another.
    if party.schema != "Person", Set(party.countries).count == 1 {
      map.add("country", party.countries.first)
    }
    map.add("nationality", party.nationalities)
    map.add("birthDate", party.birthDates.first)
    map.add("sources", [profile.sourceID])
    map.add("original", map: original(party))
    return ImportedRecord(.entities, id, title: party.name, fields: map.members)
  }

  private func original(_ party: ListedParty) -> [ImportedValue.Member] {
    var map = MapBuilder()
    map.add("list", profile.stem)
    map.add("id", party.key)
    if Set(party.countries).count > 1 || (party.schema == "Person" && !party.countries.isEmpty) {
      map.add("countries", party.countries)
    }
    return map.members + party.original
  }

  private func sanction(_ party: ListedParty, _ id: String) -> ImportedRecord {
    var map = MapBuilder()
    map.add("entity", id)
    map.add("authority", profile.authority?.id)
    map.add("program", party.programs)
    map.add("programId", programIDs(party))
    map.add("legalBasis", party.legalBasis)
    map.add("authorityId", party.authorityID)
    map.add("unscId", party.unscID)
    map.add("listingDate", party.listingDate)
    map.add("startDate", party.startDate)
    map.add("endDate", isInOrder(party) ? party.endDate : nil)
    map.add("status", party.endDate == nil ? "active" : "delisted")
    map.add("delistingBasis", party.endDate == nil ? nil : "notice")
    map.add("reason", party.reason)
    map.add("provisions", party.provisions)
    map.add("wallets", unique(party.wallets.map(\.text), without: []))
    map.add("sourceUrl", party.sourceURL)
    map.add("modifiedAt", party.modifiedAt)
    map.add("sources", [profile.sourceID])
    var fields = map.members
    var extra = MapBuilder()
    extra.add("list", profile.stem)
    if !isInOrder(party) { extra.add("endDate", party.endDate) }
    fields.append(.init("original", .map(extra.members)))
    return ImportedRecord(.sanctions, id, title: party.name, fields: fields, initial: ["entity"])
  }

  /// An end before its beginning stays out of the record; `original` keeps it.
  private func isInOrder(_ party: ListedParty) -> Bool {
    guard let end = party.endDate.flatMap({ PartialDate($0) }) else { return true }
    return [party.listingDate, party.startDate].compactMap { $0.flatMap { PartialDate($0) } }
      .allSatisfy { end.latest >= $0.earliest }
  }

  private func programIDs(_ party: ListedParty) -> [String] {
    guard let authority = profile.authority else { return [] }
    let known = ProgramIDs.builtIn(authority: authority.id)
    return unique(
      party.programs.compactMap { request.programIDs[$0] ?? known[$0] }, without: [])
  }

  private func unique(_ texts: [String], without: Set<String>) -> [String] {
    var seen = without
    return texts.filter { seen.insert($0).inserted }
  }
}
