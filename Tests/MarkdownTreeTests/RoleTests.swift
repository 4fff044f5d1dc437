import Diagnostics
import MarkdownTree
import Testing

@Suite("roles")
struct RoleTests {
  @Test("a role has a name, a variant, a text and a target")
  func wholeRole() throws {
    let role = try #require(
      parse("See {incident:full}`the Bybit theft <bybit-2025>`.").value.roles.first)
    #expect(role.name.value == "incident")
    #expect(role.variant?.value == "full")
    #expect(role.text?.value == "the Bybit theft")
    #expect(role.target.value == "bybit-2025")
  }

  @Test("without angle brackets the whole content is the target")
  func bareTarget() throws {
    let result = parse("{calc:usd}``sum(a) where b < 3 and c = '`'``")
    let role = try #require(result.value.roles.first)
    #expect(result.diagnostics.isEmpty)
    #expect(role.text == nil)
    #expect(role.target.value == "sum(a) where b < 3 and c = '`'")
  }

  @Test("in a table a role's pipe is escaped")
  func pipeInTable() throws {
    let result = parse("| a |\n|---|\n| {calc}`x \\| y` |\n")
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.roles.first?.target.value == "x | y")
  }

  @Test("marked content is narrative with its own roles")
  func markedNarrative() throws {
    let result = parse("{marked:amber+strict}``*secret* {fig}`n` [@a]``")
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.roles.map(\.name.value) == ["marked", "fig"])
    #expect(result.value.citations.count == 1)
  }

  @Test(
    "text that opens no role stays text",
    arguments: [
      "\\{fig}`x`", "&#123;fig}`x`", "a set {a, b} of two", "{}", "\\{fig} and \\@key",
      "a } alone", "{see the note}", "\\{x\\}",
    ])
  func literalText(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.roles.isEmpty)
    #expect(result.value.citations.isEmpty)
  }

  @Test(
    "what looks like a role and is none is an error",
    arguments: [
      "{fig} alone", "{fig} `x`", "{fig}\n`x`", "{Fig}`x`", "{ fig }`x`", "{fіg}`x`", "{fig`x`",
      "fig}`x`", "｛fig｝`x`", "{fig｝`x`", "{fig}`x", "{fig}``x`", "{fig}*`x`*", "{*fig*}`x`",
      "{marked:red}`the `code` inside`", "{marked:red}`a {fig}`x` b`", "{marked:red}`a(`b`)`",
      "{marked:red}`a`b`", "{marked:}`x`", "{fig:Range}`x`", "{ref}`text <>`", "{fig}'x'",
      "| a |\n|---|\n| {calc}`x | y` |\n", "![{marked:red}`x`](a.png)",
      "[a](b \"{marked:red}`x`\")", "http://a.b/{marked:red}`x`", "{marked :red}`x`",
      "{{fig}}`x`", "{fig.x}`y`", "{fig\u{200B}}`x`", "**{fig}**`x`",
    ])
  func brokenRoles(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.contains { $0.code == .malformedRole && $0.severity == .error })
  }

  @Test("an unknown role is reported with the nearest name")
  func unknownRole() throws {
    let (text, span) = unmarked("a {⟦figg⟧}`x`")
    let diagnostic = try #require(parse(text).diagnostics.first)
    #expect(diagnostic.code == .unknownRole)
    #expect(diagnostic.span == span)
    #expect(diagnostic.fixIts.first?.replacement == "fig")
  }

  @Test(
    "a role inside code is a warning",
    arguments: ["`` {fig}`x` ``", "`{fig}`", "```\n{fig}`x`\n```", "    {fig}`x`\n"])
  func roleInCode(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.map(\.code) == [.roleInCode])
    #expect(!result.diagnostics.hasErrors)
  }

  @Test("roles nest four deep and no deeper")
  func depthLimit() {
    func nested(_ depth: Int) -> String {
      let ticks = String(repeating: "`", count: depth)
      return depth == 0 ? "x" : "{marked:red}\(ticks) \(nested(depth - 1)) \(ticks)"
    }
    #expect(!parse(nested(4)).diagnostics.hasErrors)
    #expect(parse(nested(5)).diagnostics.contains { $0.code == .markdownLimit })
  }

  @Test("a brace is escaped twice where a backslash is", arguments: [false, true])
  func escapedBrace(_ isDoubled: Bool) throws {
    var options = MarkdownOptions()
    options.doublesBackslashes = isDoubled
    let result = MarkdownParser(options: options)
      .parseInline("a {label} b", origin: TextOrigin(path: "a.yaml"))
    #expect(result.diagnostics.map(\.code) == [.malformedRole])
    #expect(
      result.diagnostics.first?.fixIts.map(\.replacement)
        == [isDoubled ? "\\\\{label}" : "\\{label}"])
  }

  @Test(
    "inline text never opens a block", arguments: ["# a", "1. a", "- a", "> a", "| a |", "a #"])
  func inlineOnly(_ text: String) {
    let result = MarkdownParser().parseInline(text, origin: TextOrigin(path: "a.yaml"))
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.plainText == text)
  }
}
