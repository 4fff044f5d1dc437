import Diagnostics
import MarkdownTree
import TestSupport
import Testing

@Suite("hostile input")
struct HostileInputTests {
  private static let size = 60_000

  private static func fill(_ unit: String, after prefix: String = "") -> String {
    prefix + String(repeating: unit, count: size / unit.utf8.count)
  }

  private static let cases: [String] = [
    fill("["), fill("!["), fill("![l"), fill("[^"), fill("[a]("), fill("[ ("), fill("*a "),
    fill("**a *b "),
    fill("_"), fill("__a "), fill("*a_ "), fill("]"), fill("[]"), fill("<"), fill("<!-- "),
    fill("<![CDATA["),
    fill("<?"), fill("<!A "), fill("&"), fill("\\"), fill("~~a "), fill("www."), fill("a@"),
    fill("a@a."),
    fill(")", after: "http://a"), fill("(www.<"), fill("|a\n-|-|-\n"), fill("a|b\n"),
    fill("![[]()"),
    fill("[a][b]"), fill("- "), fill("> "), fill(">"), fill("\n> "), fill("- a\n"), fill("`\n"),
    fill("{"),
    fill("{a}"), fill("{fig}"), fill("@"), fill("@a"), fill("[@"), fill("[@a;"), fill("{fig}`"),
    fill("[^a]"),
    fill("```{note}\n"), fill("~~~{note}\n\n"), fill("{marked:red}`"),
    fill("|\n", after: "|a|b|\n|-|-|\n"),
    fill("|", after: "|a\n|-"), fill("[a]: u\n"), fill("[a]", after: "[a]: \(fill("u"))\n\n"),
    fill("a [@b](<"), fill("[a](<b"), fill("\u{202E}"), fill("\u{2066}"), fill("{marked:red}``"),
    (0..<340).map { "e" + String(repeating: "`", count: $0) }.joined(),
    String(repeating: "*a ", count: 9000) + String(repeating: "a* ", count: 9000),
    String(repeating: "[", count: 4000) + "a" + String(repeating: "](b)", count: 4000),
    (0..<200).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(),
    (0..<2000).map { "[^\($0)]\n\n[^\($0)]: a\n\n" }.joined(), fill("\0"), fill("\r"),
    fill("\r\n> "),
  ]

  @Test("no text takes long or traps", arguments: cases.indices)
  func staysQuick(_ index: Int) {
    let text = Self.cases[index]
    var found: [Diagnostic] = []
    let elapsed = ProcessorTime.measure {
      found = parse(text).diagnostics
      found += MarkdownParser().parseInline(text, origin: TextOrigin(path: "text.md")).diagnostics
    }
    // Debug builds; a release build takes a tenth.
    #expect(elapsed < .seconds(8), "\(text.prefix(20)) took \(elapsed)")
    for diagnostic in found {
      #expect(diagnostic.message.count < 300)
    }
  }

