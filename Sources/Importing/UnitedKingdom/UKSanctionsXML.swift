internal import Diagnostics
internal import Loading

/// The UK Sanctions List as XML.
package struct UKSanctionsXML: ListFormat {
  package init() {}

  package let name = "uk-xml"
  package let title = "UK Sanctions List, XML"
  package let entry = "Designation"
  package let owns = UKList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.rootElement == "Designations"
      || (opening.isXML && opening.contains("<Designation>") && opening.contains("<UniqueID>"))
  }

  package func profile(_ opening: ListOpening) -> ListProfile { UKList.profile }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(
        gate: gate, limits: bundle.limits, entries: ["Designation", "DateGenerated"])
      try stream.read(root: { _ in }) { element in
        if element.name == "DateGenerated" {
          sink.statedDate = element.value.flatMap(UKList.date)
        } else {
          try add(element, to: sink)
        }
      }
      sink.finished(gate)
    }
  }

  private func add(_ element: XMLElement, to sink: ImportSink) throws {
    guard let key = element.value("UniqueID") else {
      throw ListFault(.listCut("a Designation has a UniqueID", sink.place(element.line)))
    }
    let line = element.line
    func date(_ name: String) -> String? {
      sink.date(element.value(name), name, line, key, read: UKList.date)
    }
    let type = element.value("IndividualEntityShip")
    let schema = UKList.schema(type)
    if schema == nil { sink.unknown("designation type", type ?? "", sink.place(line, key)) }
    var party = ListedParty(key: key, line: line, schema: schema ?? "LegalEntity", name: key)
    party.authorityID = key
    party.unscID = element.value("UNReferenceNumber")
    party.programs = [element.value("RegimeName")].compactMap { $0 }
    party.listingDate = date("DateDesignated")
    party.startDate = party.listingDate
    party.modifiedAt = date("LastUpdated")
    party.reason = element.value("UKStatementofReasons")
    party.provisions = (element.value("SanctionsImposed") ?? "").components("|")
      .compactMap(CleanText.known)
    var hasMain = false
    for name in element.elements(["Names", "Name"]) {
      let text = UKList.name((1...6).map { name.value("Name\($0)") })
      guard let text else { continue }
      UKList.add(
        text, type: name.value("NameType"), strength: name.value("AliasStrength"), to: &party,
        hasMain: &hasMain)
    }
    for name in element.elements(["NonLatinNames", "NonLatinName"]) {
      if let text = name.value("NameNonLatinScript") ?? name.value { party.aliases.append(text) }
    }
    let individuals = element.elements(["IndividualDetails", "Individual"])
    party.birthDates = individuals.flatMap { $0.values("DOBs", "DOB") }.compactMap {
      sink.date($0, "DOB", line, key, read: UKList.date)
    }
    party.nationalities = individuals.flatMap { $0.values("Nationalities", "Nationality") }
      .compactMap { sink.country($0, line, key) }
    let addresses = element.elements(["Addresses", "Address"])
    for address in addresses {
      guard let code = sink.country(address.value("AddressCountry"), address.line, key),
        !party.countries.contains(code)
      else { continue }
      party.countries.append(code)
    }
    var map = MapBuilder()
    for field in ["OFSIGroupID", "DesignationSource", "OtherInformation"] {
      map.add(field, element.value(field))
    }
    map.add(
      "addresses",
      addresses.compactMap { address in
        let parts = address.children.compactMap(\.value)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      })
    party.original = map.members
    try sink.add(party)
  }
}
