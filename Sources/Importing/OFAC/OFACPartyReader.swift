internal import Diagnostics

/// Reads one `DistinctParty` of the advanced OFAC list.
struct OFACPartyReader {
  let values: OFACValueSets
  let sink: ImportSink

  /// The party without its listing; nil where it has no profile.
  func party(_ element: XMLElement) throws -> ListedParty? {
    guard let profile = element.first("Profile"), let key = profile.attribute("ID") else {
      throw ListFault(
        .listCut("a DistinctParty has a Profile with an ID", sink.place(element.line)))
    }
    let subType = profile.attribute("PartySubTypeID") ?? ""
    let schema = values.schema(subType)
    if schema == nil { sink.unknown("party type", subType, sink.place(element.line, key)) }
    var party = ListedParty(
      key: key, line: element.line, schema: schema ?? "LegalEntity", name: key)
    party.authorityID = key
    for identity in profile.all("Identity") { addNames(identity, to: &party) }
    var map = MapBuilder()
    map.add("remarks", element.value("Comment"))
    var features: [[ImportedValue.Member]] = []
    for feature in profile.all("Feature") { add(feature, to: &party, &features) }
    map.add("features", maps: features)
    party.original = map.members
    return party
  }

  private func addNames(_ identity: XMLElement, to party: inout ListedParty) {
    var groups: [String: String] = [:]
    for group in identity.elements(["NamePartGroups", "MasterNamePartGroup", "NamePartGroup"]) {
      if let id = group.attribute("ID"),
        let type = group.attribute("NamePartTypeID").flatMap({ values.label("NamePartType", $0) })
      {
        groups[id] = type
      }
    }
    var main: String?
    for alias in identity.all("Alias") {
      let type = alias.attribute("AliasTypeID").flatMap { values.label("AliasType", $0) } ?? ""
      let names = alias.all("DocumentedName").compactMap { name($0, groups) }
      for (index, name) in names.enumerated() {
        if main == nil, alias.attribute("Primary") == "true" || type == "Name", index == 0 {
          main = name
        } else if alias.attribute("LowQuality") == "true" {
          party.weakAliases.append(name)
        } else if type == "F.K.A." {
          party.previousNames.append(name)
        } else {
          party.aliases.append(name)
        }
      }
    }
    if let main { party.name = main }
  }

  /// Given names before the family name, as people say them.
  private func name(_ documented: XMLElement, _ groups: [String: String]) -> String? {
    var given: [String] = []
    var family: [String] = []
    for part in documented.all("DocumentedNamePart") {
      guard let value = part.first("NamePartValue"), let text = value.value else { continue }
      let type = value.attribute("NamePartGroupID").flatMap { groups[$0] } ?? ""
      if type == "Last Name" { family.append(text) } else { given.append(text) }
    }
    let parts = given + family
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func add(
    _ feature: XMLElement, to party: inout ListedParty, _ others: inout [[ImportedValue.Member]]
  ) {
    let type = feature.attribute("FeatureTypeID") ?? ""
    guard let label = values.label("FeatureType", type) else {
      return sink.unknown("feature type", type, sink.place(feature.line, party.key))
    }
    for version in feature.all("FeatureVersion") {
      let detail =
        version.value("VersionDetail")
        ?? version.first("VersionDetail")?.attribute("DetailReferenceID").flatMap {
          values.label("DetailReference", $0)
        }
      let period = version.first("DatePeriod").flatMap(OFACValueSets.period)
      let place = version.first("VersionLocation")?.attribute("LocationID")
        .flatMap(values.location)
      if let detail, let wallet = OFACList.wallet(label: label, value: detail) {
        party.wallets.append(wallet)
      } else if label == "Birthdate", let period {
        party.birthDates.append(period)
      } else {
        if let country = place?.country {
          note(country, label, &party)
        }
        var map = MapBuilder()
        map.add("type", label)
        map.add("value", detail ?? period ?? place?.line)
        if map.members.count == 2 { others.append(map.members) }
      }
    }
  }

  private func note(_ country: String, _ label: String, _ party: inout ListedParty) {
    switch label {
    case "Nationality Country", "Citizenship Country":
      if !party.nationalities.contains(country) { party.nationalities.append(country) }
    case "Location", "Vessel Flag", "Registration Country":
      if !party.countries.contains(country) { party.countries.append(country) }
    default: break
    }
  }
}
