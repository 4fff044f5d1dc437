import Charts
import Testing

@Suite struct ChartLayoutTests {
  private let forms = Chart.Form.allCases

  @Test("every form is well-formed and names its title and description")
  func wellFormed() throws {
    for form in forms {
      let svg = SampleCharts.svg(
        SampleCharts.chart(
          form, labels: ["2021", "2022", "2023"],
          series: [
            ("First", SampleCharts.points([1, nil, 3.5])),
            ("Second", SampleCharts.points([0, 2, nil])),
          ]))
      let parsed = try #require(ParsedSVG.parse(svg), "\(form)")
      let root = try #require(parsed.elements.first)
      #expect(root.attributes["role"] == "img")
      #expect(root.attributes["xmlns"] == "http://www.w3.org/2000/svg")
      #expect(root.attributes["viewBox"]?.hasPrefix("0 0 440 ") == true)
      #expect(
        root.attributes["aria-labelledby"] == "chart-sample--title chart-sample--desc")
      #expect(parsed.texts.contains("A title"))
      #expect(parsed.texts.contains("A description."))
      #expect(parsed.ids.allSatisfy { $0.hasPrefix("chart-sample--") })
      #expect(Set(parsed.ids).count == parsed.ids.count)
      #expect(!svg.contains(" style="))
    }
  }

  @Test("the same chart gives the same bytes")
  func deterministic() {
    for form in forms {
      let make = {
        SampleCharts.svg(
          SampleCharts.chart(
            form, labels: ["a", "b", "c"],
            series: [
              ("x", SampleCharts.points([3, 1, 2])), ("y", SampleCharts.points([1, 1, 1])),
            ]))
      }
      #expect(make() == make())
    }
  }

  @Test("hostile labels stay text")
  func escaping() throws {
    let label = "<b>&\"'\u{338}<\u{301}script>\u{0}\u{1}\u{FFFE}e\u{301}"
    for form in forms {
      let svg = SampleCharts.svg(
        SampleCharts.chart(
          form, name: "a\"><script>", labels: [label, "b"],
          series: [(label, [ChartPoint(value: 1, text: label), ChartPoint(text: label)])]))
      #expect(!svg.contains("<script"))
      let bytes = Array(svg.utf8)
      #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
      let parsed = try #require(ParsedSVG.parse(svg), "\(form)")
      #expect(parsed.count("script") == 0)
      #expect(parsed.ids.allSatisfy { $0.utf8.allSatisfy { $0 != UInt8(ascii: "\"") } })
    }
  }

  @Test("nothing to draw is said in words")
  func empty() throws {
    for form in forms {
      let none = SampleCharts.svg(SampleCharts.chart(form, labels: [], series: []))
      #expect(try #require(ParsedSVG.parse(none)).texts.contains("No figure at all."))
      let missing = SampleCharts.svg(
        SampleCharts.chart(form, labels: ["a"], series: [("x", [ChartPoint(text: "none")])]))
      #expect(try #require(ParsedSVG.parse(missing)).texts.contains("No figure at all."))
    }
  }

  @Test("odd numbers never trap or leave the page")
  func oddNumbers() throws {
    let odd: [Double] = [
      1e-300, 1e59, -1e59, .greatestFiniteMagnitude, .infinity, -.infinity, .nan, 0, -0.0, 1e15,
      .leastNonzeroMagnitude, 123_456_789_012,
    ]
    for form in forms {
      for value in odd {
        for other in odd {
          let svg = SampleCharts.svg(
            SampleCharts.chart(
              form, labels: ["a", "b", "c"],
              series: [
                ("x", SampleCharts.points([value, other, nil])),
                ("y", [ChartPoint(low: value, high: other, text: "r")]),
              ]))
          let parsed = try #require(ParsedSVG.parse(svg))
          #expect(
            !parsed.elements.contains { element in
              element.attributes.values.contains { $0.hasPrefix("nan") || $0.hasPrefix("inf") }
            })
        }
      }
    }
  }

  @Test("zero and missing are drawn and worded apart")
  func zeroAndMissing() throws {
    let svg = SampleCharts.svg(
      SampleCharts.chart(
        .bar, labels: ["zero", "missing", "one"],
        series: [
          (
            "x",
            [
              ChartPoint(value: 0, text: "0"), ChartPoint(text: "no figure"),
              ChartPoint(value: 1, text: "1"),
            ]
          )
        ]))
    let parsed = try #require(ParsedSVG.parse(svg))
    #expect(parsed.texts.contains("0"))
    #expect(parsed.texts.contains("no figure"))
    let missing = parsed.elements.filter { $0.attributes["font-style"] == "italic" }
    #expect(missing.count == 1)
    let zero = parsed.elements.filter {
      $0.name == "line" && $0.attributes["stroke"] == ChartPalette.series[0]
    }
    #expect(zero.count == 1)
  }

  @Test("a gap in a line is explained, a whole line is not")
  func gaps() {
    let labels = ["2020", "2021", "2022"]
    let broken = SampleCharts.svg(
      SampleCharts.chart(
        .line, labels: labels, series: [("x", SampleCharts.points([1, nil, 2]))]))
    let whole = SampleCharts.svg(
      SampleCharts.chart(.line, labels: labels, series: [("x", SampleCharts.points([1, 0, 2]))]))
    #expect(broken.contains("A gap means no figure."))
    #expect(!whole.contains("A gap means no figure."))
  }

  @Test("an estimate shows its range; a range alone is a hatched bar")
  func ranges() throws {
    let svg = SampleCharts.svg(
      SampleCharts.chart(
        .bar, labels: ["both", "range"],
        series: [
          (
            "x",
            [
              ChartPoint(value: 10, low: 8, high: 12, text: "10"),
              ChartPoint(low: 3, high: 6, text: "3–6"),
            ]
          )
        ]))
    let parsed = try #require(ParsedSVG.parse(svg))
    #expect(parsed.ids.contains("chart-sample--range-1"))
    #expect(svg.contains("url(#chart-sample--range-1)"))
    // A whisker is three lines in white and three in ink.
    let ink = parsed.elements.filter {
      $0.name == "line" && $0.attributes["stroke-width"] == "1.75"
    }
    #expect(ink.count == 3)
  }

  @Test("bars start at zero")
  func barsStartAtZero() throws {
    let svg = SampleCharts.svg(
      SampleCharts.chart(
        .bar, labels: ["a", "b"], series: [("x", SampleCharts.points([1000, 1001]))]))
    let bars = try #require(ParsedSVG.parse(svg)).elements.filter {
      $0.name == "rect" && $0.attributes["fill"] == ChartPalette.series[0]
    }
    let widths = bars.compactMap { $0.attributes["width"].flatMap(Double.init) }
    #expect(widths.count == 2)
    #expect(widths[0] / widths[1] > 0.99)
  }

  @Test("labels and series keep the order of the data")
  func order() throws {
    let labels = ["zebra", "apple", "mango"]
    let svg = SampleCharts.svg(
      SampleCharts.chart(.bar, labels: labels, series: [("x", SampleCharts.points([1, 9, 3]))]))
    let parsed = try #require(ParsedSVG.parse(svg))
    #expect(parsed.texts.filter(labels.contains) == labels)
  }

  @Test("from the second series on, texture or dash says the same as colour")
  func textures() {
    let series = (1...6).map { ("series \($0)", SampleCharts.points([Double($0)])) }
    let bars = SampleCharts.svg(SampleCharts.chart(.stacked, labels: ["a"], series: series))
    #expect(bars.contains("url(#chart-sample--series-2)"))
    #expect(bars.contains("url(#chart-sample--series-5)"))
    let lines = SampleCharts.svg(
      SampleCharts.chart(
        .line, labels: ["a", "b"],
        series: series.map { ($0.0, $0.1 + $0.1) }))
    #expect(lines.contains("stroke-dasharray=\"9 5\""))
  }

  @Test("long charts send readers to the table")
  func manyRows() throws {
    let labels = (0..<200).map { "row \($0)" }
    let svg = SampleCharts.svg(
      SampleCharts.chart(
        .bar, labels: labels,
        series: [("x", SampleCharts.points(labels.indices.map { Double($0) }))]))
    #expect(try #require(ParsedSVG.parse(svg)).texts.contains("+ 140"))
  }

  @Test("every text stays inside the drawing", arguments: Chart.Form.allCases)
  func textsInside(_ form: Chart.Form) throws {
    let labels = [
      "Foreign, Commonwealth & Development Office: a very long name of a listing",
      "Ministry of Foreign Affairs of Japan: Lazarus Group", "short",
    ]
    let svg = SampleCharts.svg(
      SampleCharts.chart(
        form, labels: labels,
        series: [
          (
            "An unusually long name of a series that needs several lines",
            [
              ChartPoint(value: 1_500_000_000, text: "US$1.4–1.5 billion"),
              ChartPoint(value: -2_000_000, text: "−US$2 million"),
              ChartPoint(text: "no figure"),
            ]
          )
        ]))
    for element in try #require(ParsedSVG.parse(svg)).elements where element.name == "text" {
      let x = try #require(element.attributes["x"].flatMap(Double.init))
      #expect((0...440).contains(x))
    }
  }
}
