import Diagnostics
import Foundation
import Narratives
import Records
import Rendering
import Testing

@Suite struct ChartViewTests {
  @Test("a chart has its title, drawing, note, source, data link and table")
  func parts() throws {
    let context = try SampleViews.context()
    let writer = HTMLWriter(context: context, page: "incidents/losses")
    let html = ChartView(context: context).html(SampleViews.bars, writer: writer).text
    #expect(html.contains("<figure class=\"chart\" id=\"chart-chart-largest\">"))
    #expect(html.contains("Bybit stands apart &lt;from&gt; the rest</p>"))
    #expect(html.contains("href=\"../data/chart-largest.csv\""))
    #expect(html.contains("<details class=\"chart-data\">"))
    #expect(html.contains("<span class=\"chart-label\">Note:</span> One estimate is a range."))
    #expect(
      html.contains("aria-labelledby=\"chart-chart-largest--title chart-chart-largest--desc\""))
    #expect(html.contains("no figure"))
    let start = try #require(html.range(of: "<svg"))
    let end = try #require(html.range(of: "</svg>"))
    let svg = try #require(ParsedSVG.parse(String(html[start.lowerBound..<end.upperBound])))
    let description = try #require(svg.texts.dropFirst().first)
    #expect(description.contains("Highest: Bybit"))
    #expect(description.contains("Lowest: Nothing taken"))
    #expect(description.contains("No figure: Not known."))
  }

  @Test("the file with all pages has ids of its own and no way out")
  func wholePack() throws {
    let context = try SampleViews.context()
    let view = ChartView(context: context)
    let first = view.html(
      SampleViews.bars, writer: HTMLWriter(context: context, page: "one", destination: .book)
    ).text
    let second = view.html(
      SampleViews.bars, writer: HTMLWriter(context: context, page: "two", destination: .book)
    ).text
    #expect(!first.contains(".csv"))
    #expect(first.contains("id=\"one--chart-chart-largest\""))
    #expect(second.contains("id=\"two--chart-chart-largest\""))
    #expect(first.contains("id=\"one--chart-chart-largest--title\""))
  }

  @Test("data keep all digits, ranges and the marking of the records behind them")
  func csv() throws {
    let context = try SampleViews.context()
    let table = ChartView(context: context).csv(SampleViews.bars)
    #expect(table.header == ["label", "loss", "loss low", "loss high", "unit"])
    #expect(table.rows[0].cells == ["Bybit", "1460000000", "1400000000", "1500000000", "USD"])
    #expect(table.rows[1].cells == ["KuCoin", "", "200000000", "280000000", "USD"])
    #expect(table.rows[3].cells[1] == "0")
    #expect(table.rows[4].cells[1] == "")
    #expect(table.rows.allSatisfy { $0.marking == .green })
    let strict = try SampleViews.context(marking: .amber)
    #expect(ChartView(context: strict).csv(SampleViews.bars).rows[0].marking == .amber)
  }

  @Test("a cumulative chart adds up exactly and carries over what is missing")
  func cumulative() throws {
    let context = try SampleViews.context()
    let chart = SampleViews.chart(
      .cumulative, labels: ["2021", "2022", "2023"],
      [SampleViews.series("loss", ["0.1", nil, "0.2"])])
    let table = ChartView(context: context).csv(chart)
    #expect(table.header == ["label", "loss", "loss running total"])
    #expect(table.rows.map { $0.cells[2] } == ["0.1", "0.1", "0.3"])
  }

  @Test("a running total takes a plain value for both ends of its range")
  func cumulativeRange() throws {
    let context = try SampleViews.context()
    let chart = SampleViews.chart(
      .cumulative, labels: ["2021", "2022", "2023"],
      [
        SampleViews.series(
          "loss", ["10", nil, "5"], lows: [nil, "100", nil], highs: [nil, "300", nil])
      ])
    let text = ChartView(context: context).markdown(
      chart, writer: MarkdownWriter(context: context, page: "index"))
    let totals = text.split(separator: "\n").filter { $0.hasPrefix("| 202") }.map { line in
      line.split(separator: "|").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(totals == ["10", "110–310", "115–315"])
  }

  @Test("a sum with a missing part says that it is incomplete")
  func incomplete() throws {
    let context = try SampleViews.context()
    let chart = SampleViews.chart(
      .stacked, labels: ["a", "b"],
      [SampleViews.series("x", ["1", "2"]), SampleViews.series("y", ["3", nil])])
    let html = ChartView(context: context).html(
      chart, writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.contains("2 (incomplete)"))
    #expect(!html.contains("4 (incomplete)"))
  }

  @Test("Markdown holds the same title, data, note and source")
  func markdown() throws {
    let context = try SampleViews.context()
    let text = ChartView(context: context).markdown(
      SampleViews.bars, writer: MarkdownWriter(context: context, page: "incidents/losses"))
    #expect(text.contains("Bybit stands apart"))
    #expect(text.contains("](../../data/chart-largest.csv)"))
    #expect(text.contains("no figure"))
    #expect(text.contains("Upbit \\|"))
    #expect(!text.contains("<svg"))
  }

  @Test("series shorter than their labels are missing values, not a trap")
  func ragged() throws {
    let context = try SampleViews.context()
    let writer = HTMLWriter(context: context, page: "index")
    for form in ChartSpecification.Form.allCases {
      for chart in [
        SampleViews.chart(form, labels: ["a", "b"], [SampleViews.series("x", ["1"])]),
        SampleViews.chart(form, labels: [], []),
        SampleViews.chart(form, labels: ["a"], []),
      ] {
        let view = ChartView(context: context)
        let rows = view.csv(chart).rows
        #expect(rows.count == chart.labels.count)
        #expect(rows.map { $0.cells.first } == chart.labels)
        #expect(view.html(chart, writer: writer).text.contains("<figure"))
        let markdown = view.markdown(chart, writer: MarkdownWriter(context: context, page: "index"))
        #expect(chart.labels.allSatisfy { markdown.contains($0) })
      }
    }
  }

  @Test("every form says in text what it draws", arguments: ChartSpecification.Form.allCases)
  func textEquivalent(_ form: ChartSpecification.Form) throws {
    let context = try SampleViews.context()
    let chart = SampleViews.chart(
      form, labels: ["2021", "2022", "2023"],
      [SampleViews.series("Losses", ["11", nil, "33"], lows: ["10"], highs: ["12"])])
    let html = ChartView(context: context).html(
      chart, writer: HTMLWriter(context: context, page: "index")
    ).text
    let start = try #require(html.range(of: "<svg"))
    let end = try #require(html.range(of: "</svg>"))
    let drawing = String(html[start.lowerBound..<end.upperBound])
    let svg = try #require(ParsedSVG.parse(drawing))
    #expect(drawing.contains("role=\"img\""))
    for part in ["title", "desc"] {
      let id = "chart-\(chart.name)--\(part)"
      #expect(drawing.contains("<\(part) id=\"\(id)\">"))
      let named = try #require(drawing.firstMatch(of: /aria-labelledby="([^"]*)"/)).output.1
      #expect(named.split(separator: " ").contains(Substring(id)))
    }
    // The finding, then the extremes and what is missing.
    let title = try #require(svg.texts.first)
    #expect(!title.isEmpty && html[..<start.lowerBound].contains(title))
    let description = try #require(svg.texts.dropFirst().first)
    let extremes = form == .cumulative ? ["11", "44"] : ["2021", "11", "2023", "33", "2022"]
    for text in extremes { #expect(description.contains(text), "\(description)") }
    // Each value once more in a table that paper shows too.
    let table = html[end.upperBound...]
    let details = try #require(table.range(of: "<details class=\"chart-data\">"))
    let rows = table[details.upperBound...]
    for text in ["2021", "11", "10", "12", "2022", "2023", "33", "no figure"] {
      #expect(rows.contains(text), "\(text)")
    }
  }

  @Test("drawings in nested blocks have data files with the passage's marking")
  func nested() throws {
    let context = try SampleViews.context()
    let block = ProseBlock(id: "c", kind: .chart(SampleViews.bars))
    let marked = ProseBlock(id: "m", kind: .marked(.amber, [block]))
    let tables = ChartViewData(context: context).tables(in: [marked], marking: .clear)
    #expect(tables.map(\.name) == ["chart-largest"])
    #expect(tables[0].table.rows.allSatisfy { $0.marking == .amber })
  }

  @Test("every language has the same words", arguments: ["chart.", "coverage.", "timeline."])
  func languages(_ group: String) throws {
    let keys = try ["en", "fr"].map { language in
      Set(try SampleViews.strings(language).texts.keys.filter { $0.hasPrefix(group) })
    }
    #expect(keys[0] == keys[1])
    #expect(!keys[0].isEmpty)
  }
}
