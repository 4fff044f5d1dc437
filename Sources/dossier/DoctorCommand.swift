import ArgumentParser
internal import CMimalloc
import DossierKit
import Foundation

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show settings in force and outside programs.",
    discussion: """
      EXAMPLES
        dossier doctor
        dossier -C brief doctor
      """)

  @OptionGroup var global: GlobalOptions

  private var allocator: Doctor.Finding {
    let version = mi_version()
    return Doctor.Finding(
      topic: "Allocator", text: "mimalloc \(version / 100).\(version / 10 % 10).\(version % 10)",
      isProblem: false)
  }

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      var root: String?
      do {
        root = try global.root()
      } catch let error as UsageError {
        // Outside a project the tool itself can still be examined.
        if global.directory != nil { throw error }
      }
      let found = try await Doctor().run(
        root: root, path: ProcessInfo.processInfo.environment["PATH"] ?? "")
      let findings = found + [allocator]
      let width = findings.map(\.topic.count).max() ?? 0
      for finding in findings {
        let gap = String(repeating: " ", count: width - finding.topic.count)
        terminal.result("\(finding.topic)\(gap)  \(finding.text)\n")
      }
      return findings.contains(where: \.isProblem) ? 1 : 0
    }
  }
}
