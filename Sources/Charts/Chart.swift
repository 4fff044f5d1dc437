/// What a chart shows, ready to be laid out: numbers as `Double`, every text already in words.
package struct Chart: Sendable {
  /// The forms a chart can take.
  package enum Form: String, CaseIterable, Sendable {
    /// Horizontal bars from zero.
    case bar
    /// Bars of several series side by side.
    case grouped
    /// Parts of a whole, one bar a label.
    case stacked
    /// Lines over ordered labels.
    case line
    /// Running totals as steps.
    case cumulative
    /// Dots on a scale of days.
    case lag
  }

  /// One series: a point for each label.
  package struct Series: Sendable {
    package var name: String
    package var points: [ChartPoint]

    package init(name: String, points: [ChartPoint]) {
      self.name = name
      self.points = points
    }
  }

  package let form: Form
  /// The prefix of every id in the drawing; made safe for XML.
  package let name: String
  package let title: String
  /// The finding and the extremes in words.
  package let description: String
  /// In the order they are drawn.
  package let labels: [String]
  package let series: [Series]
  /// The sums of a stacked chart, one a label, with their words.
  package let totals: [ChartPoint]
  /// Whether ticks between whole numbers would mean nothing.
  package let hasWholeTicks: Bool
  /// What a gap in a line means; drawn under lines that have one.
  package let gapText: String
  /// Stands for the drawing where nothing is known.
  package let emptyText: String
  /// Writes a tick of the value axis.
  package let axisText: @Sendable (Double) -> String
  /// Says that so many rows are left to the table.
  package let moreText: @Sendable (Int) -> String

  /// Makes a chart whose series all have one point a label: short ones are filled up with missing
  /// points, long ones cut.
  package init(
    form: Form, name: String, title: String, description: String, labels: [String],
    series: [Series], totals: [ChartPoint] = [], hasWholeTicks: Bool = false,
    gapText: String = "", emptyText: String = "", axisText: @escaping @Sendable (Double) -> String,
    moreText: @escaping @Sendable (Int) -> String = { "+ \($0)" }
  ) {
    self.form = form
    self.name = SVGText.identifier(name)
    self.title = title
    self.description = description
    self.labels = labels
    self.series = series.map {
      Series(name: $0.name, points: Chart.points($0.points, count: labels.count))
    }
    self.totals = totals.isEmpty ? [] : Chart.points(totals, count: labels.count)
    self.hasWholeTicks = hasWholeTicks
    self.gapText = gapText
    self.emptyText = emptyText
    self.axisText = axisText
    self.moreText = moreText
  }

  private static func points(_ points: [ChartPoint], count: Int) -> [ChartPoint] {
    var result = Array(points.prefix(count))
    while result.count < count { result.append(ChartPoint(text: "")) }
    return result
  }

  /// Every point of every series.
  var allPoints: [ChartPoint] { series.flatMap(\.points) }
}
