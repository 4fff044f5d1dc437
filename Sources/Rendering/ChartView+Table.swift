internal import Diagnostics
internal import Editions
internal import MarkdownTree
package import Narratives
internal import Records

extension ChartView {
  /// The data with all digits: a column a series, its range beside it where it has one.
  func table(of chart: ChartSpecification) -> ProseTable {
    let numbers = ChartViewNumbers(chart, context: context)
    let strings = context.strings
    let isByYear = !chart.labels.isEmpty && chart.labels.allSatisfy(Self.isYear)
    var header: [[ProseInline]] = [[.text(strings(isByYear ? "chart.year" : "chart.row"))]]
    for index in chart.series.indices {
      let name = chart.series[index].name
      header.append([.text(name)])
      if numbers.hasRanges(index) {
        header.append([.text(named("chart.range", name, in: chart))])
      }
      if chart.form == .cumulative {
        header.append([.text(named("chart.running", name, in: chart))])
      }
    }
    let hasTotal = chart.form == .stacked && chart.series.count > 1
    if hasTotal { header.append([.text(strings("chart.total"))]) }
    let running = chart.series.indices.map {
      chart.form == .cumulative ? numbers.runningTotals($0) : []
    }
    let rows = chart.labels.indices.map { row -> [[ProseInline]] in
      var cells: [[ProseInline]] = [[.text(chart.labels[row])]]
      for index in chart.series.indices {
        let point = numbers.point(index, row)
        cells.append(cell(point, numbers))
        if numbers.hasRanges(index) { cells.append([.text(numbers.range(point))]) }
        if chart.form == .cumulative { cells.append(cell(running[index][row], numbers)) }
      }
      if hasTotal { cells.append(cell(numbers.total(row).point, numbers)) }
      return cells
    }
    return ProseTable(
      alignments: [.left] + header.dropFirst().map { _ in .right }, header: header, rows: rows)
  }

  private func cell(
    _ point: ChartViewNumbers.Point, _ numbers: ChartViewNumbers
  ) -> [ProseInline] {
    guard let value = point.value else { return [.text(numbers.cell(point))] }
    return [
      .number(NumberUse(display: numbers.cell(point), value: value, origin: .calculation([])))
    ]
  }

  private static func isYear(_ label: String) -> Bool {
    label.utf8.count == 4
      && label.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// A derived column's header; it names its series where there are several.
  private func named(_ key: String, _ series: String, in chart: ChartSpecification) -> String {
    let word = context.strings(key)
    guard chart.series.count > 1 else { return word }
    return TextPattern.fill(
      context.strings("chart.column"), ["series": series, "column": word])
  }

  // MARK: - Data

  /// The data as numbers; every row bears the label of the records behind the chart.
  package func csv(_ chart: ChartSpecification) -> CSVTable {
    let numbers = ChartViewNumbers(chart, context: context)
    var header = ["label"]
    for index in chart.series.indices {
      let name = chart.series[index].name
      header.append(name)
      if numbers.hasRanges(index) { header += [name + " low", name + " high"] }
      if chart.form == .cumulative { header.append(name + " running total") }
    }
    if chart.unit != nil { header.append("unit") }
    let marking = ChartViewMarking(context: context).marking(of: chart.records)
    let running = chart.series.indices.map {
      chart.form == .cumulative ? numbers.runningTotals($0) : []
    }
    var table = CSVTable(header: header)
    for row in chart.labels.indices {
      var cells = [chart.labels[row]]
      for index in chart.series.indices {
        let point = numbers.point(index, row)
        cells.append(point.value?.description ?? "")
        if numbers.hasRanges(index) {
          cells += [point.low?.description ?? "", point.high?.description ?? ""]
        }
        if chart.form == .cumulative {
          cells.append(running[index][row].value?.description ?? "")
        }
      }
      if let unit = chart.unit { cells.append(unit) }
      table.rows.append((cells, marking))
    }
    return table
  }
}

/// The label of a row of data: the pack's, or a stricter one of the records it states.
struct ChartViewMarking {
  let context: RenderingContext

  func marking(of references: some Sequence<RecordReference>) -> Marking {
    var highest = context.pack.edition.pack.marking
    for reference in references {
      highest = max(highest, context.corpus[reference]?.marking ?? .clear)
    }
    return highest
  }
}
