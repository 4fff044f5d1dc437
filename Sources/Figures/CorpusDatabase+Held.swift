import MarkdownTree
import Records

extension CorpusDatabase {
  /// By table, the rows that an admitted query holds; nil where that cannot be told.
  func rowsHeld(
    by query: SQLPiece, _ connection: DatabaseConnection
  ) throws(QueryProblem) -> [Set<Int>]? {
    var trace = HeldRows(query)
    guard let sql = trace.ofQuery() else { return nil }
    return try rowsHeld(tracing: sql, of: query, connection)
  }

  /// Runs `SELECT` and what `HeldRows` made of content's SQL; nil where SQLite reads that
  /// differently or it takes too many steps.
  ///
  /// Only a run that takes too much time is an error: what a page holds depends on no machine.
  func rowsHeld(
    tracing sql: String, of piece: SQLPiece, _ connection: DatabaseConnection
  ) throws(QueryProblem) -> [Set<Int>]? {
    let context = connection.context
    let allowed = context.allowsSelection
    context.allowsSelection = true
    defer {
      context.allowsSelection = allowed
      context.held = context.held.map { _ in [] }
    }
    let trace = SQLPiece(SourceText(sql, origin: piece.source.origin), marking: piece.marking)
    do throws(QueryProblem) {
      try run("SELECT ", trace, "", table: nil, connection) {
        statement throws(DatabaseFailure) in
        while try statement.step(connection) {}
      }
    } catch {
      guard context.hasTimedOut else { return nil }
      throw QueryProblem(.sqlLimit(.time, limits, at: piece.source.span))
    }
    return context.held
  }

  /// The records of rows by table; sorted, each once.
  func records(of rows: [Set<Int>]) -> [RecordReference] {
    CorpusDatabase.distinct(
      rows.enumerated().flatMap { table, rows in rows.sorted().map { owners[table][$0 - 1] } })
  }
}
