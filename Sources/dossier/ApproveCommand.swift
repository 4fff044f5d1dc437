import ArgumentParser
import DossierKit
import Foundation

struct ApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Record that somebody cleared a section as it stands.",
    discussion: """
      EXAMPLES
        dossier approve threat --by 'Jane Doe' --role 'Legal adviser' --date 2025-06-08
        dossier approve threat --by 'Jane Doe' --role 'Legal adviser' --date 2025-06-08 \\
          --edition partners --language fr

      The clearance stands in clearances.EDITION.yaml beside pack.yaml. It lapses when the words,
      figures or records of the section change, and check says what changed.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Who clears it, as pages name them.", valueName: "name"))
  var by: String

  @Option(help: ArgumentHelp("In which role.", valueName: "role"))
  var role: String

  @Option(help: ArgumentHelp("The day it was cleared on, as 2025-06-08.", valueName: "date"))
  var date: String

  @Option(help: ArgumentHelp("The edition (default: the first).", valueName: "name"))
  var edition: String?

  @Option(help: ArgumentHelp("The language (default: the first).", valueName: "code"))
  var language: String?

  @Option(help: ArgumentHelp("The pack (default: the only one).", valueName: "id"))
  var pack: String?

  @Argument(help: "The section, as the contents of its pack name it.")
  var section: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let outcome = try await Approval(
        section: section, by: by, role: role, date: date, edition: edition, language: language,
        pack: pack
      ).run(root: try global.root())
      terminal.findings(outcome.report, to: .standardError)
      guard let recorded = outcome.recorded else {
        terminal.message("nothing was written")
        return 2
      }
      terminal.message(
        recorded.isUnchanged
          ? "Nothing changes in \(recorded.path)"
          : "Cleared '\(section)' of \(recorded.edition)/\(recorded.language) in \(recorded.path)")
      return 0
    }
  }
}
