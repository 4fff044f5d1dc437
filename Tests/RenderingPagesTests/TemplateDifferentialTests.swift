import Diagnostics
import Mustache
import Rendering
import Testing

/// Fills templates as swift-mustache does, line ends and spaces included.
@Suite struct TemplateDifferentialTests {
  static let values: [String: TemplateValue] = [
    "full": .plain("F"), "empty": .plain(""), "on": .flag(true), "off": .flag(false),
    "none": .list([]),
    "items": .list([
      TemplateRecord(["name": .plain("1")]), TemplateRecord(["name": .plain("2")]),
    ]),
    "name": .plain("outer"),
  ]

  static let oracle: [String: Any] = [
    "full": "F", "empty": Absent(), "on": true, "off": false, "none": [Any](),
    "items": [["name": "1"], ["name": "2"]], "name": "outer",
  ]

  /// An empty text, over which sections show nothing.
  struct Absent: MustacheCustomRenderable {
    var isNull: Bool { true }
    var renderText: String { "" }
  }

  @Test(
    "lines that hold only a tag go, all others stay as they are",
    arguments: [
      "a\n{{#on}}\nb\n{{/on}}\nc\n", "a {{#on}} b {{/on}} c\n", "{{#on}}\n  b\n  {{/on}}  \nc",
      "  {{#on}}  \n  {{name}}\n  {{/on}}\n", "{{#items}}<{{name}}>{{/items}}\n",
      "{{#items}}\n<li>{{name}}\n{{/items}}\nend", "{{#off}}\nx\n{{/off}}\ny\n",
      "{{^off}}\nx\n{{/off}}\ny\n", "{{^none}}-{{/none}}{{#none}}+{{/none}}",
      "{{#empty}}x{{/empty}}{{^empty}}y{{/empty}}", "{{#full}}{{full}}{{/full}}\n\n  z  \n",
      "<a{{#on}} b=\"{{name}}\"{{/on}}>\n", " {{name}} \n  {{name}}\n", "x {{#on}}\ny\n{{/on}}\n",
      "{{#on}}\n{{#on}}\nx\n{{/on}}\n{{/on}}\n", "{{#on}}{{#on}}\nx\n{{/on}}{{/on}}\n",
      "{{>p}}\n{{>p}}", "a {{>p}} b\n", "{{#items}}\n{{>p}}\n{{/items}}\n", "  ", "", "a\n  ",
      "{{name}}\n{{#on}}\n\n{{/on}}\n\n", "{{#on}}x\n{{/on}} y\n", "\t{{^off}}\t\nq\n{{/off}}",
    ])
  func agrees(template: String) throws {
    let partial = "[{{name}}]\n"
    let ours = TemplateEngineTests.engine(["page": template, "partials/p": partial]).value
      .render("page", TemplateRecord(TemplateDifferentialTests.values))
    let library = MustacheLibrary(templates: ["p": try MustacheTemplate(string: partial)])
    let theirs = try MustacheTemplate(string: template)
      .render(TemplateDifferentialTests.oracle, library: library)
    #expect(ours.value == theirs)
    #expect(ours.diagnostics.isEmpty)
  }
}
