import ArgumentParser
import DossierKit
import Foundation

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show what proves a figure or claim.",
    discussion: """
      EXAMPLES
        dossier why recorded-2024
        dossier why --format json bybit-largest
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How the answer is printed: text or json.")
  var format: Format = .text

  @Argument(help: "The id of a figure or claim.")
  var target: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let answer = try await Why(request: scope.request())
        .explain(target, root: try global.root())
      guard let explanation = answer.explanation else {
        terminal.findings(answer.report, to: .standardError)
        return 1
      }
      let printer = ExplanationPrinter(explanation)
      switch format {
      case .text: terminal.result(printer.text)
      case .json: terminal.result(printer.json)
      }
      if answer.report.hasErrors {
        terminal.message(
          "this project has \(answer.report.errorCount) errors; run dossier check to see them")
      }
      return 0
    }
  }
}
