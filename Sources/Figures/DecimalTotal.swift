import Records

/// A running sum in exact decimals, behind the SQL aggregates `sum` and `avg`.
///
/// `min` and `max` need none: SQLite compares whole and real numbers exactly and returns the very
/// value it found, and its own keep `select id, max(lossUSD)` giving the row of the maximum.
final class DecimalTotal {
  private(set) var sum = ExactDecimal(0)
  private(set) var count = 0
  /// How many of the values were real; with none the sum is an INTEGER.
  private(set) var reals = 0
  private(set) var problem: String?

  /// Adds a value, or takes it away again where a window moves on.
  func add(_ value: ExactDecimal?, isReal: Bool, sign: Int = 1) {
    guard let value else {
      problem = "sum and avg add numbers: this value is none"
      return
    }
    guard let total = sum.adding(sign < 0 ? value.negated : value) else {
      problem = "a sum has at most 15 digits"
      return
    }
    sum = total
    count += sign
    reals += isReal ? sign : 0
  }

  func refuse(_ problem: String) { self.problem = problem }

  /// The mean, with as many digits as a real holds.
  var mean: ExactDecimal? {
    guard count > 0 else { return nil }
    let digits = sum.digitCount - sum.scale
    return sum.divided(by: ExactDecimal(count), decimals: max(0, min(17, 17 - digits)))
  }
}
