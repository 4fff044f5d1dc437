/// A value, a range or nothing, with the words that label it.
package struct ChartPoint: Sendable, Equatable {
  /// Nil where only a range is known, or nothing.
  package let value: Double?
  package let low: Double?
  package let high: Double?
  /// The label beside the mark; for a missing value, the words for that.
  package let text: String

  /// Makes a point that can be drawn: what is not finite is missing, a range runs upwards, and a
  /// range without width is a value.
  package init(value: Double? = nil, low: Double? = nil, high: Double? = nil, text: String) {
    let value = ChartPoint.drawable(value)
    var ends = [ChartPoint.drawable(low), ChartPoint.drawable(high)].compactMap(\.self)
    self.text = text
    if ends.count == 1 { ends.append(value ?? ends[0]) }
    guard ends.count == 2 else {
      self.value = value
      self.low = nil
      self.high = nil
      return
    }
    let bottom = min(ends[0], ends[1])
    let top = max(ends[0], ends[1])
    if bottom == top, value == nil || value == bottom {
      self.value = bottom
      self.low = nil
      self.high = nil
    } else {
      self.value = value
      self.low = bottom
      self.high = top
    }
  }

  /// Nothing is known.
  package var isMissing: Bool { value == nil && low == nil }

  /// A range is known, but no value in it.
  package var isRangeOnly: Bool { value == nil && low != nil }

  /// The least number drawn.
  var bottom: Double? { [value, low].compactMap(\.self).min() }

  /// The greatest number drawn.
  var top: Double? { [value, high].compactMap(\.self).max() }

  /// Beyond this a number is no quantity, and differences would lose their meaning.
  private static func drawable(_ number: Double?) -> Double? {
    guard let number, number.isFinite, number.magnitude < 1e60 else { return nil }
    return number == 0 ? 0 : number
  }
}
