internal import Diagnostics
internal import Loading

/// The autonomous sanctions list of Canada, in the shape of 2020 and in the later one.
package struct CanadaSEMA: ListFormat {
  package init() {}

  package let name = "ca-sema"
  package let title = "Canada's autonomous sanctions list, sema-lmes.xml"
  package let entry = "record"

  package let owns = ListOwnership.parties(
    without: [
      "unscId", "legalBasis", "startDate", "modifiedAt", "endDate", "reason", "provisions",
      "sourceUrl", "wallets", "nationality", "alias", "weakAlias", "previousName",
    ])

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.rootElement == "data-set" && opening.contains("<Country>")
  }

  package func profile(_ opening: ListOpening) -> ListProfile {
    ListProfile(
      key: "ca-sema", title: "Consolidated Canadian Autonomous Sanctions List",
      publisher: "Global Affairs Canada", authority: .canada,
      url:
        "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx"
    )
  }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(gate: gate, limits: bundle.limits, entries: ["record"])
      try stream.read(root: { root in
        guard root.name == "data-set" else {
          throw ListFault(
            .listFormat("the root element is 'data-set', not '\(root.name)'", sink.place(1)))
        }
      }) { try add($0, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ element: XMLElement, to sink: ImportSink) throws {
    guard let country = element.value("Country"), let item = element.value("Item") else {
      throw ListFault(.listCut("a record has a Country and an Item", sink.place(element.line)))
    }
    let schedule = element.value("Schedule").flatMap(CleanText.known)
    // The list has no ids: the place in its schedules is unique.
    let key = [country, schedule, item].compactMap { $0 }.joined(separator: ", ")
    let entity = element.value("EntityOrShip") ?? element.value("Entity")
    let isShip = element.value("ShipIMONumber") != nil
    let person = [element.value("GivenName"), element.value("LastName")].compactMap { $0 }
    guard entity != nil || !person.isEmpty else {
      throw ListFault(.listCut("a record has a name", sink.place(element.line, key)))
    }
    var party = ListedParty(
      key: key, line: element.line,
      schema: entity == nil ? "Person" : isShip ? "Vessel" : "Organization",
      name: entity ?? person.joined(separator: " "))
    party.authorityID = key
    party.programs = [country]
    if let code = programCountry(country) { party.countries = [code] }
    party.listingDate = sink.date(
      element.value("DateOfListing"), "DateOfListing", element.line, key, read: date)
    let birth = element.value("DateOfBirthOrShipBuildDate") ?? element.value("DateOfBirth")
    if let birth, !isShip {
      let dates = birth.components(" or ")
      party.birthDates = dates.compactMap {
        sink.date($0, "DateOfBirth", element.line, key, read: date)
      }
    }
    var map = MapBuilder()
    map.add("schedule", schedule)
    map.add("item", item)
    map.add("title", element.value("TitleOrShip") ?? element.value("Title"))
    // Commas part aliases and stand inside them: nothing is split.
    map.add("aliases", element.value("Aliases"))
    map.add("birthDate", party.birthDates.count == 1 ? nil : birth)
    map.add("imoNumber", element.value("ShipIMONumber"))
    party.original = map.members
    try sink.add(party)
  }

  /// `Syria / Syrie` is about Syria.
  private func programCountry(_ text: String) -> String? {
    text.components(" / ").lazy.compactMap(CountryCode.code).first
  }

  /// Days as this list has written them over the years; the serial numbers of a spreadsheet too.
  private func date(_ text: String) -> String? {
    if let date = ListDate.edtf(text) ?? ListDate.dayFirst(text) ?? ListDate.hyphenated(text) {
      return date
    }
    return ListDate.spreadsheetDay(text)
  }
}
