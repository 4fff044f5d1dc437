/// What the British formats share.
enum UKList {
  static let profile = ListProfile(
    key: "uk", stem: "uk-sanctions-list", title: "UK Sanctions List",
    publisher: "Foreign, Commonwealth and Development Office", authority: .uk,
    url: "https://www.gov.uk/government/publications/the-uk-sanctions-list")

  static let owns = ListOwnership.parties(
    without: ["endDate", "sourceUrl", "legalBasis", "previousName", "wallets"])

  /// `Individual`, `Entity`, `Ship`.
  static func schema(_ type: String?) -> String? {
    switch type?.lowercased() {
    case "individual": "Person"
    case "entity", "organisation": "Organization"
    case "ship": "Vessel"
    default: nil
    }
  }

  /// `31/12/1965`, `00/00/1980`, or a date of another form.
  static func date(_ text: String) -> String? {
    ListDate.slashed(text, monthFirst: false) ?? ListDate.edtf(text) ?? ListDate.hyphenated(text)
  }

  /// Names 1 to 5, then name 6, which is the family name or an organisation's whole name.
  static func name(_ parts: [String?]) -> String? {
    let given = parts.compactMap { $0 }
    return given.isEmpty ? nil : given.joined(separator: " ")
  }

  /// Puts a name where its type and strength say; answers whether it is the main one.
  static func add(
    _ name: String, type: String?, strength: String?, to party: inout ListedParty,
    hasMain: inout Bool
  ) {
    let type = type?.lowercased() ?? ""
    if type == "primary name" || type == "prime alias", !hasMain {
      if party.name != party.key, party.name != name { party.aliases.append(party.name) }
      party.name = name
      hasMain = true
      party.aliases.removeAll { $0 == name }
    } else if name != party.name {
      if party.name == party.key, !hasMain {
        party.name = name
      } else if strength?.lowercased().hasPrefix("low") == true {
        if !party.weakAliases.contains(name) { party.weakAliases.append(name) }
      } else if type == "fka" {
        if !party.previousNames.contains(name) { party.previousNames.append(name) }
      } else if !party.aliases.contains(name) {
        party.aliases.append(name)
      }
    }
  }
}
