import Diagnostics
import Foundation
import MarkdownTree
import Narratives
@testable import Rendering
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
    let url = SamplePack.root.deletingLastPathComponent()
      .appending(path: "shared/data/gfm/\(file).txt")
    guard let data = try? Data(contentsOf: url) else { return [] }
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecExample] = []
    var lines: [Substring]?
    for line in String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix(fence + " example") {
        lines = []
      } else if let gathered = lines {
        guard line == "." else {
          lines?.append(line)
          continue
        }
        let text = gathered.joined(separator: "\n") + "\n"
        examples.append(
          SpecExample(
            file: file, number: examples.count + 1, markdown: text.replacing("→", with: "\t")))
        lines = nil
      }
    }
    return examples
  }
}

@Suite struct SpecExamplesTests {
  @Test("plain Markdown is written as cmark-gfm's own renderer writes it, raw HTML taken out")
  func equalsReference() async throws {
    let writer = HTMLWriter(
      context: try await SamplePack().context(), page: "page", options: .plain)
    var exceptions: [String: Set<Int>] = [:]
    for example in SpecExample.all {
      let document = MarkdownParser(options: .plain)
        .parse(example.markdown, origin: TextOrigin(path: "example.md")).value
      let blocks = [ProseBlock](plain: document.blocks)
      let html = RawHTML.removed(RawHTML.literals(in: blocks), from: example.markdown)
      let ours: NormalisedHTML
      let reference: NormalisedHTML
      if document.footnotes.isEmpty {
        ours = NormalisedHTML(writer.html(blocks).text)
        reference = NormalisedHTML(html)
      } else {
        ours = NormalisedHTML(FootnoteForm.ours(document, writer))
        reference = NormalisedHTML(FootnoteForm.reference(html))
      }
      guard ours != reference else { continue }
      exceptions[example.file, default: []].insert(example.number)
      let isExpected = SpecExceptions.reason(example) != nil
      #expect(isExpected, "\(example.testDescription)\n\(ours)\nreference:\n\(reference)")
    }
    guard !SpecExample.all.isEmpty else { return }
    for (file, expected) in SpecExceptions.all {
      let needless = Set(expected.flatMap(\.numbers)).subtracting(exceptions[file] ?? [])
      #expect(needless.isEmpty, "\(file): equal and yet listed: \(needless.sorted())")
    }
  }
}
