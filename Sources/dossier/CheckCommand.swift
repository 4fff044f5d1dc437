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
      case .json:
        terminal.result(
          JSONPrinter(sources: outcome.report.sources).bytes(
            outcome.report.diagnostics, extra: ["waivers": waivers(outcome)]))
      }
      if format == .text, global.verbose || !outcome.waivers.isEmpty {
        for waiver in outcome.waivers {
          let line = outcome.report.sources.position(of: waiver.span)?.line ?? 1
          terminal.message("waived: \(waiver.span.path):\(line): \(waiver.text) (\(waiver.reason))")
        }
      }
      let errors = outcome.report.errorCount
      let warnings = outcome.report.warningCount
      terminal.message(
        "\(errors) errors, \(warnings) warnings, \(outcome.waivers.count) waived numbers, "
          + "\(outcome.unmarkedCount) records marked by default")
      return errors > 0 ? 1 : 0
    }
  }

  private func waivers(_ outcome: Check.Outcome) -> JSONValue {
    .list(
      outcome.waivers.map { waiver in
        .object([
          "text": .text(waiver.text), "reason": .text(waiver.reason),
          "path": .text(waiver.span.path),
          "line": .integer(outcome.report.sources.position(of: waiver.span)?.line ?? 1),
        ])
      })
  }
}
