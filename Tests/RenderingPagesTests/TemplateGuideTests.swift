import Foundation
import TestSupport
import Testing

@Suite struct TemplateGuideTests {
  @Test("the templates' guide names every value that a template uses")
  func names() throws {
    let guide = try String(
      contentsOf: Folders.root.appending(
        path: "Sources/DossierKit/DossierKit.docc/TemplateGuide.md"), encoding: .utf8)
    let templates = Folders.root.appending(path: "Templates/html")
    let tag = /\{\{\{?[#^]?\s*([A-Za-z][A-Za-z0-9-]*)/
    for path in Folders.files(under: templates) {
      let text = try String(contentsOf: templates.appending(path: path), encoding: .utf8)
      for match in text.matches(of: tag) where !match.1.hasPrefix("text-") {
        #expect(guide.contains("`\(match.1)`"), "\(path): \(match.1)")
      }
    }
  }
}
