/// The labels along a line chart, at even distances or, for dates, at true ones.
struct LineAxis {
  let positions: [Double]
  private let labels: [String]

  init(labels: [String], start: Double, end: Double) {
    self.labels = labels
    let places = LineAxis.dates(labels) ?? labels.indices.map(Double.init)
    guard let first = places.first, let last = places.last, last > first else {
      positions = labels.map { _ in (start + end) / 2 }
      return
    }
    positions = places.map { start + ($0 - first) / (last - first) * (end - start) }
  }

  /// As many labels as fit, the first and the last before others.
  func words(y: Double, width: Double) -> Drawing.Shape {
    let size = ChartMetrics.axisSize
    let boxes = labels.indices.map { index -> (centre: Double, half: Double) in
      let half = ChartText.width(labels[index], size: size) / 2
      return (min(max(positions[index], half), width - half), half)
    }
    var shown: [Int] = []
    if let last = boxes.last {
      for index in labels.indices.dropLast() {
        let box = boxes[index]
        if let previous = shown.last {
          let edge = boxes[previous].centre + boxes[previous].half
          guard box.centre - box.half >= edge + 10 else { continue }
        }
        guard index == 0 || box.centre + box.half + 10 <= last.centre - last.half else { continue }
        shown.append(index)
      }
      shown.append(labels.count - 1)
    }
    if let second = shown.dropFirst().first, shown.count == 2, let first = shown.first,
      boxes[first].centre + boxes[first].half + 4 > boxes[second].centre - boxes[second].half
    {
      shown.removeLast()
    }
    return .group(
      "chart-axis",
      shown.map { index in
        .text(
          Drawing.Label(
            x: boxes[index].centre, y: y, lines: [labels[index]], size: size, anchor: .middle,
            colour: ChartPalette.muted))
      })
  }

  /// Labels `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, all alike and ascending, as years.
  private static func dates(_ labels: [String]) -> [Double]? {
    var years: [Double] = []
    var count: Int?
    for label in labels {
      let parts = label.utf8.split(
        separator: UInt8(ascii: "-"), omittingEmptySubsequences: false
      ).map { number($0) }
      guard (1...3).contains(parts.count), count == nil || count == parts.count else { return nil }
      count = parts.count
      guard let year = parts[0], label.utf8.count == 4 + (parts.count - 1) * 3 else { return nil }
      var place = Double(year)
      if parts.count > 1 {
        guard let month = parts[1], (1...12).contains(month) else { return nil }
        place += Double(month - 1) / 12
      }
      if parts.count > 2 {
        guard let day = parts[2], (1...31).contains(day) else { return nil }
        place += Double(day - 1) / 372
      }
      if let last = years.last, place <= last { return nil }
      years.append(place)
    }
    return years
  }

  private static func number(_ bytes: Substring.UTF8View) -> Int? {
    guard (1...4).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
