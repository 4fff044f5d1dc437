import Diagnostics
import Foundation
import MarkdownTree
import Narratives
import Records
@testable import Rendering
import Testing

@Suite struct HTMLWriterTests {
  private static let records = [
    "sources/all.yaml": """
    - { id: fbi-2025, type: report, title: On <Bybit>, publisher: FBI, issued: 2025-02 }
    """,
    "measures/all.yaml": "- { id: pledge, kind: ask, text: Do it }",
    "incidents/all.yaml": "- { id: bybit-2025, name: Bybit theft }",
  ]

  private func writer(_ page: String = "threat", destination: HTMLWriter.Destination = .page)
    async throws -> HTMLWriter
  {
    let pack = SamplePack(
      records: HTMLWriterTests.records,
      contents: [
        SamplePack.annex(.figures, name: "figures"), SamplePack.annex(.measures, ["pledge"]),
        SamplePack.annex(.sources, name: "sources"),
      ])
    return HTMLWriter(context: try await pack.context(), page: page, destination: destination)
  }

  private var citation: ProseInline {
    .citation(
      CitationUse(
        items: [
          CitationUse.Item(
            source: RecordReference(.sources, "fbi-2025"), number: 3, occurrence: 2, prefix: "",
            locator: "p. 2", suffix: "")
        ], leadText: ""))
  }

  @Test("every text and attribute is escaped on bytes")
  func escaping() async throws {
    let hostile = "<b>\"'&\u{301}\u{600}<"
    let html = try await writer().html([
      paragraph(
        .text(hostile), .code(hostile), .foreign(language: hostile, [.text("x")]),
        .link(target: .url("https://e.org/\"<'&"), title: hostile, content: [.text("l")]),
        .image(path: "assets/\"x.png", title: hostile, alternative: hostile), id: hostile)
    ]).text
    let escaped = "&lt;b&gt;&quot;&#39;&amp;\u{301}\u{600}&lt;"
    #expect(html.hasPrefix("<p id=\"s-\(escaped)\">\(escaped)<code>\(escaped)</code>"))
    #expect(html.utf8.count { $0 == UInt8(ascii: "<") } == 9)
    #expect(html.contains("href=\"https://e.org/%22%3C&#39;&amp;\""))
    #expect(html.contains("src=\"assets/%22x.png\""))
  }

