/// Horizontal bars or dots, one or several a row.
struct BarLayout {
  enum Mark { case bar, dot }

  let chart: Chart
  let mark: Mark

  func shapes() -> (shapes: [Drawing.Shape], height: Double) {
    let rows = min(chart.labels.count, ChartMetrics.rowLimit)
    let isSingle = chart.series.count < 2
    let legend = Legend(names: chart.series.map(\.name), sample: mark == .bar ? .area : .marker)
    let frame = RowFrame(
      chart: chart,
      marks: (0..<rows).map { row in
        chart.series.map { series in
          let point = series.points[row]
          return RowFrame.Mark(bottom: point.bottom, top: point.top, text: point.text)
        }
      },
      spacing: RowFrame.Spacing(
        thickness: isSingle ? 22 : 18, between: 3, rows: isSingle ? 11 : 16,
        reach: mark == .dot ? 5 : 0),
      top: legend.height + 6)
    var marks: [Drawing.Shape] = []
    for row in 0..<rows {
      for index in chart.series.indices {
        marks += shapes(
          of: chart.series[index].points[row], series: index, frame: frame,
          top: frame.markTop(row: row, index: index))
      }
    }
    var shapes = legend.shapes + [frame.axis(), .group("chart-marks", marks)]
    shapes += frame.zeroLine() + frame.words()
    return BarLayout.withMore(
      shapes, height: frame.height, hidden: chart.labels.count - rows, chart)
  }

  /// Adds the line that sends readers to the table for rows beyond the limit.
  static func withMore(
    _ shapes: [Drawing.Shape], height: Double, hidden: Int, _ chart: Chart
  ) -> (shapes: [Drawing.Shape], height: Double) {
    guard hidden > 0 else { return (shapes, height) }
    let label = Drawing.Label(
      x: 0, y: height + 16, lines: [chart.moreText(hidden)], size: ChartMetrics.axisSize,
      colour: ChartPalette.muted)
    return (shapes + [.text(label)], height + 24)
  }

  private func shapes(
    of point: ChartPoint, series: Int, frame: RowFrame, top: Double
  ) -> [Drawing.Shape] {
    mark == .bar
      ? bar(point, series: series, frame: frame, top: top)
      : dot(point, series: series, frame: frame, middle: top + frame.spacing.thickness / 2)
  }

  private func bar(
    _ point: ChartPoint, series: Int, frame: RowFrame, top: Double
  ) -> [Drawing.Shape] {
    let height = frame.spacing.thickness
    var shapes: [Drawing.Shape] = []
    if let value = point.value {
      let zero = frame.scale.position(0)
      let end = frame.scale.position(value)
      if value == 0 {
        shapes.append(
          .line(
            x1: zero, y1: top, x2: zero, y2: top + height, SeriesStyle.outline(series, width: 5)))
      } else {
        // A bar too short to see is still no zero.
        shapes.append(
          .rectangle(
            x: min(zero, end), y: top, width: max(1.5, abs(end - zero)), height: height,
            SeriesStyle.fill(series), SeriesStyle.outline(series)))
      }
    }
    guard let low = point.low, let high = point.high else { return shapes }
    let start = frame.scale.position(low)
    let end = frame.scale.position(high)
    if point.isRangeOnly {
      shapes.append(
        .rectangle(
          x: start, y: top + 1, width: max(2, end - start), height: height - 2,
          .pattern(SeriesStyle.rangePatternName(series)), SeriesStyle.outline(series, width: 2)))
    } else {
      shapes += SeriesStyle.whisker(
        from: start, to: end, across: top + height / 2, isVertical: false)
    }
    return shapes
  }

  private func dot(
    _ point: ChartPoint, series: Int, frame: RowFrame, middle: Double
  ) -> [Drawing.Shape] {
    var shapes: [Drawing.Shape] = []
    let zero = frame.scale.position(0)
    if let near = [point.bottom, point.top].compactMap(\.self).min(by: { abs($0) < abs($1) }) {
      shapes.append(
        .line(
          x1: zero, y1: middle, x2: frame.scale.position(near), y2: middle,
          Drawing.Stroke(
            colour: ChartPalette.colour(series), width: 1.5, dashes: [2, 3])))
    }
    if let low = point.low, let high = point.high {
      shapes += SeriesStyle.whisker(
        from: frame.scale.position(low), to: frame.scale.position(high), across: middle,
        isVertical: false)
    }
    if let value = point.value {
      shapes.append(
        SeriesStyle.marker(series, x: frame.scale.position(value), y: middle, radius: 6.5))
    }
    return shapes
  }
}
