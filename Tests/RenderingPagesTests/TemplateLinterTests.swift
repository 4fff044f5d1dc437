import Diagnostics
import Foundation
import Rendering
import Testing

@Suite struct TemplateLinterTests {
  @Test(
    "values are refused where escaping cannot help",
    arguments: [
      "<a class={{x}}>", "<{{x}}>", "<a {{x}}>", "<a data-{{x}}=\"1\">", "<p onclick=\"{{x}}\">",
      "<p style=\"{{x}}\">", "<script>{{x}}</script>", "<style>{{x}}</style>", "<!-- {{x}} -->",
      "<a href=\"{{x}}\">", "<img src='{{x}}'>", "<a href=\"https://{{x}}\">", "<A HREF=\"{{x}}\">",
      "<p title=\"{{{xHTML}}}\">", "{{{x}}}", "{{&x}}", "{{xHTML}}", "<p {{#x}}title=\"{{/x}}\">",
      "<p title=\"{{>p}}\">", "<p", "<script>", "<SCRIPT>{{x}}</SCRIPT>",
      "<script></scrip>{{x}}</script>", "<iframe srcdoc=\"{{x}}\"></iframe>", "</{{x}}>",
    ])
  func refused(template: String) {
    let loaded = TemplateEngineTests.engine(["page": template, "partials/p": ""])
    #expect(loaded.diagnostics.contains { $0.code == .unsafeTemplate }, "\(template)")
  }

  @Test(
    "values are accepted in text, quoted attributes, and addresses by name",
    arguments: [
      "<p>{{x}}</p>", "<p title=\"{{x}}\" class='a {{x}}'>{{{xHTML}}}</p>",
      "<a href=\"{{xURL}}\">a</a>", "<a href=\"#{{x}}\">a</a>", "<title>{{x}}</title>",
      "<p{{#x}} lang=\"{{x}}\"{{/x}}>", "<br/>{{x}}", "<!-- c --> {{x}}", "a < b {{x}}",
      "<script></script>{{x}}", "<!DOCTYPE html>{{x}}", "<a href=\"{{xURL}}#{{x}}\">{{>p}}</a>",
    ])
  func accepted(template: String) {
    let loaded = TemplateEngineTests.engine(["page": template, "partials/p": ""])
    let findings = loaded.diagnostics.filter { !$0.message.contains("an address") }
    #expect(findings.isEmpty, "\(template): \(findings.map(\.message))")
  }

  @Test("our own templates have no finding")
  func ownTemplates() throws {
    let loaded = TemplateEngine.load(try Project.templates())
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics.map(\.message))")
  }

  @Test("three braces stand only around names that end in HTML")
  func tripleBraces() throws {
    for (path, file) in try Project.templates().files where path.hasSuffix(".mustache") {
      guard path.hasPrefix("html/") else { continue }
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("{{&"), "\(path)")
      for match in text.matches(of: /\{\{\{\s*([^}\s]*)\s*\}\}\}/) {
        #expect(match.1.hasSuffix("HTML"), "\(path): \(match.1)")
      }
    }
  }
}
