import Diagnostics
import MarkdownTree
import Testing

@Suite("directives")
struct DirectiveTests {
  @Test("a directive has a name, an argument, options and a body")
  func wholeDirective() throws {
    let result = parse(
      "```{note} A *title*\n:name: one\n:source: see [x](y)\n\nText[^a].\n\n[^a]: b\n```\n")
    #expect(result.diagnostics.isEmpty)
    let directive = try #require(result.value.directives.first)
    #expect(directive.name.value == "note")
    #expect(directive.argument?.value == "A *title*")
    #expect(directive.argumentContent.plainText == "A title")
    #expect(directive.options.map(\.name.value) == ["name", "source"])
    #expect(directive.option("source")?.content.plainText == "see x")
    #expect(directive.option("name")?.content.isEmpty == true)
    #expect(directive.body.blocks.count == 1)
    #expect(directive.body.footnotes.map(\.label) == ["a"])
  }

  @Test(
    "directives nest when the inner fence is shorter",
    arguments: [
      "````{note}\n```{warning}\ntext\n```\n````\n", "~~~~{note}\n~~~{warning}\ntext\n~~~\n~~~~",
      "```{note}\n~~~{warning}\ntext\n~~~\n```", "> ````{note}\n> ```{warning}\n> x\n> ```\n> ````",
      "- a\n\n  ````{note}\n  ```{warning}\n  x\n  ```\n  ````",
    ])
  func nesting(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.directives.map(\.name.value) == ["note", "warning"])
  }

  @Test(
    "what looks like a directive and is not whole is an error",
    arguments: [
      "```{note}\ntext", "> ```{note}\n> text\nmore", "- ```{note}\n  text\nmore\n",
      "```{Note}\ntext\n```", "```{ note }\ntext\n```", "```{note}argument\n```",
      "```｛marked｝ red\nx\n```", "```marked red\nx\n```", "``` x {marked} red\nx\n```",
      "```{marked} `red`\nx\n```", "``{marked} red\nx\n``",
      "a\n    ```{marked} red\n    x\n    ```",
      "```{note}\na\n```{warning}\nb\n```\nc\n```\n", "```{note}\n```\ncode\n```\nmore\n```\n",
      "```{note}\na\n\n```\ncode\n```\n\nmore\n```\n", "```{note:x}\na\n```",
      "````{note}\n```{warning}\na\n````\n", "```{note}\ntext\n``\n",
      "```{note}\n:Name: x\n```", "```{note}\n:name x\n```", "```{note}\n:name: a\n:name: b\n```",
      "```{note}\n\n:name: a\n```", "```{note}\ntext\n```\ntext directly after\n",
    ])
  func brokenDirectives(_ text: String) {
    #expect(parse(text).diagnostics.contains { $0.code == .malformedDirective }, "\(text)")
  }

  @Test(
    "a place where a directive is closed wrongly is told once",
    arguments: [
      "```{note}\na\n```{warning}\nb\n```\nc\n```\n", "```{note}\n```\ncode\n```\nmore\n```\n",
      "```{note}\na\n\n```\ncode\n```\n\nmore\n```\n", "```{note}\ntext\n```\nmore\n```\n",
      "````{note}\n```{warning}\na\n````\n", "```{note}\ntext\n``\n",
      "~~~~{note}\ntext\n~~~\n", "```{note}\na\n```\n\ntext\n```\n",
    ])
  func misclosed(_ text: String) {
    let diagnostics = parse(text).diagnostics
    #expect(!diagnostics.isEmpty)
    #expect(Set(diagnostics.compactMap(\.span?.start)).count == diagnostics.count, "\(diagnostics)")
  }

  @Test("an unknown directive is reported with the nearest name")
  func unknownDirective() throws {
    let (text, span) = unmarked("```{⟦incident⟧} title\n```\n")
    let diagnostic = try #require(parse(text).diagnostics.first)
    #expect(diagnostic.code == .unknownDirective)
    #expect(diagnostic.span == span)
    #expect(diagnostic.fixIts.first?.replacement == "incidents")
  }

  @Test("directives nest eight deep and no deeper")
  func depthLimit() {
    func nested(_ depth: Int) -> String {
      let ticks = String(repeating: "`", count: depth + 2)
      return depth == 0 ? "x" : "\(ticks){note}\n\(nested(depth - 1))\n\(ticks)"
    }
    #expect(!parse(nested(8)).diagnostics.hasErrors)
    #expect(parse(nested(9)).diagnostics.contains { $0.code == .markdownLimit })
  }

  @Test("an option's query is never read as narrative")
  func queryOption() throws {
    let result = parse("```{chart} bar\n:query: select {x} from [y] where a = '@z'\n```\n")
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.directives.first?.options.first?.content == [])
  }

  @Test(
    "an ordinary code block stays one", arguments: ["```js\nx\n```", "```\n{\n```", "~~~ sql\n~~~"])
  func plainCode(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.directives.isEmpty)
  }
}
