import ArgumentParser
import DossierKit
import Glibc

@main
struct Dossier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Compiles policy briefings from records and Markdown.",
    usage: "dossier [-C DIR] COMMAND [OPTIONS]",
    discussion: """
      EXAMPLES
        dossier build                       every pack, edition and language into Site/
        dossier -C brief check --strict     what is wrong, warnings as errors

      Exit codes: 0 done, 1 findings, 2 could not finish, 64 usage, 130 interrupted.
      """,
    version: ToolVersion.name,
    subcommands: [
      InitCommand.self, NewCommand.self, BuildCommand.self, CheckCommand.self, ServeCommand.self,
      DiffCommand.self, QueryCommand.self, ListCommand.self, WhyCommand.self, ApproveCommand.self,
      VerifyCommand.self, ExportCommand.self, ImportCommand.self, MatchCommand.self,
      FormatCommand.self, SchemaCommand.self, ExplainCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    Interruption.listen()
    signal(SIGPIPE, SIG_IGN)
    // A file too large for the process's limit is an error of the write, with its path.
    signal(SIGXFSZ, SIG_IGN)
    await Dossier.main(GlobalArguments.reordered(Array(CommandLine.arguments.dropFirst())))
  }
}

/// `dossier -C DIR build`: options of every command may also stand before its name.
enum GlobalArguments {
  static func reordered(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      switch first {
      case "-C", "--color":
        guard rest.count > 1 else { return arguments }
        leading += rest.prefix(2)
        rest = rest.dropFirst(2)
      case "--quiet", "--verbose":
        leading.append(first)
        rest = rest.dropFirst()
      default:
        guard first.hasPrefix("--color=") || (first.hasPrefix("-C") && first.count > 2) else {
          guard !first.hasPrefix("-") else { return arguments }
          return [first] + leading + rest.dropFirst()
        }
        leading += first.hasPrefix("-C") ? ["-C", String(first.dropFirst(2))] : [first]
        rest = rest.dropFirst()
      }
    }
    return arguments
  }
}
