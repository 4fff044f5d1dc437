import Diagnostics
import Testing

@Suite struct TextPrinterTests {
  private let file = SourceFile(
    path: "Content/records/measures/harbor.yaml",
    text: "- id: harbor\n  kind: measure\n  sanctions: eu-2024-1743\n")

  private func diagnostic(_ text: String, fixIt: String? = nil) -> Diagnostic {
    let start = 42
    let span = SourceSpan(path: file.path, start: start, end: start + 12)
    return Diagnostic(
      .unknownReference, .error, text, at: span,
      fixIts: fixIt.map { [FixIt($0, replacing: span, with: "x")] } ?? [])
  }

  @Test("the first line is clickable, the excerpt has a caret and a fix-it")
  func full() {
    let text = TextPrinter(sources: SourceFiles([file])).text(
      diagnostic("no sanction has the id 'eu-2024-1743'", fixIt: "replace with 'eu-2024-1745'"))
    #expect(
      text == """
        Content/records/measures/harbor.yaml:3:14: error: no sanction has the id 'eu-2024-1743' [DS203]
          |
        2 |   kind: measure
        3 |   sanctions: eu-2024-1743
          |              ^~~~~~~~~~~~ fix-it: replace with 'eu-2024-1745'
          |

        """)
  }

  @Test("content cannot start a line of its own or move the cursor")
  func hostileMessage() {
    let text = TextPrinter(sources: SourceFiles(), detail: .short).text(
      diagnostic("no id 'a\n::error::b\u{1B}[2J'"))
    #expect(text.split(separator: "\n").count == 1)
    #expect(!text.contains("\u{1B}"))
  }

  @Test("an offset in a line with wide letters gives its column in characters")
  func columns() {
    let file = SourceFile(path: "a", text: "é日x\r\nz")
    #expect(file.position(at: 5).column == 3)
    #expect(file.position(at: 8).line == 2)
    #expect(file.line(1)?.text == "é日x")
  }

  @Test("findings are sorted by place and each printed once")
  func sorted() {
    let first = Diagnostic(.unknownField, .error, "b", at: SourceSpan(path: "a", start: 9, end: 9))
    let second = Diagnostic(.wrongType, .error, "a", at: SourceSpan(path: "a", start: 2, end: 9))
    #expect([first, second, first].sortedByPlace() == [second, first])
  }
}
