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
  /// The records of the rows it holds, which satisfy the WHERE and ON of the SELECT that reads them,
  /// subqueries included; all records, where that cannot be told.
  package var held: [RecordReference]

  package init(
    columns: [String], rows: [[SQLValue]], records: [RecordReference], held: [RecordReference]
  ) {
    self.columns = columns
    self.rows = rows
    self.records = records
    self.held = held
  }
}

extension SQLValue {
  /// Sorts rows cell by cell: null, then numbers, then text by bytes.
  package static func precedes(_ left: [SQLValue], _ right: [SQLValue]) -> Bool {
    for (one, other) in zip(left, right) where one != other {
      switch (one, other) {
      case (.text(let first), .text(let second)):
        if first.utf8.elementsEqual(second.utf8) { continue }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
      case (.integer(let first), .integer(let second)): return first < second
      default:
        if one.rank != other.rank { return one.rank < other.rank }
        let first = one.approximate
        let second = other.approximate
        if first != second { return first < second }
      }
    }
    return left.count < right.count
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    }
  }

  private var approximate: Double {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .null, .text: 0
    }
  }
}

extension SQLValue? {
  /// Why a value is no number, without quoting it.
  var explanation: String {
    switch self {
    case .none: "this value gives no row"
    case .null: "this value is null: a division by zero, or no row selected has one"
    case .text: "this value is text"
    case .integer, .real: "this value has more digits than can be computed exactly"
    }
  }
}

extension ExactDecimal {
  /// A real carries 15 digits; what an operator leaves behind them is noise.
  var withoutNoise: ExactDecimal {
    digitCount > 15 && !isWhole ? rounded(toSignificantDigits: 15) : self
  }
}
