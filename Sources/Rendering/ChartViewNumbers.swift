internal import Figures
internal import Narratives
internal import Records

/// A chart's numbers in words: labels, exact cells, sums.
struct ChartViewNumbers: Sendable {
  let chart: ChartSpecification
  let formatter: FigureFormatter
  let strings: InterfaceStrings

  init(_ chart: ChartSpecification, context: RenderingContext) {
    self.chart = chart
    formatter = context.formatter
    strings = context.strings
  }

  /// A value, a range or nothing.
  struct Point {
    var value: ExactDecimal?
    var low: ExactDecimal?
    var high: ExactDecimal?

    var isMissing: Bool { value == nil && low == nil && high == nil }
    /// Whether the range says more than the value.
    var hasRange: Bool {
      guard let low, let high else { return false }
      return low != high || (value != nil && value != low)
    }
  }

  func point(_ series: Int, _ row: Int) -> Point {
    guard chart.series.indices.contains(series) else { return Point() }
    let data = chart.series[series]
    return Point(
      value: ChartViewNumbers.item(data.values, row), low: ChartViewNumbers.item(data.lows, row),
      high: ChartViewNumbers.item(data.highs, row))
  }

  private static func item(_ list: [ExactDecimal?], _ index: Int) -> ExactDecimal? {
    list.indices.contains(index) ? list[index] : nil
  }

  /// Whether a series has a range that is not its value.
  func hasRanges(_ series: Int) -> Bool {
    chart.labels.indices.contains { point(series, $0).hasRange }
  }

  // MARK: - Sums

  /// The running total of a series up to a row; a missing value adds nothing.
  func runningTotals(_ series: Int) -> [Point] {
    var total = Point()
    return chart.labels.indices.map { row in
      total = ChartViewNumbers.sum(total, point(series, row))
      return total
    }
  }

  /// The sum over the series of a row, and whether a part of it is missing.
  func total(_ row: Int) -> (point: Point, isIncomplete: Bool) {
    var total = Point()
    var isIncomplete = false
    for series in chart.series.indices {
      let part = point(series, row)
      if part.isMissing { isIncomplete = true }
      total = ChartViewNumbers.sum(total, part)
    }
    return (total, isIncomplete && !total.isMissing)
  }

  /// Adds two points; a range in either makes the sum a range, and one without a value a sum
  /// without one.
  private static func sum(_ left: Point, _ right: Point) -> Point {
    if right.isMissing { return left }
    if left.isMissing { return right }
    func add(_ first: ExactDecimal?, _ second: ExactDecimal?) -> ExactDecimal? {
      guard let first, let second else { return nil }
      return first.adding(second)
    }
    let hasRange = left.low != nil || right.low != nil
    return Point(
      value: add(left.value, right.value),
      low: hasRange ? add(left.low ?? left.value, right.low ?? right.value) : nil,
      high: hasRange ? add(left.high ?? left.value, right.high ?? right.value) : nil)
  }

  // MARK: - Words

  /// The label beside a mark: short, and with its noun only where days are counted.
  func label(_ point: Point) -> String {
    text(point, form: .short, unit: chart.form == .lag ? chart.unit : axisUnit)
  }

  /// A cell of the data table: all digits and the unit.
  func cell(_ point: Point) -> String {
    text(point, form: .full, unit: chart.unit)
  }

  /// The low and high end with all digits.
  func range(_ point: Point) -> String {
    guard point.hasRange, let low = point.low, let high = point.high else { return "" }
    return span(low, high, form: .full, unit: chart.unit)
  }

  func axis(_ value: Double) -> String {
    guard let number = ExactDecimal(shortest: value) else { return "\(value)" }
    return display(number, form: .short, unit: axisUnit)
  }

  /// Money and percentages keep their sign on an axis; a counted noun stands in the subtitle.
  private var axisUnit: String? {
    guard let unit = chart.unit else { return nil }
    let isCurrency =
      unit.utf8.count == 3
      && unit.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    return isCurrency || unit == "percent" ? unit : nil
  }

  /// Whether ticks between whole numbers would mean nothing: something is counted.
  var countsThings: Bool { chart.unit != nil && axisUnit == nil && allWhole }

  private var allWhole: Bool {
    chart.series.allSatisfy { series in
      (series.values + series.lows + series.highs).allSatisfy { $0?.isWhole ?? true }
    }
  }

  private func text(_ point: Point, form: FigureForm, unit: String?) -> String {
    if let value = point.value { return display(value, form: form, unit: unit) }
    guard let low = point.low ?? point.high, let high = point.high ?? point.low else {
      return strings("chart.noFigure")
    }
    return span(low, high, form: form, unit: unit)
  }

  /// Low to high; a formatter without words for ranges leaves the ends, joined.
  private func span(
    _ low: ExactDecimal, _ high: ExactDecimal, form: FigureForm, unit: String?
  ) -> String {
    if low == high { return display(low, form: form, unit: unit) }
    let text = formatter.display(value: nil, low: low, high: high, unit: unit, form: form)
    guard text.isEmpty else { return text }
    return display(low, form: form, unit: unit) + "–" + display(high, form: form, unit: unit)
  }

  private func display(_ value: ExactDecimal, form: FigureForm, unit: String?) -> String {
    formatter.display(value: value, low: nil, high: nil, unit: unit, form: form)
  }
}
