import CSQLite
import Diagnostics
import Editions
import Records

/// Fills the tables from a corpus: rows by id, rowids from 1, whatever was hidden never known.
struct TableLoader {
  private let connection: DatabaseConnection
  private let corpus: Corpus
  private let defaultLanguage: String
  /// By table, the record each row belongs to, in row order.
  private(set) var owners = [[RecordReference]](repeating: [], count: DatabaseTable.all.count)
  /// Amounts no column can hold exactly.
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether an incident's only or preferred estimate is a range.
  private(set) var hasRangeOnlyLosses = false
  private var writers: [RowWriter] = []
  /// Each entity with what it is part of.
  private var parents: [(entity: String, parent: String)] = []
  private var json: JSONText

  init(_ connection: DatabaseConnection, corpus: Corpus, defaultLanguage: String) {
    self.connection = connection
    self.corpus = corpus
    self.defaultLanguage = defaultLanguage
    json = JSONText(language: defaultLanguage)
  }

  mutating func load() throws {
    try connection.execute("ATTACH ':memory:' AS \(selectionSchema)")
    for table in DatabaseTable.all {
      let columns = table.columns.map { "\"\($0.name)\" \($0.affinity.rawValue)" }
      for schema in ["main", selectionSchema] {
        try connection.execute(
          "CREATE TABLE \(schema).\"\(table.name)\" (\(columns.joined(separator: ", ")))")
      }
    }
    try connection.execute("BEGIN")
    writers = try DatabaseTable.all.map { try RowWriter(connection, $0) }
    for collection in Collection.allCases {
      guard let position = DatabaseTable.position(collection.rawValue) else { continue }
      for record in corpus.records(collection) { try load(record, into: position) }
    }
    writers = []
    try connection.execute("COMMIT")
    connection.context.ancestry = Ancestry(parents)
    for index in [
      "entities(id)", "incidents(id)", "sanctions(id)", "sources(id)", "losses(incident)",
      "attributions(incident)", "receivers(incident)", "initiators(incident)",
      "sanctions(entity)", "wallets(incident)", "wallets(sanction)", "aliases(entity)",
    ] {
      let name = index.filter { $0 != "(" && $0 != ")" }
      try connection.execute("CREATE INDEX \"by \(name)\" ON \(index)")
    }
  }

  private mutating func load(_ record: Record, into position: Int) throws {
    let writer = writers[position]
    let table = DatabaseTable.all[position]
    bind(record.item, of: table, schema: Schema.fields(of: record.collection), to: writer)
    if let column = writer.markingColumn { writer.bind(record.marking.label, at: column) }
    switch record.collection {
    case .incidents: try loadIncident(record, writer, table)
    case .entities:
      try loadAliases(record)
      if let parent = record.item.reference("parent")?.id {
        parents.append((record.id, parent))
      }
    case .sanctions:
      try loadWallets(record, column: 1)
      writer.bind(record.item.isInForce(asOf: nil) ? 1 : 0, at: table.columns.count - 1)
    default: break
    }
    try writer.insert()
    owners[position].append(record.reference)
  }

  // MARK: Incidents

  private mutating func loadIncident(
    _ record: Record, _ writer: RowWriter, _ table: DatabaseTable
  ) throws {
    let item = record.item
    let derived = table.columns.count - 7
    if let actor = item.items("initiators").first?.reference("entity")?.id {
      writer.bind(actor, at: derived)
    }
    if let receiver = item.items("receivers").first {
      let entity = receiver.reference("entity").flatMap { corpus[$0] }
      if let name = receiver.localized("name") ?? entity?.title {
        writer.bind(name.text(in: defaultLanguage, default: defaultLanguage).text, at: derived + 1)
      }
      if let country = receiver.text("country") ?? entity?.item.text("country") {
        writer.bind(country, at: derived + 2)
      }
    }
    if let date = item.date("startDate") ?? item.date("disclosureDate") {
      writer.bind(date.earliest.year, at: derived + 3)
    }
    let losses = item.items("losses")
    if !losses.isEmpty {
      let estimate = LossEstimate(losses: losses)
      for (offset, amount) in [estimate.point, estimate.low, estimate.high].enumerated() {
        if let amount { _ = writer.bind(amount, at: derived + 4 + offset) }
      }
      if estimate.point == nil, estimate.low != nil { hasRangeOnlyLosses = true }
    }
    for key in DatabaseTable.nestedLists { try loadNested(key, of: record) }
    try loadWallets(record, column: 0)
  }

  private mutating func loadNested(_ key: String, of record: Record) throws {
    let items = record.item.items(key)
    guard !items.isEmpty, let position = DatabaseTable.position(key),
      case .item(let schema, _) = Schema.fields(of: record.collection).field(key)?.type
    else { return }
    let table = DatabaseTable.all[position]
    let writer = writers[position]
    let sources = schema.position(of: "sources").flatMap { table.columnOfField[$0] }
    for item in items {
      writer.bind(record.id, at: 0)
      if let sources, item["sources"] == nil, let inherited = record.item["sources"] {
        bindJSON(inherited, at: sources, to: writer)
      }
      bind(item, of: table, schema: schema, to: writer)
      if let column = writer.markingColumn {
        writer.bind(max(item.marking ?? .clear, record.marking).label, at: column)
      }
      try writer.insert()
      owners[position].append(record.reference)
    }
  }

