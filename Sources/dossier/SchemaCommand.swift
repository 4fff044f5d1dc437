import ArgumentParser
import DossierKit
import Foundation

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schemas of records, packs and settings.",
    discussion: """
      EXAMPLES
        dossier schema incidents
        dossier schema --editor vscode

      Without a kind, every kind is listed with the files it describes.
      """)

  enum Editor: String, ExpressibleByArgument, CaseIterable { case vscode }

  @OptionGroup var global: GlobalOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to files in this folder.", valueName: "dir"))
  var output: String?

  @Option(help: "Write the schemas into the project, with settings and snippets for: vscode.")
  var editor: Editor?

  @Argument(
    help: "A collection, pack, figures, terms or dossier.", completion: .list(SchemaFiles.names))
  var kind: String?

  func validate() throws {
    if editor != nil, output != nil || kind != nil {
      throw ValidationError("--editor writes every schema into the project; leave the rest out")
    }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let schemas = try SchemaFiles(kind: kind)
      if editor != nil {
        for path in try SchemaFiles.writeEditorFiles(root: try global.root()) {
          terminal.message("Wrote \(path)")
        }
      } else if let output {
        let folder = ProjectLocation.absolute(
          output, from: FileManager.default.currentDirectoryPath)
        for name in try schemas.write(to: folder) { terminal.message("Wrote \(output)/\(name)") }
      } else {
        terminal.result(schemas.text)
      }
      return 0
    }
  }
}
