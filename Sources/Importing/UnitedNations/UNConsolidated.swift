internal import Diagnostics
internal import Loading

/// The consolidated list of the UN Security Council.
package struct UNConsolidated: ListFormat {
  package init() {}

  package let name = "un"
  package let title = "UN Security Council consolidated.xml"
  package let entry = "INDIVIDUAL or ENTITY"

  package let owns = ListOwnership.parties(
    without: ["legalBasis", "reason", "provisions", "sourceUrl", "wallets"])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.rootElement == "CONSOLIDATED_LIST"
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "un-sc", title: "United Nations Security Council Consolidated List",
      publisher: "United Nations Security Council", authority: .unsc,
      url: "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list")
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(gate: gate, limits: bundle.limits, entries: ["INDIVIDUAL", "ENTITY"])
      try stream.read(root: { root in
        guard root.name == "CONSOLIDATED_LIST" else {
          throw ListFault(
            .listFormat(
              "the root element is 'CONSOLIDATED_LIST', not '\(root.name)'", sink.place(1)))
        }
        sink.statedDate = root.attribute("dateGenerated").flatMap(ListDate.edtf)
      }) { try add($0, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ element: XMLElement, to sink: ImportSink) throws {
    guard let key = element.value("DATAID"), let reference = element.value("REFERENCE_NUMBER")
    else {
      throw ListFault(
        .listCut("an entry has a DATAID and a REFERENCE_NUMBER", sink.place(element.line)))
    }
    let line = element.line
    let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"]
      .compactMap { element.value($0) }
    var party = ListedParty(
      key: key, line: line, schema: element.name == "ENTITY" ? "Organization" : "Person",
      name: names.isEmpty ? reference : names.joined(separator: " "))
    party.authorityID = reference
    party.unscID = reference
    party.programs = [element.value("UN_LIST_TYPE")].compactMap { $0 }
    party.listingDate = sink.date(element.value("LISTED_ON"), "LISTED_ON", line, reference)
    party.startDate = party.listingDate
    party.endDate = sink.date(element.value("DELISTED_ON"), "DELISTED_ON", line, reference)
    party.modifiedAt =
      element.values("LAST_DAY_UPDATED", "VALUE")
      .compactMap { sink.date($0, "LAST_DAY_UPDATED", line, reference) }.max()
    for alias in element.all("INDIVIDUAL_ALIAS") + element.all("ENTITY_ALIAS") {
      add(alias, to: &party, sink)
    }
    party.aliases += element.value("NAME_ORIGINAL_SCRIPT").map { [$0] } ?? []
    let addresses = element.all("INDIVIDUAL_ADDRESS") + element.all("ENTITY_ADDRESS")
    for address in addresses {
      guard let code = sink.country(address.value("COUNTRY"), address.line, reference),
        !party.countries.contains(code)
      else { continue }
      party.countries.append(code)
    }
    for nationality in element.values("NATIONALITY", "VALUE") {
      guard let code = sink.country(nationality, line, reference),
        !party.nationalities.contains(code)
      else { continue }
      party.nationalities.append(code)
    }
    party.birthDates = element.all("INDIVIDUAL_DATE_OF_BIRTH")
      .compactMap { birthDate($0, sink, reference) }
    party.original = original(element, addresses, party.birthDates)
    try sink.add(party)
  }

  private func add(_ alias: XMLElement, to party: inout ListedParty, _ sink: ImportSink) {
    guard let written = alias.value("ALIAS_NAME") else { return }
    let names = written.components("; ").compactMap(CleanText.value)
    let quality = alias.value("QUALITY")
    sink.count("alias \(quality ?? "")")
    switch quality {
    case "Low": party.weakAliases += names
    case "f.k.a.": party.previousNames += names
    case "Good", "a.k.a.": party.aliases += names
    case let other:
      if let other { sink.unknown("alias quality", other, sink.place(alias.line, party.key)) }
      party.aliases += names
    }
  }

  private func birthDate(
    _ element: XMLElement, _ sink: ImportSink, _ record: String
  ) -> String? {
    let line = element.line
    if let date = sink.date(element.value("DATE"), "DATE", line, record)
      ?? sink.date(
        element.value("YEAR"), "YEAR", line, record)
    {
      return element.value("TYPE_OF_DATE") == "APPROXIMATELY" ? date + "~" : date
    }
    guard let from = sink.date(element.value("FROM_YEAR"), "FROM_YEAR", line, record) else {
      return nil
    }
    guard let to = sink.date(element.value("TO_YEAR"), "TO_YEAR", line, record) else { return from }
    guard let range = ListDate.edtf("\(from) to \(to)") else {
      sink.report(
        .listValue(
          "INDIVIDUAL_DATE_OF_BIRTH", "\(from) to \(to) ends before it begins",
          sink.place(line, record)))
      return from
    }
    return range
  }

  private func original(
    _ element: XMLElement, _ addresses: [XMLElement], _ birthDates: [String]
  ) -> [ImportedValue.Member] {
    var map = MapBuilder()
    map.add("titles", element.values("TITLE", "VALUE"))
    map.add("positions", element.values("DESIGNATION", "VALUE"))
    map.add("comments", element.value("COMMENTS1"))
    map.add("addresses", addresses.compactMap(line))
    if birthDates.count > 1 { map.add("birthDates", birthDates) }
    map.add("birthPlaces", element.all("INDIVIDUAL_PLACE_OF_BIRTH").compactMap(line))
    map.add(
      "identifications",
      maps: element.all("INDIVIDUAL_DOCUMENT").map { document in
        var item = MapBuilder()
        item.add("type", document.value("TYPE_OF_DOCUMENT"))
        item.add("number", document.value("NUMBER"))
        item.add(
          "country", document.value("ISSUING_COUNTRY") ?? document.value("COUNTRY_OF_ISSUE"))
        item.add("issued", document.value("DATE_OF_ISSUE"))
        item.add("note", document.value("NOTE"))
        return item.members
      })
    return map.members
  }

  /// All the texts of an element's parts.
  private func line(_ element: XMLElement) -> String? {
    let parts = element.children.compactMap(\.value)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