  @Test(
    "each limit is an error that names it",
    arguments: [
      String(repeating: "a\n\n", count: 100_000), String(repeating: "a\n", count: 40_000),
      String(repeating: "> ", count: 40) + "a", String(repeating: "- ", count: 40) + "a",
      "|" + String(repeating: "a|", count: 65) + "\n|" + String(repeating: "-|", count: 65),
      "|a|b|c|\n|-|-|-|\n" + String(repeating: "|\n", count: 10_000),
      String(repeating: "[a]: b\n", count: 2_001),
      String(repeating: "*a _b ", count: 40)
        + String(repeating: "b_ a*", count: 40),
      "[a]: \(String(repeating: "u", count: 2_000))\n\n" + String(repeating: "[a] ", count: 600),
      (0..<40).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(),
    ])
  func limits(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.contains { $0.code == .markdownLimit }, "\(text.prefix(30))")
  }

  @Test("cmark's own random walks never trap", arguments: 0..<40)
  func randomTexts(_ seed: Int) {
    let units = [
      "{", "}", "fig", "`", "``", "```", "[", "]", "(", ")", "@a", "^", "*", "_", "~", "\n", "\n\n",
      "> ", "- ",
      "|", "|-|", "\\", "&amp;", "<", ">", " ", "    ", "é", ":", "{marked:red}", "```{note}\n",
      "www.a.b", ": x\n",
      "[^a]", "[^a]: ", "<!--", "-->", "\t", "1. ", "#", "!", "\"", "a", "\r\n", "\0", "=\n",
    ]
    var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15
    for _ in 0..<50 {
      var text = ""
      for _ in 0..<60 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text += units[Int(state % UInt64(units.count))]
      }
      let plain = MarkdownParser(options: .plain).parse(text, origin: TextOrigin(path: "a"))
      let ours = withoutBacklinks(TreeHTML.html(of: plain.value))
      #expect(ours == withoutBacklinks(CMarkDocument.referenceHTML(of: text)))
      for part in parse(text).value.texts { #expect(part.span.end <= text.utf8.count) }
    }
  }

  /// A footnote that refers to itself has its references counted in another order by cmark.
  private func withoutBacklinks(_ html: String) -> String {
    html.replacing(/\s?<a href="#fnref.*?<\/a>/.dotMatchesNewlines(), with: "")
      .replacing(/id="fnref-a[-0-9]*"/, with: "")
  }

  @Test(
    "raw HTML is an error, comments vanish",
    arguments: [
      ("<b>x</b>", true), ("<div>\nx\n</div>", true), ("a <!-- b --> c", false),
      ("<!-- a -->", false),
      ("<!-- a\n\nb -->\n", false), ("<!-- a", true), ("<!-- a --> b", true), ("<script>", true),
      ("a <br/> b", true), ("<!-- a --> <!-- b -->", false),
    ])
  func rawHTML(_ text: String, _ isError: Bool) {
    let result = parse(text)
    #expect(result.diagnostics.contains { $0.code == .rawHTML } == isError)
    #expect(!result.value.texts.contains { $0.value.contains("<") })
  }

  @Test(
    "a forbidden address is an error and its link becomes text",
    arguments: [
      "[a](javascript:x)", "[a](JaVaScRiPt:x)", "[a](java&#115;cript:x)", "[a](//host/x)",
      "[a](https://u@h/)",
      "[a](data:text/html,x)", "[a](<b c>)", "[a](b\\\\c)", "[a](https:h)",
      "[a](mailto:a@b?subject=c)",
      "![a](file:///etc)", "[a][r]\n\n[r]: vbscript:x", "<ftp://a.b/>", "[a](b&#x202E;c)",
      "[a](b&#10;c)",
      "[a](ｊavascript:x)".replacing("ｊ", with: "j"), "[a](tel:1)", "[a](https://)",
    ])
  func forbiddenAddresses(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.contains { $0.code == .forbiddenURL && $0.severity == .error })
    #expect(
      !result.value.allInlines.contains {
        switch $0 {
        case .link, .image: true
        default: false
        }
      })
  }

  @Test(
    "an allowed address is a link",
    arguments: [
      "[a](https://x.org/b?c#d)", "[a](HTTP://x.org)", "[a](mailto:a@b.org)", "[a](../b.md#c)",
      "[a](#c)",
      "[a](b:c)".replacing("b:c", with: "./b:c"), "https://x.org", "a@b.org", "<https://x.org/ü>",
    ])
  func allowedAddresses(_ text: String) {
    let result = parse(text)
    #expect(result.diagnostics.isEmpty)
    #expect(result.value.allInlines.contains { if case .link = $0 { true } else { false } })
  }

  @Test(
    "a bare address of another scheme is text with a warning",
    arguments: ["ftp://a.org/x", "xmpp:a@b.org"])
  func bareAddress(_ text: String) {
    let result = parse("see \(text) now")
    #expect(result.diagnostics.map(\.code) == [.forbiddenURL])
    #expect(result.diagnostics.first?.severity == .warning)
    #expect(result.value.texts.map(\.value) == ["see \(text) now"])
  }

  @Test(
    "bidirectional overrides and open controls are errors",
    arguments: [
      ("a \u{202E}b\u{202C}", 1), ("a \u{2067}b\u{2069} c", 0), ("a \u{2067}b", 1),
      ("a\u{2069}", 1),
      ("\u{2067}a\n\nb\u{2069}", 2), ("a \u{200F}\u{200D} b", 0), ("a &#x202E; b", 1),
      ("```{note}\n\u{202E}\n```", 1), ("\u{202B}a\u{202C}", 0),
    ])
  func bidirectional(_ text: String, _ count: Int) {
    #expect(parse(text).diagnostics.count { $0.code == .suspiciousCharacter } == count)
  }
}
