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
    #expect(citation.items.map(\.suffix) == ["and note", "", ""])
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
