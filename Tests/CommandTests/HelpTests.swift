import Foundation
import TestSupport
import Testing

/// Help, completions and the reference, held against the parser of the commands itself.
@Suite struct HelpTests {
  struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        var name: String
        var kind: String
      }

      var kind: String
      var names: [Name]?
      var shouldDisplay: Bool
      var abstract: String?
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// `--edition`, `-C`.
    var options: [String] {
      (arguments ?? []).filter { $0.shouldDisplay && $0.kind != "positional" }.flatMap { argument in
        (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
      }
    }
  }

  private struct Dump: Decodable { var command: Command }

  private func commands() throws -> [Command] {
    let result = try Tool.run(["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(result.output.utf8))
    return (dump.command.subcommands ?? []).filter { $0.commandName != "help" }
  }

  @Test("the help of each command leads with two examples, and explains every option")
  func help() throws {
    let commands = try commands()
    #expect(commands.count >= 15)
    for command in commands {
      let help = try Tool.run([command.commandName, "--help"])
      #expect(help.status == 0)
      let start = try #require(help.output.range(of: "EXAMPLES"), "\(command.commandName)")
      let usage = try #require(help.output.range(of: "USAGE"), "\(command.commandName)")
      #expect(start.lowerBound < usage.lowerBound, "\(command.commandName)")
      let examples = help.output[start.upperBound..<usage.lowerBound].split(separator: "\n")
        .filter { $0.contains("dossier ") && $0.contains(" \(command.commandName)") }
      #expect(examples.count >= 2, "\(command.commandName): \(help.output)")
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        #expect(argument.abstract?.isEmpty == false, "\(command.commandName) \(argument)")
      }
    }
  }

  @Test("the reference names every command and every option of it")
  func reference() throws {
    let page = Folders.root.appending(
      path: "Sources/DossierKit/DossierKit.docc/CommandReference.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let parts = text.components(separatedBy: "\n## ")
    let shared = try #require(parts.first { $0.hasPrefix("What they share") })
    for command in try commands() {
      let own = try #require(
        parts.first { $0.hasPrefix(command.commandName + "\n") }, "\(command.commandName)")
      for option in command.options where option != "--help" && option != "-h" {
        let isTold = own.contains(option) || shared.contains("`\(option)")
        #expect(isTold, "\(command.commandName) \(option)")
      }
    }
    let readme = try String(contentsOf: Folders.root.appending(path: "README.md"), encoding: .utf8)
    for command in try commands() {
      #expect(readme.contains("`dossier \(command.commandName)"), "\(command.commandName)")
    }
  }

  @Test("a completion script exists for each shell", arguments: ["bash", "zsh", "fish"])
  func scripts(_ shell: String) throws {
    let result = try Tool.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    for command in try commands() { #expect(result.output.contains(command.commandName)) }
  }

  @Test("a manual page exists for each command, names its options, and formats without a warning")
  func manual() throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = Folders.root.appending(path: "Scripts/manual").path
    let result = try CommandLineShell.run(
      "'\(script)' '\(folder.path)'", in: folder, ["DOSSIER": Tool.path])
    #expect(result.status == 0, "\(result.text)")
    let commands = try commands()
    #expect(Folders.files(under: folder).count == commands.count + 1)
    for command in commands {
      let page = "dossier-\(command.commandName).1"
      let text = try String(contentsOf: folder.appending(path: page), encoding: .utf8)
      for option in command.options {
        #expect(
          text.contains("\\fB" + option.replacing("-", with: "\\-") + "\\fR"), "\(page) \(option)")
      }
      let lint = try CommandLineShell.run(
        "if command -v groff >/dev/null; then groff -man -ww -z -Kutf8 \(page); fi", in: folder)
      #expect(lint.status == 0 && lint.text.isEmpty, "\(page)\n\(lint.text)")
    }
  }

  @Test("bash completes kinds, and the ids, editions and packs of the project at hand")
  func bash() throws {
    let project = try TestProject(copying: CommandTests.minimal)
    let ids = try Tool.run(["-C", project.root.path, "list", "incidents", "--format", "csv"])
    let id = try #require(
      Folders.files(under: project.root.appending(path: "Content/packs")).first?
        .split(separator: "/").first)
    #expect(ids.status == 0)
    #expect(try completions("dossier new in", in: project.root).contains("incident"))
    #expect(try completions("dossier schema for", in: project.root).contains("forums"))
    #expect(try completions("dossier build --edition ", in: project.root).contains("public"))
    #expect(try completions("dossier check --pack ", in: project.root).contains(String(id)))
    let targets = try completions("dossier why ", in: project.root)
    #expect(targets.count >= 3, "\(targets)")
    let elsewhere = try completions("dossier why ", in: FileManager.default.temporaryDirectory)
    #expect(!elsewhere.contains(targets[0]))
  }

  /// What bash would offer behind a line.
  private func completions(_ line: String, in folder: URL) throws -> [String] {
    let script = """
      source <(dossier --generate-completion-script bash)
      function=$(complete -p dossier | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      COMP_LINE='\(line)'
      COMP_POINT=${#COMP_LINE}
      read -ra COMP_WORDS <<< "$COMP_LINE"
      case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      set +e
      $function dossier "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try CommandLineShell.run(script, in: folder).text.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}
