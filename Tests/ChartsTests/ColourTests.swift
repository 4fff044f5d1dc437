import Foundation
import TestSupport
import Testing

@testable import Charts

/// Colours of charts and pages, read from where they are written, against what readers can see.
@Suite struct ColourTests {
  @Test(
    "the measure itself agrees with published pairs",
    arguments: [
      ("#000000", "#ffffff", 100.0), ("#ff0000", "#00ff00", 86.61), ("#0072B2", "#0072B2", 0),
    ])
  func measure(_ first: String, _ second: String, _ expected: Double) throws {
    let distance = try #require(Colour(first)).distance(to: #require(Colour(second)))
    #expect(abs(distance - expected) < 0.05)
  }

  private static let series = ChartPalette.series.compactMap { Colour($0) }
  /// Each two of them once.
  private static var pairs: [(Colour, Colour)] {
    series.indices.flatMap { first in
      series.indices[(first + 1)...].map { (series[first], series[$0]) }
    }
  }

  @Test("series stay apart for readers with colour blindness", arguments: Colour.Blindness.allCases)
  func blindness(_ kind: Colour.Blindness) {
    #expect(Self.pairs.count == 6)
    for (first, second) in Self.pairs {
      #expect(first.seen(with: kind).distance(to: second.seen(with: kind)) >= 20)
    }
  }

  @Test("series stay apart in grey print, and each stands out from the sheet")
  func grey() throws {
    for (first, second) in Self.pairs {
      #expect(abs(first.lab.lightness - second.lab.lightness) >= 15)
    }
    let sheet = try #require(Colour(ChartPalette.sheet))
    for colour in Self.series { #expect(colour.contrast(with: sheet) >= 3) }
  }

  @Test("without any colour, series differ by texture, dashes and marker")
  func monochrome() {
    let four = 0..<4
    #expect(Set(four.map(ChartPalette.texture)).count == 4)
    #expect(Set(four.map(ChartPalette.dashes)).count == 4)
    #expect(Set(four.map(ChartPalette.marker)).count == 4)
    #expect(ChartPalette.texture(0) == .solid && ChartPalette.dashes(0).isEmpty)
  }

  /// Tokens of the style sheet: `--ink: #0b0c0c`.
  private static func tokens(of scheme: Scheme) throws -> [String: Colour] {
    let url = Folders.root.appending(path: "Templates/assets/site.css")
    let css = try String(contentsOf: url, encoding: .utf8)
    let blocks = css.matches(of: /:root \{([^}]*)\}/).map { String($0.1) }
    try #require(blocks.count >= 2, "light, then dark")
    var tokens: [String: Colour] = [:]
    for block in scheme == .light ? blocks[..<1] : blocks[..<2] {
      for match in block.matches(of: /--([a-z]+): (#[0-9a-f]{6});/) {
        tokens[String(match.1)] = Colour(match.2)
      }
    }
    return tokens
  }

  enum Scheme: CaseIterable {
    case light, dark
  }

  @Test("text of every token is readable on every ground", arguments: Scheme.allCases)
  func text(_ scheme: Scheme) throws {
    let tokens = try Self.tokens(of: scheme)
    for ground in ["paper", "surface"] {
      let ground = try #require(tokens[ground])
      for name in ["ink", "muted", "link", "visited", "accent", "critical", "caution", "ok"] {
        let contrast = try #require(tokens[name]).contrast(with: ground)
        #expect(contrast >= 4.5, "\(name): \(contrast)")
      }
    }
    let focus = try #require(tokens["focus"])
    #expect(try #require(Colour("#0b0c0c")).contrast(with: focus) >= 4.5)
  }

  @Test("labels of markings are readable on black")
  func labels() throws {
    let url = Folders.root.appending(path: "Templates/assets/site.css")
    let css = try String(contentsOf: url, encoding: .utf8)
    let colours = css.matches(of: /\.tlp\.tlp-[^{]*\{ color: (#[0-9a-f]{6}); \}/)
    #expect(colours.count == 4)
    let black = try #require(Colour("#000000"))
    for match in colours {
      #expect(try #require(Colour(match.1)).contrast(with: black) >= 4.5)
    }
  }
}
