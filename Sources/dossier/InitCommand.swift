import ArgumentParser
import DossierKit
import Foundation

extension Init.Template: ExpressibleByArgument {}
extension Init.CI: ExpressibleByArgument {}

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a project that builds and checks at once.",
    discussion: """
      EXAMPLES
        dossier init brief
        dossier init brief --template summit --language en --language fr --ci github
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: "minimal: one pack with one page; summit: every kind of section, with comments.")
  var template: Init.Template = .minimal

  @Option(
    help: ArgumentHelp(
      "A language; may be repeated, the first is the default (default: en).", valueName: "code"),
    completion: .list(Init.knownLanguages))
  var language: [String] = []

  @Option(help: "Add a workflow that checks, builds and publishes: github or gitlab.")
  var ci: Init.CI?

  @Argument(
    help: "A new or empty folder (default: the present one).", completion: .directory)
  var folder: String?

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let shown = folder ?? global.directory ?? "."
      let absolute = ProjectLocation.absolute(
        shown, from: FileManager.default.currentDirectoryPath)
      let count = try Init(template: template, languages: language, ci: ci).run(folder: absolute)
      let place = shown == "." ? "" : " -C \(shown)"
      terminal.message(
        """
        Made a project of \(counted(count, "file")) in \(shown == "." ? "this folder" : shown + "/")
        Next:
          dossier\(place) serve             shows it in a browser, refreshed as you write
          dossier\(place) build             compiles it into Site/
          dossier\(place) check --strict    tells what is wrong
          dossier\(place) new incident ID   adds a record
        """)
      return 0
    }
  }
}
