import Charts
import Foundation
import Testing

@Suite struct NiceTicksTests {
  @Test("ticks are round multiples of 1, 2 or 5")
  func round() {
    #expect(NiceTicks.ticks(from: 0, to: 1_460_000_000, limit: 6).first == 0)
    #expect(NiceTicks.ticks(from: 0, to: 10, limit: 6) == [0, 2, 4, 6, 8, 10])
    #expect(NiceTicks.ticks(from: 0, to: 0.7, limit: 8) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    #expect(NiceTicks.ticks(from: -7.25, to: 12.5, limit: 6) == [-5, 0, 5, 10])
  }

  @Test("counted things have no ticks between whole numbers")
  func whole() {
    #expect(NiceTicks.ticks(from: 0, to: 2, limit: 6, isWhole: true) == [0, 1, 2])
  }

  @Test("no more ticks than fit")
  func limited() {
    for high in [1.0, 3, 7, 99, 12_345, 9.9e11, 0.004, 1e58] {
      let ticks = NiceTicks.ticks(from: 0, to: high, limit: 5)
      #expect((1...5).contains(ticks.count))
      #expect(ticks.allSatisfy { $0 >= 0 && $0 <= high * 1.0001 })
    }
    #expect(NiceTicks.ticks(from: 0, to: 10, limit: 6, fits: { $0.count < 3 }) == [0, 10])
    #expect(NiceTicks.ticks(from: 3, to: 3, limit: 5) == [3])
  }
}

@Suite struct ChartPointTests {
  @Test("a range runs upwards and one without width is a value")
  func ranges() {
    let turned = ChartPoint(low: 5, high: 2, text: "")
    #expect(turned.low == 2 && turned.high == 5 && turned.isRangeOnly)
    let flat = ChartPoint(low: 4, high: 4, text: "")
    #expect(flat.value == 4 && flat.low == nil)
    #expect(ChartPoint(value: .nan, text: "").isMissing)
    #expect(!ChartPoint(value: 0, text: "").isMissing)
  }
}

@Suite struct ChartTextTests {
  @Test("widths are Arial's")
  func widths() {
    #expect(abs(ChartText.width("Hello", size: 1000) - 2278) < 1)
    #expect(ChartText.width("e\u{301}", size: 1000) == ChartText.width("e", size: 1000))
  }

  @Test("lines break at spaces, and inside words only where they must")
  func lines() {
    let text = "Foreign, Commonwealth & Development Office"
    let (lines, isWhole) = ChartText.lines(text, width: 200, size: 16, limit: 2)
    #expect(isWhole)
    #expect(lines.joined(separator: " ") == text)
    let cut = ChartText.lines(text, width: 90, size: 16, limit: 2)
    #expect(!cut.isWhole)
    #expect(cut.lines.count == 2 && cut.lines[1].hasSuffix("…"))
    let word = ChartText.lines("Donaudampfschifffahrt", width: 60, size: 16, limit: 9)
    #expect(word.lines.joined() == "Donaudampfschifffahrt")
    #expect(ChartText.lines("", width: 60, size: 16, limit: 2).lines == [""])
  }
}

@Suite struct SVGTextTests {
  @Test("coordinates have at most two decimals and no negative zero")
  func numbers() {
    #expect(SVGText.number(12) == "12")
    #expect(SVGText.number(12.5) == "12.5")
    #expect(SVGText.number(-0.001) == "0")
    #expect(SVGText.number(1.005 + 0.001) == "1.01")
    #expect(SVGText.number(-3.046) == "-3.05")
    #expect(SVGText.number(.infinity) == "0")
  }

  @Test("names become XML ids")
  func identifiers() {
    #expect(SVGText.identifier("chart-years") == "chart-years")
    #expect(SVGText.identifier("1 é\"<") == "c-1-----")
    #expect(SVGText.identifier("") == "chart")
  }
}

@Suite struct ChartPaletteTests {
  /// WCAG's contrast of a colour on white.
  private func contrast(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [number >> 16, number >> 8 & 255, number & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return 1.05 / (luminance + 0.05)
  }

  @Test("series colours are fixed and visible on white")
  func series() {
    #expect(ChartPalette.series == ["#0072B2", "#F46A25", "#000000", "#801650"])
    for colour in ChartPalette.series { #expect(contrast(colour) >= 3) }
    for colour in [ChartPalette.ink, ChartPalette.muted] { #expect(contrast(colour) >= 4.5) }
  }

  @Test("a fifth series starts the colours again")
  func fifth() {
    #expect(ChartPalette.colour(4) == ChartPalette.colour(0))
  }
}

@Suite struct TimelineStripTests {
  private func strip(_ events: [TimelineStrip.Event]) -> Drawing {
    TimelineStripLayout().drawing(
      of: TimelineStrip(
        name: "timeline", title: "A <title>", description: "d",
        lanes: [TimelineStrip.Lane(name: "Incidents", events: events)],
        ticks: [
          TimelineStrip.Tick(day: 0, text: "2020"), TimelineStrip.Tick(day: 366, text: "2021"),
        ],
        uncertainText: "Hollow: uncertain"))
  }

  @Test("uncertain days are hollow and explained")
  func uncertain() throws {
    let certain = SVGWriter().svg(strip([.init(first: 5, last: 5, isUncertain: false)]))
    #expect(!certain.contains("Hollow"))
    let svg = SVGWriter().svg(strip([.init(first: 5, last: 90, isUncertain: true)]))
    let parsed = try #require(ParsedSVG.parse(svg))
    #expect(parsed.texts.contains("Hollow: uncertain"))
    #expect(parsed.elements.contains { $0.name == "circle" && $0.attributes["fill"] == "#ffffff" })
  }

  @Test("equal days do not hide one another")
  func equalDays() {
    let event = TimelineStrip.Event(first: 10, last: 10, isUncertain: false)
    let drawing = strip([event, event, event])
    var centres: Set<String> = []
    for case .group("chart-lane", let shapes) in drawing.shapes {
      for case .circle(let x, let y, _, _, _) in shapes { centres.insert("\(x) \(y)") }
    }
    #expect(centres.count == 3)
  }

  @Test("no event, no trap")
  func empty() {
    #expect(ParsedSVG.parse(SVGWriter().svg(strip([]))) != nil)
  }
}
