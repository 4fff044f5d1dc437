import CSQLite

/// Counts what one thread's query takes of SQLite's memory.
///
/// The only file that calls the counting allocator of `CSQLite`.
enum QueryMemory {
  /// Whether the counting allocator is in place; decided once, before the first database opens.
  static let isMetered = dossier_memory_install() == SQLITE_OK

  /// Runs `body` with at most `bytes` more memory than it gives back; SQLite's calls in it fail
  /// with `SQLITE_NOMEM` beyond.
  static func limited<Result>(to bytes: Int, _ body: () throws -> Result) rethrows -> Result {
    dossier_memory_begin(Int64(bytes))
    defer { _ = dossier_memory_end() }
    return try body()
  }
}
