/// What charts with horizontal marks share: rows with their names, a value scale, its ticks.
struct RowFrame {
  /// One bar's or dot's ends and label; no ends where nothing is known.
  struct Mark {
    var bottom: Double?
    var top: Double?
    var text: String

    /// Whether it lies wholly below zero, so that its label stands on the left.
    var isNegative: Bool {
      guard let bottom, let top else { return false }
      return top <= 0 && bottom < 0
    }
  }

  /// How thick marks are and how far apart.
  struct Spacing {
    var thickness: Double
    var between: Double
    var rows: Double
    /// How far a mark reaches past its value.
    var reach = 0.0
  }

  let marks: [[Mark]]
  let labels: RowLabels
  let spacing: Spacing
  let scale: ValueScale
  let top: Double
  /// Where the lowest row ends.
  let bottom: Double
  private let ticks: [Double]
  private let axisText: @Sendable (Double) -> String
  private let rowTops: [Double]

  init(chart: Chart, marks: [[Mark]], spacing: Spacing, top: Double) {
    self.marks = marks
    self.spacing = spacing
    self.top = top
    axisText = chart.axisText
    let names = Array(chart.labels.prefix(marks.count))
    let beside = RowLabels(names)
    let besideScale = RowFrame.scale(of: marks, column: beside.column, reach: spacing.reach)
    if beside.isAbove || besideScale.end - besideScale.start >= ChartMetrics.plotMinimum {
      labels = beside
      scale = besideScale
    } else {
      labels = RowLabels(names, mayStandBeside: false)
      scale = RowFrame.scale(of: marks, column: 0, reach: spacing.reach)
    }
    var tops: [Double] = []
    var y = top
    for row in marks.indices {
      tops.append(y)
      let bars = RowFrame.height(of: marks[row], spacing)
      let label = labels.height(row)
      y += (labels.isAbove ? label + 3 + bars : max(label, bars)) + spacing.rows
    }
    rowTops = tops
    bottom = max(top, y - spacing.rows + 6)
    let scale = scale
    ticks = NiceTicks.ticks(
      from: scale.low, to: scale.high, limit: 6, isWhole: chart.hasWholeTicks
    ) { RowFrame.fits($0, scale, chart.axisText) }
  }

  /// The full height of the drawing.
  var height: Double { bottom + 26 }

  /// Where a mark's upper edge lies.
  func markTop(row: Int, index: Int) -> Double {
    let bars = RowFrame.height(of: marks[row], spacing)
    let label = labels.height(row)
    let first =
      labels.isAbove ? rowTops[row] + label + 3 : rowTops[row] + max(0, (label - bars) / 2)
    return first + Double(index) * (spacing.thickness + spacing.between)
  }

  // MARK: - Shapes

  /// Grid lines and the words of the value axis.
  func axis() -> Drawing.Shape {
    var shapes: [Drawing.Shape] = []
    for tick in ticks where tick != 0 {
      shapes += lines(at: tick, Drawing.Stroke(colour: ChartPalette.rule, width: 1))
    }
    for tick in ticks {
      let text = axisText(tick)
      let x = RowFrame.centre(of: text, at: scale.position(tick))
      shapes.append(
        .text(
          Drawing.Label(
            x: x, y: bottom + 19, lines: [text], size: ChartMetrics.axisSize, anchor: .middle,
            colour: ChartPalette.muted)))
    }
    return .group("chart-axis", shapes)
  }

  /// The line all bars start from, painted over them.
  func zeroLine() -> [Drawing.Shape] {
    lines(at: 0, Drawing.Stroke(colour: ChartPalette.ink, width: 1.5))
  }

  /// One line down the field, or one a row where names stand between the rows.
  private func lines(at value: Double, _ stroke: Drawing.Stroke) -> [Drawing.Shape] {
    let x = scale.position(value)
    guard labels.isAbove else {
      return [.line(x1: x, y1: top - 4, x2: x, y2: bottom, stroke)]
    }
    return marks.indices.map { row in
      let start = markTop(row: row, index: 0)
      let end = start + RowFrame.height(of: marks[row], spacing)
      let isLast = row == marks.count - 1
      return .line(x1: x, y1: start, x2: x, y2: isLast ? bottom : end, stroke)
    }
  }

