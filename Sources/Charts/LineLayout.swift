/// Lines over ordered labels, or running totals as steps, each named at its end.
struct LineLayout {
  let chart: Chart

  private var size: Double { ChartMetrics.valueSize }

  func shapes() -> (shapes: [Drawing.Shape], height: Double) {
    let names = endLabels()
    let column = names.map(\.width).max().map { $0 + 14 } ?? 10
    let needed = names.map(\.height).reduce(0, +)
    let top = 14.0
    let bottom = top + max(230, needed)
    let ticks = valueTicks()
    let high = ticks.last ?? 1
    let scale = ValueScale(low: ticks.first ?? 0, high: high, start: bottom, end: top)
    let left =
      ticks.map { ChartText.width(chart.axisText($0), size: ChartMetrics.axisSize) }.max() ?? 0
    let start = min(left + 10, ChartMetrics.width / 3)
    let end = max(start + 90, ChartMetrics.width - column)
    let inset = 7.0
    let axis = LineAxis(labels: chart.labels, start: start + inset, end: end - inset)
    var shapes = [grid(ticks, scale: scale, start: start, end: end)]
    var lines: [Drawing.Shape] = []
    for index in chart.series.indices {
      lines += line(index, axis: axis, scale: scale)
    }
    shapes.append(.group("chart-marks", lines))
    shapes.append(axis.words(y: bottom + 20, width: ChartMetrics.width))
    shapes.append(
      .group(
        "chart-values",
        place(names, axis: axis, scale: scale, x: end, top: top, bottom: bottom)
          + peak(axis: axis, scale: scale, end: end)))
    return withGapText(shapes, height: bottom + 28)
  }

  // MARK: - Axes

  private func valueTicks() -> [Double] {
    let points = chart.allPoints
    let low = min(0, points.compactMap(\.bottom).min() ?? 0)
    let high = max(0, points.compactMap(\.top).max() ?? 0)
    guard high > low else { return [0, 1] }
    var ticks = NiceTicks.ticks(from: low, to: high, limit: 6, isWhole: chart.hasWholeTicks)
    guard let step = NiceTicks.step(of: ticks) else { return [low, high] }
    // The axis reaches one tick past the data on either side.
    if let last = ticks.last, last < high { ticks.append(rounded(last + step, step)) }
    if let first = ticks.first, first > low { ticks.insert(rounded(first - step, step), at: 0) }
    return ticks
  }

  /// The nearest multiple of `step`, without the error of the addition.
  private func rounded(_ value: Double, _ step: Double) -> Double {
    let count = (value / step).rounded()
    return step < 1 ? count / (1 / step).rounded() : count * step
  }

  private func grid(
    _ ticks: [Double], scale: ValueScale, start: Double, end: Double
  ) -> Drawing.Shape {
    var shapes: [Drawing.Shape] = []
    for tick in ticks {
      let y = scale.position(tick)
      let stroke =
        tick == 0
        ? Drawing.Stroke(colour: ChartPalette.ink, width: 1.5)
        : Drawing.Stroke(colour: ChartPalette.rule, width: 1)
      shapes.append(.line(x1: start, y1: y, x2: end, y2: y, stroke))
    }
    for tick in ticks {
      shapes.append(
        .text(
          Drawing.Label(
            x: start - 8, y: scale.position(tick) + 5, lines: [chart.axisText(tick)],
            size: ChartMetrics.axisSize, anchor: .end, colour: ChartPalette.muted)))
    }
    return .group("chart-axis", shapes)
  }

  // MARK: - Lines

  private func line(_ index: Int, axis: LineAxis, scale: ValueScale) -> [Drawing.Shape] {
    let points = chart.series[index].points
    var steps: [Drawing.Step] = []
    var markers: [Drawing.Shape] = []
    var whiskers: [Drawing.Shape] = []
    var isOpen = false
    let isSteps = chart.form == .cumulative
    for (place, point) in points.enumerated() {
      let x = axis.positions[place]
      if let low = point.low, let high = point.high {
        whiskers += SeriesStyle.whisker(
          from: scale.position(low), to: scale.position(high), across: x, isVertical: true)
      }
      guard let value = point.value else {
        isOpen = false
        continue
      }
      let y = scale.position(value)
      if isOpen {
        if isSteps, let last = steps.last, case .line(_, let before) = last {
          steps.append(.line(x, before))
        }
        steps.append(.line(x, y))
      } else if isSteps {
        steps += [.move(x, steps.isEmpty ? scale.position(0) : y), .line(x, y)]
      } else {
        steps.append(.move(x, y))
      }
      isOpen = true
      let isAlone = isLonely(place, in: points)
      if points.count <= 30 || isAlone || place == points.count - 1 {
        markers.append(SeriesStyle.marker(index, x: x, y: y, radius: 4.5))
      }
    }
    guard !steps.isEmpty else { return whiskers }
    let stroke = Drawing.Stroke(
      colour: ChartPalette.colour(index), width: 2.75, dashes: ChartPalette.dashes(index))
    return [.path(steps, .none, stroke)] + whiskers + markers
  }

