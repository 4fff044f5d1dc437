/// Maps values to places along an axis.
struct ValueScale: Equatable {
  let low: Double
  let high: Double
  /// Where `low` and `high` stand.
  let start: Double
  let end: Double

  /// Makes a scale; one without extent reaches one unit further.
  init(low: Double, high: Double, start: Double, end: Double) {
    self.low = low
    self.high = high > low ? high : low + 1
    self.start = start
    self.end = end
  }

  func position(_ value: Double) -> Double {
    start + fraction(value) * (end - start)
  }

  /// How far along the axis a value stands, from 0 to 1.
  func fraction(_ value: Double) -> Double {
    let span = high - low
    // Beyond the precision of a double, `low + 1` is `low` again.
    guard span > 0 else { return 0 }
    return (value - low) / span
  }
}

/// Ticks at round numbers: 1, 2 or 5 times a power of ten apart.
package enum NiceTicks {
  /// The densest round ticks between two values that are no more than `limit` and that `fits`
  /// accepts; at worst the first of them alone.
  package static func ticks(
    from low: Double, to high: Double, limit: Int, isWhole: Bool = false,
    fits: ([Double]) -> Bool = { _ in true }
  ) -> [Double] {
    guard low.isFinite, high.isFinite, high > low, limit > 0 else { return [low] }
    let least = (high - low) / Double(limit + 1)
    var exponent = isWhole && least < 1 ? 0 : floorLogarithm(least)
    var last: [Double] = []
    for _ in 0..<12 {
      for mantissa in [1.0, 2.0, 5.0] {
        let ticks = multiples(of: mantissa, exponent: exponent, from: low, to: high, limit: limit)
        guard let ticks else { continue }
        if ticks.count <= limit, fits(ticks) { return ticks }
        if !ticks.isEmpty { last = ticks }
      }
      exponent += 1
    }
    return Array(last.prefix(1))
  }

  /// The distance between ticks.
  package static func step(of ticks: [Double]) -> Double? {
    ticks.count > 1 ? ticks[1] - ticks[0] : nil
  }

  /// The greatest power of ten that is not above a positive number.
  private static func floorLogarithm(_ number: Double) -> Int {
    guard number > 0 else { return 0 }
    var exponent = 0
    while exponent < 300, power(exponent + 1) <= number { exponent += 1 }
    while exponent > -300, power(exponent) > number { exponent -= 1 }
    return exponent
  }

  /// A power of ten; of a negative exponent as a divisor's reciprocal.
  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  /// Every multiple between two values; nil where there are far too many.
  private static func multiples(
    of mantissa: Double, exponent: Int, from low: Double, to high: Double, limit: Int
  ) -> [Double]? {
    let step = mantissa * power(exponent)
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first.isFinite, last.isFinite, last - first <= Double(limit + 4),
      first.magnitude < 1e15, last.magnitude < 1e15
    else { return nil }
    guard last >= first else { return [] }
    // A tick is one multiplication or division away from whole numbers: 0.3 is 3 / 10.
    let scale = power(abs(exponent))
    return (Int(first)...Int(last)).map { count in
      let units = Double(count) * mantissa
      return exponent < 0 ? units / scale : units * scale
    }
  }
}
