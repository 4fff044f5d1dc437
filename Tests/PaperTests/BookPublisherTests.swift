import Diagnostics
import Foundation
import Records
import Testing

@testable import Paper
@testable import Rendering

/// Packs as electronic books; `BookPackTests` has whole ones checked.
@Suite struct BookPublisherTests {
  private func xhtml(_ html: String, shift: Int = 0) -> String {
    var writer = XHTMLWriter(shift: shift) { $0 == "#here" ? "there.xhtml#here" : nil }
    writer.write(Array(html.utf8)[...])
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "whatever a template writes becomes well-formed",
    arguments: [
      ("<p>a<br>b", "<p>a<br/>b</p>"),
      ("<P CLASS=x hidden>a</P>", "<p CLASS=\"x\" hidden=\"\">a</p>"),
      ("<b><i>a</b></i>c", "<b><i>a</i></b>c"),
      (
        "a &nbsp;&amp; &bogus; &#39;&#x41; & 1<2",
        "a \u{A0}&amp; &amp;bogus; &#39;&#65; &amp; 1&lt;2"
      ),
      ("<!-- a > b --><!DOCTYPE html>c", "c"),
      ("<a class=\"skip\" href=\"#main\">Skip <b>it</b></a>d", "d"),
      ("<img src=\"logo.png\" alt=\"Crest &lt;\">", "Crest &lt;"),
      (
        "<svg viewBox=\"0 0 1 1\"><linearGradient/></svg>",
        "<svg viewBox=\"0 0 1 1\"><linearGradient/></svg>"
      ),
      ("<p id=\"a\" id=\"b\" title='\"<'>", "<p id=\"a\" title=\"&quot;&lt;\"></p>"),
      ("\u{1}a\u{FFFE}\u{FFFF}é", "aé"), ("<", "&lt;"), ("<p", "<p></p>"), ("</p>", ""),
    ])
  func wellFormed(_ html: String, _ expected: String) {
    #expect(xhtml(html) == expected)
  }

  @Test("links stay inside the book, lead out by a scheme, or go")
  func links() {
    #expect(xhtml("<a href=\"#here\">a</a>") == "<a href=\"there.xhtml#here\">a</a>")
    #expect(xhtml("<a href=\"data/x.csv\">a</a>") == "<a>a</a>")
    #expect(
      xhtml("<a href=\"https://example.org/?a=1&amp;b\">a</a>")
        == "<a href=\"https://example.org/?a=1&amp;b\">a</a>")
  }

  @Test("headings of a chapter go back to where its page had them")
  func headings() {
    #expect(xhtml("<h2>a</h2><h3>b</h3>", shift: 1) == "<h1>a</h1><h2>b</h2>")
    #expect(xhtml("<h1>a</h1>") == "<h1>a</h1>")
  }

  private static let whole = """
    <html><head><title>No heading</title></head><body class="page-book tlp-amber-strict">
    <header>Handle with care
    <p class="tlp tlp-amber-strict">TLP:AMBER+STRICT</p></header><main id="main">
    <article id="index"><h1>Pack &amp; Co</h1><a href="#annex.incidents--x">x</a>
    <a href="annex/incidents.html">y</a></article>
    <article id="annex.incidents"><h2>Thefts</h2><p id="annex.incidents--x">x</p></article>
    <article id="annex.sources"><h2>Sources</h2></article>
    <article id="incidents.quay"><h2>The <i>quay</i></h2><svg></svg><a href="#index">up</a></article>
    <footer>Made here</footer></main></body></html>
    """

  private static let book = book(of: whole)

  private static func book(of whole: String) -> PrintableBook {
    PrintableBook(
      folder: "en/summit/", marking: .amberStrict,
      whole: whole.split(separator: "\n").map { Array($0.utf8) }, summaries: [], language: "en",
      isLetter: true, headLine: "summit & co", dateLine: "<June>",
      description: BookDescription(
        title: "Pack & Co", identifier: "id", date: CalendarDay(year: 2025, month: 6, day: 1),
        contentsTitle: "Contents", style: "p { margin: 0 }"),
      date: nil)
  }

  @Test("articles become chapters, records behind the annex of their collection")
  func chapters() {
    let chapters = BookChapters(Self.book.whole)
    #expect(
      chapters.outline.map(\.chapter.file) == [
        "index.xhtml", "annex.incidents.xhtml", "annex.sources.xhtml",
      ])
    #expect(chapters.outline.map { $0.records.map(\.title) } == [[], ["The quay"], []])
    #expect(chapters.chapters.first?.title == "Pack &amp; Co")
  }

  @Test("the label stands above and below every chapter, and links lead between them")
  func publishes() throws {
    let published = BookPublisher(Self.book).publish()
    #expect(published.diagnostics.isEmpty)
    let file = try #require(published.value.first)
    #expect(file.path == "pack.epub")
    #expect(file.marking == .amberStrict)
    #expect(file.bytes == BookPublisher(Self.book).publish().value.first?.bytes)
    #expect(Array(file.bytes[30..<58]) == Array("mimetypeapplication/epub+zip".utf8))
    let text = String(decoding: file.bytes, as: UTF8.self)
    // Four chapters and the contents; the cover's head is the pack's own.
    #expect(
      text.components(separatedBy: "<p class=\"tlp tlp-amber-strict\">TLP:AMBER+STRICT</p>").count
        == 11)
    #expect(text.components(separatedBy: "Handle with care").count == 2)
    #expect(text.components(separatedBy: "Made here").count == 2)
    #expect(text.contains("<a href=\"annex.incidents.xhtml#annex.incidents--x\">x</a>"))
    #expect(text.contains("<a href=\"annex.incidents.xhtml\">y</a>"))
    #expect(text.contains("<a href=\"index.xhtml#index\">up</a>"))
    #expect(text.contains("<meta property=\"dcterms:modified\">2025-06-01T00:00:00Z</meta>"))
    #expect(text.contains("<dc:rights>TLP:AMBER+STRICT</dc:rights>"))
    #expect(
      text.contains(
        "href=\"incidents.quay.xhtml\" media-type=\"application/xhtml+xml\" properties=\"svg\""))
    #expect(text.contains("<li>&lt;June&gt;</li>"))
  }

  @Test("a pack of more pages than an archive holds is told, and no book is made")
  func tooLarge() {
    let articles = (0...BookPublisher.maximum).map { "<article id=\"a\($0)\"></article>" }
    let published = BookPublisher(
      Self.book(of: "<body><main>" + articles.joined() + "</main></body>")
    ).publish()
    #expect(published.value.isEmpty)
    #expect(published.diagnostics.map(\.code) == [.programFailed])
    #expect(published.diagnostics.first?.message.contains("65001 chapters") == true)
  }
}
