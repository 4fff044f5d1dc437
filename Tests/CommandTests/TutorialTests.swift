import Foundation
import TestSupport
import Testing

/// The ten-minute tutorial, done from its first line to its last as a newcomer would.
@Suite struct TutorialTests {
  private enum Step {
    case write(path: String, text: String)
    /// Commands, and the lines that they are said to print.
    case run([String], prints: [String])
  }

  private func steps(_ text: String) -> [Step] {
    var steps: [Step] = []
    var open: (fence: String, info: String, lines: [String])?
    for line in text.components(separatedBy: "\n") {
      if let block = open {
        guard line == block.fence else {
          open?.lines.append(line)
          continue
        }
        open = nil
        let title = block.info.components(separatedBy: "title=\"").dropFirst().first
        if let path = title?.split(separator: "\"").first {
          steps.append(
            .write(path: String(path), text: block.lines.joined(separator: "\n") + "\n"))
        } else if block.info == "console" {
          let commands = block.lines.filter { $0.hasPrefix("$ ") }.map { String($0.dropFirst(2)) }
          let printed = block.lines.filter { !$0.hasPrefix("$ ") && !$0.isEmpty }
          steps.append(.run(commands, prints: printed))
        }
      } else if line.hasPrefix("```") {
        let fence = String(line.prefix { $0 == "`" })
        open = (fence, String(line.dropFirst(fence.count)), [])
      }
    }
    return steps
  }

  @Test("every command of the tutorial does what it says")
  func tutorial() throws {
    let page = Folders.root.appending(path: "Sources/DossierKit/DossierKit.docc/Tutorial.md")
    let steps = steps(try String(contentsOf: page, encoding: .utf8))
    #expect(steps.count >= 12)
    var folder = try Folders.temporary()
    let top = folder
    defer { try? FileManager.default.removeItem(at: top) }
    for step in steps {
      switch step {
      case .write(let path, let text):
        try Data(text.utf8).write(to: folder.appending(path: path))
      case .run(let commands, let printed):
        var output = ""
        for command in commands {
          if command.hasPrefix("cd ") {
            folder = folder.appending(path: String(command.dropFirst(3)))
            continue
          }
          let result = try CommandLineShell.run(command, in: folder)
          #expect(result.status == 0, "\(command)\n\(result.text)")
          output += result.text
        }
        for line in printed { #expect(output.contains(line), "'\(line)' is not in\n\(output)") }
      }
    }
  }
}
