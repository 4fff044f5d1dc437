internal import Diagnostics

extension Diagnostic {
  static func missingProgram(_ name: String, for file: String, found: [String]) -> Diagnostic {
    let advice =
      switch name {
      case "weasyprint":
        "install it with: python3 -m venv ~/\(ProgramEnvironment.ownFolder) && "
          + "~/\(ProgramEnvironment.ownFolder)/bin/pip install 'weasyprint>=70'"
      default: "install it with: apt-get install \(name)"
      }
    let versions = found.joined(separator: ", ")
    let reason = found.isEmpty ? "is not installed" : "is too old (\(versions))"
    return Diagnostic(
      .missingProgram, .error, "\(file) was not made, since \(name) \(reason)", at: nil,
      notes: [Note(advice, at: nil)])
  }

  static func programFailed(_ name: String, for file: String, outcome: String) -> Diagnostic {
    Diagnostic(
      .programFailed, .error, "\(file) was not made: \(name) \(outcome)", at: nil)
  }

  static func bookTooLarge(_ file: String, chapters: Int, most: Int) -> Diagnostic {
    Diagnostic(
      .programFailed, .error,
      "\(file) was not made: it would have \(chapters) chapters, and an archive holds up to \(most)",
      at: nil)
  }

  static func summaryOverflow(
    _ file: String, paper: String, lines: Int, marking: Marking
  ) -> Diagnostic {
    let amount = lines == 1 ? "1 line" : "\(lines) lines"
    return Diagnostic(
      .summaryOverflow, .error,
      "\(file) takes more than one page of \(paper): about \(amount) too many", at: nil,
      marking: marking)
  }
}
