/// Dated events on one axis, a lane for each kind.
package struct TimelineStrip: Sendable {
  /// One event, with its first and last possible day counted from any fixed day.
  package struct Event: Sendable, Equatable {
    package var first: Int
    package var last: Int
    /// Drawn hollow: the day is not known exactly.
    package var isUncertain: Bool

    package init(first: Int, last: Int, isUncertain: Bool) {
      self.first = min(first, last)
      self.last = max(first, last)
      self.isUncertain = isUncertain
    }
  }

  /// Events of one kind.
  package struct Lane: Sendable, Equatable {
    package var name: String
    package var events: [Event]

    package init(name: String, events: [Event]) {
      self.name = name
      self.events = events
    }
  }

  /// A day the axis names.
  package struct Tick: Sendable, Equatable {
    package var day: Int
    package var text: String

    package init(day: Int, text: String) {
      self.day = day
      self.text = text
    }
  }

  package let name: String
  package let title: String
  package let description: String
  package let lanes: [Lane]
  /// The first day of each year, ascending; as many are drawn as fit.
  package let ticks: [Tick]
  /// What a hollow dot means; drawn where there is one.
  package let uncertainText: String

  package init(
    name: String, title: String, description: String, lanes: [Lane], ticks: [Tick],
    uncertainText: String
  ) {
    self.name = SVGText.identifier(name)
    self.title = title
    self.description = description
    self.lanes = lanes
    self.ticks = ticks
    self.uncertainText = uncertainText
  }
}

