import Diagnostics
import Foundation
import Narratives
import Records
import Rendering
import Testing

@Suite struct CoverageViewTests {
  @Test("a cell has symbol, word, date, lag and links")
  func cells() throws {
    let context = try SampleViews.context()
    let html = CoverageView(context: context).html(
      SampleViews.coverage(), writer: HTMLWriter(context: context, page: "index")
    ).text
    for symbol in ["●", "◐", "○", "?"] { #expect(html.contains(">\(symbol)</span>")) }
    for word in ["Listed", "Partly", "Not listed", "Unknown"] { #expect(html.contains(word)) }
    #expect(html.contains("<time datetime=\"2020-07-30\">"))
    #expect(html.contains("321 days later"))
    #expect(html.contains("first incident 1,667 days later"))
    #expect(html.contains("first incident <a href=\"incidents/bybit-2025.html\""))
    #expect(html.contains("first listing"))
    #expect(html.contains("href=\"sanctions/ofac-lazarus.html\""))
    #expect(html.contains("href=\"sanctions/eu-lazarus-2.html\""))
    #expect(html.contains("href=\"entities/lazarus-group.html\""))
    #expect(html.contains("<th scope=\"col\">United States</th>"))
    #expect(html.contains("role=\"group\" tabindex=\"0\" aria-label="))
    #expect(!html.contains("datetime=\"2019-09~\""))
  }

  @Test("totals count each column")
  func totals() throws {
    let context = try SampleViews.context()
    let html = CoverageView(context: context).html(
      SampleViews.coverage(), writer: HTMLWriter(context: context, page: "index")
    ).text
    let foot = try #require(html.range(of: "<tfoot>")).upperBound
    let numbers = html[foot...].split(separator: "coverage-total\">").dropFirst().map {
      String($0.prefix { $0 != "<" })
    }
    #expect(
      numbers == [
        "1", "1", "1", "0", "1", "0", "0", "0", "0", "1", "1", "0", "0", "0", "0", "2",
      ])
  }

  @Test("more than twelve members are split into tables of like width")
  func split() throws {
    let context = try SampleViews.context()
    let members = (0..<14).map { "m\($0)" }
    let html = CoverageView(context: context).html(
      SampleViews.coverage(members: members),
      writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.components(separatedBy: "<table ").count == 3)
    #expect(html.contains("Part 1 of 2"))
    #expect(html.components(separatedBy: "<th scope=\"col\">").count == 1 + 14 + 2)
  }

  @Test("data has one row a cell; Markdown says what HTML says")
  func twins() throws {
    let context = try SampleViews.context()
    let view = CoverageView(context: context)
    let table = view.csv(SampleViews.coverage())
    #expect(table.rows.count == 8)
    #expect(
      table.rows[1].cells == [
        "lazarus-group", "Lazarus Group", "eu", "listed", "2020-07-30", "321",
        "eu-lazarus;eu-lazarus-2", "bybit-2025", "-1667",
      ])
    let text = view.markdown(
      SampleViews.coverage(), writer: MarkdownWriter(context: context, page: "index"))
    #expect(text.contains("●"))
    #expect(text.contains("(321 days later; first incident 1,667 days later)"))
    #expect(text.contains("sanctions/eu-lazarus.md"))
  }

  @Test("no rows and short rows are no trap")
  func empty() throws {
    let context = try SampleViews.context()
    let matrix = CoverageMatrix(
      title: [], name: "none", members: ["us"],
      rows: [CoverageMatrix.Row(entity: RecordReference(.entities, "lazarus-group"), cells: [])])
    for matrix in [matrix, CoverageMatrix(title: [], name: "none", members: [], rows: [])] {
      let html = CoverageView(context: context).html(
        matrix, writer: HTMLWriter(context: context, page: "index")
      ).text
      #expect(!html.contains("<figcaption>"))
      _ = CoverageView(context: context).csv(matrix)
    }
  }
}

@Suite struct TimelineViewTests {
  @Test("the list names date, event, record and who, by year and month")
  func list() throws {
    let context = try SampleViews.context()
    let html = TimelineView(context: context).html(
      SampleViews.timeline, writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.components(separatedBy: "timeline-year\">").count == 4)
    #expect(html.contains("<p class=\"timeline-month\">September</p>"))
    #expect(html.contains("Listed:</span>"))
    #expect(html.contains("href=\"sanctions/ofac-lazarus.html\">Lazarus Group</a>"))
    #expect(html.contains("by US Treasury (OFAC)"))
    #expect(html.contains("Theft from &lt;Upbit&gt; &amp; Co"))
    #expect(html.contains("timeline-uncertain"))
    #expect(html.contains("first attributed 5 days later"))
    #expect(html.contains("Hollow"))
  }

  @Test("a date without a month stands before the year's months")
  func order() throws {
    let context = try SampleViews.context()
    let dates = ["2024-01-01", "2024", "2024-01-05"].compactMap { PartialDate($0) }
    let timeline = Timeline(
      title: [], name: "t",
      events: dates.map {
        Timeline.Event(
          field: "startDate", date: $0, record: RecordReference(.incidents, "bybit-2025"))
      })
    let html = TimelineView(context: context).html(
      timeline, writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.components(separatedBy: "timeline-month\">").count == 3)
    let unknown = try #require(html.range(of: "Month not known"))
    let january = try #require(html.range(of: "January</p>"))
    #expect(unknown.lowerBound < january.lowerBound)
  }

  @Test("an empty timeline says so")
  func empty() throws {
    let context = try SampleViews.context()
    let html = TimelineView(context: context).html(
      Timeline(title: [], name: "t", events: []),
      writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.contains("No dated event."))
    #expect(!html.contains("<svg"))
  }

  @Test("data and Markdown say the same")
  func twins() throws {
    let context = try SampleViews.context()
    let view = TimelineView(context: context)
    let table = view.csv(SampleViews.timeline)
    #expect(
      table.rows[0].cells == [
        "2019-09-13", "listingDate", "sanctions", "ofac-lazarus",
        "Lazarus Group (US Treasury (OFAC))",
      ])
    #expect(table.rows[1].marking == .green)
    let text = view.markdown(
      SampleViews.timeline, writer: MarkdownWriter(context: context, page: "index"))
    #expect(text.contains("**2025**"))
    #expect(text.contains("Listed: [Lazarus Group](sanctions/ofac-lazarus.md)"))
  }

  @Test("French says it in French")
  func french() throws {
    let context = try SampleViews.context(language: "fr")
    let html = TimelineView(context: context).html(
      SampleViews.timeline, writer: HTMLWriter(context: context, page: "index")
    ).text
    #expect(html.contains("Inscription\u{A0}:"))
    #expect(html.contains("septembre"))
  }
}
