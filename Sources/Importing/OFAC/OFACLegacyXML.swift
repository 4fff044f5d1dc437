internal import Diagnostics
internal import Loading
internal import Records

/// `sdn.xml` and `consolidated.xml` of the US Treasury, in their older form.
package struct OFACLegacyXML: ListFormat {
  package init() {}

  package let name = "ofac-xml"
  package let title = "OFAC sdn.xml, consolidated.xml"
  package let entry = "sdnEntry"

  package let owns = OFACList.owns

  package func recognises(_ opening: ListOpening) -> Bool { opening.rootElement == "sdnList" }

  package func profile(_ opening: ListOpening) -> ListProfile { OFACList.profile(opening) }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(
        gate: gate, limits: bundle.limits, entries: ["publshInformation", "sdnEntry"])
      try stream.read(root: { root in
        guard root.name == "sdnList" else {
          throw ListFault(
            .listFormat("the root element is 'sdnList', not '\(root.name)'", sink.place(1)))
        }
      }) { element in
        if element.name == "sdnEntry" {
          try add(element, to: sink)
        } else {
          sink.statedDate = element.value("Publish_Date").flatMap {
            ListDate.slashed($0, monthFirst: true)
          }
          sink.statedCount = element.value("Record_Count").flatMap { Int($0) }
        }
      }
      sink.finished(gate)
    }
  }

  private func add(_ element: XMLElement, to sink: ImportSink) throws {
    guard let uid = element.value("uid") else {
      throw ListFault(.listCut("an sdnEntry has a uid", sink.place(element.line)))
    }
    let type = element.value("sdnType")
    var schema = OFACList.schema(type)
    if schema == nil {
      sink.unknown("sdnType", type ?? "", sink.place(element.line, uid))
      schema = "LegalEntity"
    }
    var party = ListedParty(
      key: uid, line: element.line, schema: schema ?? "LegalEntity",
      name: fullName(element) ?? uid)
    party.authorityID = uid
    party.programs = element.values("programList", "program")
    for country in countries(element, sink, uid) where !party.countries.contains(country) {
      party.countries.append(country)
    }
    for list in [["nationalityList", "nationality"], ["citizenshipList", "citizenship"]] {
      for item in element.elements(list) {
        guard let code = sink.country(item.value("country"), item.line, uid),
          !party.nationalities.contains(code)
        else { continue }
        party.nationalities.append(code)
      }
    }
    let id = sink.recordID(uid)
    let candidate = ImportRequest.Candidate(
      ids: [uid, id], programs: party.programs, countries: party.allCountries)
    // The format has no dates, so these are all that a request may ask for.
    if sink.skips(candidate, RecordReference(.sanctions, id)) { return }
    for aka in element.elements(["akaList", "aka"]) { addAlias(aka, to: &party, sink) }
    let births = element.elements(["dateOfBirthList", "dateOfBirthItem"])
      .sorted { isMain($0) && !isMain($1) }
    party.birthDates = births.compactMap {
      sink.date($0.value("dateOfBirth"), "dateOfBirth", $0.line, uid)
    }
    for id in element.elements(["idList", "id"]) {
      guard let label = id.value("idType"), let value = id.value("idNumber"),
        let wallet = OFACList.wallet(label: label, value: value)
      else { continue }
      party.wallets.append(wallet)
    }
    party.original = original(element, births)
    try sink.add(party)
  }

  private func isMain(_ element: XMLElement) -> Bool { element.value("mainEntry") == "true" }

  private func fullName(_ element: XMLElement) -> String? {
    let parts = [element.value("firstName"), element.value("lastName")].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func addAlias(_ aka: XMLElement, to party: inout ListedParty, _ sink: ImportSink) {
    guard let name = fullName(aka) else { return }
    switch aka.value("type") {
    case "f.k.a.": party.previousNames.append(name)
    case "n.k.a.":
      party.previousNames.append(party.name)
      party.name = name
    case "a.k.a.":
      if aka.value("category") == "weak" {
        party.weakAliases.append(name)
      } else {
        party.aliases.append(name)
      }
    case let other:
      sink.unknown("alias type", other ?? "", sink.place(aka.line, party.key))
      party.aliases.append(name)
    }
  }

  private func countries(_ element: XMLElement, _ sink: ImportSink, _ uid: String) -> [String] {
    let written =
      element.elements(["addressList", "address"]).map { ($0.value("country"), $0.line) }
      + element.elements(["vesselInfo"]).map { ($0.value("vesselFlag"), $0.line) }
    return written.compactMap { sink.country($0.0, $0.1, uid) }
  }

  /// What has no field of ours, in the list's own words and order.
  private func original(
    _ element: XMLElement, _ births: [XMLElement]
  ) -> [ImportedValue.Member] {
    var map = MapBuilder()
    map.add("title", element.value("title"))
    map.add("remarks", element.value("remarks"))
    map.add("addresses", element.elements(["addressList", "address"]).compactMap(addressLine))
    map.add(
      "identifications",
      maps: element.elements(["idList", "id"]).map { id in
        var item = MapBuilder()
        guard id.value("idType")?.hasPrefix(OFACList.walletLabel) != true else { return [] }
        for (key, field) in [
          ("type", "idType"), ("number", "idNumber"), ("country", "idCountry"),
          ("issued", "issueDate"), ("expires", "expirationDate"),
        ] { item.add(key, id.value(field)) }
        return item.members
      })
    if births.count > 1 { map.add("birthDates", births.compactMap { $0.value("dateOfBirth") }) }
    map.add("birthPlaces", element.values("placeOfBirthList", "placeOfBirthItem", "placeOfBirth"))
    if let vessel = element.first("vesselInfo") {
      map.add(
        "vessel",
        map: vessel.children.compactMap { item in
          item.value.map { .init(item.name, .text($0)) }
        })
    }
    return map.members
  }

  private func addressLine(_ address: XMLElement) -> String? {
    let parts = [
      "address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country",
    ].compactMap { address.value($0) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
