import Diagnostics
import Foundation
import MarkdownTree
import TestSupport
import Testing

@testable import Exporting

@Suite struct BlockTextTests {
  static func parse(_ text: String) -> Checked<MarkdownDocument> {
    MarkdownParser().parse(text, origin: TextOrigin(path: "text.md"))
  }

  /// Why a tree is not what its own Markdown reads back as; nil where it is.
  static func fault(of tree: MarkdownDocument) -> String? {
    let written = BlockText.text(tree)
    let back = parse(written)
    if let error = back.diagnostics.first(where: { $0.severity == .error }) {
      return "\(error.message)\n\(written)"
    }
    let (before, after) = (TreeShape.text(of: tree), TreeShape.text(of: back.value))
    return before == after ? nil : "\(before)\n\(after)\n\(written)"
  }

  static let examples: [(name: String, text: String)] = ["spec", "extensions", "regression"]
    .flatMap { file -> [(name: String, text: String)] in
      guard let url = Folders.shared?.appending(path: "data/gfm/\(file).txt"),
        let data = FileManager.default.contents(atPath: url.path)
      else { return [] }
      let fence = String(repeating: "`", count: 32)
      let parts = String(decoding: data, as: UTF8.self).components(separatedBy: fence + " example")
      return parts.dropFirst().enumerated().map { index, part in
        let lines = part.components(separatedBy: "\n").dropFirst()
        let text = lines.prefix { $0 != "." }.map { $0 + "\n" }.joined()
        return ("\(file) \(index + 1)", text.replacingOccurrences(of: "→", with: "\t"))
      }
    }

  @Test("every example of the specification reads back as the tree it gave")
  func specification() {
    guard !Self.examples.isEmpty else {
      print("the specification's examples are absent; nothing to compare")
      return
    }
    #expect(Self.examples.count == 720)
    var count = 0
    for (name, text) in Self.examples {
      // Raw HTML and forbidden addresses are errors: no narrative that compiles holds any.
      let parsed = Self.parse(text)
      guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { continue }
      count += 1
      if let fault = Self.fault(of: parsed.value) {
        Issue.record("\(name)\n\(text)\n\(fault)")
      }
    }
    #expect(count > 550, "\(count)")
  }

  @Test("every narrative of the demonstration and the accepted projects reads back as its tree")
  func narratives() throws {
    for folder in ["Content", "Tests/PackTests/Accepted"] {
      let root = Folders.root.appending(path: folder)
      for path in Folders.files(under: root)
      where path.hasSuffix(".md") && !path.contains("Expected/") {
        let text = String(
          decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
        let parts = text.components(separatedBy: "\n---\n")
        let body = parts.count > 1 ? parts.dropFirst().joined(separator: "\n---\n") : text
        let parsed = Self.parse(body)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { continue }
        if let fault = Self.fault(of: parsed.value) { Issue.record("\(path)\n\(fault)") }
      }
    }
  }

  @Test("a comment is nowhere in what is written")
  func comments() {
    let text = """
      <!-- canary -->

      One <!-- canary --> two.

      - item <!-- canary -->

      ```{note} A title <!-- canary -->
      Text <!-- canary -->.
      ```

      {marked:green}`kept <!-- canary --> text`

      [unused]: https://canary.example.org/

      [^canary]: Nobody refers to this.
      """
    let parsed = Self.parse(text)
    #expect(!parsed.diagnostics.contains { $0.severity == .error })
    let written = BlockText.text(parsed.value)
    #expect(!written.contains("canary"), "\(written)")
    #expect(written.contains("kept") && written.contains("A title"))
    #expect(Self.fault(of: parsed.value) == nil)
  }
}
