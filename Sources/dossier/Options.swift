import ArgumentParser
import DossierKit
import Foundation
import Records

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: [.customShort("C")],
    help: ArgumentHelp(
      "The project's folder (default: the nearest parent with Content/dossier.yaml).",
      valueName: "dir"), completion: .directory)
  var directory: String?

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Print results and findings only.")
  var quiet = false

  @Flag(help: "Print more of what is done.")
  var verbose = false

  /// The project's root.
  func root() throws -> String {
    try ProjectLocation.root(
      explicit: directory, workingDirectory: FileManager.default.currentDirectoryPath)
  }
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options that narrow what is compiled.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("An edition; may be repeated (default: all).", valueName: "name"),
    completion: ProjectNames.editionCompletion)
  var edition: [String] = []

  @Option(
    help: ArgumentHelp("A language; may be repeated (default: all).", valueName: "code"),
    completion: ProjectNames.languageCompletion)
  var language: [String] = []

  @Option(
    help: ArgumentHelp("A pack; may be repeated (default: all).", valueName: "id"),
    completion: ProjectNames.packCompletion)
  var pack: [String] = []

  @Option(
    help: ArgumentHelp("Compile what was true on this date.", valueName: "date"),
    transform: PartialDate.init(option:))
  var asOf: PartialDate?

  @Option(
    help: ArgumentHelp("Compile what the registry knew on this date.", valueName: "date"),
    transform: PartialDate.init(option:))
  var knownAt: PartialDate?

  func request(jobs: Int? = nil) -> CompilationRequest {
    CompilationRequest(
      editions: edition, languages: language, packs: pack, asOf: asOf, knownAt: knownAt,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
  }
}

extension PartialDate {
  /// A date as an option's value.
  init(option text: String) throws {
    guard let date = PartialDate(text) else {
      throw ValidationError("write 2024, 2024-05, 2024-05-31 or a range 2024-05/2024-06")
    }
    self = date
  }
}
