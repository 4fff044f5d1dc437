/// The names of series beside a sample of their marks, above the field.
struct Legend {
  /// What stands for a series.
  enum Sample { case area, marker }

  let shapes: [Drawing.Shape]
  let height: Double

  /// A single series needs no legend: the chart's title and subtitle name it.
  init(names: [String], sample: Sample) {
    guard names.count > 1 else {
      shapes = []
      height = 0
      return
    }
    let size = ChartMetrics.valueSize
    let lineHeight = 21.0
    let swatch = 22.0
    var shapes: [Drawing.Shape] = []
    var x = 0.0
    var y = 0.0
    for (index, name) in names.enumerated() {
      let room = ChartMetrics.width - swatch - ChartMetrics.gap
      let lines = ChartText.lines(name, width: room, size: size, limit: 2).lines
      let width = lines.map { ChartText.width($0, size: size) }.max() ?? 0
      if x > 0, x + swatch + ChartMetrics.gap + width > ChartMetrics.width {
        x = 0
        y += lineHeight
      }
      switch sample {
      case .area:
        shapes.append(
          .rectangle(
            x: x + 0.5, y: y + 3.5, width: swatch - 1, height: 13, SeriesStyle.fill(index),
            SeriesStyle.outline(index)))
      case .marker:
        shapes.append(SeriesStyle.marker(index, x: x + swatch / 2, y: y + 10, radius: 6))
      }
      shapes.append(
        .text(
          Drawing.Label(
            x: x + swatch + ChartMetrics.gap, y: y + 15.5, lines: lines, size: size)))
      if lines.count > 1 {
        x = 0
        y += lineHeight * Double(lines.count)
      } else {
        x += swatch + ChartMetrics.gap + width + 18
      }
    }
    self.shapes = [.group("chart-legend", shapes)]
    height = (x > 0 ? y + lineHeight : y) + 8
  }
}
