/// Parts of a whole as segments of one bar a row.
///
/// A part known only as a range is stacked at its lower end; a whisker shows how far the sum may
/// reach.
struct StackedLayout {
  let chart: Chart

  private struct Row {
    var segments: [(series: Int, start: Double, end: Double, text: String)] = []
    var positive = 0.0
    var negative = 0.0
    var reach = 0.0
    var isMissing = true
  }

  func shapes() -> (shapes: [Drawing.Shape], height: Double) {
    let count = min(chart.labels.count, ChartMetrics.rowLimit)
    let rows = (0..<count).map(row)
    let legend = Legend(names: chart.series.map(\.name), sample: .area)
    let frame = RowFrame(
      chart: chart,
      marks: rows.enumerated().map { index, row in
        let text = index < chart.totals.count ? chart.totals[index].text : ""
        guard !row.isMissing else { return [RowFrame.Mark(text: text)] }
        return [
          RowFrame.Mark(bottom: row.negative, top: max(row.positive, row.reach), text: text)
        ]
      },
      spacing: RowFrame.Spacing(thickness: 26, between: 0, rows: 11), top: legend.height + 6)
    var marks: [Drawing.Shape] = []
    for (index, row) in rows.enumerated() {
      marks += shapes(of: row, frame: frame, top: frame.markTop(row: index, index: 0))
    }
    var shapes = legend.shapes + [frame.axis(), .group("chart-marks", marks)]
    shapes += frame.zeroLine() + frame.words()
    return BarLayout.withMore(
      shapes, height: frame.height, hidden: chart.labels.count - count, chart)
  }

  private func row(_ index: Int) -> Row {
    var row = Row()
    var isRange = false
    var slack = 0.0
    for (series, points) in chart.series.enumerated() {
      let point = points.points[index]
      guard let value = point.value ?? point.low else { continue }
      row.isMissing = false
      if let high = point.high {
        isRange = true
        slack += max(0, high - value)
      }
      if value < 0 {
        row.segments.append((series, row.negative, row.negative + value, point.text))
        row.negative += value
      } else if value > 0 {
        row.segments.append((series, row.positive, row.positive + value, point.text))
        row.positive += value
      }
    }
    row.reach = isRange ? row.positive + slack : 0
    return row
  }

  private func shapes(of row: Row, frame: RowFrame, top: Double) -> [Drawing.Shape] {
    let height = frame.spacing.thickness
    let zero = frame.scale.position(0)
    var shapes: [Drawing.Shape] = []
    if !row.isMissing, row.segments.isEmpty {
      shapes.append(
        .line(x1: zero, y1: top, x2: zero, y2: top + height, SeriesStyle.outline(0, width: 5)))
    }
    for segment in row.segments {
      let start = frame.scale.position(min(segment.start, segment.end))
      let end = frame.scale.position(max(segment.start, segment.end))
      shapes.append(
        .rectangle(
          x: start, y: top, width: max(1, end - start), height: height,
          SeriesStyle.fill(segment.series),
          Drawing.Stroke(colour: ChartPalette.sheet, width: 1.5)))
      let textWidth = ChartText.width(segment.text, size: ChartMetrics.axisSize)
      guard row.segments.count > 1, !segment.text.isEmpty, end - start >= textWidth + 12 else {
        continue
      }
      let middle = (start + end) / 2
      shapes.append(
        .rectangle(
          x: middle - textWidth / 2 - 3, y: top + 4, width: textWidth + 6, height: height - 8,
          .colour(ChartPalette.sheet), nil))
      shapes.append(
        .text(
          Drawing.Label(
            x: middle, y: top + height / 2 + 5, lines: [segment.text],
            size: ChartMetrics.axisSize, anchor: .middle)))
    }
    if row.reach > row.positive {
      shapes += SeriesStyle.whisker(
        from: frame.scale.position(row.positive), to: frame.scale.position(row.reach),
        across: top + height / 2, isVertical: false)
    }
    return shapes
  }
}
