internal import Records

extension NewFile {
  /// The fields that the options of every kind fill; nil where a kind has none.
  package static func fields(
    of kind: String
  ) -> (name: String?, date: String?, source: String?) {
    switch Records.Collection(name: kind) {
    case .incidents: ("name", "startDate", "sources")
    case .entities: ("name", nil, "sources")
    case .sanctions: ("entityName", "listingDate", "sources")
    case .sources: ("title", "issued", nil)
    case .measures: ("text", "date", "sources")
    case .authorities: ("name", "checked", "sources")
    case .forums: ("name", "startDate", "sources")
    case nil: ("title", kind == "pack" ? "asOf" : nil, nil)
    }
  }
}
