import ArgumentParser
import Diagnostics
import DossierKit
import Foundation

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare what is published with its manifests.",
    discussion: """
      EXAMPLES
        dossier verify Site
        dossier verify Site/public --ceiling TLP:CLEAR --rebuild
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Compile the project again and compare byte for byte.")
  var rebuild = false

  @Option(
    help: ArgumentHelp("Fail if anything in the folder is marked above this.", valueName: "label"))
  var ceiling: Marking?

  @Option(help: "How findings are printed: text or json.")
  var format: Format = .text

  @Argument(
    help: ArgumentHelp("The folder of an output or of one edition.", valueName: "dir"),
    completion: .directory)
  var folder: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let path = ProjectLocation.absolute(
        folder, from: FileManager.default.currentDirectoryPath)
      let outcome = try await Verify(
        folder: path, ceiling: ceiling, project: rebuild ? try global.root() : nil,
        jobs: ProcessInfo.processInfo.activeProcessorCount
      ).run()
      if let report = outcome.report {
        terminal.findings(report, to: .standardError)
        terminal.message("the project cannot be compiled, so there is nothing to compare with")
        return 2
      }
      switch format {
      case .text: show(outcome, on: terminal)
      case .json: terminal.result(outcome.json)
      }
      return outcome.findings.isEmpty ? 0 : 1
    }
  }

  private func show(_ outcome: Verify.Outcome, on terminal: Terminal) {
    var shown = folder
    while shown.count > 1, shown.hasSuffix("/") { shown.removeLast() }
    for line in outcome.lines(folder: shown) { terminal.result(line + "\n") }
    for note in outcome.notes { terminal.message("note: \(note)") }
    let checked =
      "\(counted(outcome.editionCount, "edition")) with \(counted(outcome.fileCount, "file"))"
    terminal.message(
      outcome.findings.isEmpty
        ? "Verified \(checked)"
        : "\(counted(outcome.findings.count, "mismatch", "mismatches")) in \(checked)")
  }
}

extension Marking: ExpressibleByArgument {
  package init?(argument: String) { self.init(shortForm: argument) }
}
