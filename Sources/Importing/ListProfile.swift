/// What a list is called and who keeps it: everything about it that no file says.
package struct ListProfile: Sendable {
  /// Prefix of record ids: `ofac`, `un-sc`.
  package let key: String
  /// Name of the files it is imported into, and of the source that stands for it: `ofac-sdn`.
  package let stem: String
  /// What the list is called, as a source.
  package let title: String
  package let publisher: String
  /// Who lists; nil for lists of incidents, actors and citations.
  package let authority: ListAuthority?
  /// Where the publisher keeps it.
  package let url: String?
  /// Whether its records need no source that stands for the list: they are sources themselves.
  package var isSourceless = false

  package init(
    key: String, stem: String? = nil, title: String, publisher: String,
    authority: ListAuthority? = nil,
    url: String? = nil
  ) {
    self.key = key
    self.stem = stem ?? key
    self.title = title
    self.publisher = publisher
    self.authority = authority
    self.url = url
  }

  /// The id of the source that stands for the list.
  package var sourceID: String { stem + "-list" }
}

/// An authority as a record a project may lack.
package struct ListAuthority: Sendable, Equatable {
  package let id: String
  package let name: String
  package let jurisdiction: String
  package let binds: [String]

  package init(_ id: String, _ name: String, _ jurisdiction: String, binds: [String] = []) {
    self.id = id
    self.name = name
    self.jurisdiction = jurisdiction
    self.binds = binds
  }

  package static let ofac = ListAuthority(
    "ofac", "US Treasury, Office of Foreign Assets Control", "us")
  package static let unsc = ListAuthority("unsc", "UN Security Council", "un", binds: ["all"])
  package static let eu = ListAuthority(
    "eu-council", "Council of the European Union", "eu", binds: ["de", "fr", "it", "eu"])
  package static let uk = ListAuthority(
    "fcdo", "UK Foreign, Commonwealth and Development Office", "gb")
  package static let canada = ListAuthority("gac", "Global Affairs Canada", "ca")

  /// Authorities whose lists are read by name.
  package static let known = [ofac, unsc, eu, uk, canada]
}
