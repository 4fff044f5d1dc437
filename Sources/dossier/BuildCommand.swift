import ArgumentParser
import Diagnostics
import DossierKit
import Foundation
import Publishing

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile packs and publish them.",
    discussion: """
      EXAMPLES
        dossier build
        dossier build --edition public --strict -o out
        dossier build --pdf
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The output folder (default: Site in the project).", valueName: "dir"))
  var output: String?

  @Flag(help: "Make every warning an error.")
  var strict = false

  @Flag(help: "Compile and render, write nothing.")
  var dryRun = false

  @Flag(help: "Publish new editions as folders behind links, where two cannot be exchanged.")
  var versioned = false

  @Flag(help: "Print how long each stage took.")
  var timings = false

  @Flag(help: "Print each pack and its summary to PDF as well, with WeasyPrint.")
  var pdf = false

  @Flag(help: "Write each pack as a Word document as well, with Pandoc.")
  var docx = false

  @Flag(help: "Write each pack as an electronic book as well, EPUB 3, for tablets.")
  var epub = false

  @Option(help: ArgumentHelp("How many tasks to run at once.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is at least 1") }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    let progress = Progress(isEnabled: !global.quiet)
    try await terminal.run {
      let root = try global.root()
      if output == nil, !dryRun, !scope.pack.isEmpty || !scope.language.isEmpty {
        throw UsageError(
          "a build narrowed by --pack or --language is no whole site; say where with -o DIR")
      }
      let folder = ProjectLocation.absolute(
        output ?? root + "/Site", from: FileManager.default.currentDirectoryPath)
      let start = ContinuousClock.now
      let times = StageTimes()
      let outcome = try await Build(
        request: scope.request(jobs: jobs), output: folder, isStrict: strict, isDryRun: dryRun,
        replacement: versioned ? .versions : .exchange, control: Interruption.control,
        forms: Set((pdf ? [.pdf] : []) + (docx ? [.word] : []) + (epub ? [.ebook] : [])),
        environment: ProcessInfo.processInfo.environment,
        progress: { text in
          times.begin(text)
          Task { await progress.show(text) }
        }
      ).run(root: root)
      await progress.clear()
      let timeLines = timings ? times.lines() : []
      terminal.findings(outcome.report, to: .standardError)
      outcome.notes.forEach(terminal.message)
      timeLines.forEach(terminal.message)
      guard outcome.isPublished || !outcome.report.hasErrors else {
        terminal.message(
          "\(counted(outcome.report.errorCount, "error")); nothing was written")
        return 1
      }
      let elapsed = ContinuousClock.now - start
      let time = isatty(STDERR_FILENO) == 1 ? " in \(StageTimes.seconds(elapsed)) s" : ""
      let warnings = outcome.report.warningCount
      let errors = outcome.report.errorCount
      let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      let suffix =
        counts.isEmpty
        ? "" : " (\(counts.map { counted($0.0, $0.1) }.joined(separator: ", ")))"
      let verb = dryRun ? "Would build" : "Built"
      terminal.message(
        "\(verb) \(counted(outcome.pageCount, "page"))\(time) → \(shown(folder))\(suffix)")
      if isatty(STDERR_FILENO) == 1, !dryRun {
        terminal.message("Next: dossier why FIGURE, to see what proves a number")
      }
      // A large project takes long to give back; the system does it at once.
      withExtendedLifetime(outcome) { Foundation.exit(errors > 0 ? 1 : 0) }
    }
  }

  private func shown(_ folder: String) -> String {
    let current = FileManager.default.currentDirectoryPath + "/"
    return (folder.hasPrefix(current) ? String(folder.dropFirst(current.count)) : folder) + "/"
  }
}
