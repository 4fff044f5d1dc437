internal import Diagnostics
internal import Loading

/// The EU's Financial Sanctions Files, XML 1.1: every fact is an attribute.
package struct EUFinancialSanctionsXML: ListFormat {
  package init() {}

  package let name = "eu-xml"
  package let title = "EU Financial Sanctions Files, XML 1.1"
  package let entry = "sanctionEntity"
  package let owns = EUList.owns

  package func recognises(_ opening: ListOpening) -> Bool {
    opening.rootElement == "export"
      && (opening.contains("sanctionEntity") || opening.contains("generationDate"))
  }

  package func profile(_ opening: ListOpening) -> ListProfile { EUList.profile }

  package func read(_ bundle: ListBundle, into sink: ImportSink) throws {
    for file in bundle.files {
      sink.file = file.name
      let gate = try TextGate(file, limits: bundle.limits)
      let stream = XMLStream(gate: gate, limits: bundle.limits, entries: ["sanctionEntity"])
      try stream.read(root: { root in
        guard root.name == "export" else {
          throw ListFault(
            .listFormat("the root element is 'export', not '\(root.name)'", sink.place(1)))
        }
        sink.statedDate = root.attribute("generationDate").flatMap(ListDate.edtf)
      }) { try add($0, to: sink) }
      sink.finished(gate)
    }
  }

  private func add(_ element: XMLElement, to sink: ImportSink) throws {
    guard let key = element.attribute("logicalId") else {
      throw ListFault(.listCut("a sanctionEntity has a logicalId", sink.place(element.line)))
    }
    let line = element.line
    let names = element.all("nameAlias")
    // No name is marked as the main one: it is the first that is strong.
    let main = names.first { isStrong($0) && fullName($0) != nil } ?? names.first
    let type = element.first("subjectType")?.attribute("code")
    let schema = EUList.schema(type)
    if schema == nil { sink.unknown("subject type", type ?? "", sink.place(line, key)) }
    var party = ListedParty(
      key: key, line: line, schema: schema ?? "LegalEntity",
      name: main.flatMap(fullName) ?? key)
    party.authorityID = element.attribute("euReferenceNumber") ?? key
    party.unscID = element.attribute("unitedNationId")
    for name in names where name != main {
      guard let text = fullName(name) else { continue }
      if isStrong(name) { party.aliases.append(text) } else { party.weakAliases.append(text) }
    }
    func date(_ name: String, _ element: XMLElement) -> String? {
      sink.date(element.attribute(name), name, element.line, key)
    }
    let regulations = element.all("regulation").map { regulation in
      EUList.Regulation(
        number: regulation.attribute("numberTitle"),
        programme: regulation.attribute("programme"),
        published: date("publicationDate", regulation),
        inForce: date("entryIntoForceDate", regulation),
        url: regulation.value("publicationUrl"))
    }
    EUList.apply(regulations, designation: date("designationDate", element), to: &party)
    party.endDate = date("delistingDate", element)
    party.reason = element.value("remark")
    party.birthDates = element.all("birthdate").compactMap { birth($0, sink, key) }
    for citizenship in element.all("citizenship") {
      guard let code = country(citizenship, sink, key), !party.nationalities.contains(code)
      else { continue }
      party.nationalities.append(code)
    }
    for address in element.all("address") {
      guard let code = country(address, sink, key), !party.countries.contains(code) else {
        continue
      }
      party.countries.append(code)
    }
    party.original = original(element, main, regulations)
    try sink.add(party)
  }

  private func isStrong(_ name: XMLElement) -> Bool { name.attribute("strong") != "false" }

  private func fullName(_ name: XMLElement) -> String? {
    if let whole = name.attribute("wholeName") { return whole }
    let parts = ["firstName", "middleName", "lastName"].compactMap { name.attribute($0) }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func country(_ element: XMLElement, _ sink: ImportSink, _ key: String) -> String? {
    // 00 and UNKNOWN are how this list says nothing.
    guard let code = element.attribute("countryIso2Code"), code != "00" else { return nil }
    return sink.country(code, element.line, key)
  }

  private func birth(_ element: XMLElement, _ sink: ImportSink, _ key: String) -> String? {
    let circa = element.attribute("circa") == "true" ? "~" : ""
    if let whole = element.attribute("birthdate") {
      return sink.date(whole, "birthdate", element.line, key).map { $0 + circa }
    }
    if let from = element.attribute("yearRangeFrom"), let to = element.attribute("yearRangeTo") {
      return sink.date("\(from) to \(to)", "birthdate", element.line, key).map { $0 + circa }
    }
    let parts = ListDate.parts(
      element.attribute("year"), element.attribute("monthOfYear"),
      element.attribute("dayOfMonth"))
    return parts.map { $0 + circa }
  }

  private func original(
    _ element: XMLElement, _ main: XMLElement?, _ regulations: [EUList.Regulation]
  ) -> [ImportedValue.Member] {
    var map = MapBuilder()
    map.add("designationDetails", element.attribute("designationDetails"))
    map.add("function", main?.attribute("function"))
    map.add("regulations", maps: EUList.maps(regulations))
    map.add(
      "addresses",
      element.all("address").compactMap { address in
        let parts = ["street", "poBox", "zipCode", "city", "region", "countryDescription"]
          .compactMap { address.attribute($0) }.filter { $0 != "UNKNOWN" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
      })
    map.add(
      "identifications",
      maps: element.all("identification").map { item in
        var map = MapBuilder()
        map.add("type", item.attribute("identificationTypeCode"))
        map.add("number", item.attribute("number"))
        return map.members
      })
    return map.members
  }
}
