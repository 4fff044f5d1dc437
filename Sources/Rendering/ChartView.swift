internal import Figures
internal import MarkdownTree
package import Narratives

/// A chart as its data, in a table.
package struct ChartView: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  package func html(_ chart: ChartSpecification, writer: HTMLWriter) -> TrustedHTML {
    writer.html([ProseBlock(id: "", kind: .table(table(of: chart)))])
  }

  package func markdown(_ chart: ChartSpecification, writer: MarkdownWriter) -> String {
    writer.markdown([ProseBlock(id: "", kind: .table(table(of: chart)))])
  }

  package func csv(_ chart: ChartSpecification) -> CSVTable {
    CSVTable(header: [], rows: [])
  }

  private func table(of chart: ChartSpecification) -> ProseTable {
    ProseTable(
      alignments: [.left] + chart.series.map { _ in .right },
      header: [chart.title] + chart.series.map { [.text($0.name)] },
      rows: chart.labels.indices.map { row in
        [[.text(chart.labels[row])]]
          + chart.series.map { series in
            [
              .text(
                context.formatter.display(
                  value: series.values[row], low: series.lows[row], high: series.highs[row],
                  unit: chart.unit, form: .standard))
            ]
          }
      })
  }
}
