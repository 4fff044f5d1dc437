import Diagnostics
import Figures
import Narratives
import Records
@testable import Rendering
import Testing

/// What a reader of a printed page would stumble over.
@Suite struct ReadingTests {
  private func html(_ blocks: [ProseBlock], page: String = "threat") async throws -> String {
    HTMLWriter(context: try await SamplePack().context(), page: page).html(blocks).text
  }

  private func markdown(_ blocks: [ProseBlock], page: String = "threat") async throws -> String {
    MarkdownWriter(context: try await SamplePack().context(), page: page).markdown(blocks)
  }

  @Test(
    "a span of days names what both share once",
    arguments: [
      ("2025-06-15", "2025-06-17", "15–17 June 2025", "du 15 au 17 juin 2025"),
      ("2025-06-30", "2025-07-01", "30 June – 1 July 2025", "du 30 juin au 1er juillet 2025"),
      ("2024-12-31", "2025-01-01", "31 December 2024 – 1 January 2025", nil),
      ("2025-06", "2025-07", "June 2025 – July 2025", nil),
      ("2025-06-15", "2025-06-15", "15 June 2025", "15 juin 2025"),
    ])
  func spans(_ start: String, _ end: String, _ english: String, _ french: String?) throws {
    let first = try #require(PartialDate(start))
    let last = try #require(PartialDate(end))
    #expect(DateText(strings: try SamplePack.strings("en")).span(first, last) == english)
    if let french {
      #expect(DateText(strings: try SamplePack.strings("fr")).span(first, last) == french)
    }
  }

  @Test("a short reference gives every year of an interval")
  func years() throws {
    let dates = DateText(strings: try SamplePack.strings("en"))
    #expect(dates.years(try #require(PartialDate("2019/2023"))) == "2019–2023")
    #expect(dates.years(try #require(PartialDate("2019-03/2019-05"))) == "2019")
  }

  @Test("days between listings are grouped")
  func lags() throws {
    let strings = try SamplePack.strings("en")
    #expect(LagWords.text(2011, strings: strings) == "2,011 days later")
    #expect(LagWords.text(-1, strings: strings) == "1 day earlier")
  }

  private var table: ProseBlock {
    ProseBlock(
      id: "by-year",
      kind: .data(
        DataTable(
          title: [.text("By year")],
          result: QueryResult(
            columns: ["year", "change", "since"],
            rows: [[.integer(2024), .real(-1.5), .text("2024-05-31")]], records: [],
            held: []),
          name: "by-year")))
  }

  @Test("a query's years are not grouped, its days are words, its data one step away")
  func queries() async throws {
    let html = try await html([table])
    #expect(html.contains("<data value=\"2024\">2024</data>"))
    #expect(html.contains("<data value=\"-1.5\">\u{2212}1.5</data>"))
    #expect(html.contains("<time datetime=\"2024-05-31\">31 May 2024</time>"))
    #expect(html.contains("href=\"data/by-year.csv\""))
    #expect(
      try await markdown([table]) == """
        <a id="by-year"></a>

        **By year**

        | Year | change | since |
        | ---: | ---: | --- |
        | 2024 | \u{2212}1.5 | 31 May 2024 |

        [These data as CSV](../data/by-year.csv)
        """)
    let files = ChartViewData(context: try await SamplePack().context())
      .tables(in: [table], marking: .green)
    #expect(files.map(\.name) == ["by-year"])
    #expect(files[0].table.rows.map(\.cells) == [["2024", "-1.5", "2024-05-31"]])
    #expect(files[0].table.rows.map(\.marking) == [.green])
  }

  @Test("a label stands apart from the word before it, not from the comma after")
  func markedPassages() async throws {
    let block = paragraph(
      .text("US$8 million"), .marked(.green, [.text(", most of it")]), .text(" "),
      .marked(.green, [.text("here")]))
    #expect(
      try await html([block]) == """
        <p>US$8 million <span class="marked"><span class="tlp tlp-green">TLP:GREEN</span>, most of it\
        </span> <span class="marked"><span class="tlp tlp-green">TLP:GREEN</span> here</span></p>

        """)
    #expect(
      try await markdown([block])
        == "US$8 million **TLP:GREEN**, most of it **TLP:GREEN** here")
  }

  @Test("a field that runs from right to left is isolated, any other is not")
  func direction() async throws {
    let records = [
      "entities/all.yaml": """
      - { id: group, schema: Organization, name: Group, alias: [گروه, Groupe] }
      """
    ]
    let context = try await SamplePack(records: records).context()
    let group = try #require(context.corpus[RecordReference(.entities, "group")])
    let fact = try #require(RecordContent(context: context).fact("alias", of: group))
    let writer = HTMLWriter(context: context, page: "threat")
    #expect(writer.html(fact.value).text == "<bdi>گروه</bdi>; Groupe")
    let foreign = writer.html([.foreign(language: "he", [.text("שם")])]).text
    #expect(foreign == "<bdi lang=\"he\">שם</bdi>")
    #expect(!TextDirection.hasRightToLeft("Pyongyang 평양 \u{2212}5 “é”"))
  }

  @Test("a timeline asked for newest first stays so in and between years")
  func newestFirst() throws {
    let record = RecordReference(.incidents, "x")
    let dates = try ["2024-03", "2024-01", "2023-05"].map { try #require(PartialDate($0)) }
    let timeline = Timeline(
      title: [], name: "t",
      events: dates.map { Timeline.Event(field: "startDate", date: $0, record: record) })
    let years = TimelineGroups.years(of: timeline)
    #expect(years.map(\.year) == [2024, 2023])
    #expect(years.first?.months.map(\.month) == [3, 1])
  }
}
