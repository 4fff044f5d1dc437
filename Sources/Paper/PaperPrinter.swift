package import Diagnostics
package import Rendering

/// Pages of a pack to tagged PDF, by WeasyPrint.
package struct PaperPrinter: Sendable {
  package let environment: ProgramEnvironment

  package init(environment: ProgramEnvironment) {
    self.environment = environment
  }

  static let program = "weasyprint"
  /// The first version that writes PDF/UA.
  static let firstVersion = 70

  /// The whole pack as `pack.pdf`, and each summary as `NAME.pdf`.
  ///
  /// A program that is missing or fails is a diagnostic, and its files are left out; so is a
  /// summary that needs a second page. Throws where the machine fails.
  package func print(_ book: PrintableBook) throws(PaperError) -> Checked<[PrintedFile]> {
    let whole = "pack.pdf"
    let variables = environment.variables(at: book.second)
    let weasyPrint: OutsideProgram
    switch try findProgram(variables) {
    case .path(let found): weasyPrint = found
    case .tooOld(let versions):
      return Checked(
        [], [.missingProgram(PaperPrinter.program, for: book.folder + whole, found: versions)])
    }
    var printed = Checked<[PrintedFile]>([])
    let run = PrinterRun(program: weasyPrint, variables: variables)
    let sheets = book.summaries.map { ($0.file, "sheet", $0.marking, [$0.markup]) }
    for (name, kind, marking, pieces) in [(whole, "pdf", book.marking, book.wholeWithPageNotes)]
      + sheets
    {
      switch try run.pdf(pieces) {
      case .bytes(let bytes):
        printed.value.append(
          PrintedFile(path: name, kind: kind, marking: marking, bytes: bytes))
      case .failure(let reason):
        printed.diagnostics.append(
          .programFailed(PaperPrinter.program, for: book.folder + name, outcome: reason))
        return printed
      }
    }
    for summary in book.summaries {
      for paper in ["A4", "Letter"] {
        guard let overflow = try SummaryFit(summary: summary, paper: paper).overflow(run) else {
          printed.diagnostics.append(
            .programFailed(
              PaperPrinter.program, for: book.folder + summary.file,
              outcome: "wrote no number of pages"))
          return printed
        }
        guard overflow > 0 else { continue }
        printed.diagnostics.append(
          .summaryOverflow(
            book.folder + summary.file, paper: paper, lines: overflow,
            marking: summary.marking))
      }
    }
    return printed
  }

  private enum Search {
    case path(OutsideProgram)
    /// The versions that were found.
    case tooOld([String])
  }

  /// The first WeasyPrint that is new enough; systems often carry an old one on the search path.
  private func findProgram(_ variables: [String]) throws(PaperError) -> Search {
    var versions: [String] = []
    for program in OutsideProgram.all(PaperPrinter.program, in: environment.searchPath) {
      let told = try program.run(["--version"], environment: variables).output
      guard let version = PaperPrinter.version(String(decoding: told, as: UTF8.self)) else {
        continue
      }
      if version.major >= PaperPrinter.firstVersion { return .path(program) }
      versions.append(version.text)
    }
    return .tooOld(versions)
  }

  /// `WeasyPrint version 70.0` → 70 and its text.
  static func version(_ told: String) -> (major: Int, text: String)? {
    for word in told.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if let major = word.split(separator: ".").first.flatMap({ Int($0) }) {
        return (major, String(word))
      }
    }
    return nil
  }
}
