import Diagnostics
import Figures
import MarkdownTree
import Narratives
import Records

/// Two finished sections with most kinds of block.
enum SampleSections {
  static let all: [CompiledEntry] = [.section(summary), .section(threat)]

  static func paragraph(_ id: String, _ content: [ProseInline]) -> ProseBlock {
    ProseBlock(id: id, kind: .paragraph(content))
  }

  static let losses = ProseInline.number(
    NumberUse(
      display: "US$1.81 billion", value: ExactDecimal(1_808_000_000), origin: .figure("recorded")))

  static func citation(_ source: String, _ number: Int, _ occurrence: Int) -> ProseInline {
    .citation(
      CitationUse(
        items: [
          .init(
            source: RecordReference(.sources, source), number: number, occurrence: occurrence,
            prefix: "", locator: "p. 2", suffix: "")
        ], leadText: ""))
  }

  static let summary = CompiledSection(
    name: "summary", title: [.text("Theft pays for weapons")], kind: "summary", marking: .clear,
    language: "en",
    text: CompiledText(
      blocks: [
        paragraph(
          "p-00000001",
          [
            .text("Thieves took "), losses, .text(" in the incidents recorded here"),
            citation("fbi-bybit-2025", 1, 1),
            .text(". Most of it came from one theft, and little has come back."),
          ]),
        ProseBlock(
          id: "key",
          kind: .keyFigures([
            KeyFigure(
              number: NumberUse(
                display: "US$1.81 billion", value: ExactDecimal(1_808_000_000),
                origin: .figure("recorded")), label: [.text("lost in thefts recorded here")]),
            KeyFigure(
              number: NumberUse(
                display: "3 incidents", value: ExactDecimal(3),
                origin: .calculation([RecordReference(.incidents, "bybit-2025")])),
              label: [.text("attributed to one group")]),
          ])),
        ProseBlock(
          id: "ask",
          kind: .admonition(
            kind: "recommendation", title: [.text("Agree to share wallet addresses within a day")],
            [paragraph("p-00000002", [.text("Exchanges freeze what they know in time.")])])),
      ],
      citations: [(1, RecordReference(.sources, "fbi-bybit-2025"), 1, ["p. 2"])]),
    path: "summary.en.md")

  static let threat = CompiledSection(
    name: "threat", title: [.text("One group, many names")], kind: "background", marking: .green,
    language: "en",
    text: CompiledText(
      blocks: [
        paragraph(
          "p-00000003",
          [
            .text("The group that took ether from "),
            .link(
              target: .record(RecordReference(.incidents, "bybit-2025")), title: "",
              content: [.text("Bybit")]),
            .text(" is listed under several names"), citation("ofac-2019", 2, 1),
            .text(" and uses every "), .term(id: "mixer", content: [.text("mixer")]),
            .text(" it finds"), .footnote(label: "a"), .text("."),
          ]),
        ProseBlock(id: "names", kind: .heading(level: 2, content: [.text("Names")])),
        paragraph("p-00000004", [.marked(.green, [.text("Partners use another name.")])]),
        ProseBlock(id: "routes", kind: .heading(level: 2, content: [.text("Routes")])),
        ProseBlock(
          id: "list",
          kind: .list(
            ProseList(
              isOrdered: false, start: 1, isTight: true,
              items: [
                ([paragraph("p-00000005", [.text("through bridges between chains")])], nil),
                ([paragraph("p-00000006", [.text("through brokers who pay in cash")])], nil),
              ]))),
        ProseBlock(id: "losses", kind: .heading(level: 2, content: [.text("Losses")])),
        ProseBlock(
          id: "table",
          kind: .table(
            ProseTable(
              alignments: [.left, .right], header: [[.text("Year")], [.text("Loss")]],
              rows: [[[.text("2024")], [.text("US$308 million")]], [[.text("2025")], [losses]]]))),
        ProseBlock(id: "quote", kind: .quote([paragraph("p-00000007", [.text("We watch them.")])])),
        ProseBlock(
          id: "warn",
          kind: .admonition(
            kind: "warning", title: [.text("Estimates differ")],
            [paragraph("p-00000008", [.text("Prices moved during the theft.")])])),
        ProseBlock(
          id: "code",
          kind: .code(info: "", text: "ETH:0x47666fab8bd0ac7003bce3f5c3585383f09486e2\n")),
        ProseBlock(
          id: "chart",
          kind: .chart(
            ChartSpecification(
              form: .bar, name: "by-year", title: [.text("One theft outweighs all others")],
              subtitle: [.text("Losses by year, US$")], unit: "USD", note: [], source: [],
              labels: ["2024", "2025"],
              series: [
                .init(
                  name: "Loss", values: [ExactDecimal(308_000_000), ExactDecimal(1_500_000_000)],
                  lows: [nil, nil], highs: [nil, nil])
              ], records: []))),
      ],
      footnotes: [("a", [paragraph("p-00000009", [.text("A mixer is shut, another opens.")])])],
      citations: [(2, RecordReference(.sources, "ofac-2019"), 1, ["p. 2"])]), path: "threat.en.md")
}
