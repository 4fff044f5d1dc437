package import Diagnostics
package import Records

/// An edition's corpus in SQLite, in memory, behind an authorizer and limits.
///
/// `design.md` section 3 names tables, columns and functions.
package final class CorpusDatabase: Sendable {
  /// Loads a corpus; localized columns hold the default language.
  package init(corpus: Corpus, defaultLanguage: String) throws {}

  /// Sets the values `figure('id')` gives.
  package func setFigures(_ values: [String: ExactDecimal]) {}

  /// The records of a collection that satisfy `condition`, in `order`, else by id.
  package func records(
    of collection: Collection, where condition: SourceText?, order: SourceText?, limit: Int?
  ) -> Checked<[RecordReference]?> {
    Checked(nil)
  }

  /// Runs one SELECT of a `table` or `chart` directive or of `dossier query`.
  package func query(_ sql: SourceText) -> Checked<QueryResult?> {
    Checked(nil)
  }

  /// Runs a `{calc}`: `expression from table where condition`, one number.
  package func calculate(_ text: SourceText) -> Checked<Calculation?> {
    Checked(nil)
  }

  /// The tables and their columns, for suggestions and `dossier query --help`.
  package var tables: [(name: String, columns: [String])] { [] }
}

/// A `{calc}`'s answer.
package struct Calculation: Sendable {
  package var value: ExactDecimal
  package var low: ExactDecimal?
  package var high: ExactDecimal?
  package var records: [RecordReference]

  package init(
    value: ExactDecimal, low: ExactDecimal?, high: ExactDecimal?, records: [RecordReference]
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.records = records
  }
}
