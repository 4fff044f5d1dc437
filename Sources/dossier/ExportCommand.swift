import ArgumentParser
import Diagnostics
import DossierKit
import Foundation

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an edition's sources for other hands.",
    discussion: """
      EXAMPLES
        dossier export content --edition public -o ../briefs-public
        dossier export content --edition partners --pack g7-2025-kananaskis -o out

      content: a project without what is above the edition's ceiling, in DIR/EDITION, which
      compiles to the same bytes.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The output folder: new, empty, or of an earlier export.", valueName: "dir"))
  var output: String?

  @Argument(help: "What to write: content.", completion: .list(["content"]))
  var format: String

  func run() async throws {
    let terminal = Terminal(options: global)
    let progress = Progress(isEnabled: !global.quiet)
    try await terminal.run {
      try checkFormat()
      let root = try global.root()
      guard scope.edition.count == 1, let edition = scope.edition.first else {
        throw UsageError("say for which edition with --edition NAME, once")
      }
      guard let output else { throw UsageError("say where with -o DIR") }
      guard scope.language.isEmpty, scope.asOf == nil, scope.knownAt == nil else {
        throw UsageError(
          "sources keep every language and date; "
            + "give --language, --as-of and --known-at to the build of them")
      }
      let folder = ProjectLocation.absolute(
        output, from: FileManager.default.currentDirectoryPath)
      let outcome = try await ContentExporter(
        edition: edition, packs: scope.pack, output: folder, jobs: scope.request().jobs,
        control: Interruption.control, progress: { text in Task { await progress.show(text) } }
      ).run(root: root)
      await progress.clear()
      terminal.findings(outcome.report, to: .standardError)
      guard !outcome.report.hasErrors else {
        terminal.message(
          "\(counted(outcome.report.errorCount, "error")); nothing was written")
        return 1
      }
      terminal.message("Exported \(counted(outcome.fileCount, "file")) → \(output)/\(edition)/")
      if isatty(STDERR_FILENO) == 1 {
        terminal.message("Next: dossier -C \(output)/\(edition) build -o DIR")
      }
      return 0
    }
  }

  private func checkFormat() throws {
    let known = ["content"]
    guard !known.contains(format) else { return }
    var message = "nothing is exported as '\(VisibleText.quote(format))'"
    if let nearest = NearestName.nearest(to: format, in: known) {
      message += "; did you mean '\(nearest)'?"
    } else {
      message += "; write one of: \(known.joined(separator: ", "))"
    }
    throw UsageError(message)
  }
}
