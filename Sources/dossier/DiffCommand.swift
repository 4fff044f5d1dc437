import ArgumentParser
import DossierKit
import Foundation
import Review

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two versions, and why.",
    discussion: """
      EXAMPLES
        dossier diff
        dossier diff main --format markdown

      A side is a git revision, a pack.json, a built folder or a project's folder. Without any,
      HEAD is compared with the working tree; with one, that with the working tree. Nothing is
      written.

      Exit codes: 0 no difference, 1 differences, 2 could not compare.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, html, json }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var narrowing: ScopeOptions

  @Option(help: "Which differences: data, text or output (default: all).")
  var scope: Comparison.Scope?

  @Flag(help: "Print counts alone.")
  var stat = false

  @Option(help: "How the report is printed: text, markdown, html or json.")
  var format: Format = .text

  @Argument(help: "The old version (default: HEAD).")
  var old: String?

  @Argument(help: "The new version (default: the working tree).")
  var new: String?

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      var root: String?
      do {
        root = try global.root()
      } catch let error as UsageError {
        // Two built versions can be compared anywhere.
        if global.directory != nil || new == nil { throw error }
      }
      let outcome = try await VersionComparison(
        request: narrowing.request(), old: old, new: new, scope: scope
      ).run(
        root: root, workingDirectory: FileManager.default.currentDirectoryPath,
        path: ProcessInfo.processInfo.environment["PATH"] ?? "")
      switch outcome {
      case .broken(let side, let report):
        terminal.findings(report, to: .standardError)
        terminal.failure(
          "\(side) does not compile: \(counted(report.errorCount, "error"))")
        return 2
      case .report(let report):
        terminal.result(text(report, terminal))
        return report.isEmpty ? 0 : 1
      }
    }
  }

  private func text(_ report: ReviewReport, _ terminal: Terminal) -> [UInt8] {
    switch format {
    case .text:
      let printer = TextReport(
        report, usesColor: terminal.usesColor(STDOUT_FILENO), isStatistics: stat,
        listsFiles: scope == .output || global.verbose)
      return Array(printer.text.utf8)
    case .markdown:
      let printer = MarkdownReport(report)
      return Array((stat ? printer.statistics : printer.text).utf8)
    case .html: return Array(HTMLReport(report, isStatistics: stat).text.utf8)
    case .json: return JSONReport(report, isStatistics: stat).bytes
    }
  }
}

extension Comparison.Scope: ExpressibleByArgument {}
