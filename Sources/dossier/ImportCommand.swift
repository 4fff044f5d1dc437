import ArgumentParser
import DossierKit
import Foundation
import Importing
import Records

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring a published list into the records.",
    discussion: """
      EXAMPLES
        dossier import ofac-csv lists/sdn.csv --program 'DPRK*' --dry-run
        dossier import auto lists/consolidated.xml --country kp
        dossier import csv lists/ministry.csv --map lists/ministry.map.yaml

      FORMATS
      \(ListFormats.all.map { "  \($0.name): \($0.title)" }.joined(separator: "\n"))
        \(MappedCSV.formatName): \(MappedCSV.formatTitle)
        auto: whichever of these the file is
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  @OptionGroup var global: GlobalOptions

  @Option(
    help: ArgumentHelp(
      "The file in each collection's folder (default: lists/NAME.yaml).", valueName: "file"))
  var into: String?

  @Option(
    help: ArgumentHelp(
      "Which column of a list of the format csv fills which field.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "Add entries under this programme; 'DPRK*' is all that begin so; may be repeated.",
      valueName: "tag"))
  var program: [String] = []

  @Option(
    help: ArgumentHelp("Add entries of this country; may be repeated.", valueName: "code"))
  var country: [String] = []

  @Option(
    help: ArgumentHelp("Add the entry with this id; may be repeated.", valueName: "id"))
  var entity: [String] = []

  @Option(
    help: ArgumentHelp("Add entries listed or amended on this date or later.", valueName: "date"),
    transform: PartialDate.init(option:))
  var since: PartialDate?

  @Option(help: ArgumentHelp("The TLP label new records carry.", valueName: "label"))
  var marking: String?

  @Flag(help: "Take a list much shorter or longer than the last one.")
  var anySize = false

  @Flag(help: "Report what would change, write nothing.")
  var dryRun = false

  @Option(help: "How the changes are printed: text, json or markdown.")
  var format: Format = .text

  @Argument(
    help: "A format's name, or auto.",
    completion: .list(ListFormats.names + [MappedCSV.formatName, "auto"]))
  var formatName: String

  @Argument(
    help: "The list's file, or the folder that holds its files.", completion: .file())
  var file: String

  func validate() throws {
    if let marking, !Import.isLabel(marking) {
      throw ValidationError("--marking is a TLP 2.0 label, as TLP:CLEAR")
    }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let request = ImportRequest(
        programs: program, countries: country, entities: entity, since: since,
        acceptsAnySize: anySize, marking: marking)
      let here = FileManager.default.currentDirectoryPath
      let outcome = try await Import(
        format: formatName, file: ProjectLocation.absolute(file, from: here),
        map: map.map { ProjectLocation.absolute($0, from: here) }, into: into, request: request,
        isDryRun: dryRun
      ).run(root: try global.root())
      terminal.findings(outcome.report, to: .standardError)
      guard let delta = outcome.delta else {
        terminal.message("nothing was written")
        return 1
      }
      let printer = DeltaPrinter(delta, isDryRun: dryRun)
      switch format {
      case .text: terminal.result(printer.text())
      case .json: terminal.result(printer.json)
      case .markdown: terminal.result(printer.markdown)
      }
      for path in outcome.paths { terminal.message("\(dryRun ? "Would write" : "Wrote") \(path)") }
      if outcome.paths.isEmpty { terminal.message("Nothing changes") }
      return 0
    }
  }
}
