import Records

/// Compares two figures that should tell the same story.
enum Reconciliation {
  /// The difference in percent of `other`; of ranges, between their nearest ends.
  static func compare(
    _ definition: ReconciliationDefinition, _ figure: FigureResult, _ other: FigureResult
  ) -> ReconciliationResult {
    guard let left = span(figure), let right = span(other) else {
      return ReconciliationResult(definition: definition, percent: nil, isWithin: true)
    }
    // Signed: below zero where the figure is the smaller.
    var gap: ExactDecimal?
    if left.high < right.low {
      gap = left.high.adding(right.low.negated)
    } else if left.low > right.high {
      gap = left.low.adding(right.high.negated)
    } else {
      gap = ExactDecimal(0)
    }
    let base = left.high < right.low ? right.low : right.high
    let hundredfold = gap?.scaled(byPowerOfTen: 2)
    let allowed = product(definition.within, base)
    let isWithin =
      if let hundredfold, let allowed {
        hundredfold.magnitude <= allowed
      } else {
        (gap?.double ?? .infinity).magnitude * 100
          <= definition.within.double * base.double.magnitude
      }
    let bothPoints = figure.value != nil && other.value != nil
    let percent = bothPoints ? hundredfold?.divided(by: base, decimals: 1) : nil
    return ReconciliationResult(definition: definition, percent: percent, isWithin: isWithin)
  }

  private static func span(
    _ figure: FigureResult
  ) -> (low: ExactDecimal, high: ExactDecimal)? {
    if let value = figure.value { return (value, value) }
    guard let low = figure.low, let high = figure.high else { return nil }
    return (low, high)
  }

  /// The product of magnitudes; nil where it overflows.
  private static func product(_ left: ExactDecimal, _ right: ExactDecimal) -> ExactDecimal? {
    let (significand, overflow) = left.magnitude.significand.multipliedReportingOverflow(
      by: right.magnitude.significand)
    guard !overflow, left.scale + right.scale <= 30 else { return nil }
    return ExactDecimal(significand: significand, scale: left.scale + right.scale)
  }
}
