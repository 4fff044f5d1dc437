import Diagnostics
import MarkdownTree
import Testing

@Suite("citations")
struct CitationTests {
  @Test("a bracket holds several sources with prefixes, locators and suffixes")
  func bracketed() throws {
    let result = parse("Told [see @fbi-2025, pp. 3-5, and note; -@un_2024 § 12; @x] so.")
    #expect(result.diagnostics.isEmpty)
    let citation = try #require(result.value.citations.first)
    #expect(!citation.isInText)
    #expect(citation.items.map(\.key.value) == ["fbi-2025", "un_2024", "x"])
    #expect(citation.items.map(\.prefix) == ["see", "", ""])
    #expect(citation.items.map(\.locator) == ["pp. 3-5", "§ 12", ""])
    #expect(citation.items.map(\.suffix) == [", and note", "", ""])
    #expect(citation.items.map(\.suppressesAuthor) == [false, true, false])
  }

  @Test(
    "a key ends before final punctuation",
    arguments: [
      ("@fbi-2025.", "fbi-2025"), ("@a:b/c, and", "a:b/c"), ("(@a.b)", "a.b"),
      ("@{odd key!}", "odd key!"),
      ("@1x", "1x"), ("[@key, {p. 3}]", "key"), ("“@key”", "key"), ("*@key*", "key"),
      ("[-@ec.europa]", "ec.europa"),
    ])
  func keys(_ text: String, _ key: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.citations.flatMap(\.items).map(\.key.value) == [key])
  }

  @Test(
    "a suffix keeps the comma before it",
    arguments: [
      ("[@a, pp. 3-5, and its annex]", "pp. 3-5", ", and its annex"),
      ("[@a, s. 4]", "", ", s. 4"), ("[@a and more]", "", "and more"),
      ("[@a, p. 2 here]", "p. 2", "here"),
      ("[@a,]", "", ""), ("[@a, p. 2,]", "p. 2", ""), ("@a [p. 2, too]", "p. 2", ", too"),
    ])
  func suffixes(_ text: String, _ locator: String, _ suffix: String) throws {
    let item = try #require(parse(text).value.citations.first?.items.first)
    #expect(item.locator == locator)
    #expect(item.suffix == suffix)
  }

  @Test("a malformed citation says how an at sign stays text")
  func escapedSign() throws {
    let diagnostic = try #require(parse("See \\[@a] there.").diagnostics.first)
    #expect(diagnostic.code == .malformedCitation)
    #expect(diagnostic.message.contains("an '@' that cites nothing is written '\\@'"))
  }

  @Test("a marked role says that it holds no footnotes")
  func footnoteInRole() throws {
    let (text, span) = unmarked("A {marked:amber}`word⟦[^g]⟧ more`.\n\n[^g]: Note.\n\nB [^g].")
    let result = parse(text)
    #expect(result.diagnostics.map(\.code) == [.unresolvedFootnote])
    #expect(
      result.diagnostics.first?.message
        == "a marked role holds no footnotes; use the directive 'marked': 'g'")
    #expect(result.diagnostics.first?.span == span)
  }

  @Test("an in-text citation takes the locator in brackets after it")
  func inText() throws {
    let citation = try #require(parse("As @fbi-2025 [p. 3] says").value.citations.first)
    #expect(citation.isInText)
    #expect(citation.items.first?.locator == "p. 3")
  }

  @Test("a citation may run over a line's end")
  func overLines() throws {
    let result = parse("> a [@a, p. 2;\n> @b]\n")
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.citations.first?.items.count == 2)
  }

  @Test(
    "other at signs are text",
    arguments: ["a@b.org", "`@key`", "\\@key", "x @ y", "[@name](https://x.org/a)", "1@2", "ü@key"])
  func noCitation(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.citations.isEmpty)
  }

  @Test(
    "a broken citation is an error",
    arguments: [
      "[@a; see b]", "[see *this* @a]", "[@a, *p. 2*]", "[@a and @b]", "[@a, `x`]", "[@a",
      "[*x*; @b *y*]", "[@id]: word\n", "> - [@id]: word\n", "a\n\n[see @id]: word\n\nb",
      "[@id]: word\n[@id] text",
    ])
  func brokenCitations(_ text: String) {
    #expect(parse(text).diagnostics.contains { $0.code == .malformedCitation }, "\(text)")
  }

  @Test("a line in code that looks like a definition is code")
  func definitionInCode() {
    #expect(parse("```\n[@id]: word\n```\n\n    [@id]: word\n").diagnostics.isEmpty)
  }

  @Test("a footnote without its note is an error at its place")
  func unresolvedFootnote() throws {
    let (text, span) = unmarked("A **b** ⟦[^x]⟧ and [^y].\n\n[^y]: note")
    let result = parse(text)
    #expect(result.diagnostics.map(\.code) == [.unresolvedFootnote])
    #expect(result.diagnostics.first?.span == span)
  }
}