  @Test(
    "an address that could do harm leaves its text alone",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "//evil.example", "vbscript:x",
      "java\nscript:x", "\u{1}javascript:x", "https://a b", "http://user@evil.example/",
      "https:\\\\evil", "file:///etc/passwd",
    ])
  func harmfulAddresses(_ address: String) async throws {
    let link = ProseInline.link(target: .url(address), title: "", content: [.text("text")])
    let html = try await writer().html([link])
    #expect(html.text == "text")
  }

  @Test("a figure carries its exact value and leads to its proof")
  func figure() async throws {
    let number = NumberUse(
      display: "US$1.34 billion", value: ExactDecimal("1340000000"), origin: .figure("total"))
    let html = try await writer("incidents/bybit-2025").html([.number(number)])
    #expect(
      html.text == "<data value=\"1340000000\" data-figure=\"total\">"
        + "<a href=\"../annex/figures.html#figure-total\">US$1.34 billion</a></data>")
  }

  @Test("a link never holds a second link")
  func nestedLinks() async throws {
    let number = NumberUse(display: "2", value: ExactDecimal(2), origin: .figure("total"))
    let link = ProseInline.link(
      target: .url("#x"), title: "", content: [.number(number), citation, .footnote(label: "a")])
    let html = try await writer().html([link])
    #expect(html.text.utf8.count { $0 == UInt8(ascii: "<") } == 8)
    #expect(html.text.components(separatedBy: "<a ").count == 2)
  }

  @Test("a citation leads to its note, and the note back")
  func notes() async throws {
    let writer = try await writer()
    let text = CompiledText(
      blocks: [paragraph(.text("So "), citation, .footnote(label: "x"), .footnote(label: "x"))],
      footnotes: [(label: "x", blocks: [paragraph(.text("Aside."))])],
      citations: [
        (number: 3, source: RecordReference(.sources, "fbi-2025"), count: 2, locators: ["p. 2"])
      ])
    let html = writer.html(text).text
    #expect(
      html.contains(
        "So<sup class=\"citation\">[<a href=\"#note-3\" id=\"ref-fbi-2025-2\">3</a>, p. 2]"))
    #expect(html.contains("<a href=\"#fn-a\" id=\"fnref-a-1\">a</a>"))
    #expect(html.contains("<a href=\"#fn-a\" id=\"fnref-a-2\">a</a>"))
    let notes = writer.notesHTML(for: text).text
    #expect(notes.contains("<li value=\"3\" id=\"note-3\">"))
    #expect(notes.contains("<a href=\"annex/sources.html#source-fbi-2025\">On &lt;Bybit&gt;</a>"))
    #expect(
      notes.contains("href=\"#ref-fbi-2025-1\"") && notes.contains("href=\"#ref-fbi-2025-2\""))
    #expect(notes.contains("Cited here: p. 2."))
    #expect(notes.contains("<li id=\"fn-a\">\n<p>Aside.</p>"))
    #expect(notes.contains("href=\"#fnref-a-1\"") && notes.contains("href=\"#fnref-a-2\""))
  }

  @Test("headings start below the page's title and skip no level")
  func headings() async throws {
    let blocks = [3, 5, 4, 1, 6].map {
      ProseBlock(id: "h\($0)", kind: .heading(level: $0, content: [.text("x")]))
    }
    let html = try await writer().html(blocks).text
    let levels = html.components(separatedBy: "<h").dropFirst().compactMap(\.first)
    #expect(levels == ["2", "3", "3", "2", "3"])
    #expect(html.hasPrefix("<h2 id=\"s-h3\">"))
  }

  @Test("in one file, ids are anchors of their page and links stay inside")
  func wholePack() async throws {
    let writer = try await writer("incidents/bybit-2025", destination: .book)
    let html = writer.html([
      paragraph(
        citation,
        .link(target: .section(name: "sources", fragment: nil), title: "", content: [.text("no")]),
        .link(
          target: .record(RecordReference(.measures, "pledge")), title: "", content: [.text("m")]),
        .link(target: .here(fragment: "losses"), title: "", content: [.text("h")]), id: "p-0123abcd"
      )
    ]).text
    #expect(html.hasPrefix("<p id=\"incidents.bybit-2025--p-0123abcd\">"))
    #expect(html.contains("href=\"#incidents.bybit-2025--note-3\""))
    #expect(html.contains("href=\"#annex.measures--measure-pledge\""))
    #expect(html.contains("href=\"#incidents.bybit-2025--s-losses\""))
    #expect(html.contains("]</sup>no<a"))
  }

  @Test("a table of records names its columns, its rows, and rows others link to")
  func recordTable() async throws {
    let writer = try await writer("annex/measures")
    let table = RecordTable(
      collection: .measures, title: [.text("Asks")],
      records: [RecordReference(.measures, "pledge")], columns: ["text", "kind"], name: "measures")
    #expect(
      writer.html(table).text == """
        <div class="table" tabindex="0">
        <table class="records">
        <caption>Asks</caption>
        <thead>
        <tr>
        <th scope="col">Text</th>
        <th scope="col">Kind</th>
        </tr>
        </thead>
        <tbody>
        <tr id="measure-pledge">
        <th scope="row" class="long">Do it</th>
        <td>ask</td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
  }

  @Test("what is for another format, or raw, is not written")
  func leftOut() async throws {
    let html = try await writer().html([
      ProseBlock(id: "", kind: .only(formats: ["markdown"], [paragraph(.text("md"))])),
      ProseBlock(id: "", kind: .html("<script>")), paragraph(.html("<i>"), .text("x")),
    ])
    #expect(html.text == "<p>x</p>\n")
  }

  @Test("paragraphs of a numbered pack are numbered outside lists and boxes")
  func paragraphNumbers() async throws {
    var options = HTMLWriter.Options()
    options.firstParagraphNumber = 11
    let html = try await writer().with(options).html([
      paragraph(.text("a"), id: "p-00000001"),
      ProseBlock(id: "q", kind: .quote([paragraph(.text("b"), id: "p-00000002")])),
      paragraph(.text("c"), id: "p-00000003"),
    ]).text
    #expect(html.contains("href=\"#p-00000001\">11</a> a</p>"))
    #expect(html.contains("<p id=\"p-00000002\">b</p>"))
    #expect(html.contains("href=\"#p-00000003\">12</a> c</p>"))
  }
}
