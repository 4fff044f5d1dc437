import Diagnostics
import Figures
import Narratives
import Records
import Testing

@Suite struct DirectiveTests {
  @Test("key figures stand with their labels and count as used")
  func keyFigures() async throws {
    let outcome = try await expectDiagnostics(
      in: "```{keyfigures}\n:figures: total, count\n```\n", [])
    guard case .keyFigures(let entries) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(entries.map(\.label.readableText) == ["Recorded losses", "Recorded thefts"])
    #expect(entries.map(\.number.display) == ["US$2.08 billion", "3 thefts"])
    #expect(outcome.pack.uses["total"]?.first?.sentence == "Recorded losses: US$2.08 billion")
  }

  @Test("a table of records has its condition, order, limit, columns and name")
  func recordTable() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{incidents} Large thefts
        :name: large
        :where: lossUSD > 0
        :order: lossUSD
        :limit: 1
        :columns: name, lossUSD
        ```

        ```{sanctions} All listings
        ```

        ```{measures}
        :limit: 1
        ```

        """, [])
    guard case .records(let table) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(outcome.blocks.first?.id == "large")
    #expect(table.name == "large")
    #expect(table.records.map(\.id) == ["ronin-2022"])
    #expect(table.columns == ["name", "lossUSD"])
    guard case .records(let listings) = outcome.blocks[1].kind else {
      return #expect(Bool(false))
    }
    #expect(
      listings.records.map(\.id) == ["us-lone", "us-lazarus", "eu-lazarus", "gb-bluenoroff"])
    guard case .records(let measures) = outcome.blocks[2].kind else {
      return #expect(Bool(false))
    }
    #expect(measures.records.map(\.id) == ["statement-2025"])
    #expect(measures.name.hasPrefix("threat-p-"))
  }

  @Test("a condition's errors point into the Markdown file")
  func conditionErrors() async throws {
    let outcome = try await NarrativeFixture(
      "```{incidents} Thefts\n:where: yaer = 2025\n```\n"
    ).compile()
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(diagnostic.code == .unknownColumn)
    let file = SourceFile(
      path: "", text: "---\ntitle: The threat\n---\n\n```{incidents} Thefts\n:where: yaer = 2025\n")
    let position = file.position(at: diagnostic.span?.start ?? 0)
    #expect(position.line == 6 && position.column == 9)
  }

  @Test("unknown options, columns, forms and values are reported at their place")
  func unknown() async throws {
    try await expectDiagnostics(
      in: """
        ```{incidents} Thefts
        :1️⃣were: year = 2025
        :columns: name, 2️⃣lossUDS
        :limit: 3️⃣none
        ```

        ```{chart} 4️⃣bars
        :query: select id, lossUSD from incidents
        ```

        ```{keyfigures}
        :figures: total, 5️⃣cout
        ```

        ```{only}
        :format: html, 6️⃣markdwn
        Text.
        ```

        """,
      [
        .init(
          "1️⃣", .unknownOption,
          "the directive 'incidents' has no option 'were'; did you mean 'where'?", text: "were"),
        .init(
          "2️⃣", .unknownColumn, "'incidents' has no column 'lossUDS'; did you mean 'lossUSD'?",
          text: "lossUDS"),
        .init("3️⃣", .unknownOption, "a limit is a whole number from 1: 'none' is not"),
        .init("4️⃣", .unknownOption, "no chart has the form 'bars'; did you mean 'bar'?"),
        .init("5️⃣", .unknownFigure, "no figure has the id 'cout'; did you mean 'count'?"),
        .init("6️⃣", .unknownOption, "no format is called 'markdwn'; did you mean 'markdown'?"),
      ])
  }

  @Test("missing and surplus parts are reported")
  func shape() async throws {
    try await expectDiagnostics(
      in: """
        ```{1️⃣keyfigures}
        ```

        ```{keyfigures} 2️⃣Too much
        :figures: total
        3️⃣Text below.
        ```

        ```{4️⃣qa}
        An answer.
        ```

        ```{note} A note
        :name: 5️⃣Not Good
        Text.
        ```

        """,
      [
        .init("1️⃣", .malformedDirective, "the directive 'keyfigures' needs the option ':figures:'"),
        .init("2️⃣", .malformedDirective, "the directive 'keyfigures' takes no argument"),
        .init("3️⃣", .malformedDirective, "the directive 'keyfigures' holds no text"),
        .init(
          "4️⃣", .malformedDirective, "the directive 'qa' needs an argument on its fence line"),
        .init(
          "5️⃣", .malformedDirective,
          "a label is made of lower-case letters, digits and hyphens: 'Not Good' is not"),
      ])
  }

  @Test("a chart reads labels, values and ranges from its columns")
  func chart() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{chart} bar
        :name: chart-largest
        :title: Bybit stands apart
        :query: select name, lossUSD as loss, lossLow as low, lossHigh as high from incidents where lossUSD > 0 order by lossUSD desc
        :unit: USD
        :note: A note.
        :source: [@fbi-2025]
        ```

        """, [])
    guard case .chart(let chart) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(chart.labels == ["Bybit theft", "Ronin theft"])
    #expect(chart.series.map(\.name) == ["loss"])
    #expect(chart.series.first?.values == [ExactDecimal(1_460_000_000), ExactDecimal(620_000_000)])
    #expect(chart.series.first?.lows == chart.series.first?.values)
    #expect(chart.name == "chart-largest" && chart.unit == "USD")
    #expect(chart.title.readableText == "Bybit stands apart")
    #expect(outcome.pack.bibliography.map(\.id) == ["fbi-2025"])
  }

  @Test("a chart says what it cannot draw")
  func chartErrors() async throws {
    let cases = [
      (
        "bar", "select id from incidents",
        "a chart's query gives a label and at least one value a row"
      ),
      (
        "bar", "select id, name from incidents order by id",
        "column 'name' holds no number for 'bybit-2025'"
      ),
      (
        "bar", "select id, 1 as low from incidents",
        "column 'low' is the range of a value that stands before it"
      ),
      (
        "bar", "select id, 1 as a, 2 as b from incidents",
        "a bar chart has at most 1 series; this one has 2"
      ),
      (
        "line", "select id, 1 from incidents where name = 'x'",
        "a chart's query gives at least one row"
      ),
    ]
    for (form, query, message) in cases {
      try await expectDiagnostics(
        in: "```{chart} \(form)\n:query: 1️⃣\(query)\n```\n",
        [.init("1️⃣", .chartData, message)])
    }
  }

  @Test("a table shows the rows of its query")
  func table() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{table} Counts
        :query: select count(*) as n, figure('total') as t from incidents
        ```

        """,
      [])
    guard case .data(let table) = outcome.blocks.first?.kind else { return #expect(Bool(false)) }
    #expect(table.result.columns == ["n", "t"])
    #expect(outcome.pack.usedFigures.contains("total"))
    #expect(outcome.blocks.first?.depends.contains("figures/total") ?? false)
  }

  @Test("titled passages keep their kind; lines to speak cite a source")
  func admonitions() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{recommendation} Act now
        All of you.
        ```

        ```{1️⃣keymessage} It is so
        Believe us.
        ```

        ```{ifraised} Is it so?
        It is [@fbi-2025].
        ```

        """,
      [.init("1️⃣", .uncitedLine, "each keymessage cites a source")])
    let kinds = outcome.blocks.compactMap { block -> String? in
      if case .admonition(let kind, let title, _) = block.kind {
        "\(kind): \(title.readableText)"
      } else {
        nil
      }
    }
    #expect(kinds == ["recommendation: Act now", "keymessage: It is so", "ifraised: Is it so?"])
  }

  @Test("an only for another edition or language leaves nothing, one for a format is kept")
  func only() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{only}
        :edition: partners
        For partners.
        ```

        ```{only}
        :edition: public
        :language: en, fr
        For all.
        ```

        ```{only}
        :format: html
        On screen.
        ```

        ```{1️⃣only}
        Whenever.
        ```

        """,
      [
        .init(
          "1️⃣", .malformedDirective, "the directive 'only' names an edition, language or format")
      ])
    #expect(outcome.blocks.lines == ["For all.", "On screen.", "Whenever."])
    guard case .only(let formats, _) = outcome.blocks[1].kind else {
      return #expect(Bool(false))
    }
    #expect(formats == ["html"])
  }

  @Test(
    "an only that names an edition and a language wants both",
    arguments: [
      ("public", "en", true), ("public", "fr", false), ("partners", "en", false),
      ("partners, public", "fr, en", true), ("partners", "fr", false),
    ])
  func onlyBoth(_ edition: String, _ language: String, _ isKept: Bool) async throws {
    let outcome = try await expectDiagnostics(
      in: "```{only}\n:edition: \(edition)\n:language: \(language)\nSeen.\n```\n", [])
    #expect(outcome.blocks.lines == (isKept ? ["Seen."] : []))
  }

  @Test("a marked block raises the marking of its section")
  func marked() async throws {
    let outcome = try await expectDiagnostics(
      in: "```{marked} TLP:AMBER\nSecret {fig}`1️⃣nothing`.\n```\n",
      [.init("1️⃣", .unknownFigure, "no figure has the id 'nothing'")],
      configure: { $0.edition = "partners" })
    #expect(outcome.section?.marking == .amber)
    #expect(outcome.diagnostics.first?.marking == .amber)
  }

  @Test("a timeline holds the events of three collections, oldest first")
  func timeline() async throws {
    let outcome = try await expectDiagnostics(
      in: """
        ```{timeline} What happened
        ```

        ```{timeline} Incidents alone
        :where: under(actor, 'dprk')
        :order: date desc
        :limit: 1
        ```

        ```{timeline} Wrong
        :order: 1️⃣name
        ```

        """,
      [
        .init(
          "1️⃣", .unknownColumn, "'timeline' has no column 'name'; did you mean 'date'?")
      ])
    guard case .timeline(let all) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(
      all.events.map { "\($0.date) \($0.record.id) \($0.field)" } == [
        "2018-01-01 us-lone listingDate", "2019-09-13 us-lazarus listingDate",
        "2020-01-01 us-lone endDate", "2020-07-30 eu-lazarus listingDate",
        "2021-01 gb-bluenoroff listingDate", "2021-05-04 quiet-2021 disclosureDate",
        "2022-03~ ronin-2022 startDate", "2025-02-21 bybit-2025 startDate",
        "2025-03-01 statement-2025 date",
      ])
    guard case .timeline(let incidents) = outcome.blocks[1].kind else {
      return #expect(Bool(false))
    }
    #expect(incidents.events.map(\.record.id) == ["bybit-2025"])
  }
}