/// Lays out a strip: dots on their days, stacked where days are close.
package struct TimelineStripLayout: Sendable {
  private static let radius = 5.0
  private static let start = 8.0
  private static let end = ChartMetrics.width - 8

  package init() {}

  package func drawing(of strip: TimelineStrip) -> Drawing {
    let scale = scale(of: strip)
    var shapes: [Drawing.Shape] = []
    var y = 4.0
    for lane in strip.lanes {
      let (drawn, height) = self.lane(lane, scale: scale, top: y)
      shapes.append(.group("chart-lane", drawn))
      y += height
    }
    shapes.insert(axis(of: strip, scale: scale, bottom: y), at: 0)
    var height = y + 26
    if strip.lanes.contains(where: { $0.events.contains(where: \.isUncertain) }) {
      shapes += key(strip.uncertainText, y: height + 16)
      height += 26
    }
    return Drawing(
      name: strip.name, title: strip.title, description: strip.description,
      width: ChartMetrics.width, height: height, patterns: [],
      shapes: ChartLayout.onSheet(shapes, height: height))
  }

  private func scale(of strip: TimelineStrip) -> ValueScale {
    let events = strip.lanes.flatMap(\.events)
    let first = min(events.map(\.first).min() ?? 0, strip.ticks.first?.day ?? .max)
    let last = max(events.map(\.last).max() ?? 1, strip.ticks.last?.day ?? .min)
    return ValueScale(
      low: Double(first), high: Double(last), start: Self.start, end: Self.end)
  }

  private func axis(of strip: TimelineStrip, scale: ValueScale, bottom: Double) -> Drawing.Shape {
    var shapes: [Drawing.Shape] = [
      .line(
        x1: Self.start, y1: bottom + 2, x2: Self.end, y2: bottom + 2,
        Drawing.Stroke(colour: ChartPalette.ink, width: 1.5))
    ]
    for tick in shown(strip.ticks, scale: scale) {
      let x = scale.position(Double(tick.day))
      let half = ChartText.width(tick.text, size: ChartMetrics.axisSize) / 2
      shapes.append(
        .line(
          x1: x, y1: 4, x2: x, y2: bottom + 6,
          Drawing.Stroke(colour: ChartPalette.rule, width: 1)))
      shapes.append(
        .text(
          Drawing.Label(
            x: min(max(x, half), ChartMetrics.width - half), y: bottom + 21, lines: [tick.text],
            size: ChartMetrics.axisSize, anchor: .middle, colour: ChartPalette.muted)))
    }
    return .group("chart-axis", shapes)
  }

  /// Every tick, or every second, fifth, tenth and so on, until the texts stay apart.
  private func shown(_ ticks: [TimelineStrip.Tick], scale: ValueScale) -> [TimelineStrip.Tick] {
    for step in [1, 2, 5, 10, 20, 50, 100, 1000] {
      let chosen = ticks.enumerated().filter { $0.offset % step == 0 }.map(\.element)
      var edge = -Double.infinity
      let fits = chosen.allSatisfy { tick in
        let half = ChartText.width(tick.text, size: ChartMetrics.axisSize) / 2
        let x = min(max(scale.position(Double(tick.day)), half), ChartMetrics.width - half)
        defer { edge = x + half }
        return x - half >= edge + 8
      }
      if fits { return chosen }
    }
    return Array(ticks.prefix(1))
  }

  /// A lane's name and dots; dots that would touch climb, so that none hides another.
  private func lane(
    _ lane: TimelineStrip.Lane, scale: ValueScale, top: Double
  ) -> (shapes: [Drawing.Shape], height: Double) {
    let distance = Self.radius * 2 + 1.5
    // A column of more dots than this is drawn tighter.
    let limit = 8
    var ends: [Double] = []
    var places: [(event: TimelineStrip.Event, x: Double, level: Int)] = []
    for event in lane.events {
      let x = scale.position((Double(event.first) + Double(event.last)) / 2)
      let level = ends.firstIndex { x - $0 >= distance } ?? ends.count
      if level < ends.count { ends[level] = x } else { ends.append(x) }
      places.append((event, x, level))
    }
    let rise = ends.count > limit ? distance * Double(limit) / Double(ends.count) : distance
    let base = top + 24 + Double(max(0, ends.count - 1)) * rise + Self.radius
    var spans: [Drawing.Shape] = []
    var dots: [Drawing.Shape] = []
    for place in places {
      let y = base - Double(place.level) * rise
      let start = scale.position(Double(place.event.first))
      let end = scale.position(Double(place.event.last))
      if end - start > distance {
        spans.append(
          .line(
            x1: start, y1: y, x2: end, y2: y,
            Drawing.Stroke(colour: ChartPalette.muted, width: 1.5, dashes: [2, 2])))
      }
      dots.append(dot(place.event, x: place.x, y: y))
    }
    let label = Drawing.Label(
      x: 0, y: top + 13, lines: [lane.name], size: ChartMetrics.valueSize, isBold: true)
    // White behind the name, which year lines would cross.
    let ground = Drawing.Shape.rectangle(
      x: 0, y: top, width: ChartText.width(lane.name, size: label.size, isBold: true) + 4,
      height: 18, .colour(ChartPalette.sheet), nil)
    return ([ground, .text(label)] + spans + dots, base + Self.radius + 10 - top)
  }

  private func dot(_ event: TimelineStrip.Event, x: Double, y: Double) -> Drawing.Shape {
    let colour = ChartPalette.colour(0)
    return event.isUncertain
      ? .circle(
        x: x, y: y, radius: Self.radius - 1, .colour(ChartPalette.sheet),
        Drawing.Stroke(colour: colour, width: 2))
      : .circle(
        x: x, y: y, radius: Self.radius, .colour(colour),
        Drawing.Stroke(colour: ChartPalette.sheet, width: 1))
  }

  private func key(_ text: String, y: Double) -> [Drawing.Shape] {
    [
      dot(
        TimelineStrip.Event(first: 0, last: 0, isUncertain: true), x: Self.start, y: y - 5),
      .text(
        Drawing.Label(
          x: Self.start + 12, y: y, lines: [text], size: ChartMetrics.axisSize,
          colour: ChartPalette.muted)),
    ]
  }
}
