/// One entry of a sanctions list, whoever publishes it.
package struct ListedParty: Sendable {
  /// The list's own id, verbatim.
  package var key: String
  /// Its record's id without the list's prefix, where `key` makes none.
  package var slug: String?
  package var line: Int
  /// Follow the Money schema.
  package var schema: String
  package var name: String
  package var aliases: [String] = []
  package var weakAliases: [String] = []
  package var previousNames: [String] = []
  /// The programme's tags, verbatim.
  package var programs: [String] = []
  /// Countries of address, flag or register, as codes, in the list's order.
  package var countries: [String] = []
  package var nationalities: [String] = []
  /// EDTF, the main one first.
  package var birthDates: [String] = []
  package var wallets: [ListedWallet] = []
  package var authorityID: String?
  package var unscID: String?
  package var legalBasis: String?
  package var listingDate: String?
  package var startDate: String?
  package var modifiedAt: String?
  /// Only where the list itself says that a listing ended.
  package var endDate: String?
  package var reason: String?
  package var provisions: [String] = []
  package var sourceURL: String?
  /// What the list says beyond our fields, verbatim.
  package var original: [ImportedValue.Member] = []

  package init(key: String, line: Int, schema: String, name: String) {
    self.key = key
    self.line = line
    self.schema = schema
    self.name = name
  }

  /// Every country it has to do with.
  package var allCountries: Set<String> { Set(countries + nationalities) }
}

/// A digital currency address as a list gives it.
package struct ListedWallet: Sendable, Hashable {
  package let asset: String
  package let address: String

  package init(asset: String, address: String) {
    self.asset = asset
    self.address = address
  }

  package var text: String { "\(asset):\(address)" }
}
