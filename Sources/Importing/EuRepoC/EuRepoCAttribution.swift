internal import Records

/// One statement about who was behind an incident; rows of one id name its several initiators.
struct EuRepoCAttribution {
  let id: String
  private(set) var members: [ImportedValue.Member]
  private var initiators: [String]

  private init(
    id: String, _ fields: [(String, String?)], initiators: [String]
  ) {
    var map = MapBuilder()
    for (key, value) in fields { map.add(key, value) }
    self.id = id
    self.initiators = initiators
    members = map.members
    name(initiators)
  }

  private mutating func name(_ initiators: [String]) {
    members.removeAll { $0.key == "attributedInitiator" }
    if !initiators.isEmpty {
      members.append(.init("attributedInitiator", .text(initiators.joined(separator: "; "))))
    }
  }

  /// Adds a row of the attributions' file to an incident's statements.
  static func add(
    _ row: HeadedRow, to statements: inout [EuRepoCAttribution], _ sink: ImportSink
  ) {
    let id = row["attribution_ID"] ?? ""
    let initiator = row["attributed_initiator"]
    if !id.isEmpty, let index = statements.firstIndex(where: { $0.id == id }) {
      guard let initiator, !statements[index].initiators.contains(initiator) else { return }
      statements[index].initiators.append(initiator)
      statements[index].name(statements[index].initiators)
      return
    }
    let record = row["incident_ID"] ?? ""
    let statement = EuRepoCAttribution(
      id: id,
      fields(
        actor: row["attributing_actor"] ?? row["attribution_it_company"],
        country: row["attributing_country"], date: row["attribution_date"],
        type: row["attribution_type"], basis: row["attribution_basis"],
        attributed: row["attributed_initiator_country"], row.line, record, sink),
      initiators: [initiator].compactMap { $0 })
    if !statement.members.isEmpty { statements.append(statement) }
  }

  /// Counts a row by what it says, for who wants to know what the file holds.
  static func count(_ row: HeadedRow, _ sink: ImportSink) {
    sink.count("attribution row")
    for basis in row.list("attribution_basis") { sink.count("attribution basis \(basis)") }
    if row["attribution_date"] == nil { sink.count("attribution row without date") }
    if row["attribution_ID"] == nil { sink.count("attribution row without id") }
    let country = row["attributed_initiator_country"].flatMap(CountryCode.code)
    if let country { sink.count("attribution row of \(country)") }
  }

  /// The statements as the incident's own row holds them, aligned by position.
  static func inline(_ row: HeadedRow, _ sink: ImportSink) -> [EuRepoCAttribution] {
    let record = row["ID"] ?? ""
    let columns = [
      "attributing_actor", "attributing_country", "attribution_date", "attribution_type",
      "attribution_basis", "attributed_initiator_country", "attributed_initiator",
    ].map { row.parts($0) }
    let count = row["number_of_attributions"].flatMap { Int($0) } ?? columns.map(\.count).max() ?? 0
    guard count > 0, count <= 1_000 else { return [] }
    return (0..<count).compactMap { index in
      func value(_ column: Int) -> String? {
        index < columns[column].count ? CleanText.known(columns[column][index]) : nil
      }
      let statement = EuRepoCAttribution(
        id: "",
        fields(
          actor: value(0), country: value(1), date: value(2), type: value(3), basis: value(4),
          attributed: value(5), row.line, record, sink),
        initiators: [value(6)].compactMap { $0 })
      return statement.members.isEmpty ? nil : statement
    }
  }

  private static func fields(
    actor: String?, country: String?, date: String?, type: String?, basis: String?,
    attributed: String?, _ line: Int, _ record: String, _ sink: ImportSink
  ) -> [(String, String?)] {
    [
      ("attributingActor", actor.flatMap(CleanText.known)),
      ("attributingCountry", sink.country(country, line, record)),
      ("attributionDate", sink.date(date, "attribution_date", line, record)),
      ("attributionType", type), ("attributionBasis", basis),
      ("attributedCountry", sink.country(attributed, line, record)),
    ]
  }
}
