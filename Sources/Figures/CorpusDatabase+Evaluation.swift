import Diagnostics
import Records

/// What a value over selected rows comes to.
struct Evaluation: Sendable {
  /// How many rows were selected; nil where the value stands on no table.
  var rowCount: Int?
  /// The value with `lossUSD` as it is; nil where nothing came back.
  var point: SQLValue?
  var low: ExactDecimal?
  var high: ExactDecimal?
  /// Whether an estimate given only as a range makes any point a pretence.
  var includesRange = false
  /// The records of the selected rows, sorted.
  var selected: [RecordReference] = []
  /// The tables whose rows are all read, by subqueries; in the tables' order.
  var tables: [Int] = []
  /// The records of the selected rows and of those that subqueries hold; nil where that cannot be
  /// told, and all rows of `tables` are.
  var held: [RecordReference]?
  /// Selected rows without any of the amounts that the value reads.
  var withoutAmount = 0
  var named = NamedThings()
}

extension CorpusDatabase {
  /// Evaluates one expression over the rows of a table that satisfy another.
  func evaluate(
    value: SQLPiece, table: DatabaseTable?, where condition: SQLPiece?
  ) throws(QueryProblem) -> Evaluation {
    try admitExpression(value)
    if let condition { try admitExpression(condition) }
    var named = try names(in: value, mainTable: table)
    if let condition {
      let more = try names(in: condition, mainTable: table)
      named.records = Set(named.records + more.records).sorted()
      named.figures = Set(named.figures + more.figures).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      named.warnings += more.warnings
    }
    let things = named
    return try withConnection { connection throws(QueryProblem) in
      defer { connection.context.reset() }
      var evaluation = Evaluation()
      evaluation.named = things
      try select(table, condition, &evaluation, connection)
      try compute(value, table, &evaluation, connection)
      try trace(value, condition, table, &evaluation, connection)
      return evaluation
    }
  }

  // MARK: Rows

  private func select(
    _ table: DatabaseTable?, _ condition: SQLPiece?, _ evaluation: inout Evaluation,
    _ connection: DatabaseConnection
  ) throws(QueryProblem) {
    guard let table, let position = DatabaseTable.position(table.name) else { return }
    let owners = owners[position]
    guard let condition else {
      evaluation.rowCount = owners.count
      evaluation.selected = recordsOfTable[position]
      return
    }
    // Once as content may say it, once with the row numbers it may not ask for.
    let tail = "\n)"
    try run(
      "SELECT 1 FROM main.\"\(table.name)\" WHERE (", condition, tail, table: table, connection
    ) { _ in }
    connection.context.allowsSelection = true
    defer { connection.context.allowsSelection = false }
    evaluation.tables = try subqueryTables(
      "SELECT 1 FROM \(selectionSchema).\"\(table.name)\" WHERE (", condition, tail, table,
      connection)
    let rows = try run(
      "SELECT rowid FROM main.\"\(table.name)\" WHERE (", condition, tail, table: table, connection
    ) { statement throws(DatabaseFailure) in
      var rows: [Int] = []
      while try statement.step(connection) { rows.append(statement.integer(0)) }
      return rows
    }
    var selected = [Bool](repeating: false, count: owners.count + 1)
    for row in rows { selected[row] = true }
    connection.context.selected = selected
    evaluation.rowCount = rows.count
    evaluation.selected = CorpusDatabase.distinct(rows.sorted().map { owners[$0 - 1] })
  }

  /// The tables that subqueries of a piece read: all the statement reads but its own table, which
  /// an empty copy stands for.
  private func subqueryTables(
    _ before: String, _ piece: SQLPiece, _ after: String, _ table: DatabaseTable?,
    _ connection: DatabaseConnection
  ) throws(QueryProblem) -> [Int] {
    try run(before, piece, after, table: table, connection) { _ in }
    let read = connection.context.accesses.filter { $0.schema == "main" }
    return Set(read.compactMap { DatabaseTable.position($0.table) }).sorted()
  }

  // MARK: Values

  private func compute(
    _ value: SQLPiece, _ table: DatabaseTable?, _ evaluation: inout Evaluation,
    _ connection: DatabaseConnection
  ) throws(QueryProblem) {
    let context = connection.context
    let source = table.map { " FROM main.\"\($0.name)\"" } ?? ""
    try run("SELECT (", value, "\n)" + source, table: table, connection) { _ in }
    let amounts = table.map { readAmounts(of: $0, context) } ?? []
    let readsLosses = context.accesses.contains {
      $0.table == "incidents" && $0.column == "lossUSD"
    }
    context.allowsSelection = true
    let copy = table.map { " FROM \(selectionSchema).\"\($0.name)\"" } ?? ""
    let tables = try subqueryTables("SELECT (", value, "\n)" + copy, table, connection)
    evaluation.tables = Set(evaluation.tables + tables).sorted()

    evaluation.point = try read(value, .point, table, connection)
    if !amounts.isEmpty, let table {
      evaluation.withoutAmount = try countMissing(amounts, table, value, connection)
    }
    let ids = evaluation.named.figures
    let depends = ids.compactMap { context.figures[$0] }
    guard readsLosses || depends.contains(where: \.isSpan) else { return }
    let low = try read(value, .low, table, connection)?.number
    let high = try read(value, .high, table, connection)?.number
    if let low, let high {
      evaluation.low = min(low, high)
      evaluation.high = max(low, high)
    }
    evaluation.includesRange = depends.contains { $0.point == nil && $0.isSpan }
    if readsLosses, hasRangeOnlyLosses, !evaluation.includesRange {
      let least = try read(value, .pointOrLow, table, connection)
      let most = try read(value, .pointOrHigh, table, connection)
      evaluation.includesRange = least != evaluation.point || most != evaluation.point
    }
  }

