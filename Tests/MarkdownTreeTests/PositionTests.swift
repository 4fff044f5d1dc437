import Diagnostics
import MarkdownTree
import Testing

@Suite("positions")
struct PositionTests {
  @Test(
    "a role's span runs from its brace to its last backtick",
    arguments: [
      "⟦{fig}`x`⟧", "Ü — *é* ⟦{fig}`x`⟧ b", "a\nb ⟦{fig}`x`⟧", "a\\\n  b ⟦{fig}`x`⟧",
      "a  \nb ⟦{fig}`x`⟧",
      "> a\n> ⟦{fig}`x`⟧", "> a\nlazy ⟦{fig}`x`⟧", "> > a\n> b\n> > ⟦{fig}`x`⟧",
      "- a\n- b ⟦{fig}`x`⟧", "1. a\n\n   > b\n   > ⟦{fig}`x`⟧", "- [x] task ⟦{fig}`x`⟧",
      "| a | b |\n|---|---|\n| \\| c | d ⟦{fig}`x`⟧ |", "> | a |\n> |---|\n> | ⟦{fig}`x`⟧ |",
      "text\n| ⟦{fig}`x`⟧ | b |\n|---|---|", "| ⟦{fig}`x`⟧ | b |\n|---|---|\n| c |",
      "- x\n  | h |\n  |---|\n  | ⟦{fig}`x`⟧ |", "# H ⟦{fig}`x`⟧ #", "S ⟦{fig}`x`⟧\n===",
      "[l](<u v> 'a {b') ⟦{fig}`x`⟧".replacing("<u v>", with: "<u>"),
      "[l][r] [r][] [r] ⟦{fig}`x`⟧\n\n[r]: /u \"t\"", "[r]: /u\n  'title'\ntext ⟦{fig}`x`⟧",
      "&amp; &copy; &#65; &NotEqualTilde; ⟦{fig}`x`⟧", "a@b.org <c@d.org> www.x.org ⟦{fig}`x`⟧",
      "http://x.org/?a=1&amp;b=2 <http://x.org/&amp;> ⟦{fig}`x`⟧", "![*a*](b \"c\") ⟦{fig}`x`⟧",
      "***a** b* ~~c~~ ~d~ ⟦{fig}`x`⟧", "a[^n] ⟦{fig}`x`⟧\n\n[^n]: b",
      "a[^n]\n\n[^n]: b\n    ⟦{fig}`x`⟧",
      "``a ` b`` `c\n d` ⟦{fig}`x`⟧", "\\* \\{ \\@ ⟦{fig}`x`⟧", "a <!-- {fig} --> ⟦{fig}`x`⟧",
      "> a\n     > b ⟦{fig}`x`⟧", "\t\tcode\n\n\ta\n\n- \tb ⟦{fig}`x`⟧", "a\r\nb ⟦{fig}`x`⟧\r\n",
      "~~~{note} ⟦{fig}`x`⟧\n~~~", "```{note}\n:title: é ⟦{fig}`x`⟧\n```",
      "> ~~~~{note}\n> - a\n>\n>   ```{warning}\n>   é ⟦{fig}`x`⟧\n>   ```\n> ~~~~",
      "- 1\n\n  ```{note}\n  a\n\n   b ⟦{fig}`x`⟧\n  ```", "{marked:red}`` é ⟦{fig}`x`⟧ ``",
      "> {marked:red}``é\n> ⟦{fig}`x`⟧ b``", "| a |\n|---|\n| {marked:red}`` \\| ⟦{fig}`x`⟧ `` |",
      "```{note}\n> {marked:red}``é\n> ⟦{fig}`x`⟧ b``\n```",
    ])
  func roleSpans(_ marked: String) {
    let (text, span) = unmarked(marked)
    let result = parse(text)
    let errors = result.diagnostics.filter { $0.code != .rawHTML }
    #expect(errors.isEmpty, "\(errors.map(\.message))")
    #expect(
      result.value.roles.map(\.span).contains(span), "\(result.value.roles.map(\.span)) \(span)")
    let bytes = Array(text.utf8)
    for role in result.value.roles {
      let name = String(decoding: bytes[role.name.span.start..<role.name.span.end], as: UTF8.self)
      #expect(name == role.name.value)
      let target = bytes[role.target.span.start..<role.target.span.end]
      if role.narrative.isEmpty { #expect(String(decoding: target, as: UTF8.self) == "x") }
    }
  }

  @Test(
    "a citation's span and key are exact",
    arguments: ["é [see ⟦@a-b⟧, p. 2]", "> c\n> é ⟦@a-b⟧.", "| a |\n|---|\n| &amp; [@x; ⟦@a-b⟧] |"])
  func citationKeys(_ marked: String) {
    let (text, span) = unmarked(marked)
    let keys = parse(text).value.citations.flatMap(\.items).map(\.key.span)
    #expect(keys.contains(SourceSpan(path: "text.md", start: span.start + 1, end: span.end)))
  }

  @Test("every text's span holds that text")
  func textSpans() {
    let text = "Ü *a* b\n> c **d**\ne\n\n| f | g |\n|---|---|\n| h | i |\n\n- j\n  k [l](m) n\n"
    let bytes = Array(text.utf8)
    for part in parse(text).value.texts {
      let source = String(decoding: bytes[part.span.start..<part.span.end], as: UTF8.self)
      #expect(source == part.value)
    }
  }

  @Test("an origin's offset moves every span")
  func originOffset() {
    let origin = TextOrigin(path: "a.md", fileOffset: 100)
    let result = MarkdownParser().parse("b {fig}`x`", origin: origin)
    #expect(result.value.roles.first?.span == SourceSpan(path: "a.md", start: 102, end: 110))
    let inline = MarkdownParser().parseInline("b {fig}`x`", origin: origin)
    #expect(
      inline.value.last.map { if case .role(let role) = $0 { role.span.start } else { 0 } } == 102)
  }
}
