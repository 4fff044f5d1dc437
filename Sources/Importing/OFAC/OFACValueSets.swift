/// The value sets of the advanced OFAC list: what its ids stand for.
struct OFACValueSets {
  /// By set and id: `AliasType` and `1400` give `A.K.A.`.
  private var labels: [String: [String: String]] = [:]
  private var countries: [String: String] = [:]
  private var locations: [String: (line: String, country: String?)] = [:]

  init() {}

  init(_ element: XMLElement) {
    for set in element.children {
      for item in set.children {
        guard let id = item.attribute("ID"), let text = item.value else { continue }
        labels[item.name, default: [:]][id] = text
        if item.name == "Country", let code = CountryCode.code(text) { countries[id] = code }
      }
    }
    // Countries of areas are named by the area, and point at the country.
    for area in element.elements(["AreaCodeValues", "AreaCode"]) {
      guard let id = area.attribute("ID") else { continue }
      if let country = area.attribute("CountryID").flatMap({ countries[$0] })
        ?? area.attribute("Description").flatMap(CountryCode.code)
      {
        areas[id] = country
      }
    }
    for type in element.elements(["PartySubTypeValues", "PartySubType"]) {
      guard let id = type.attribute("ID"), let party = type.attribute("PartyTypeID") else {
        continue
      }
      partyTypes[id] = label("PartyType", party)
    }
  }

  private var areas: [String: String] = [:]
  private var partyTypes: [String: String] = [:]

  func label(_ set: String, _ id: String) -> String? { labels[set]?[id] }

  /// Follow the Money schema of a party's subtype.
  func schema(_ subType: String) -> String? {
    let names = [label("PartySubType", subType), partyTypes[subType]].compactMap { $0 }
    for name in names {
      switch name.lowercased() {
      case "vessel": return "Vessel"
      case "aircraft": return "Airplane"
      case "individual": return "Person"
      case "entity": return "Organization"
      default: continue
      }
    }
    return nil
  }

  mutating func add(location: XMLElement) {
    guard let id = location.attribute("ID") else { return }
    let country =
      location.first("LocationAreaCode")?.attribute("AreaCodeID").flatMap { areas[$0] }
      ?? location.first("LocationCountry")?.attribute("CountryID").flatMap { countries[$0] }
    let parts = location.all("LocationPart").compactMap { part in
      part.first("LocationPartValue")?.value("Value")
    }
    locations[id] = (parts.joined(separator: ", "), country)
  }

  func location(_ id: String) -> (line: String, country: String?)? { locations[id] }

  /// `Year`, `Month` and `Day` below an element.
  static func day(_ element: XMLElement) -> String? {
    ListDate.parts(element.value("Year"), element.value("Month"), element.value("Day"))
  }

  /// A `DatePeriod`: one calendar year is that year, one day is that day, else its two ends.
  static func period(_ element: XMLElement) -> String? {
    func end(_ name: String, _ side: String) -> String? {
      element.first(name)?.first(side).flatMap(day)
    }
    guard let from = end("Start", "From"),
      let to = end("End", "To") ?? end("End", "From") ?? end("Start", "To")
    else { return nil }
    if from == to { return from }
    let years = (from.prefix(4), to.prefix(4))
    if years.0 == years.1, from.hasSuffix("-01-01"), to.hasSuffix("-12-31") {
      return String(years.0)
    }
    return ListDate.edtf("\(from) to \(to)")
  }
}
