import Diagnostics
import Records
import Testing

@testable import Paper
@testable import Rendering

@Suite struct PaperPrinterTests {
  private func printed(_ script: String?) throws -> Checked<[PrintedFile]> {
    let program = try FakeProgram("weasyprint", script: script)
    return try withExtendedLifetime(program) {
      try PaperPrinter(environment: program.environment).print(Self.book)
    }
  }

  private static let version = """
    if [ "$1" = --version ]; then echo "WeasyPrint version 70.0"; exit; fi

    """

  /// Shell that prints a page tree as WeasyPrint 70 writes it.
  private static func pages(_ count: Int) -> String {
    "echo '1 0 obj'; echo '<</Type /Pages/Count \(count)>>'; echo endobj"
  }

  private static let book = PrintableBook(
    folder: "en/summit/", marking: .green,
    whole: [Array("<head></head>".utf8), Array("<p>whole</p>".utf8)],
    summaries: [
      PrintableSummary(
        file: "summary.pdf", marking: .clear, markup: Array("<head></head><p>one</p>".utf8))
    ],
    language: "en", isLetter: false, headLine: "summit · Rev 1", dateLine: "Data as of",
    description: BookDescription(), date: CalendarDay(year: 2025, month: 6, day: 10))

  @Test("the pack and its summary are printed, each with its own marking")
  func prints() throws {
    let printed = try self.printed(
      Self.version
        + "echo %PDF-1.7; echo $SOURCE_DATE_EPOCH $TZ; cat; echo; " + Self.pages(1))
    #expect(printed.diagnostics.isEmpty)
    #expect(printed.value.map(\.path) == ["pack.pdf", "summary.pdf"])
    #expect(printed.value.map(\.marking) == [.green, .clear])
    #expect(
      printed.value.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        == "%PDF-1.7\n1749513600 UTC\n<head></head><p>whole</p>\n1 0 obj\n<</Type /Pages/Count 1>>\nendobj\n"
    )
  }

  @Test("a missing program is an error that says how to install it")
  func missing() throws {
    let printed = try self.printed(nil)
    #expect(printed.value.isEmpty)
    #expect(printed.diagnostics.map(\.code) == [.missingProgram])
    #expect(printed.diagnostics.first?.notes.first?.message.contains("pip install") == true)
  }

  @Test("an old program is named with its version")
  func old() throws {
    let printed = try self.printed(
      "echo 'WeasyPrint version 57.2'")
    #expect(printed.diagnostics.map(\.code) == [.missingProgram])
    #expect(printed.diagnostics.first?.message.hasSuffix("is too old (57.2)") == true)
  }

  @Test("a program that fails is quoted, and gives no file")
  func failing() throws {
    let printed = try self.printed(
      Self.version + "echo first >&2; echo 'out of paper' >&2; echo %PDF-; exit 3")
    #expect(printed.value.isEmpty)
    #expect(
      printed.diagnostics.map(\.message) == [
        "en/summit/pack.pdf was not made: weasyprint ended with status 3: out of paper"
      ])
  }

  @Test("a PDF whose pages cannot be counted is never taken for one page")
  func uncounted() throws {
    let found = try printed(Self.version + "echo %PDF-1.7").diagnostics
    #expect(
      found.map(\.message) == [
        "en/summit/summary.pdf was not made: weasyprint wrote no number of pages"
      ])
  }

  @Test("a summary that runs over is measured in lines, for each paper", arguments: [1, 2, 7, 30])
  func overflow(_ lines: Int) throws {
    // Needs a sheet of 297 mm and so many lines of 5 mm.
    let needed = 297 + 5 * lines
    let found = try printed(
      Self.version + """
        echo %PDF-1.7
        height=$(sed -n 's/.*size: [0-9.]*mm \\([0-9]*\\).*/\\1/p')
        if [ "${height:-0}" -ge \(needed) ]; then \(Self.pages(1)); else \(Self.pages(2)); fi
        """
    ).diagnostics
    #expect(found.map(\.code) == [.summaryOverflow, .summaryOverflow])
    let amount = lines == 1 ? "1 line" : "\(lines) lines"
    #expect(
      found.first?.message
        == "en/summit/summary.pdf takes more than one page of A4: about \(amount) too many")
  }

  @Test("pages are counted by the largest node of the page tree")
  func pageCount() {
    // An outline counts its entries, and a page's text may say anything.
    let bytes = Array(
      """
      %PDF-1.7
      1 0 obj
      <</Count 99/First 2 0 R>>
      endobj
      2 0 obj
      <</Type /Pages/Kids [4 0 R]/Count 2>>
      endobj
      3 0 obj
      <<
      /Type /Pages
      /Kids [ 2 0 R ]
      /Count 12
      >>
      endobj
      4 0 obj
      <</Length 30>>
      stream
      (/Type /Pages /Count 77) Tj
      endstream
      endobj

      """.utf8)
    #expect(PrinterRun.pageCount(ofUncompressed: bytes) == 12)
    #expect(PrinterRun.pageCount(ofUncompressed: Array("%PDF-1.7\n".utf8)) == nil)
  }
}
