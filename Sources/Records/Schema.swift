/// The one table of every collection's fields: decoding, checking, SQL columns, editors and
/// documentation all read it.
///
/// Names are those of Follow the Money, EuRepoC, CSL and STIX in camel case.
package enum Schema {
  package static func fields(of collection: Collection) -> ItemSchema {
    switch collection {
    case .incidents: incidents
    case .entities: entities
    case .sanctions: sanctions
    case .sources: sources
    case .measures: measures
    case .authorities: authorities
    case .forums: forums
    }
  }

  /// Fields that every record and nested item may carry.
  static let common: [FieldSchema] = [
    FieldSchema("marking", .marking, "TLP 2.0 label; absent: the container's"),
    FieldSchema("recorded", .date, "when the registry learnt it; absent: always known"),
  ]

  static let commonOfRecords: [FieldSchema] =
    [
      FieldSchema(
        "notes", .text, "remarks for the file, not shown",
        example: "Amount checked against the court filing."),
      FieldSchema(
        "externalReferences", .item(externalReference, shorthand: "url"), list: true,
        "the same thing in other registries"),
      FieldSchema("original", .freeMap, "what an importer keeps of its source; never shown"),
    ] + common

  static let sourceKeys = FieldSchema(
    "sources", .reference(.sources), list: true, "citation keys of what this rests on")

  static let confidences: FieldType = .oneOf(["low", "moderate", "high"])

  static let externalReference = ItemSchema(
    "external reference",
    [
      FieldSchema("source_name", .text, "the registry", example: "mitre-attack"),
      FieldSchema("external_id", .text, "its id there", example: "G0032"),
      FieldSchema("url", .url, "its page there"),
    ] + common)

  static let name = ItemSchema(
    "name",
    [
      FieldSchema("family", .text, "family name", example: "Doe"),
      FieldSchema("given", .text, "given names", example: "Jane"),
      FieldSchema(
        "literal", .text, "an organisation's name, or a name in one piece",
        example: "Northport Financial Authority"),
    ] + common)

  static let receiver = ItemSchema(
    "receiver",
    [
      FieldSchema("entity", .reference(.entities), "the victim as a record"),
      FieldSchema("name", .localizedText, "the victim's name", example: "Northport Exchange"),
      FieldSchema("country", .country, "where it is established"),
      FieldSchema("category", .text, "EuRepoC category or sector", example: "exchange"),
      FieldSchema("subcategory", .text, "EuRepoC subcategory", example: "Finance"),
      sourceKeys,
    ] + common)

  static let initiator = ItemSchema(
    "initiator",
    [
      FieldSchema("entity", .reference(.entities), "who did it"),
      FieldSchema("country", .country, "the country it acts from or for"),
      FieldSchema("category", .text, "EuRepoC category", example: "State"),
      sourceKeys,
    ] + common)

  static let attribution = ItemSchema(
    "attribution",
    [
      FieldSchema("attributingActor", .text, "who says so", example: "FBI"),
      FieldSchema("attributingCountry", .country, "that actor's country"),
      FieldSchema("attributionDate", .date, "when it said so"),
      FieldSchema(
        "attributionType", .text, "EuRepoC type of the statement", example: "Political statement"),
      FieldSchema(
        "attributionBasis", .text, "EuRepoC basis of the statement",
        example: "Attribution by third-party"),
      FieldSchema(
        "attributedInitiator", .text, "whom it names, verbatim or as an entity's id",
        example: "grey-heron"),
      FieldSchema("attributedCountry", .country, "the country it names"),
      FieldSchema("likelihood", .text, "a term of the pack's likelihood scale", example: "likely"),
      FieldSchema("confidence", confidences, "how sure the actor is"),
      FieldSchema("contested", .boolean, "whether others disagree"),
      sourceKeys,
    ] + common)

  static let loss = ItemSchema(
    "loss",
    [
      FieldSchema("amount", .amount, "the estimate, in `currency`"),
      FieldSchema("amountMin", .amount, "the least, where only a range is known"),
      FieldSchema("amountMax", .amount, "the most, where only a range is known"),
      FieldSchema("currency", .text, "ISO 4217 code", example: "USD"),
      FieldSchema("amountUSD", .amount, "the same in US dollars, where the currency differs"),
      FieldSchema("valuationDate", .date, "the day of the price used"),
      FieldSchema("basis", .text, "reported, estimated, court or on-chain", example: "reported"),
      FieldSchema("asset", .text, "what was taken", example: "ETH"),
      FieldSchema("assetAmount", .amount, "how many units of the asset"),
      FieldSchema("recoveredAmount", .amount, "what came back, in `currency`"),
      FieldSchema("recoveredDate", .date, "when it came back"),
      FieldSchema("preferred", .boolean, "the estimate that totals use"),
      FieldSchema(
        "quote", .text, "the number as the source states it; must agree with `amount`",
        example: "US$12.5 million"),
      sourceKeys,
    ] + common)

  static let technique = ItemSchema(
    "technique",
    [
      FieldSchema("attackId", .text, "MITRE ATT&CK id", example: "T1566"),
      FieldSchema("name", .text, "what was done", example: "Phishing"),
    ] + common)

  static let snapshot = ItemSchema(
    "snapshot",
    [
      FieldSchema("file", .text, "the list file's name", example: "sdn.csv"),
      FieldSchema(
        "sha256", .text, "its digest",
        example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
      FieldSchema("generatedAt", .date, "the date it states"),
    ] + common)

  static let forumDocument = ItemSchema(
    "document",
    [
      FieldSchema("document", .reference(.sources), "the text, as a source"),
      FieldSchema(
        "documentType",
        .oneOf([
          "leaders-statement", "communique", "chairs-summary", "ministers-statement", "charter",
          "action-plan",
        ]), "what kind of text it is"),
    ] + common)
}
