internal import Records

/// What the OFAC formats share: which list a file is, and what its labels mean.
enum OFACList {
  /// The SDN list, or the consolidated list of the others, by the file's name.
  static func profile(_ opening: ListOpening) -> ListProfile {
    let name = opening.name.lowercased()
    let isConsolidated = name.contains("cons")
    return ListProfile(
      key: "ofac", stem: isConsolidated ? "ofac-consolidated" : "ofac-sdn",
      title: isConsolidated
        ? "Consolidated Sanctions List" : "Specially Designated Nationals and Blocked Persons List",
      publisher: "US Treasury, Office of Foreign Assets Control", authority: .ofac,
      url: "https://ofac.treasury.gov/sanctions-list-service")
  }

  /// The Follow the Money schema of a type; nil for one that is not known.
  static func schema(_ type: String?) -> String? {
    switch type?.lowercased() {
    case nil, "entity": "Organization"
    case "individual": "Person"
    case "vessel": "Vessel"
    case "aircraft": "Airplane"
    default: nil
    }
  }

  /// The older formats give no dates, no reasons and no provisions.
  static let owns = ListOwnership.parties(
    without: [
      "unscId", "legalBasis", "listingDate", "startDate", "modifiedAt", "endDate", "reason",
      "provisions", "sourceUrl",
    ])

  static let walletLabel = "Digital Currency Address - "

  /// `Digital Currency Address - XBT` and an address make a wallet.
  static func wallet(label: String, value: String) -> ListedWallet? {
    guard label.hasPrefix(walletLabel) else { return nil }
    let asset = label.dropFirst(walletLabel.count)
    guard !asset.isEmpty, asset.utf8.count <= 16,
      asset.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }),
      !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return ListedWallet(asset: String(asset), address: value)
  }

  /// `PARK, Jin Hyok` is `Jin Hyok PARK`.
  static func individualName(_ name: String) -> String {
    let parts = name.components(", ")
    guard parts.count == 2 else { return name }
    return "\(parts[1]) \(parts[0])"
  }
}
