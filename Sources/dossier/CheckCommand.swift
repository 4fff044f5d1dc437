import ArgumentParser
import Diagnostics
import DossierKit
import Foundation

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report what is wrong, writing nothing.",
    discussion: """
      EXAMPLES
        dossier check --strict
        dossier check --format json --edition public
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, short, json }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How findings are printed: text, short or json.")
  var format: Format = .text

  @Flag(help: "Make every warning an error.")
  var strict = false

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let outcome = try await Check(request: scope.request(), isStrict: strict)
        .run(root: try global.root())
      switch format {
      case .text: terminal.findings(outcome.report, to: .standardOutput)
      case .short:
        terminal.result(
          TextPrinter(sources: outcome.report.sources, detail: .short)
            .text(outcome.report.diagnostics))
      case .json: terminal.result(outcome.json)
      }
      if format == .text { outcome.waiverLines.forEach(terminal.message) }
      let errors = outcome.report.errorCount
      let warnings = outcome.report.warningCount
      terminal.message(
        [
          counted(errors, "error"), counted(warnings, "warning"),
          counted(outcome.waivers.count, "waived number"),
          counted(outcome.unmarkedCount, "record") + " marked by default",
        ].joined(separator: ", "))
      return errors > 0 ? 1 : 0
    }
  }
}