  /// Whether a point has no neighbour, so that no line shows it.
  private func isLonely(_ place: Int, in points: [ChartPoint]) -> Bool {
    let before = place > 0 && points[place - 1].value != nil
    let after = place + 1 < points.count && points[place + 1].value != nil
    return !before && !after
  }

  // MARK: - Names and values

  private struct EndLabel {
    var series: Int
    var name: [String]
    var value: [String]
    var width: Double
    var height: Double
    /// The index of the last point that has a place.
    var place: Int
  }

  /// What stands at the end of each line: its name where there are several, and its last value.
  private func endLabels() -> [EndLabel] {
    let isSingle = chart.series.count < 2
    return chart.series.indices.compactMap { index in
      let points = chart.series[index].points
      guard let place = points.lastIndex(where: { !$0.isMissing }) else { return nil }
      let name =
        isSingle
        ? [] : ChartText.lines(chart.series[index].name, width: 104, size: size, limit: 3).lines
      let value = ChartText.lines(points[place].text, width: 118, size: size, limit: 2).lines
      let nameWidth = name.map { ChartText.width($0, size: size, isBold: true) + 18 }.max() ?? 0
      let valueWidth = value.map { ChartText.width($0, size: size) }.max() ?? 0
      let lines = Double(name.count + value.count)
      return EndLabel(
        series: index, name: name, value: value, width: max(nameWidth, valueWidth),
        height: lines * ChartText.lineHeight(size) + 6, place: place)
    }
  }

  /// Puts the end labels at the height of their lines, moved apart where they would meet.
  private func place(
    _ labels: [EndLabel], axis: LineAxis, scale: ValueScale, x: Double, top: Double, bottom: Double
  ) -> [Drawing.Shape] {
    func anchor(_ label: EndLabel) -> Double {
      let point = chart.series[label.series].points[label.place]
      return scale.position(point.value ?? point.high ?? 0)
    }
    let order = labels.sorted { (anchor($0), $0.series) < (anchor($1), $1.series) }
    var tops: [Double] = []
    var edge = top - 12
    for label in order {
      let y = max(edge, anchor(label) - label.height / 2)
      tops.append(y)
      edge = y + label.height
    }
    var limit = bottom + 6
    for index in order.indices.reversed() {
      tops[index] = min(tops[index], limit - order[index].height)
      limit = tops[index]
    }
    var shapes: [Drawing.Shape] = []
    for (index, label) in order.enumerated() {
      let middle = tops[index] + label.height / 2
      let from = (x: axis.positions[label.place] + 7, y: anchor(label))
      if abs(middle - from.y) > 4 || x - from.x > 8 {
        shapes.append(
          .line(
            x1: from.x, y1: from.y, x2: x + 4, y2: middle,
            Drawing.Stroke(colour: ChartPalette.muted, width: 1)))
      }
      shapes += words(of: label, x: x + 8, top: tops[index])
    }
    return shapes
  }

  private func words(of label: EndLabel, x: Double, top: Double) -> [Drawing.Shape] {
    let lineHeight = ChartText.lineHeight(size)
    let base = top + 3 + size * 0.85
    var shapes: [Drawing.Shape] = []
    if !label.name.isEmpty {
      shapes.append(SeriesStyle.marker(label.series, x: x + 6, y: base - 5, radius: 5))
      shapes.append(
        .text(Drawing.Label(x: x + 17, y: base, lines: label.name, size: size, isBold: true)))
    }
    shapes.append(
      .text(
        Drawing.Label(
          x: x, y: base + Double(label.name.count) * lineHeight, lines: label.value, size: size)))
    return shapes
  }

  /// The greatest value of a single line, where it is not the last one.
  private func peak(axis: LineAxis, scale: ValueScale, end: Double) -> [Drawing.Shape] {
    guard chart.form == .line, chart.series.count == 1, let points = chart.series.first?.points
    else { return [] }
    var best: Int?
    for (place, point) in points.enumerated() {
      guard let value = point.value else { continue }
      if let top = best.flatMap({ points[$0].value }), value <= top { continue }
      best = place
    }
    guard let best, let value = points[best].value,
      best != points.lastIndex(where: { !$0.isMissing })
    else { return [] }
    let half = ChartText.width(points[best].text, size: size) / 2
    let x = min(max(axis.positions[best], half), end - half)
    return [
      .text(
        Drawing.Label(
          x: x, y: max(size * 0.8, scale.position(value) - 10), lines: [points[best].text],
          size: size, anchor: .middle))
    ]
  }

  private func withGapText(
    _ shapes: [Drawing.Shape], height: Double
  ) -> (shapes: [Drawing.Shape], height: Double) {
    guard chart.allPoints.contains(where: \.isMissing), !chart.gapText.isEmpty else {
      return (shapes, height)
    }
    let lines = ChartText.lines(
      chart.gapText, width: ChartMetrics.width, size: ChartMetrics.axisSize, limit: 2
    ).lines
    let label = Drawing.Label(
      x: 0, y: height + 14, lines: lines, size: ChartMetrics.axisSize,
      colour: ChartPalette.muted, isItalic: true)
    let added = Double(lines.count) * ChartText.lineHeight(ChartMetrics.axisSize)
    return (shapes + [.text(label)], height + added + 6)
  }
}
