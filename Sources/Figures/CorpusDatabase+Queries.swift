package import Diagnostics
package import Records

extension CorpusDatabase {
  /// The records of a collection that satisfy `condition`, in `order`, else by id.
  package func records(
    of collection: Collection, where condition: SourceText?, order: SourceText?, limit: Int?
  ) -> Checked<[RecordReference]?> {
    checked { () throws(QueryProblem) in
      guard let position = DatabaseTable.position(collection.rawValue) else { return ([], []) }
      let table = DatabaseTable.all[position]
      let owners = owners[position]
      var warnings: [Diagnostic] = []
      var rows = Array(1...max(1, owners.count)).prefix(owners.count)
      if let condition {
        let piece = SQLPiece(condition)
        try admitExpression(piece)
        warnings += try names(in: piece, mainTable: table).warnings
        rows = try selectRows(of: table, piece)[...]
      }
      if let order {
        let ranks = try sortedRows(of: table, by: SQLPiece(order))
        let kept = Set(rows)
        rows = ranks.filter { kept.contains($0) }[...]
      }
      if let limit { rows = rows.prefix(max(0, limit)) }
      return (rows.map { owners[$0 - 1] }, warnings)
    }
  }

  /// Runs one SELECT of a `table` or `chart` directive or of `dossier query`.
  package func query(_ sql: SourceText) -> Checked<QueryResult?> {
    checked { () throws(QueryProblem) in
      var piece = SQLPiece(sql)
      try admitQuery(piece)
      if let end = piece.tokens.last, end.isSign(";") { piece = piece.part(0, end.start) }
      let warnings = try names(in: piece, mainTable: nil).warnings
      let isOrdered = piece.isOrdered
      var (result, tables, rows) = try withConnection { connection throws(QueryProblem) in
        let result = try run("", piece, "", table: nil, connection) {
          statement throws(DatabaseFailure) in
          try collect(statement, connection)
        }
        let tables = Set(
          connection.context.accesses.compactMap { DatabaseTable.position($0.table) })
        return (result, tables.sorted(), try rowsHeld(by: piece, connection))
      }
      result.records = CorpusDatabase.distinct(tables.flatMap { recordsOfTable[$0] })
      result.held = rows.map { records(of: $0) } ?? result.records
      if !isOrdered { result.rows.sort(by: SQLValue.precedes) }
      return (result, warnings)
    }
  }

  /// Runs a `{calc}`: `expression from table where condition`, one number.
  package func calculate(_ text: SourceText) -> Checked<Calculation?> {
    checked { () throws(QueryProblem) in
      let whole = SQLPiece(text)
      let parts = try split(whole)
      let found = try evaluate(value: parts.value, table: parts.table, where: parts.condition)
      guard found.rowCount != nil || !found.tables.isEmpty || !found.named.figures.isEmpty else {
        throw QueryProblem(
          .sqlSyntax("a calculation reads a table: 'sum(lossUSD) from incidents'", at: text.span))
      }
      if found.rowCount == 0 {
        throw QueryProblem(
          Diagnostic(
            .emptyFigure, .error, "a calculation sees at least one row: this one sees none",
            at: text.span
          ).softened(softensRemoved))
      }
      let isRange = found.includesRange && found.low != nil && found.low != found.high
      let point = found.includesRange && !isRange ? found.low : found.point?.number
      guard let value = isRange ? found.low : point else {
        let isUnknown = found.point == .null || found.point == nil
        throw QueryProblem(
          Diagnostic.notANumber(
            found.point.explanation, at: parts.value.source.span
          ).softened(softensRemoved && isUnknown))
      }
      var calculation = Calculation(
        value: value.withoutNoise, low: found.low?.withoutNoise, high: found.high?.withoutNoise,
        records: allRecords(found, parts.table))
      calculation.held = found.held ?? calculation.records
      calculation.selected = found.selected
      calculation.isRange = isRange
      calculation.figures = found.named.figures
      return (calculation, found.named.warnings)
    }
  }

  // MARK: Parts

  private func checked<Value>(
    _ body: () throws(QueryProblem) -> (Value, [Diagnostic])
  ) -> Checked<Value?> {
    do throws(QueryProblem) {
      let (value, warnings) = try body()
      return Checked(value, warnings)
    } catch {
      return Checked(nil, error.diagnostics)
    }
  }

  /// The parts of `EXPRESSION from TABLE where CONDITION`.
  func split(
    _ whole: SQLPiece
  ) throws(QueryProblem) -> (value: SQLPiece, table: DatabaseTable?, condition: SQLPiece?) {
    guard let from = whole.topLevel("from") else { return (whole, nil, nil) }
    let end = whole.text.utf8.count
    let value = whole.part(0, whole.tokens[from].start)
    let next = from + 1
    guard next < whole.tokens.count else {
      throw QueryProblem(
        .sqlSyntax("'from' names a table", at: whole.span(whole.tokens[from])))
    }
    let table = try self.table(
      named: whole.tokens[next].content, at: whole.span(whole.tokens[next]))
    guard next + 1 < whole.tokens.count else { return (value, table, nil) }
    let clause = whole.tokens[next + 1]
    guard clause.keyword == "where" else {
      throw QueryProblem(
        .sqlSyntax(
          "after the table a calculation has 'where' or nothing: not '\(clause.content.quotation)'",
          at: whole.span(clause)))
    }
    return (value, table, whole.part(clause.end, end))
  }

