/// The names of rows: beside the field where all fit a narrow column, else above their marks.
struct RowLabels {
  let lines: [[String]]
  /// Whether each name stands above its row's marks.
  let isAbove: Bool
  /// The width of the column beside the field; zero above.
  let column: Double

  /// Breaks the names; `mayStandBeside` is false where marks need the whole width.
  init(_ labels: [String], mayStandBeside: Bool = true) {
    let size = ChartMetrics.labelSize
    let beside = labels.map {
      ChartText.lines($0, width: ChartMetrics.labelColumn, size: size, limit: 2)
    }
    if mayStandBeside, beside.allSatisfy(\.isWhole) {
      lines = beside.map(\.lines)
      isAbove = false
      column = lines.flatMap(\.self).map { ChartText.width($0, size: size) }.max() ?? 0
    } else {
      lines = labels.map {
        ChartText.lines($0, width: ChartMetrics.width, size: size, limit: 2).lines
      }
      isAbove = true
      column = 0
    }
  }

  func height(_ row: Int) -> Double {
    Double(lines[row].count) * ChartText.lineHeight(ChartMetrics.labelSize)
  }
}
