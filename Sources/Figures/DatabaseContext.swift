import Records

/// How much content's SQL may use; `limits` of `dossier.yaml` may raise each.
package struct QueryLimits: Sendable, Equatable {
  package var textBytes = 64 * 1024
  package var steps = 5_000_000
  /// Beyond the loaded corpus.
  package var memoryBytes = 64 * 1024 * 1024
  package var valueBytes = 1024 * 1024
  package var rows = 100_000
  package var expressionDepth = 100

  package init() {}

  /// The defaults with what a project raises: `querySteps`, `queryMemory`, `queryValue`,
  /// `queryRows`, `queryText`, `queryDepth`.
  package init(raisedBy limits: [String: Int]) {
    textBytes = max(textBytes, limits["queryText"] ?? 0)
    steps = max(steps, limits["querySteps"] ?? 0)
    memoryBytes = max(memoryBytes, limits["queryMemory"] ?? 0)
    valueBytes = max(valueBytes, limits["queryValue"] ?? 0)
    rows = max(rows, limits["queryRows"] ?? 0)
    expressionDepth = max(expressionDepth, limits["queryDepth"] ?? 0)
  }
}

/// Another figure's value as `figure('id')` gives it, for each reading of losses.
struct FigureReading: Sendable, Equatable {
  var point: ExactDecimal?
  var low: ExactDecimal?
  var high: ExactDecimal?

  /// Whether low and high differ from a plain point.
  var isSpan: Bool { low != nil && high != nil }
}

/// Which column stands for `lossUSD` while a value is read.
enum LossReading: String, CaseIterable {
  case point = "\"lossUSD\""
  case low = "\"lossLow\""
  case high = "\"lossHigh\""
  /// The point, or the least where only a range is known.
  case pointOrLow = "coalesce(\"lossUSD\", \"lossLow\")"
  /// The point, or the most where only a range is known.
  case pointOrHigh = "coalesce(\"lossUSD\", \"lossHigh\")"
}

/// What SQLite's callbacks know and note while statements are prepared and run.
///
/// Reached only through the connection, so only under its owner's lock.
final class DatabaseContext {
  /// A column of a table that a statement reads; an empty column stands for rows as such.
  struct Access: Hashable {
    let schema: String
    let table: String
    let column: String
  }

  enum Denial: Equatable {
    case function(String)
    case table(String)
    case column(String)
    case recursion
    case statement
  }

  /// Statements of our own while loading need no permission.
  var isLoading = true
  /// Whether statements wrapped around content's, which was admitted before, may select rows.
  var allowsSelection = false
  var commonTables: Set<String> = []
  var accesses: Set<Access> = []
  var denial: Denial?

  var steps = 0
  var limit = 0
  /// The thread's processor time, in seconds, when the statement began.
  var startedAt = 0
  var hasTimedOut = false

  /// Who is part of whom.
  var ancestry = Ancestry()
  var figures: [String: FigureReading] = [:]
  var reading = LossReading.point
  /// By row; empty: every row.
  var selected: [Bool] = []
  /// By table, the rows that a statement said it holds.
  var held = [Set<Int>](repeating: [], count: DatabaseTable.all.count)

  func begin() {
    accesses = []
    denial = nil
    steps = 0
    startedAt = processorTime()
    hasTimedOut = false
  }
}
