import ArgumentParser
import DossierKit
import Foundation
import Records

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Add a record, a pack or a section with marks where you write.",
    discussion: """
      EXAMPLES
        dossier new incident northport-2025 --name "Theft from Northport Exchange" --date 2025-02
        dossier new section threat --pack summit-2025

      KINDS
        \(NewFile.kinds.joined(separator: ", "))

      'dossier check' reports every mark until it is replaced.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Its name, title or text.", valueName: "text"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "When it began, was listed, issued or agreed; a pack's 'asOf'.", valueName: "date"),
    transform: PartialDate.init(option:))
  var date: PartialDate?

  @Option(
    help: ArgumentHelp("A source it rests on; may be repeated.", valueName: "id"),
    completion: ProjectNames.completion(of: .sources))
  var source: [String] = []

  @Option(
    help: ArgumentHelp("Its TLP label.", valueName: "label"),
    completion: .list(ProjectNames.labels))
  var marking: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Any field of the schema; may be repeated, for lists too.", valueName: "field=value"))
  var fields: [String] = []

  @Option(
    help: ArgumentHelp("The pack of a section.", valueName: "id"),
    completion: ProjectNames.packCompletion)
  var pack: String?

  @Option(
    help: ArgumentHelp(
      "A language of a pack or section; may be repeated (default: all).", valueName: "code"))
  var language: [String] = []

  @Argument(help: "A kind, as below.", completion: .list(NewFile.kinds))
  var kind: String

  @Argument(help: "Lower-case letters and digits, joined by single hyphens.")
  var id: String

  func validate() throws {
    if let marking, !Import.isLabel(marking) {
      throw ValidationError("--marking is a TLP 2.0 label, as TLP:CLEAR")
    }
    for field in fields where !field.contains("=") {
      throw ValidationError("--set takes FIELD=VALUE, as country=ca")
    }
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let root = try global.root()
      let outcome = try await NewFile(
        kind: kind, id: id, given: try given(), pack: pack, languages: language
      ).run(root: root)
      for path in outcome.paths { terminal.message("Wrote \(path)") }
      for line in outcome.advice { terminal.message(line) }
      terminal.message("Next: replace each TODO, then run 'dossier check'")
      return 0
    }
  }

  /// Values by field, those of the options by the field that they mean in this kind.
  private func given() throws -> [String: [String]] {
    var given: [String: [String]] = [:]
    for field in fields {
      guard let equals = field.firstIndex(of: "=") else { continue }
      given[String(field[..<equals]), default: []].append(
        String(field[field.index(after: equals)...]))
    }
    let roles = NewFile.fields(of: kind)
    if let name { given[try meant(roles.name, "name"), default: []] += [name] }
    if let date { given[try meant(roles.date, "date"), default: []] += [date.description] }
    if !source.isEmpty { given[try meant(roles.source, "source"), default: []] += source }
    if let marking { given["marking", default: []] += [marking] }
    return given
  }

  private func meant(_ field: String?, _ option: String) throws -> String {
    guard let field else { throw UsageError("'\(kind)' takes no --\(option)") }
    return field
  }
}
