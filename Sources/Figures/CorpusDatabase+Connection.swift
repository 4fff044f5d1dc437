import CSQLite
import Glibc

/// What went wrong in SQLite, before it is told to an author.
enum DatabaseFailure: Error {
  enum Limit { case steps, time, memory, value, rows, nesting }

  /// SQLite's own words; `offset` counts bytes of the whole statement.
  case syntax(String, offset: Int?)
  case denied(DatabaseContext.Denial, offset: Int?)
  case limit(Limit)
  /// A function or aggregate of ours refused its arguments.
  case value(String)
}

/// The machine's fault, not an author's.
package struct DatabaseError: Error, CustomStringConvertible {
  package let description: String
}

/// One open database in memory; not Sendable, its owner guards it.
final class DatabaseConnection {
  let handle: OpaquePointer
  let context = DatabaseContext()
  let limits: QueryLimits

  init(limits: QueryLimits) throws {
    guard QueryMemory.isMetered else {
      throw DatabaseError(description: "SQLite is in use already and cannot be limited")
    }
    self.limits = limits
    var opened: OpaquePointer?
    let flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(":memory:", &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw DatabaseError(description: "SQLite cannot open a database in memory (\(code))")
    }
    handle = opened
    try configure()
    try registerFunctions()
  }

  deinit { sqlite3_close_v2(handle) }

  private func configure() throws {
    let flags: [(Int32, Int32)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
      (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0), (SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    ]
    for (option, value) in flags {
      guard dossier_sqlite3_db_config_flag(handle, option, value) == SQLITE_OK else {
        throw DatabaseError(description: "SQLite refuses the setting \(option)")
      }
    }
    try execute("PRAGMA temp_store = MEMORY; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
  }

  /// Runs statements of our own while loading.
  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw DatabaseError(description: "SQLite: \(message)")
    }
  }

  var message: String { sqlite3_errmsg(handle).map { String(cString: $0) } ?? "" }

  /// Closes the database to everything but reading, within limits.
  func seal() {
    let bounds: [(Int32, Int)] = [
      (SQLITE_LIMIT_LENGTH, limits.valueBytes),
      (SQLITE_LIMIT_SQL_LENGTH, limits.textBytes + 64 * 1024),
      (SQLITE_LIMIT_COLUMN, 200), (SQLITE_LIMIT_EXPR_DEPTH, limits.expressionDepth + 4),
      (SQLITE_LIMIT_COMPOUND_SELECT, 100), (SQLITE_LIMIT_VDBE_OP, 100_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 20), (SQLITE_LIMIT_ATTACHED, 0),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200), (SQLITE_LIMIT_VARIABLE_NUMBER, 0),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 0), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
    for (limit, value) in bounds { sqlite3_limit(handle, limit, Int32(clamping: value)) }
    context.isLoading = false
    context.limit = limits.steps
    let pointer = Unmanaged.passUnretained(context).toOpaque()
    sqlite3_set_authorizer(handle, authorize, pointer)
    sqlite3_progress_handler(handle, Int32(progressInterval), countSteps, pointer)
  }

  func prepare(_ sql: String) throws(DatabaseFailure) -> DatabaseStatement {
    var statement: OpaquePointer?
    var leftOver = 0
    var sql = sql
    context.denial = nil
    let code = sql.withUTF8 { bytes -> Int32 in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(
          handle, characters.baseAddress, Int32(clamping: characters.count), &statement, &tail)
        if let tail, let base = characters.baseAddress {
          leftOver = characters.count - (tail - base)
        }
        return code
      }
    }
    guard code == SQLITE_OK else {
      sqlite3_finalize(statement)
      throw failure(code)
    }
    guard let statement else { throw .syntax("there is no statement", offset: nil) }
    guard leftOver == 0, sqlite3_stmt_readonly(statement) != 0 else {
      sqlite3_finalize(statement)
      throw .denied(.statement, offset: nil)
    }
    return DatabaseStatement(statement)
  }

  func failure(_ code: Int32) -> DatabaseFailure {
    let position = sqlite3_error_offset(handle)
    let offset = position >= 0 ? Int(position) : nil
    if let denial = context.denial { return .denied(denial, offset: offset) }
    switch code & 0xFF {
    case SQLITE_NOMEM: return .limit(.memory)
    case SQLITE_TOOBIG: return .limit(.value)
    case SQLITE_INTERRUPT: return .limit(context.hasTimedOut ? .time : .steps)
    default: break
    }
    let message = message
    if message.hasPrefix(ownMessagePrefix) {
      return .value(String(message.dropFirst(ownMessagePrefix.count)))
    }
    if message.contains("Expression tree is too large") || message.contains("stack overflow") {
      return .limit(.nesting)
    }
    return .syntax(message, offset: offset)
  }
}

/// A prepared statement, finalised when it goes.
struct DatabaseStatement: ~Copyable {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  var columnNames: [String] {
    (0..<sqlite3_column_count(handle)).map { index in
      sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  /// Steps to the next row; false at the end.
  borrowing func step(_ connection: DatabaseConnection) throws(DatabaseFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.failure(code)
    }
  }

  borrowing func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  borrowing func value(_ column: Int32) throws(DatabaseFailure) -> SQLValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT:
      let value = sqlite3_column_double(handle, column)
      guard value.isFinite else { throw .value("a number is finite: this one leaves all bounds") }
      // Beyond them a real skips whole numbers; sums of INTEGERs end here when they overflow.
      guard value.magnitude < 1e15 else { throw .value(tooManyDigits) }
      return .real(value)
    case SQLITE_TEXT:
      let bytes = sqlite3_column_text(handle, column)
      let count = Int(sqlite3_column_bytes(handle, column))
      return .text(
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB: throw .value("a value is text or a number: this one is a blob")
    default: return .null
    }
  }
}

/// Why a real beyond 15 digits is none.
let tooManyDigits = "what is computed has at most 15 digits, or is no longer exact"

/// How many of SQLite's steps pass between two counts.
private let progressInterval = 1_000

/// More processor time than a query within the step limit takes: it stops few but huge steps.
private let processorSeconds = 20

private func countSteps(_ pointer: UnsafeMutableRawPointer?) -> Int32 {
  guard let pointer else { return 1 }
  let context = Unmanaged<DatabaseContext>.fromOpaque(pointer).takeUnretainedValue()
  context.steps += progressInterval
  if context.steps > context.limit { return 1 }
  if processorTime() - context.startedAt > processorSeconds {
    context.hasTimedOut = true
    return 1
  }
  return 0
}

/// Seconds of processor time this thread has used; no calendar, and no output depends on it.
func processorTime() -> Int {
  var time = timespec()
  return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? time.tv_sec : 0
}
