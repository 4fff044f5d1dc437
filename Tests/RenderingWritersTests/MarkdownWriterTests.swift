import Diagnostics
import MarkdownTree
import Narratives
import Records
@testable import Rendering
import Testing

@Suite struct MarkdownWriterTests {
  private func writer(_ page: String = "threat") async throws -> MarkdownWriter {
    MarkdownWriter(context: try await SamplePack().context(), page: page)
  }

  private func reread(_ markdown: String) -> [ProseBlock] {
    [ProseBlock](
      plain: MarkdownParser(options: .plain)
        .parse(markdown, origin: TextOrigin(path: "again.md")).value.blocks)
  }

  @Test(
    "plain text stays plain text, whatever it looks like",
    arguments: [
      "# no heading", "- no list", "+ no list", "1. no list", "2024) no list", "> no quote",
      "=== no underline", "--- no rule", "*no* _emphasis_ **at** __all__ ~~here~~",
      "[no](https://example.org) link", "![no](x.png) image", "[^no] note", "`no` code",
      "<b>no</b> <script>alert(1)</script> element", "&amp; &#60; &lt; AT&T no entity",
      "a | b | c", "| --- | --- |", "C:\\path\\", "http://example.org www.example.org",
      "    no indented code", "```", "~~~ tilde", "\\", "end!", "x\\*y",
      "[id]: https://example.org",
      "snake_case_name and _edge_", "$x$ and US$5", "\tno tab", "* * *", "_ _ _", "1\\. 2.", "a  ",
      ": x", "!", "<!-- no comment -->", "\u{600}<b>", "\"\u{301}quoted\"", "(parens) {braces}",
    ])
  func plainTextStays(_ text: String) async throws {
    let written = try await writer().markdown([paragraph(.text(text))])
    let again = reread(written)
    try #require(again.count == 1, "\(written)")
    guard case .paragraph(let content) = again[0].kind else {
      Issue.record("\(written)")
      return
    }
    let wanted = text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    let found = InlineText.plain(content).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    #expect(found == wanted, "\(written)")
    let isText = content.allSatisfy { inline in
      switch inline {
      case .text, .softBreak: true
      default: false
      }
    }
    #expect(isText, "\(written)")
  }

  @Test("a cell's bars and breaks stay inside the cell")
  func cells() async throws {
    let table = ProseTable(
      alignments: [.none, .right], header: [[.text("a|b")], [.code("c|d")]],
      rows: [[[.text("one\ntwo"), .lineBreak, .text("three")], [.text("| 5 |")]]])
    let written = try await writer().markdown([ProseBlock(id: "", kind: .table(table))])
    #expect(
      written == """
        | a\\|b | `c\\|d` |
        | --- | ---: |
        | one two<br>three | \\| 5 \\| |
        """)
  }

  @Test("what it writes reads back as it was, for most of the specification")
  func roundTrip() async throws {
    guard !SpecExample.all.isEmpty else { return }
    let context = try await SamplePack().context()
    let markdown = MarkdownWriter(
      context: context, page: "page", isWholePack: true, topHeadingLevel: 0)
    let html = HTMLWriter(context: context, page: "page", options: .plain)
    var equal = 0
    for example in SpecExample.all {
      let first = reread(example.markdown)
      let second = reread(markdown.markdown(first))
      if NormalisedHTML(html.html(first).text) == NormalisedHTML(html.html(second).text) {
        equal += 1
      }
    }
    #expect(equal >= 690, "\(equal) of \(SpecExample.all.count) read back equal")
  }

  @Test("citations are labelled by source, footnotes apart from them")
  func notes() async throws {
    let pack = SamplePack(records: [
      "sources/all.yaml": """
      - id: fbi-2025
        type: report
        title: On *Bybit* [draft]
        author: FBI
        issued: 2025-02-26
        URL: https://www.ic3.gov/PSA/2025
      """
    ])
    let writer = MarkdownWriter(context: try await pack.context(), page: "threat")
    let source = RecordReference(.sources, "fbi-2025")
    let use = CitationUse(
      items: [
        CitationUse.Item(
          source: source, number: 1, occurrence: 1, prefix: "see", locator: "p. 2", suffix: "")
      ], leadText: "")
    let text = writer.markdown([
      paragraph(.text("So it is "), .citation(use), .footnote(label: "A 1"))
    ])
    #expect(text == "So it is (see [^fbi-2025], p. 2)[^fn--a-1]")
    #expect(
      writer.notesMarkdown(for: [source])
        == "[^fbi-2025]: FBI. *On \\*Bybit\\* \\[draft\\]*. 26 February 2025. "
        + "<https://www.ic3.gov/PSA/2025>.")
    let plain = CitationUse(
      items: [
        CitationUse.Item(
          source: source, number: 1, occurrence: 1, prefix: "", locator: "", suffix: "")
      ], leadText: "")
    let table = ProseTable(
      alignments: [.none, .none], header: [[.text("a")], [.text("b")]],
      rows: [[[.text("so it is "), .citation(plain)], [.citation(plain)]]])
    #expect(
      writer.markdown([ProseBlock(id: "", kind: .table(table))])
        .hasSuffix("| so it is[^fbi-2025] | [^fbi-2025] |"))
    let footnote = CompiledText(footnotes: [
      (label: "A 1", blocks: [paragraph(.text("First.")), paragraph(.text("Second."))])
    ])
    #expect(writer.footnotesMarkdown(for: footnote) == "[^fn--a-1]: First.\n\n    Second.")
  }

  @Test("links lead to Markdown files, and to anchors where all is one file")
  func links() async throws {
    let pack = SamplePack(
      records: ["entities/all.yaml": "- { id: lazarus-group, schema: Organization, name: Lazarus }"]
    )
    let context = try await pack.context()
    let link = context.link(to: RecordReference(.entities, "lazarus-group"))
    #expect(
      MarkdownWriter(context: context, page: "incidents/x").markdown(link)
        == "[Lazarus](../entities/lazarus-group.md)")
    #expect(
      MarkdownWriter(context: context, page: "incidents/x", isWholePack: true).markdown(link)
        == "[Lazarus](#entities.lazarus-group)")
  }

  @Test("lists, quotes and code keep their marks on every line")
  func containers() async throws {
    let list = ProseList(
      isOrdered: false, start: 1, isTight: false,
      items: [
        (
          blocks: [
            paragraph(.text("One.")), ProseBlock(id: "", kind: .code(info: "", text: "x\n\ny\n")),
          ],
          isDone: nil
        ),
        (blocks: [], isDone: nil),
      ])
    let written = try await writer().markdown([
      ProseBlock(id: "", kind: .quote([ProseBlock(id: "", kind: .list(list))])),
      ProseBlock(id: "", kind: .marked(.amber, [paragraph(.text("Quiet."))])),
    ])
    #expect(
      written == """
        > - One.
        >
        >   ```
        >   x
        >
        >   y
        >   ```
        >
        > -

        > **TLP:AMBER**
        >
        > Quiet.
        """)
  }
}
