internal import Charts
internal import Narratives
internal import Records

extension ChartView {
  /// The chart as the drawing target knows it: doubles for places, words for everything read.
  func drawing(_ chart: ChartSpecification, id: String) -> Chart {
    let numbers = ChartViewNumbers(chart, context: context)
    let isCumulative = chart.form == .cumulative
    let strings = context.strings
    let series = chart.series.indices.map { index in
      let totals = isCumulative ? numbers.runningTotals(index) : []
      return Chart.Series(
        name: chart.series[index].name,
        points: chart.labels.indices.map { row in
          drawn(isCumulative ? totals[row] : numbers.point(index, row), numbers)
        })
    }
    let totals = chart.form != .stacked ? [] : chart.labels.indices.map { total($0, numbers) }
    return Chart(
      form: form(chart.form), name: id, title: InlineText.plain(chart.title),
      description: description(of: chart, numbers), labels: chart.labels, series: series,
      totals: totals, hasWholeTicks: numbers.countsThings, gapText: strings("chart.gap"),
      emptyText: strings("chart.empty"),
      axisText: { numbers.axis($0) },
      moreText: { TextPattern.fill(strings("chart.more"), ["count": String($0)]) })
  }

  private func form(_ form: ChartSpecification.Form) -> Chart.Form {
    switch form {
    case .bar: .bar
    case .grouped: .grouped
    case .stacked: .stacked
    case .line: .line
    case .cumulative: .cumulative
    case .lag: .lag
    }
  }

  private func drawn(_ point: ChartViewNumbers.Point, _ numbers: ChartViewNumbers) -> ChartPoint {
    ChartPoint(
      value: point.value?.double, low: point.low?.double, high: point.high?.double,
      text: numbers.label(point))
  }

  /// The sum of a stacked bar; it says so where a part is missing.
  private func total(_ row: Int, _ numbers: ChartViewNumbers) -> ChartPoint {
    let (point, isIncomplete) = numbers.total(row)
    let text = numbers.label(point)
    guard isIncomplete else { return ChartPoint(value: point.value?.double, text: text) }
    return ChartPoint(
      value: point.value?.double,
      text: TextPattern.fill(context.strings("chart.incomplete"), ["value": text]))
  }

  // MARK: - Description

  /// The measure, then each series' extremes, then what has no figure.
  private func description(
    of chart: ChartSpecification, _ numbers: ChartViewNumbers
  ) -> String {
    var parts = [InlineText.plain(chart.title), InlineText.plain(chart.subtitle)]
      .filter { !$0.isEmpty }.map(ended)
    if chart.form == .stacked {
      parts += extremes(chart.labels.indices.map { numbers.total($0).point }, of: chart, numbers)
    } else {
      for index in chart.series.indices {
        let points =
          chart.form == .cumulative
          ? numbers.runningTotals(index)
          : chart.labels.indices.map { numbers.point(index, $0) }
        let found = extremes(points, of: chart, numbers)
        guard !found.isEmpty else { continue }
        if chart.series.count > 1 {
          parts.append(
            TextPattern.fill(
              context.strings("chart.series"), ["series": chart.series[index].name]))
        }
        parts += found
      }
    }
    let missing = chart.labels.indices.filter { row in
      chart.series.indices.allSatisfy { numbers.point($0, row).isMissing }
    }
    if !missing.isEmpty, missing.count < chart.labels.count || chart.labels.count < 8 {
      let names = missing.map { chart.labels[$0] }.joined(separator: ", ")
      parts.append(TextPattern.fill(context.strings("chart.missing"), ["labels": names]))
    }
    return parts.joined(separator: " ")
  }

  private func extremes(
    _ points: [ChartViewNumbers.Point], of chart: ChartSpecification, _ numbers: ChartViewNumbers
  ) -> [String] {
    let known = points.indices.filter { !points[$0].isMissing }
    func size(_ row: Int) -> ExactDecimal? {
      points[row].value ?? points[row].high ?? points[row].low
    }
    var highest: Int?
    var lowest: Int?
    for row in known {
      guard let value = size(row) else { continue }
      if let best = highest.flatMap(size), value <= best {} else { highest = row }
      if let least = lowest.flatMap(size), value >= least {} else { lowest = row }
    }
    guard let highest, let lowest else { return [] }
    func sentence(_ key: String, _ row: Int) -> String {
      TextPattern.fill(
        context.strings(key),
        ["label": chart.labels[row], "value": numbers.label(points[row])])
    }
    guard size(highest) != size(lowest) else { return [sentence("chart.only", highest)] }
    return [sentence("chart.highest", highest), sentence("chart.lowest", lowest)]
  }

  /// A sentence with a stop at its end.
  private func ended(_ text: String) -> String {
    switch text.utf8.last {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): text
    default: text + "."
    }
  }
}