  /// The names of the rows and the values beside the marks.
  func words() -> [Drawing.Shape] {
    var names: [Drawing.Shape] = []
    var values: [Drawing.Shape] = []
    let size = ChartMetrics.labelSize
    for row in marks.indices {
      let bars = RowFrame.height(of: marks[row], spacing)
      let slack = labels.isAbove ? 0 : max(0, (bars - labels.height(row)) / 2)
      names.append(
        .text(
          Drawing.Label(
            x: labels.isAbove ? 0 : labels.column, y: rowTops[row] + slack + size * 0.92,
            lines: labels.lines[row], size: size, anchor: labels.isAbove ? .start : .end)))
      for (index, mark) in marks[row].enumerated() {
        let label = value(mark, top: markTop(row: row, index: index))
        values += ground(of: label)
        values.append(.text(label))
      }
    }
    return [.group("chart-labels", names), .group("chart-values", values)]
  }

  /// White behind a value that a grid line would cross.
  private func ground(of label: Drawing.Label) -> [Drawing.Shape] {
    let width = label.lines.map { ChartText.width($0, size: label.size) }.max() ?? 0
    let start = label.anchor == .end ? label.x - width : label.x
    let isCrossed = ticks.contains { tick in
      tick != 0 && (start - 2...start + width + 2).contains(scale.position(tick))
    }
    guard isCrossed else { return [] }
    return [
      .rectangle(
        x: start - 2, y: label.y - label.size, width: width + 4, height: label.size * 1.25,
        .colour(ChartPalette.sheet), nil)
    ]
  }

  private func value(_ mark: Mark, top: Double) -> Drawing.Label {
    let zero = scale.position(0)
    let y = top + spacing.thickness / 2 + ChartMetrics.valueSize * 0.35
    var label = Drawing.Label(
      x: zero + ChartMetrics.gap, y: y, lines: [mark.text], size: ChartMetrics.valueSize)
    guard let bottom = mark.bottom, let top = mark.top else {
      label.colour = ChartPalette.muted
      label.isItalic = true
      return label
    }
    if mark.isNegative {
      label.anchor = .end
      label.x = scale.position(bottom) - ChartMetrics.gap - spacing.reach
    } else {
      label.x = max(zero, scale.position(top)) + ChartMetrics.gap + spacing.reach
    }
    return label
  }

  // MARK: - Fitting

  /// The widest scale from zero on which every mark leaves room for its label.
  private static func scale(of marks: [[Mark]], column: Double, reach: Double) -> ValueScale {
    let all = marks.flatMap(\.self)
    let low = min(0, all.compactMap(\.bottom).min() ?? 0)
    let high = max(0, all.compactMap(\.top).max() ?? 0)
    let size = ChartMetrics.valueSize
    let gap = ChartMetrics.gap + reach
    let left =
      all.filter(\.isNegative)
      .map { ChartText.width($0.text, size: size) + gap }.max() ?? 0
    let start = (column > 0 ? column + 10 : 2) + left
    let edge = ChartMetrics.width - 2
    let unit = ValueScale(low: low, high: high, start: 0, end: 1)
    var end = edge
    for mark in all where !mark.isNegative {
      let fraction = unit.fraction(max(0, mark.top ?? 0))
      guard fraction > 0 else { continue }
      let room = edge - gap - 3 - ChartText.width(mark.text, size: size) - start
      end = min(end, start + room / fraction)
    }
    return ValueScale(low: low, high: high, start: start, end: max(end, start + 60))
  }

  private static func height(of marks: [Mark], _ spacing: Spacing) -> Double {
    let count = Double(max(1, marks.count))
    return count * spacing.thickness + (count - 1) * spacing.between
  }

  private static func centre(of text: String, at x: Double) -> Double {
    let half = ChartText.width(text, size: ChartMetrics.axisSize) / 2
    return min(max(x, half), ChartMetrics.width - half)
  }

  private static func fits(
    _ ticks: [Double], _ scale: ValueScale, _ axisText: (Double) -> String
  ) -> Bool {
    var edge = -Double.infinity
    for tick in ticks {
      let text = axisText(tick)
      let half = ChartText.width(text, size: ChartMetrics.axisSize) / 2
      let x = centre(of: text, at: scale.position(tick))
      if x - half < edge + 10 { return false }
      edge = x + half
    }
    return true
  }
}
