import Records

/// A table of the database: its name and columns, derived from the schema of records.
struct DatabaseTable: Sendable {
  enum Affinity: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    case numeric = "NUMERIC"
  }

  struct Column: Sendable {
    let name: String
    let affinity: Affinity
    /// What a text of this column identifies; nil where it is no reference.
    let names: Collection?
    let isAmount: Bool

    init(
      _ name: String, _ affinity: Affinity = .text, names: Collection? = nil, isAmount: Bool = false
    ) {
      self.name = name
      self.affinity = affinity
      self.names = names
      self.isAmount = isAmount
    }
  }

  let name: String
  /// The columns, owners first in nested tables, derived ones last.
  let columns: [Column]
  /// For each field of the item's schema, in its order, the column it fills.
  let columnOfField: [Int?]

  private init(
    _ name: String, before: [Column] = [], fields: [FieldSchema], identified: Collection?,
    after: [Column] = []
  ) {
    self.name = name
    var columns = before
    var columnOfField: [Int?] = []
    for field in fields {
      guard let column = DatabaseTable.column(of: field, identified: identified) else {
        columnOfField.append(nil)
        continue
      }
      columnOfField.append(columns.count)
      columns.append(column)
    }
    self.columns = columns + after
    self.columnOfField = columnOfField
  }

  /// The columns in order, quoted and joined.
  var columnList: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }

  /// The name of a field's column: `container-title` becomes `containerTitle`.
  static func columnName(_ key: String) -> String {
    let parts = key.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, parts.count > 1 else { return key }
    return parts.dropFirst().reduce(String(first)) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }

  private static func column(of field: FieldSchema, identified: Collection?) -> Column? {
    let name = columnName(field.key)
    if field.isList { return Column(name) }
    switch field.type {
    case .freeMap, .form: return nil
    case .identifier: return Column(name, names: identified)
    case .reference(let collection): return Column(name, names: collection)
    case .amount: return Column(name, .numeric, isAmount: true)
    case .wholeNumber, .boolean: return Column(name, .integer)
    default: return Column(name)
    }
  }

  private static func collectionTable(_ collection: Collection, after: [Column] = [])
    -> DatabaseTable
  {
    DatabaseTable(
      collection.rawValue, fields: Schema.fields(of: collection).fields, identified: collection,
      after: after)
  }

  /// A nested list of incidents; nil items are columns of their own.
  private static func nestedTable(_ key: String, of collection: Collection) -> DatabaseTable? {
    guard case .item(let schema, _) = Schema.fields(of: collection).field(key)?.type else {
      return nil
    }
    return DatabaseTable(
      key, before: [Column(collection.singular, names: collection)], fields: schema.fields,
      identified: nil)
  }

  /// The nested lists of incidents that are tables.
  static let nestedLists = ["losses", "attributions", "receivers", "initiators"]

  /// Every table, collections first.
  static let all: [DatabaseTable] = {
    var tables: [DatabaseTable] = [
      collectionTable(
        .incidents,
        after: [
          Column("actor", names: .entities), Column("victim"), Column("country"),
          Column("year", .integer), Column("lossUSD", .numeric, isAmount: true),
          Column("lossLow", .numeric, isAmount: true),
          Column("lossHigh", .numeric, isAmount: true),
        ]),
      collectionTable(.entities),
      collectionTable(.sanctions, after: [Column("inForce", .integer)]),
      collectionTable(.sources), collectionTable(.measures), collectionTable(.authorities),
      collectionTable(.forums),
    ]
    tables += nestedLists.compactMap { nestedTable($0, of: .incidents) }
    tables.append(
      DatabaseTable(
        "wallets",
        before: [
          Column("incident", names: .incidents), Column("sanction", names: .sanctions),
          Column("asset"), Column("address"), Column("wallet", names: .entities),
        ], fields: [], identified: nil))
    tables.append(
      DatabaseTable(
        "aliases",
        before: [Column("entity", names: .entities), Column("kind"), Column("name")], fields: [],
        identified: nil))
    return tables
  }()

  private static let positions = Dictionary(
    all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The position of a table by its name in either case.
  static func position(_ name: String) -> Int? {
    positions[name] ?? positions[name.lowercased()]
  }

  static func named(_ name: String) -> DatabaseTable? { position(name).map { all[$0] } }

  /// A column by its name in either case.
  func column(_ name: String) -> Column? {
    columns.first { $0.name == name }
      ?? columns.first { $0.name.lowercased() == name.lowercased() }
  }
}
