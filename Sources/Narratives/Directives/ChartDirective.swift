internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `chart`: a drawing of a query's rows, in one of six forms.
enum ChartDirective {
  static let definition = DirectiveDefinition(
    "chart", argument: .word,
    options: ["query", "title", "subtitle", "unit", "note", "source"], required: ["query"]
  ) { directive, id, page in
    guard let argument = directive.argument else { return nil }
    let title = page.narrative("title", of: directive)
    let subtitle = page.narrative("subtitle", of: directive)
    let note = page.narrative("note", of: directive)
    let source = page.narrative("source", of: directive)
    page.check(unit: directive.option("unit")?.value)
    guard let form = ChartSpecification.Form(rawValue: argument.value) else {
      let forms = ChartSpecification.Form.allCases.map(\.rawValue)
      page.report(
        .unknownChartForm(argument, nearest: NearestName.nearest(to: argument.value, in: forms)))
      return nil
    }
    guard let result = page.query(of: directive), let query = page.sql("query", of: directive)
    else { return nil }
    guard let series = ChartSeries(result, form: form, query: query.span, page: &page) else {
      return nil
    }
    return .chart(
      ChartSpecification(
        form: form, name: page.fileName(of: directive, id: id), title: title, subtitle: subtitle,
        unit: directive.option("unit")?.value.value, note: note, source: source,
        labels: series.labels, series: series.series, records: result.records))
  }
}

extension PageCompiler {
  fileprivate mutating func check(unit: Located<String>?) {
    guard let unit, let diagnostic = lookups.unknownUnit(unit, code: .unknownOption) else { return }
    report(diagnostic)
  }
}

/// A query's rows as labels and series: the first column labels, the others hold values, and
/// columns named `low` and `high` are the range of the value before them.
struct ChartSeries {
  private(set) var labels: [String] = []
  private(set) var series: [ChartSpecification.Series] = []

  /// Nil, with a report, where the rows cannot be drawn in `form`.
  init?(
    _ result: QueryResult, form: ChartSpecification.Form, query: SourceSpan,
    page: inout PageCompiler
  ) {
    func fail(_ reason: String, isWarning: Bool = false) {
      page.report(.chartData(reason, at: query, isWarning: isWarning))
    }
    guard result.columns.count > 1 else {
      fail("a chart's query gives a label and at least one value a row")
      return nil
    }
    guard !result.rows.isEmpty else {
      fail("a chart's query gives at least one row", isWarning: page.lookups.hasDateOption)
      return nil
    }
    for row in result.rows {
      let label = row.first.map(ChartSeries.label)
      labels.append(label ?? "")
    }
    for column in result.columns.indices.dropFirst() {
      let name = result.columns[column]
      var values: [ExactDecimal?] = []
      for (row, cells) in result.rows.enumerated() {
        let cell = column < cells.count ? cells[column] : .null
        if cell != .null, cell.number == nil {
          fail("column '\(name)' holds no number for '\(labels[row])'")
          return nil
        }
        values.append(cell.number)
      }
      let isRange = name.lowercased() == "low" || name.lowercased() == "high"
      guard isRange else {
        let empty = [ExactDecimal?](repeating: nil, count: values.count)
        series.append(
          ChartSpecification.Series(name: name, values: values, lows: empty, highs: empty))
        continue
      }
      guard !series.isEmpty else {
        fail("column '\(name)' is the range of a value that stands before it")
        return nil
      }
      if name.lowercased() == "low" {
        series[series.count - 1].lows = values
      } else {
        series[series.count - 1].highs = values
      }
    }
    let most = ChartSeries.mostSeries(form)
    if series.count > most {
      fail("a \(form.rawValue) chart has at most \(most) series; this one has \(series.count)")
      return nil
    }
  }

  private static func label(_ value: SQLValue) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .real: value.number?.description ?? ""
    }
  }

  private static func mostSeries(_ form: ChartSpecification.Form) -> Int {
    switch form {
    case .bar, .lag: 1
    case .grouped, .stacked, .line, .cumulative: 4
    }
  }
}
