import ArgumentParser
import DossierKit
import Foundation

struct MatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Propose links between incidents, actors and what lists name.",
    discussion: """
      EXAMPLES
        dossier match
        dossier match --accept sanctions/ofac-27307=lazarus-group

      Wallets are compared exactly, names by letters and by romanisation, with a score from 0 to
      100. Nothing is linked until you accept it, or write it yourself.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("The least score of a name, 50 to 100.", valueName: "score"))
  var least = 85

  @Option(help: ArgumentHelp("Write this proposal; may be repeated.", valueName: "id"))
  var accept: [String] = []

  @Flag(help: "Say what would be written, write nothing.")
  var dryRun = false

  @Option(help: "How the links are printed: text or json.")
  var format: Format = .text

  func validate() throws {
    guard (50...100).contains(least) else {
      throw ValidationError("--least is a score from 50 to 100")
    }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let outcome = try await Match(least: least, accepted: accept, isDryRun: dryRun)
        .run(root: try global.root())
      terminal.findings(outcome.report, to: .standardError)
      guard let proposals = outcome.proposals else {
        terminal.message("nothing was written")
        return 1
      }
      let printer = MatchPrinter(proposals, accepted: outcome.accepted)
      switch format {
      case .text: terminal.result(printer.text)
      case .json: terminal.result(printer.json)
      }
      for path in outcome.paths { terminal.message("\(dryRun ? "Would write" : "Wrote") \(path)") }
      terminal.message(counted(proposals.count, "proposal"))
      return 0
    }
  }
}
