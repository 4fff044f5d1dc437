internal import Charts
internal import MarkdownTree
package import Narratives
internal import Records

/// A chart as a figure: title, drawing, note, source, and its data in a table.
package struct ChartView: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  package func html(_ chart: ChartSpecification, writer: HTMLWriter) -> TrustedHTML {
    html(chart, number: nil, writer: writer)
  }

  /// The figure, with its number in the pack where it has one.
  package func html(
    _ chart: ChartSpecification, number: Int?, writer: HTMLWriter
  ) -> TrustedHTML {
    let frame = ChartViewFrame(context: context, writer: writer)
    let id = writer.id("chart-" + chart.name)
    let drawing = ChartLayout().drawing(of: self.drawing(chart, id: id))
    var output = HTMLOutput(capacity: 8192)
    output.startLine()
    output.raw("<figure class=\"chart\"")
    if writer.options.hasAnchors { output.attribute("id", id) }
    output.raw(">\n")
    frame.writeCaption(
      number: number, title: chart.title, subtitle: chart.subtitle, to: &output)
    output.trusted(TrustedHTML(trusted: SVGWriter().svg(drawing)))
    frame.writeLine(label: "chart.note", chart.note, to: &output)
    frame.writeLine(label: "chart.source", chart.source, to: &output)
    frame.writeDataLink(name: chart.name, to: &output)
    output.raw("<details class=\"chart-data\">\n<summary>")
    output.text(context.strings("chart.data"))
    output.raw("</summary>\n")
    output.trusted(writer.html([ProseBlock(id: "", kind: .table(table(of: chart)))]))
    output.startLine()
    output.raw("</details>\n</figure>\n")
    return output.html
  }

  package func markdown(_ chart: ChartSpecification, writer: MarkdownWriter) -> String {
    let frame = ChartViewMarkdown(context: context, writer: writer)
    return frame.joined([
      frame.title(chart.title),
      writer.markdown(chart.subtitle),
      writer.markdown([ProseBlock(id: "", kind: .table(table(of: chart)))]),
      frame.line(label: "chart.note", chart.note),
      frame.line(label: "chart.source", chart.source),
      frame.dataLink(name: chart.name),
    ])
  }
}