  /// The amounts of the main table that the statement just prepared reads.
  private func readAmounts(of table: DatabaseTable, _ context: DatabaseContext) -> [String] {
    var names = table.columns.filter { column in
      column.isAmount
        && context.accesses.contains { $0.table == table.name && $0.column == column.name }
    }.map(\.name)
    if names.contains("lossUSD") { names.append("lossLow") }
    return names
  }

  private func countMissing(
    _ amounts: [String], _ table: DatabaseTable, _ value: SQLPiece,
    _ connection: DatabaseConnection
  ) throws(QueryProblem) -> Int {
    let missing = amounts.map { "\"\($0)\" IS NULL" }.joined(separator: " AND ")
    let rows = SQLPiece(SourceText(missing, origin: value.source.origin))
    let filter = connection.context.selected.isEmpty ? "" : " AND \(selectionFunction)(rowid)"
    return try run(
      "SELECT count(*) FROM main.\"\(table.name)\" WHERE ", rows, filter, table: table, connection
    ) { statement throws(DatabaseFailure) in
      try statement.step(connection) ? statement.integer(0) : 0
    }
  }

  /// Finds the rows that the subqueries of a value and of its condition hold.
  private func trace(
    _ value: SQLPiece, _ condition: SQLPiece?, _ table: DatabaseTable?,
    _ evaluation: inout Evaluation, _ connection: DatabaseConnection
  ) throws(QueryProblem) {
    evaluation.held = evaluation.selected
    guard !evaluation.tables.isEmpty else { return }
    evaluation.held = nil
    var parts: [String] = []
    for piece in [condition, value].compactMap(\.self) {
      var trace = HeldRows(piece)
      guard let found = trace.ofExpression(), !(trace.comparesLosses && hasRangeOnlyLosses) else {
        return
      }
      parts += found
    }
    var sql = parts.joined(separator: " + ")
    if let table {
      let isFiltered = !connection.context.selected.isEmpty
      let filter = isFiltered ? " WHERE \(selectionFunction)(rowid)" : ""
      sql = "count(\(sql)) FROM main.\"\(table.name)\"\(filter)"
    }
    let rows = try rowsHeld(tracing: sql, of: value, connection)
    evaluation.held = rows.map { CorpusDatabase.distinct(evaluation.selected + records(of: $0)) }
  }

  /// The value over the selected rows, with `lossUSD` read as `reading` says, also in subqueries.
  private func read(
    _ value: SQLPiece, _ reading: LossReading, _ table: DatabaseTable?,
    _ connection: DatabaseConnection
  ) throws(QueryProblem) -> SQLValue? {
    let context = connection.context
    context.reading = reading
    defer { context.reading = .point }
    var before = "SELECT ("
    if reading != .point, let incidents = DatabaseTable.named("incidents") {
      let columns = columnList(of: incidents, reading)
      before = "WITH \"incidents\" AS (SELECT \(columns) FROM main.\"incidents\") SELECT ("
    }
    var source = ""
    if let table {
      let columns = columnList(of: table, reading)
      let filter = context.selected.isEmpty ? "" : " WHERE \(selectionFunction)(rowid)"
      source = " FROM (SELECT \(columns) FROM main.\"\(table.name)\"\(filter)) AS \"\(table.name)\""
    }
    return try run(before, value, "\n)" + source, table: table, connection) {
      statement throws(DatabaseFailure) in
      guard try statement.step(connection) else { return nil }
      let found = try statement.value(0)
      guard try !statement.step(connection) else {
        throw .value("this value gives one for each row; sum, count or otherwise aggregate them")
      }
      return found
    }
  }

  private func columnList(of table: DatabaseTable, _ reading: LossReading) -> String {
    guard table.name == "incidents", reading != .point else { return table.columnList }
    return table.columns.map { column in
      column.name == "lossUSD" ? "\(reading.rawValue) AS \"lossUSD\"" : "\"\(column.name)\""
    }.joined(separator: ", ")
  }

  /// The records of the rows selected and of all rows of the tables read besides; sorted.
  func provenance(of evaluation: Evaluation) -> [RecordReference] {
    CorpusDatabase.distinct(
      evaluation.selected + evaluation.tables.flatMap { recordsOfTable[$0] })
  }
}

extension DatabaseContext {
  /// Forgets what one evaluation needed.
  fileprivate func reset() {
    allowsSelection = false
    reading = .point
    selected = []
  }
}
