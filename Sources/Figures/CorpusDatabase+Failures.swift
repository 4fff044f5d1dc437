import Diagnostics
import Records
import Synchronization

extension CorpusDatabase {
  /// Runs `body` on the open database, alone.
  func withConnection<Result>(
    _ body: (DatabaseConnection) throws(QueryProblem) -> sending Result
  ) throws(QueryProblem) -> sending Result {
    let outcome = connection.withLock { connection -> sending Swift.Result<Result, QueryProblem> in
      do throws(QueryProblem) {
        return .success(try body(connection))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Prepares and runs a statement made around a piece, and points what fails into the piece.
  func run<Result>(
    _ before: String, _ piece: SQLPiece, _ after: String, table: DatabaseTable?,
    _ connection: DatabaseConnection,
    _ body: (borrowing DatabaseStatement) throws(DatabaseFailure) -> Result
  ) throws(QueryProblem) -> Result {
    let context = connection.context
    context.begin()
    context.commonTables = piece.commonTables
    let outcome = QueryMemory.limited(to: limits.memoryBytes) {
      () -> Swift.Result<Result, DatabaseFailure> in
      do throws(DatabaseFailure) {
        let statement = try connection.prepare(before + piece.text + after)
        return .success(try body(statement))
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .success(let result): return result
    case .failure(let failure):
      throw QueryProblem(
        diagnostic(failure, in: piece, after: before.utf8.count, table: table))
    }
  }

  private func diagnostic(
    _ failure: DatabaseFailure, in piece: SQLPiece, after prefix: Int, table: DatabaseTable?
  ) -> Diagnostic {
    switch failure {
    case .limit(let limit): .sqlLimit(limit, limits, at: piece.source.span)
    case .value(let rule): .notANumber(rule, at: piece.source.span)
    case .denied(let denial, let offset):
      denied(denial, in: piece, at: offset.map { $0 - prefix }, table: table)
    case .syntax(let message, let offset):
      syntax(message, in: piece, at: offset.map { $0 - prefix }, table: table)
    }
  }

  private func denied(
    _ denial: DatabaseContext.Denial, in piece: SQLPiece, at offset: Int?, table: DatabaseTable?
  ) -> Diagnostic {
    switch denial {
    case .function(let name):
      let place = place(of: name, in: piece, at: offset)
      return .sqlForbidden("content may not call '\(name.quotation)'", at: place)
    case .table(let name):
      let bare = name.split(separator: ".").last.map(String.init) ?? name
      return .unknownName(
        .unknownColumn, "table", bare, in: DatabaseTable.all.map(\.name),
        at: place(of: bare, in: piece, at: offset))
    case .column(let name):
      return .unknownName(
        .unknownColumn, "column", name, in: columnNames(piece, table),
        at: place(of: name, in: piece, at: offset))
    case .recursion:
      return .sqlForbidden(
        "content's SQL does not recurse", at: place(of: "recursive", in: piece, at: offset))
    case .statement:
      return .sqlForbidden("content's SQL only selects", at: piece.source.span)
    }
  }

  private func syntax(
    _ message: String, in piece: SQLPiece, at offset: Int?, table: DatabaseTable?
  ) -> Diagnostic {
    if let name = message.suffix(after: "no such column: ") {
      let bare = name.split(separator: ".").last.map(String.init) ?? name
      let token = token(of: bare, in: piece, at: offset)
      let isQuoted = token?.kind == .quotedName
      return .unknownName(
        .unknownColumn, "column", bare, in: columnNames(piece, table),
        at: token.map { piece.span($0) } ?? piece.source.span,
        hint: isQuoted ? "text stands in single quotes" : nil)
    }
    if let name = message.suffix(after: "no such table: ") {
      let bare = name.split(separator: ".").last.map(String.init) ?? name
      return .unknownName(
        .unknownColumn, "table", bare, in: DatabaseTable.all.map(\.name),
        at: place(of: bare, in: piece, at: offset))
    }
    if let name = message.suffix(after: "no such function: ") {
      return .unknownName(
        .sqlForbidden, "function", name, in: allowedFunctions.sorted(),
        at: place(of: name, in: piece, at: offset))
    }
    let place = token(at: offset, in: piece).map { piece.span($0) } ?? piece.source.span
    if message.hasPrefix("misuse of ") {
      return .sqlSyntax("a condition compares rows one by one: \(message.quotation)", at: place)
    }
    return .sqlSyntax("this is no SQL expression or query: \(message.quotation)", at: place)
  }

  /// The columns a piece may mean: those of the tables it names, else of all.
  private func columnNames(_ piece: SQLPiece, _ table: DatabaseTable?) -> [String] {
    var tables = piece.tokens.filter(\.isName).compactMap { DatabaseTable.named($0.content) }
    if let table { tables.append(table) }
    if tables.isEmpty { tables = DatabaseTable.all }
    return tables.flatMap { $0.columns.map(\.name) }
  }

  private func token(at offset: Int?, in piece: SQLPiece) -> SQLToken? {
    guard let offset else { return nil }
    return piece.tokens.first { $0.start <= offset && offset < $0.end }
  }

  /// The token SQLite points at where it is a name, else the first so named.
  private func token(of name: String, in piece: SQLPiece, at offset: Int?) -> SQLToken? {
    let wanted = name.lowercased()
    if let pointed = token(at: offset, in: piece) {
      if pointed.content.lowercased() == wanted { return pointed }
      // SQLite points at `t` of `t.column`.
      if let index = piece.tokens.firstIndex(of: pointed) {
        let near = piece.tokens[index...].prefix(5)
        if let found = near.first(where: { $0.content.lowercased() == wanted }) { return found }
      }
    }
    return piece.tokens.first { $0.isName && $0.content.lowercased() == wanted }
  }

  private func place(of name: String, in piece: SQLPiece, at offset: Int?) -> SourceSpan {
    token(of: name, in: piece, at: offset).map { piece.span($0) } ?? piece.source.span
  }
}

extension String {
  /// What follows `prefix`, where the text starts with it.
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
