import Foundation
import TestSupport
import Testing

/// The README's five-minute example, done as a newcomer would.
@Suite struct ReadmeTests {
  private struct Example {
    var files: [String: String] = [:]
    /// Each `console` block's commands.
    var commands: [String] = []

    init(_ text: String) {
      var block: (info: String, lines: [String])?
      for line in text.components(separatedBy: "\n") {
        if let open = block {
          guard line == "```" else {
            block?.lines.append(line)
            continue
          }
          let title = open.info.components(separatedBy: "title=\"").dropFirst().first
          if let path = title?.split(separator: "\"").first {
            files[String(path)] = open.lines.joined(separator: "\n") + "\n"
          } else if open.info == "console" {
            commands += open.lines.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
          }
          block = nil
        } else if line.hasPrefix("```") {
          block = (String(line.dropFirst(3)), [])
        }
      }
    }
  }

  @Test("the README's example builds, explains its number, and notices the broken one")
  func example() throws {
    let readme = try String(contentsOf: Folders.root.appending(path: "README.md"), encoding: .utf8)
    let example = Example(readme)
    #expect(example.files.count >= 7)
    #expect(example.commands.count >= 4)
    let project = try TestProject(files: example.files)
    var output = ""
    for command in example.commands {
      let result = try CommandLineShell.run(command, in: project.root)
      #expect(result.status == 0, "\(command)\n\(result.text)")
      output += result.text
    }
    #expect(output.contains("Built "))
    #expect(output.contains("US$12.5 million"))
    #expect(output.contains("[DS435]"))
    #expect(output.contains("exit code 1"))
  }

  @Test("the README shows what proves a figure of the demonstration pack as the tool prints it")
  func proof() throws {
    let readme = try String(contentsOf: Folders.root.appending(path: "README.md"), encoding: .utf8)
    let command = "why bybit-loss"
    let start = try #require(readme.range(of: "```text\n$ dossier \(command)\n"))
    let shown = readme[start.upperBound...].components(separatedBy: "\n```")[0]
      .components(separatedBy: "\n")
    try #require(shown.count > 5 && shown.last == "      …")
    let printed = try Tool.run(
      ["-C", Folders.root.path] + command.split(separator: " ").map(String.init))
    let lines = printed.output.components(separatedBy: "\n")
    #expect(Array(lines.prefix(shown.count - 1)) == Array(shown.dropLast()))
  }
}
