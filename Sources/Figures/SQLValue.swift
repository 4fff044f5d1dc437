package import Records

/// One cell of a query's result.
package enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  /// The number a cell holds, with its shortest decimals.
  package var number: ExactDecimal? {
    switch self {
    case .integer(let value): ExactDecimal(significand: Int128(value))
    case .real(let value): ExactDecimal(shortest: value)
    case .null, .text: nil
    }
  }
}

/// The rows a query gives, in its own order, or sorted where it names none.
package struct QueryResult: Sendable {
  package var columns: [String]
  package var rows: [[SQLValue]]
  /// Every record of the tables read: the provenance of a free query.
  package var records: [RecordReference]

  package init(columns: [String], rows: [[SQLValue]], records: [RecordReference]) {
    self.columns = columns
    self.rows = rows
    self.records = records
  }
}
