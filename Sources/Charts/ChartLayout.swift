/// Lays out a chart: the one way from data to a drawing.
package struct ChartLayout: Sendable {
  package init() {}

  /// Labels and series keep the order they have in the data.
  package func drawing(of chart: Chart) -> Drawing {
    let (shapes, height) =
      switch chart.form {
      case _ where chart.allPoints.allSatisfy(\.isMissing): nothing(chart)
      case .bar, .grouped: BarLayout(chart: chart, mark: .bar).shapes()
      case .lag: BarLayout(chart: chart, mark: .dot).shapes()
      case .stacked: StackedLayout(chart: chart).shapes()
      case .line, .cumulative: LineLayout(chart: chart).shapes()
      }
    return Drawing(
      name: chart.name, title: chart.title, description: chart.description,
      width: ChartMetrics.width, height: height,
      patterns: patterns(of: chart), shapes: ChartLayout.onSheet(shapes, height: height))
  }

  /// What stands where no value is known at all.
  private func nothing(_ chart: Chart) -> (shapes: [Drawing.Shape], height: Double) {
    let label = Drawing.Label(
      x: 0, y: 24, lines: [chart.emptyText], size: ChartMetrics.labelSize,
      colour: ChartPalette.muted, isItalic: true)
    return ([.text(label)], 36)
  }

  /// Shapes on white, so that colours keep their contrast on dark pages.
  static func onSheet(_ shapes: [Drawing.Shape], height: Double) -> [Drawing.Shape] {
    [
      .rectangle(
        x: 0, y: 0, width: ChartMetrics.width, height: height, .colour(ChartPalette.sheet), nil)
    ] + shapes
  }

  private func patterns(of chart: Chart) -> [Drawing.Pattern] {
    guard chart.form != .line, chart.form != .cumulative, chart.form != .lag else { return [] }
    var patterns: [Drawing.Pattern] = []
    for index in chart.series.indices {
      let texture = ChartPalette.texture(index)
      if texture != .solid {
        patterns.append(
          Drawing.Pattern(
            name: SeriesStyle.patternName(index), texture: texture,
            background: ChartPalette.colour(index), foreground: ChartPalette.sheet))
      }
      if chart.form != .stacked, chart.series[index].points.contains(where: \.isRangeOnly) {
        patterns.append(
          Drawing.Pattern(
            name: SeriesStyle.rangePatternName(index), texture: .rising,
            background: ChartPalette.sheet, foreground: ChartPalette.colour(index)))
      }
    }
    return patterns
  }
}

/// How the marks of a series look.
enum SeriesStyle {
  static func patternName(_ series: Int) -> String { "series-\(series + 1)" }

  static func rangePatternName(_ series: Int) -> String { "range-\(series + 1)" }

  static func fill(_ series: Int) -> Drawing.Fill {
    ChartPalette.texture(series) == .solid
      ? .colour(ChartPalette.colour(series)) : .pattern(patternName(series))
  }

  static func outline(_ series: Int, width: Double = 1) -> Drawing.Stroke {
    Drawing.Stroke(colour: ChartPalette.colour(series), width: width)
  }

  /// The marker of a series' points, in its colour.
  static func marker(_ series: Int, x: Double, y: Double, radius: Double) -> Drawing.Shape {
    let fill = Drawing.Fill.colour(ChartPalette.colour(series))
    let halo = Drawing.Stroke(colour: ChartPalette.sheet, width: 1)
    switch ChartPalette.marker(series) {
    case .circle: return .circle(x: x, y: y, radius: radius, fill, halo)
    case .square:
      let side = radius * 1.8
      return .rectangle(
        x: x - side / 2, y: y - side / 2, width: side, height: side, fill, halo)
    case .triangle:
      let reach = radius * 1.25
      return .path(
        [
          .move(x, y - reach), .line(x + reach, y + reach * 0.8),
          .line(x - reach, y + reach * 0.8), .close,
        ], fill, halo)
    case .diamond:
      let reach = radius * 1.35
      return .path(
        [
          .move(x, y - reach), .line(x + reach, y), .line(x, y + reach), .line(x - reach, y),
          .close,
        ], fill, halo)
    }
  }

  /// A bar between two ends with caps, for a range; a white edge keeps it visible on a bar.
  static func whisker(from start: Double, to end: Double, across: Double, isVertical: Bool)
    -> [Drawing.Shape]
  {
    let cap = 4.0
    func stroke(_ colour: String, _ width: Double) -> [Drawing.Shape] {
      let stroke = Drawing.Stroke(colour: colour, width: width)
      func line(_ along1: Double, _ across1: Double, _ along2: Double, _ across2: Double)
        -> Drawing.Shape
      {
        isVertical
          ? .line(x1: across1, y1: along1, x2: across2, y2: along2, stroke)
          : .line(x1: along1, y1: across1, x2: along2, y2: across2, stroke)
      }
      return [
        line(start, across, end, across),
        line(start, across - cap, start, across + cap),
        line(end, across - cap, end, across + cap),
      ]
    }
    return stroke(ChartPalette.sheet, 4.5) + stroke(ChartPalette.ink, 1.75)
  }
}
