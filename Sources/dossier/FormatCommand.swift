import ArgumentParser
import DossierKit
import Foundation

struct FormatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Bring records, figures and texts into canonical form.",
    discussion: """
      EXAMPLES
        dossier fmt
        dossier fmt --check Content/records

      Fields come in the order of the schema, dates and amounts in their one spelling, sentences one
      a line. Comments stay, and nothing changes its meaning.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Name the files that would change, write nothing; exit code 1 if there are any.")
  var check = false

  @Argument(help: "Only these files and folders.", completion: .file())
  var paths: [String] = []

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let root = try global.root()
      let filter = try FindingFilter(
        select: [], ignore: [], paths: paths, root: root,
        workingDirectory: FileManager.default.currentDirectoryPath)
      let outcome = try await Format(isCheck: check, filter: filter).run(root: root)
      terminal.findings(outcome.report, to: .standardError)
      for path in outcome.changed { terminal.result(path + "\n") }
      for path in outcome.left {
        terminal.message("\(path) is left as it is: its form cannot change without a loss")
      }
      let count = counted(outcome.changed.count, "file")
      terminal.message(
        check
          ? "\(count) of \(outcome.fileCount) would change"
          : "\(count) of \(outcome.fileCount) changed")
      if outcome.report.hasErrors { return 1 }
      return check && !outcome.changed.isEmpty ? 1 : 0
    }
  }
}
