// The map of a list that no known format covers.
extension Schema {
  /// How a list writes its days; a year alone stands for itself in any of them.
  package static let listDateForms = [
    "yyyy-mm-dd", "yyyy/mm/dd", "yyyymmdd", "dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "dd.mm.yyyy",
    "dd Mon yyyy", "spreadsheet",
  ]

  /// What parts the cells of a row.
  package static let listDelimiters = ["comma", "semicolon", "tab"]

  /// The Follow the Money schemas a record may have.
  package static var entitySchemata: [String] {
    guard case .oneOf(let terms)? = entities.field("schema")?.type else { return [] }
    return terms
  }

  package static let listMap = ItemSchema(
    "list map",
    [
      FieldSchema(
        "list", .identifier, required: true,
        "its name: that of its files, and the beginning of its records' ids", example: "moj-list"),
      FieldSchema(
        "title", .text, required: true, "what the list is called",
        example: "List of designated persons"),
      FieldSchema(
        "publisher", .text, required: true, "who publishes it", example: "Ministry of Justice"),
      FieldSchema("url", .url, "where its publisher keeps it"),
      FieldSchema(
        "authority", .reference(.authorities), required: true, "who lists", example: "ofac"),
      FieldSchema("program", .text, list: true, "tags of every row", example: "DPRK"),
      FieldSchema(
        "schema", .oneOf(entitySchemata),
        "Follow the Money schema of rows whose cell names none; absent: LegalEntity"),
      FieldSchema("issued", .date, "the date the list states"),
      FieldSchema(
        "encoding", .oneOf(["utf-8", "windows-1252"]), "how its text is written; absent: utf-8"),
      FieldSchema("delimiter", .oneOf(listDelimiters), "what parts the cells; absent: comma"),
      FieldSchema(
        "header", .wholeNumber, "the row that names the columns; absent: 1", example: "1"),
      FieldSchema(
        "separator", .text, "what parts the values of a cell; absent: a semicolon", example: "|"),
      FieldSchema("dates", .oneOf(listDateForms), "how it writes days; absent: yyyy-mm-dd"),
      FieldSchema(
        "columns", .item(listColumns, shorthand: nil), required: true,
        "which column fills which field"),
      FieldSchema("types", .freeMap, "the schema that a cell of the column 'schema' stands for"),
      FieldSchema(
        "keep", .text, list: true, "columns kept as they are, under 'original'",
        example: "Address"),
      FieldSchema("skip", .freeMap, "rows left out: a column, and the cells that leave a row out"),
    ])

  package static let listColumns = ItemSchema(
    "columns",
    [
      FieldSchema("id", .text, required: true, "the list's own id", example: "Ref"),
      FieldSchema(
        "name", .text, list: true, required: true, "the name; of several columns, joined",
        example: "Name"),
      FieldSchema("schema", .text, "the type, see 'types'", example: "Type"),
      FieldSchema("alias", .text, list: true, "other names", example: "Aliases"),
      FieldSchema("weakAlias", .text, list: true, "other names that many bear"),
      FieldSchema("previousName", .text, list: true, "former names"),
      FieldSchema("country", .text, list: true, "countries of address, flag or register"),
      FieldSchema("nationality", .text, list: true, "nationalities"),
      FieldSchema("birthDate", .text, list: true, "days of birth; the first is kept"),
      FieldSchema("wallets", .text, list: true, "addresses, as ASSET:address"),
      FieldSchema("program", .text, list: true, "tags of the programme", example: "Regime"),
      FieldSchema("legalBasis", .text, list: true, "the act it rests on"),
      FieldSchema("authorityId", .text, "its number at the authority; absent: the id"),
      FieldSchema("unscId", .text, "its number on the UN list"),
      FieldSchema("listingDate", .text, "when it was listed", example: "Listed on"),
      FieldSchema("startDate", .text, "when it took effect"),
      FieldSchema("endDate", .text, "when it ended; a row with one is delisted"),
      FieldSchema("modifiedAt", .text, "when it was last amended"),
      FieldSchema("reason", .text, list: true, "the statement of reasons"),
      FieldSchema("provisions", .text, list: true, "what it imposes"),
      FieldSchema("sourceUrl", .text, "the entry's page"),
    ])
}
