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
        dossier export stix --edition partners -o partners.stix.json

      content: a project without what is above the edition's ceiling, in DIR/EDITION, which
      compiles to the same bytes.
      stix, csv, json, ftm: the edition's records, as a STIX 2.1 bundle, a table for each
      collection, one document, or Follow the Money lines; json-schema describes json.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(
    name: [.short, .long, .customLong("out")],
    help: ArgumentHelp(
      "The folder, for content and csv, else the file (default: standard output).",
      valueName: "place"))
  var output: String?

  @Argument(
    help: "What to write: content, stix, csv, json, ftm or json-schema.",
    completion: .list(["content", "stix", "csv", "json", "ftm", "json-schema"]))
  var format: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      try checkFormat()
      return format == "content" ? try await content(terminal) : try await data(terminal)
    }
  }

  private func content(_ terminal: Terminal) async throws -> Int32 {
    let progress = Progress(isEnabled: !global.quiet)
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
    let outcome = try await ContentExporter(
      edition: edition, packs: scope.pack, output: absolute(output), jobs: scope.request().jobs,
      control: Interruption.control, progress: { text in Task { await progress.show(text) } }
    ).run(root: root)
    await progress.clear()
    terminal.findings(outcome.report, to: .standardError)
    guard !outcome.report.hasErrors else { return refused(outcome.report, terminal) }
    terminal.message("Exported \(counted(outcome.fileCount, "file")) → \(output)/\(edition)/")
    if isatty(STDERR_FILENO) == 1 {
      terminal.message("Next: dossier -C \(output)/\(edition) build -o DIR")
    }
    return 0
  }

  private func data(_ terminal: Terminal) async throws -> Int32 {
    let outcome = try await DataExporter(
      format: format, request: scope.request(), output: output.map(absolute)
    ).run(root: try global.root())
    terminal.findings(outcome.report, to: .standardError)
    guard !outcome.report.hasErrors else { return refused(outcome.report, terminal) }
    if let output {
      terminal.message(
        "Exported \(counted(outcome.files.count, "file")) of the edition '\(outcome.edition)' → "
          + output)
    } else {
      for file in outcome.files { terminal.result(file.bytes) }
    }
    return 0
  }

  private func refused(_ report: DiagnosticReport, _ terminal: Terminal) -> Int32 {
    terminal.message("\(counted(report.errorCount, "error")); nothing was written")
    return 1
  }

  private func absolute(_ path: String) -> String {
    ProjectLocation.absolute(path, from: FileManager.default.currentDirectoryPath)
  }

  private func checkFormat() throws {
    let known = ["content"] + DataExporter.formats
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
