package import Diagnostics
package import Records
import Synchronization

/// An edition's corpus in SQLite, in memory, behind an authorizer and limits.
///
/// `design.md` section 3 names tables, columns and functions. One statement runs at a time;
/// several databases run in parallel.
package final class CorpusDatabase: Sendable {
  package let corpus: Corpus
  /// Amounts that no column can hold exactly; their cells are NULL.
  package let loadingDiagnostics: [Diagnostic]
  let limits: QueryLimits
  /// Ids that exist only after the dates.
  let removedByDate: Set<RecordReference>
  /// Whether naming one of those is a warning.
  let softensRemoved: Bool
  /// By table, the record of each row.
  let owners: [[RecordReference]]
  /// By table, its records, sorted, each once.
  let recordsOfTable: [[RecordReference]]
  /// Whether some incident has only a range for a loss.
  let hasRangeOnlyLosses: Bool
  let connection: Mutex<DatabaseConnection>
  let catalogue = Mutex(FigureCatalogue())

  /// Loads a corpus; localized columns hold the default language.
  ///
  /// - Throws: `DatabaseError` where SQLite cannot be opened or runs out of memory.
  package convenience init(corpus: Corpus, defaultLanguage: String) throws {
    try self.init(corpus: corpus, defaultLanguage: defaultLanguage, limits: QueryLimits())
  }

  /// Loads a corpus under a project's limits and dates.
  ///
  /// - Throws: `DatabaseError` where SQLite cannot be opened or runs out of memory.
  package init(
    corpus: Corpus, defaultLanguage: String, limits: QueryLimits,
    removedByDate: Set<RecordReference> = [], softensRemoved: Bool = false
  ) throws {
    let connection = try DatabaseConnection(limits: limits)
    var loader = TableLoader(connection, corpus: corpus, defaultLanguage: defaultLanguage)
    try loader.load()
    connection.seal()
    self.corpus = corpus
    self.limits = limits
    self.removedByDate = removedByDate
    self.softensRemoved = softensRemoved
    loadingDiagnostics = loader.diagnostics
    owners = loader.owners
    recordsOfTable = loader.owners.map(CorpusDatabase.distinct)
    hasRangeOnlyLosses = loader.hasRangeOnlyLosses
    self.connection = Mutex(connection)
  }

  /// Sets the values `figure('id')` gives.
  package func setFigures(_ values: [String: ExactDecimal]) {
    setFigures(
      FigureCatalogue(
        known: values.keys.sorted().map { ($0, nil) }, broken: [],
        readings: values.mapValues { FigureReading(point: $0) }))
  }

  func setFigures(_ new: FigureCatalogue) {
    let readings = new.readings
    connection.withLock { $0.context.figures = readings }
    catalogue.withLock { $0 = new }
  }

  /// The tables and their columns, for suggestions and `dossier query --help`.
  package var tables: [(name: String, columns: [String])] {
    DatabaseTable.all.map { ($0.name, $0.columns.map(\.name)) }
  }

  /// Sorted, each once; rows of one record follow each other.
  static func distinct(_ owners: [RecordReference]) -> [RecordReference] {
    var result: [RecordReference] = []
    var isSorted = true
    for owner in owners where owner != result.last {
      if let last = result.last, owner < last { isSorted = false }
      result.append(owner)
    }
    if isSorted { return result }
    var seen: Set<RecordReference> = []
    return result.filter { seen.insert($0).inserted }.sorted()
  }
}

/// The figures that `figure('id')` may name.
struct FigureCatalogue: Sendable {
  /// In byte order, with the place of the definition.
  var known: [(id: String, definition: Located<Marking>?)] = []
  /// Those whose own error has been told.
  var broken: Set<String> = []
  var readings: [String: FigureReading] = [:]

  init(
    known: [(String, Located<Marking>?)] = [], broken: Set<String> = [],
    readings: [String: FigureReading] = [:]
  ) {
    self.known = known.map { (id: $0.0, definition: $0.1) }
    self.broken = broken
    self.readings = readings
  }

  func contains(_ id: String) -> Bool {
    known.contains { $0.id == id }
  }
}

/// A `{calc}`'s answer.
package struct Calculation: Sendable {
  /// The number; where `isRange`, the low end of it.
  package var value: ExactDecimal
  package var low: ExactDecimal?
  package var high: ExactDecimal?
  /// All records of the tables read.
  package var records: [RecordReference]
  /// The records of the rows it holds: those selected, and those that its subqueries hold.
  package var held: [RecordReference] = []
  /// The records of the rows that `where` selected; empty without a table.
  package var selected: [RecordReference] = []
  /// Whether an estimate given only as a range makes any point a pretence.
  package var isRange = false
  /// The figures it is made from.
  package var figures: [String] = []

  package init(
    value: ExactDecimal, low: ExactDecimal?, high: ExactDecimal?, records: [RecordReference]
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.records = records
  }

  /// The number as `FigureFormatter` takes it: nil where only a range can be shown.
  package var point: ExactDecimal? { isRange ? nil : value }
}