  func table(named name: String, at span: SourceSpan) throws(QueryProblem) -> DatabaseTable {
    if let table = DatabaseTable.named(name) { return table }
    throw QueryProblem(
      .unknownName(.unknownColumn, "table", name, in: DatabaseTable.all.map(\.name), at: span))
  }

  private func allRecords(_ found: Evaluation, _ table: DatabaseTable?) -> [RecordReference] {
    let main = table.flatMap { DatabaseTable.position($0.name) }
    let tables = Set(found.tables + (main.map { [$0] } ?? [])).sorted()
    return CorpusDatabase.distinct(tables.flatMap { recordsOfTable[$0] })
  }

  // MARK: Rows

  private func selectRows(
    of table: DatabaseTable, _ condition: SQLPiece
  ) throws(QueryProblem) -> [Int] {
    try withConnection { connection throws(QueryProblem) in
      let source = "main.\"\(table.name)\" WHERE ("
      try run("SELECT 1 FROM " + source, condition, "\n)", table: table, connection) { _ in }
      connection.context.allowsSelection = true
      defer { connection.context.allowsSelection = false }
      return try run("SELECT rowid FROM " + source, condition, "\n)", table: table, connection) {
        statement throws(DatabaseFailure) in
        var rows: [Int] = []
        while try statement.step(connection) { rows.append(statement.integer(0)) }
        return rows.sorted()
      }
    }
  }

  /// Every row of a table by the terms of an order, then by id.
  private func sortedRows(of table: DatabaseTable, by order: SQLPiece) throws(QueryProblem) -> [Int]
  {
    var terms: [String] = []
    for term in order.splitAtCommas() {
      let (expression, direction) = term.direction
      try admitExpression(expression)
      _ = try names(in: expression, mainTable: table)
      try withConnection { connection throws(QueryProblem) in
        try run(
          "SELECT 1 FROM main.\"\(table.name)\" ORDER BY +(", expression, "\n)", table: table,
          connection
        ) { _ in }
      }
      terms.append("+(\(expression.text)\n)\(direction)")
    }
    let ordered = terms.joined(separator: ", ")
    return try withConnection { connection throws(QueryProblem) in
      connection.context.allowsSelection = true
      defer { connection.context.allowsSelection = false }
      let piece = SQLPiece(SourceText(ordered, origin: order.source.origin))
      return try run(
        "SELECT rowid FROM main.\"\(table.name)\" ORDER BY ", piece, ", rowid", table: table,
        connection
      ) { statement throws(DatabaseFailure) in
        var rows: [Int] = []
        while try statement.step(connection) { rows.append(statement.integer(0)) }
        return rows
      }
    }
  }

  /// Reads every row of a query within the limits.
  private func collect(
    _ statement: borrowing DatabaseStatement, _ connection: DatabaseConnection
  ) throws(DatabaseFailure) -> QueryResult {
    var result = QueryResult(columns: statement.columnNames, rows: [], records: [], held: [])
    var bytes = 0
    while try statement.step(connection) {
      guard result.rows.count < limits.rows else { throw .limit(.rows) }
      var row: [SQLValue] = []
      row.reserveCapacity(result.columns.count)
      for index in result.columns.indices {
        let value = try statement.value(Int32(index))
        if case .text(let text) = value { bytes += text.utf8.count }
        row.append(value)
      }
      guard bytes <= limits.memoryBytes else { throw .limit(.memory) }
      result.rows.append(row)
    }
    return result
  }
}

extension SQLPiece {
  /// Whether the whole query ends in an ORDER BY.
  var isOrdered: Bool {
    var start = 0
    while let index = topLevel("order", from: start) {
      if index + 1 < tokens.count, tokens[index + 1].keyword == "by" { return true }
      start = index + 1
    }
    return false
  }

  /// An order's term apart from its `asc`, `desc`, `nulls first`, `nulls last`.
  var direction: (expression: SQLPiece, suffix: String) {
    var rest = tokens[...]
    var suffix = ""
    if let last = rest.last, ["first", "last"].contains(last.keyword),
      rest.dropLast().last?.keyword == "nulls"
    {
      suffix = " NULLS " + last.keyword.uppercased()
      rest = rest.dropLast(2)
    }
    if let last = rest.last, ["asc", "desc"].contains(last.keyword) {
      suffix = " " + last.keyword.uppercased() + suffix
      rest = rest.dropLast()
    }
    guard rest.count < tokens.count, let end = rest.last?.end else { return (self, suffix) }
    return (part(0, end), suffix)
  }
}
