import Diagnostics
import Foundation
import MarkdownTree
import Testing

/// One example of the GitHub Flavored Markdown specification.
struct SpecExample: CustomTestStringConvertible, Sendable {
  var file: String
  var number: Int
  var markdown: String

  var testDescription: String { "\(file) \(number)" }

  /// Every example beside the package; none where the specification is absent.
  static let all: [SpecExample] = ["spec", "extensions", "regression"].flatMap(read)

  private static func read(_ file: String) -> [SpecExample] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: "shared/data/gfm/\(file).txt")
    guard let data = try? Data(contentsOf: url) else { return [] }
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecExample] = []
    var lines: [String]?
    for line in String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix(fence + " example") {
        lines = []
      } else if let gathered = lines {
        if line == "." {
          let text = gathered.joined(separator: "\n") + "\n"
          examples.append(
            SpecExample(
              file: file, number: examples.count + 1, markdown: text.replacing("→", with: "\t")))
          lines = nil
        } else {
          lines?.append(String(line))
        }
      }
    }
    return examples
  }
}

@Suite("the specification's examples")
struct SpecExamplesTests {
  @Test("all 720 examples are read where the specification lies beside the package")
  func allExamplesAreRead() {
    guard !SpecExample.all.isEmpty else {
      print("the specification's examples are absent; nothing to compare")
      return
    }
    #expect(SpecExample.all.count == 720)
  }

  @Test("the tree keeps all that cmark's own HTML shows", arguments: SpecExample.all)
  func treeKeepsEverything(_ example: SpecExample) {
    let parser = MarkdownParser(options: .plain)
    let result = parser.parse(example.markdown, origin: TextOrigin(path: "example.md"))
    #expect(result.diagnostics.isEmpty)
    let ours = TreeHTML.html(of: result.value)
    #expect(ours == CMarkDocument.referenceHTML(of: example.markdown), "\(example.markdown)")
  }

  @Test("no example's text loses its place in the source", arguments: SpecExample.all)
  func textKeepsItsPlace(_ example: SpecExample) {
    let parser = MarkdownParser(options: .plain)
    let result = parser.parse(example.markdown, origin: TextOrigin(path: "example.md"))
    let bytes = Array(example.markdown.replacing("\0", with: "\u{FFFD}").utf8)
    for text in result.value.texts where !text.value.isEmpty {
      let source = String(decoding: bytes[text.span.start..<text.span.end], as: UTF8.self)
      let isPlain = !source.utf8.contains { $0 == 0x26 || $0 == 0x5C }
      if isPlain { #expect(source == text.value, "\(example.markdown)") }
      #expect(text.span.end > text.span.start, "\(text.value) in \(example.markdown)")
    }
  }
}
