import Diagnostics
import Rendering
import Testing

@Suite struct TemplateEngineTests {
  static func engine(_ files: [String: String]) -> Checked<TemplateEngine> {
    TemplateEngine.load(
      TemplateFiles(
        files: files.reduce(into: [:]) { result, file in
          result["html/" + file.key + ".mustache"] = SourceFile(
            path: "Templates/html/" + file.key + ".mustache", text: file.value)
        }))
  }

  static func render(_ template: String, _ values: [String: TemplateValue]) -> Checked<String> {
    engine(["page": template]).value.render("page", TemplateRecord(values))
  }

  /// The line and column of a diagnostic in a template's text.
  static func position(_ diagnostic: Diagnostic?, in text: String) -> String {
    guard let span = diagnostic?.span else { return "none" }
    let place = SourceFile(path: span.path, text: text).position(at: span.start)
    return "\(span.path):\(place.line):\(place.column)"
  }

  @Test("a name that no record has is reported at its place, with the nearest name")
  func missingName() {
    let template = "<p>{{title}}</p>\n{{#items}}\n  <b>{{titel}}</b>\n{{/items}}\n"
    let result = TemplateEngineTests.render(
      template,
      ["title": .plain("A"), "items": .list([TemplateRecord(["name": .plain("n")])])])
    #expect(result.diagnostics.count == 1)
    let found = result.diagnostics.first
    #expect(found?.code == .templateVariable)
    #expect(
      TemplateEngineTests.position(found, in: template) == "Templates/html/page.mustache:3:8")
    #expect(found?.message.contains("did you mean 'title'?") == true)
    #expect(found?.fixIts.first?.replacement == "title")
  }

  @Test("a name is found in outer records, and absent values are no misses")
  func outerNames() {
    let result = TemplateEngineTests.render(
      "{{#items}}{{outer}}{{name}}{{/items}}{{^none}}!{{/none}}{{empty}}",
      [
        "outer": .plain("o"), "none": .list([]), "empty": .plain(""),
        "items": .list([
          TemplateRecord(["name": .plain("1")]), TemplateRecord(["name": .plain("2")]),
        ]),
      ])
    #expect(result.value == "o1o2!")
    #expect(result.diagnostics.isEmpty)
  }

  @Test("a missing partial is reported where it is named")
  func missingPartial() {
    let template = "<p>\n{{>fotter}}</p>"
    let loaded = TemplateEngineTests.engine(["page": template, "partials/footer": "f"])
    #expect(loaded.diagnostics.map(\.code) == [.templatePartial])
    #expect(
      TemplateEngineTests.position(loaded.diagnostics.first, in: template)
        == "Templates/html/page.mustache:2:4")
    #expect(loaded.diagnostics.first?.message.contains("'footer'") == true)
  }

  @Test("partials that hold themselves are refused")
  func recursivePartials() {
    let loaded = TemplateEngineTests.engine([
      "page": "{{>a}}", "partials/a": "{{>b}}", "partials/b": "{{>a}}",
    ])
    #expect(loaded.diagnostics.allSatisfy { $0.code == .templatePartial })
    #expect(!loaded.diagnostics.isEmpty)
  }

  @Test(
    "what is no plain tag is a syntax error at its place",
    arguments: [
      ("a\n{{#x}}b", 2, 4), ("a {{/x}}", 1, 6), ("{{x", 1, 1), ("{{a.b}}", 1, 1),
      ("{{=<% %>=}}", 1, 1), ("{{%CONTENT_TYPE:TEXT}}", 1, 1), ("{{<layout}}{{/layout}}", 1, 1),
      ("{{upper(x)}}", 1, 1), ("{{}}", 1, 1), ("{{#a}}{{/b}}{{/a}}", 1, 10),
    ])
  func syntaxErrors(template: String, line: Int, column: Int) {
    let loaded = TemplateEngineTests.engine(["page": template])
    let found = loaded.diagnostics.first
    #expect(found?.code == .templateSyntax)
    #expect(
      TemplateEngineTests.position(found, in: template)
        == "Templates/html/page.mustache:\(line):\(column)")
  }

  @Test("a page template that is missing is an error")
  func missingTemplate() {
    let result = TemplateEngineTests.engine(["section": ""]).value.render(
      "sections", TemplateRecord())
    #expect(result.diagnostics.map(\.code) == [.templatePartial])
  }

  @Test(
    "text is escaped once, on bytes, through the engine",
    arguments: [
      ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"),
      ("<\u{301}script>", "&lt;\u{301}script&gt;"), ("\u{600}<img>", "\u{600}&lt;img&gt;"),
      ("\"\u{301} onload=", "&quot;\u{301} onload="), ("{{title}}", "{{title}}"),
      ("&amp;", "&amp;amp;"),
    ])
  func escaping(text: String, escaped: String) {
    let result = TemplateEngineTests.render(
      "<p title=\"{{title}}\">{{title}}</p>", ["title": .plain(text)])
    #expect(
      Array(result.value.utf8) == Array("<p title=\"\(escaped)\">\(escaped)</p>".utf8))
  }

  @Test("partials keep preformatted text as it is")
  func partialsKeepLines() {
    let loaded = TemplateEngineTests.engine([
      "page": "<div>\n  {{>body}}\n</div>\n", "partials/body": "{{text}}",
    ])
    let result = loaded.value.render("page", TemplateRecord(["text": .plain("a\nb")]))
    #expect(!result.value.contains("  b"))
  }
}