  // MARK: Names and wallets

  private mutating func loadAliases(_ record: Record) throws {
    guard let position = DatabaseTable.position("aliases") else { return }
    for kind in ["alias", "weakAlias", "previousName"] {
      for name in record.item.texts(kind) {
        try insert([record.id, kind, name], into: position, owner: record.reference)
      }
    }
  }

  private mutating func loadWallets(_ record: Record, column: Int) throws {
    let wallets = record.item.wallets("wallets")
    guard !wallets.isEmpty, let position = DatabaseTable.position("wallets") else { return }
    for wallet in wallets {
      var values: [String?] = [nil, nil, nil, nil, nil]
      values[column] = record.id
      switch wallet {
      case .address(let asset, let address):
        values[2] = asset
        values[3] = address
      case .entity(let id):
        let entity = corpus[RecordReference(.entities, id)]
        values[2] = entity?.item.text("currency")
        values[3] = entity?.item.text("publicKey")
        values[4] = id
      }
      try insert(values, into: position, owner: record.reference)
    }
  }

  private mutating func insert(
    _ values: [String?], into position: Int, owner: RecordReference
  ) throws {
    for (index, value) in values.enumerated() {
      if let value { writers[position].bind(value, at: index) }
    }
    try writers[position].insert()
    owners[position].append(owner)
  }

  // MARK: Values

  private mutating func bind(
    _ item: Item, of table: DatabaseTable, schema: ItemSchema, to writer: RowWriter
  ) {
    var next = 0
    for field in item.fields {
      var position = next
      while position < schema.fields.count, schema.fields[position].key != field.key {
        position += 1
      }
      if position == schema.fields.count {
        guard let found = schema.position(of: field.key) else { continue }
        position = found
      }
      next = position + 1
      guard let column = table.columnOfField[position] else { continue }
      switch field.value {
      case .text(let text): writer.bind(text, at: column)
      case .localized(let text):
        writer.bind(text.text(in: defaultLanguage, default: defaultLanguage).text, at: column)
      case .date(let date): writer.bind(date.description, at: column)
      case .amount(let amount):
        if !writer.bind(amount, at: column) {
          diagnostics.append(.tooManyDigits(at: field.span))
        }
      case .wholeNumber(let number): writer.bind(number, at: column)
      case .boolean(let flag): writer.bind(flag ? 1 : 0, at: column)
      case .marking(let marking): writer.bind(marking.label, at: column)
      case .reference(let reference): writer.bind(reference.id, at: column)
      case .wallet(let wallet): writer.bind(wallet.text, at: column)
      case .item, .list: bindJSON(field.value, at: column, to: writer)
      case .free: break
      }
    }
  }

  private mutating func bindJSON(_ value: FieldValue, at column: Int, to writer: RowWriter) {
    json.clear()
    json.append(value)
    writer.bind(json.bytes, at: column)
  }
}

/// One table's prepared INSERT.
private final class RowWriter {
  private let connection: DatabaseConnection
  private let statement: OpaquePointer
  let markingColumn: Int?

  init(_ connection: DatabaseConnection, _ table: DatabaseTable) throws {
    self.connection = connection
    markingColumn = table.columns.firstIndex { $0.name == "marking" }
    let places = [String](repeating: "?", count: table.columns.count).joined(separator: ",")
    var prepared: OpaquePointer?
    let sql = "INSERT INTO main.\"\(table.name)\" VALUES (\(places))"
    guard sqlite3_prepare_v2(connection.handle, sql, -1, &prepared, nil) == SQLITE_OK,
      let prepared
    else { throw DatabaseError(description: "SQLite: \(connection.message)") }
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  func bind(_ text: String, at column: Int) {
    let place = Int32(column + 1)
    // An empty text may have no address, and SQLite reads that as NULL.
    guard !text.isEmpty else {
      sqlite3_bind_text(statement, place, "", 0, dossier_sqlite3_transient())
      return
    }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = sqlite3_bind_text(
          statement, place, characters.baseAddress, Int32(clamping: characters.count),
          dossier_sqlite3_transient())
      }
    }
  }

  /// Binds UTF-8 that is never empty.
  func bind(_ text: [UInt8], at column: Int) {
    text.withUnsafeBytes { bytes in
      _ = sqlite3_bind_text(
        statement, Int32(column + 1), bytes.bindMemory(to: CChar.self).baseAddress,
        Int32(clamping: bytes.count), dossier_sqlite3_transient())
    }
  }

  func bind(_ number: Int, at column: Int) {
    sqlite3_bind_int64(statement, Int32(column + 1), Int64(number))
  }

  /// Whole amounts become INTEGER, others REAL; false where neither holds the amount exactly.
  func bind(_ amount: ExactDecimal, at column: Int) -> Bool {
    if let whole = amount.whole {
      bind(whole, at: column)
      return true
    }
    guard !amount.isWhole, amount.digitCount <= 15 else { return false }
    sqlite3_bind_double(statement, Int32(column + 1), amount.double)
    return true
  }

  func insert() throws {
    guard sqlite3_step(statement) == SQLITE_DONE else {
      throw DatabaseError(description: "SQLite: \(connection.message)")
    }
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
  }
}
