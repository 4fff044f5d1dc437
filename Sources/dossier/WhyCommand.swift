import ArgumentParser
import DossierKit
import Foundation
import Review

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show what proves a figure, claim, record or passage.",
    discussion: """
      EXAMPLES
        dossier why recorded-2024
        dossier why --reverse fbi-bybit-2025
        dossier why --not bybit-2025 --figure recorded-2024

      A target is the id of a figure, claim or record, RECORD.FIELD, or PAGE.html#ANCHOR.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How the answer is printed: text or json.")
  var format: Format = .text

  @Flag(help: "Show what depends on a record, source or figure, in every edition and language.")
  var reverse = false

  @Option(
    help: ArgumentHelp("A record: say which condition of --figure left it out.", valueName: "id"))
  var not: String?

  @Option(help: ArgumentHelp("The figure that --not asks about.", valueName: "id"))
  var figure: String?

  @Argument(help: "What to explain.", completion: ProjectNames.targetCompletion)
  var target: String?

  func validate() throws {
    guard (not == nil) == (figure == nil) else {
      throw ValidationError("--not and --figure go together")
    }
    guard (not == nil) != (target == nil) else {
      throw ValidationError(
        not == nil ? "name a target to explain" : "--not takes the place of a target")
    }
    guard !reverse || not == nil else { throw ValidationError("--reverse takes a target") }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let root = try global.root()
      if let not, let figure {
        switch try await Exclusion(request: scope.request())
          .explain(not, figure: figure, root: root)
        {
        case .explained(let answer): return print(answer, terminal)
        case .broken(let report): return fail(report, terminal)
        }
      }
      guard let target else { return 64 }
      let lookup = Lookup(request: scope.request())
      if reverse {
        switch try await lookup.dependents(of: target, root: root) {
        case .explained(let answer): return print(answer, terminal)
        case .broken(let report): return fail(report, terminal)
        }
      }
      return try await explain(target, root: root, terminal)
    }
  }

  /// Figures and claims first, then records and passages.
  private func explain(_ target: String, root: String, _ terminal: Terminal) async throws -> Int32 {
    do {
      let answer = try await Why(request: scope.request()).explain(target, root: root)
      guard let explanation = answer.explanation else { return fail(answer.report, terminal) }
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
    } catch let error as UsageError {
      switch try await Lookup(request: scope.request()).explain(target, root: root) {
      case .explained(let answer)?: return print(answer, terminal)
      case .broken(let report)?: return fail(report, terminal)
      case nil: throw error
      }
    }
  }

  private func print(_ answer: ChainAnswer, _ terminal: Terminal) -> Int32 {
    switch format {
    case .text: terminal.result(answer.text)
    case .json: terminal.result(answer.json)
    }
    return 0
  }

  private func fail(_ report: DiagnosticReport, _ terminal: Terminal) -> Int32 {
    terminal.findings(report, to: .standardError)
    return 1
  }
}
