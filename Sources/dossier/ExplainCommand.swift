import ArgumentParser
import DossierKit
import Foundation

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a diagnostic's code.",
    discussion: """
      EXAMPLES
        dossier explain DS203
        dossier explain ds413
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "A code as printed in brackets.", completion: .list(CodeExplanation.codes))
  var code: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      terminal.result(try CodeExplanation.page(of: code))
      return 0
    }
  }
}
