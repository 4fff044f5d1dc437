/// What the two EU formats share: which list they are, and what an entry is made of.
enum EUList {
  static let profile = ListProfile(
    key: "eu", stem: "eu-fsf",
    title: "Consolidated list of persons, groups and entities subject to EU financial sanctions",
    publisher: "European Commission", authority: .eu,
    url: "https://webgate.ec.europa.eu/fsd/fsf")

  static let owns = ListOwnership.parties(without: ["provisions", "previousName", "wallets"])

  /// One regulation under which an entry is listed, or by which it was amended.
  struct Regulation: Equatable {
    var number: String?
    var programme: String?
    var published: String?
    var inForce: String?
    var url: String?
  }

  /// `P` or `person`, `E` or `enterprise`.
  static func schema(_ code: String?) -> String? {
    switch code?.lowercased() {
    case "person", "p": "Person"
    case "enterprise", "e": "Organization"
    default: nil
    }
  }

  /// Puts dates and acts in their fields: several regulations are one designation and its
  /// amendments.
  static func apply(
    _ regulations: [Regulation], designation: String?, to party: inout ListedParty
  ) {
    party.listingDate = designation
    party.startDate = ([designation] + regulations.map(\.inForce)).compactMap { $0 }.min()
    var seen: Set<String> = []
    party.programs = regulations.compactMap(\.programme).filter { seen.insert($0).inserted }
    party.legalBasis = regulations.lazy.compactMap(\.number).first
    party.modifiedAt = regulations.compactMap(\.published).max()
    if let url = regulations.lazy.compactMap(\.url).first,
      url.hasPrefix("https://") || url.hasPrefix("http://"), !url.contains(" ")
    {
      party.sourceURL = url
    }
  }

  /// The regulations as they stand, for `original`.
  static func maps(_ regulations: [Regulation]) -> [[ImportedValue.Member]] {
    regulations.map { regulation in
      var map = MapBuilder()
      map.add("number", regulation.number)
      map.add("programme", regulation.programme)
      map.add("published", regulation.published)
      map.add("inForce", regulation.inForce)
      map.add("url", regulation.url)
      return map.members
    }
  }
}
