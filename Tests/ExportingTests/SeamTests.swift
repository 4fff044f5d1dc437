import Diagnostics
import Editions
import Foundation
import MarkdownTree
import Records
import Testing

@testable import Exporting

/// What stands left and right of a removed passage meets as it never did in its source.
@Suite struct SeamTests {
  static let pieces = [
    "a", "7", "é", "“", " ", ".", "(", ")", ":", ": ", "!", "\"", "#", "-", "- ", "+", "=", ">",
    "1", "1.", "x. ", "\n", "\\\n", "*b*", "**c**", "_u_", "~~s~~", "`d`", "`` ` ``", "{fig}`x`",
    "{literal}`4 <why>`", "@src", "@{src}", "[@src, p. 2]", "[see @src; -@other, with more]",
    "@src [p. 3]", "[l](u)", "![i](assets/a.png)", "<https://example.org/>", "[^n]", "\\*", "\\[",
    "\\{", "\\@", "\\`", "\\|", "&amp;", "&lt;", "\\<", "*a **b** c*", "***d***", "www", ".example",
    "{marked:green}`kept`", "http", "://", "~", "|", "\\\\",
  ]

  struct Frame: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var wrap: @Sendable (String) -> String
  }

  static let frames = [
    Frame(testDescription: "a paragraph") { $0 },
    Frame(testDescription: "emphasis") { "t *m\($0)n* t" },
    Frame(testDescription: "emphasis inside words") { "t**\($0)**t" },
    Frame(testDescription: "a list's item") { "- \($0)\n- z" },
    Frame(testDescription: "a cell") {
      "| h |\n| --- |\n| \($0.replacing("\n", with: " ").replacing("|", with: "\\|")) |"
    },
    Frame(testDescription: "a heading") { "## \($0.replacing("\n", with: " "))" },
    Frame(testDescription: "a link") { "[\($0)](https://example.org/)" },
    Frame(testDescription: "a directive's title") {
      "~~~{note} \($0.replacing("\n", with: " "))\nText.\n~~~"
    },
    Frame(testDescription: "a role") {
      "p {marked:green}````` \($0.replacing("\n", with: " ")) ````` q"
    },
  ]

  @Test("what is left reads back as it was left", arguments: frames)
  func seams(_ frame: Frame) {
    var count = 0
    // Every pair takes long; a prime step meets each piece on either side.
    let step = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == nil ? 7 : 1
    for (row, left) in Self.pieces.enumerated() {
      for (column, right) in Self.pieces.enumerated() where (row * 3 + column) % step == 0 {
        let text = frame.wrap(left + "{marked:amber}`hidden`" + right) + "\n\n[^n]: Note.\n"
        let parsed = BlockTextTests.parse(text)
        guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else { continue }
        count += 1
        let kept = Self.pruned(parsed.value)
        if let fault = BlockTextTests.fault(of: kept) { Issue.record("\(text)\n\(fault)") }
      }
    }
    #expect(count > 100, "\(count)")
  }

  /// The narrative as those see it who may see `TLP:GREEN`.
  private static func pruned(_ document: MarkdownDocument) -> MarkdownDocument {
    let span = SourceSpan(path: "text.md", start: 0, end: 0)
    let title = InlineNarrative(source: Located("T", at: span), content: [])
    var pack = Pack(
      id: "p", title: LocalizedNarrative(entries: []), marking: .clear, span: span)
    pack.sections = [
      Section(
        name: "s", language: "en", title: title, kind: "", marking: nil, document: document,
        path: "text.md")
    ]
    let project = Project(
      settings: ProjectSettings(
        title: LocalizedNarrative(entries: []), languages: ["en"], marking: .clear, editions: []),
      corpus: Corpus([]), packs: [pack])
    let edition = Edition(name: "e", ceiling: .green, span: span)
    let selected = EditionSelector().select(project, for: edition).value
    return selected.packs.first?.sections.first?.document ?? MarkdownDocument()
  }
}
