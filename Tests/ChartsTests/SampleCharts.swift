import Charts
import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Charts to lay out in tests.
enum SampleCharts {
  static func points(_ values: [Double?]) -> [ChartPoint] {
    values.map { value in
      value.map { ChartPoint(value: $0, text: "\($0)") } ?? ChartPoint(text: "no figure")
    }
  }

  static func chart(
    _ form: Chart.Form, name: String = "chart-sample", labels: [String],
    series: [(String, [ChartPoint])], totals: [ChartPoint] = []
  ) -> Chart {
    Chart(
      form: form, name: name, title: "A title", description: "A description.", labels: labels,
      series: series.map { Chart.Series(name: $0.0, points: $0.1) }, totals: totals,
      gapText: "A gap means no figure.", emptyText: "No figure at all.", axisText: { "\($0)" })
  }

  static func svg(_ chart: Chart) -> String {
    SVGWriter().svg(ChartLayout().drawing(of: chart))
  }
}

/// What a drawing's text holds, read by a parser that knows nothing of it.
final class ParsedSVG: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private var text = ""

  /// Nil where the text is not well-formed XML.
  static func parse(_ svg: String) -> ParsedSVG? {
    let result = ParsedSVG()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = result
    return parser.parse() ? result : nil
  }

  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  func count(_ name: String) -> Int { elements.count { $0.name == name } }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements.append((elementName, attributes))
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if ["text", "title", "desc"].contains(elementName) { texts.append(text) }
    text = ""
  }
}
