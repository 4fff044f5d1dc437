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

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, short, json, sarif, github, gitlab
  }

  enum Threshold: String, ExpressibleByArgument, CaseIterable { case error, warning }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How findings are printed: text, short, json, sarif, github or gitlab.")
  var format: Format = .text

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Only these codes, or codes that begin so: DS203,DS4.", valueName: "codes"))
  var select: [String] = []

  @Option(help: ArgumentHelp("Not these codes, or codes that begin so.", valueName: "codes"))
  var ignore: [String] = []

  @Option(help: "The least finding that makes the exit code 1: error or warning.")
  var failOn: Threshold = .error

  @Argument(help: "Only findings in these files and folders.", completion: .file())
  var paths: [String] = []

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let root = try global.root()
      let filter = try FindingFilter(
        select: select, ignore: ignore, paths: paths, root: root,
        workingDirectory: FileManager.default.currentDirectoryPath)
      let outcome = try await Check(request: scope.request(), isStrict: strict, filter: filter)
        .run(root: root)
      let sources = outcome.report.sources
      let found = outcome.report.diagnostics
      switch format {
      case .text: terminal.findings(outcome.report, to: .standardOutput)
      case .short:
        terminal.result(TextPrinter(sources: sources, detail: .short).text(found))
      case .json: terminal.result(outcome.json)
      case .sarif: terminal.result(outcome.sarif)
      case .github: terminal.result(GitHubPrinter(sources: sources).text(found))
      case .gitlab: terminal.result(GitLabPrinter(sources: sources).bytes(found))
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
      return errors > 0 || (failOn == .warning && warnings > 0) ? 1 : 0
    }
  }
}
