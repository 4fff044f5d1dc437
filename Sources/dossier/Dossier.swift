import ArgumentParser

@main
struct Dossier: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier", abstract: "Compiles policy briefings from records and Markdown.")
}
