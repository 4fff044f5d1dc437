/// Every format a list may have: the one table to add the next to.
package enum ListFormats {
  /// In the order `auto` tries them: the most particular beginnings first.
  package static let all: [any ListFormat] = [
    OFACLegacyXML(), OFACAdvancedXML(), OFACCSV(), UNConsolidated(), EUFinancialSanctionsXML(),
    EUFinancialSanctionsCSV(), UKSanctionsCSV(), UKSanctionsXML(), UKConList(), CanadaSEMA(),
    OpenSanctionsEntities(), AddressList(), STIXBundle(), MISPGalaxy(), EuRepoC(),
    VERISIncidents(), DefiLlamaHacks(), CSLReferences(),
  ]

  package static let names: [String] = all.map(\.name)

  package static func named(_ name: String) -> (any ListFormat)? {
    all.first { $0.name == name }
  }

  /// The format a file's beginning and name tell; nil where none does.
  package static func recognised(_ opening: ListOpening) -> (any ListFormat)? {
    guard !opening.isEmpty, !opening.isHTML else { return nil }
    return all.first { $0.recognises(opening) }
  }
}
