internal import Diagnostics
import Foundation
internal import Records

/// Tells what the tool found: version, project, settings, templates, outside programs.
package struct Doctor: Sendable {
  package init() {}

  /// One line of the report.
  package struct Finding: Sendable {
    package let topic: String
    package let text: String
    /// Whether something is missing that a command needs.
    package let isProblem: Bool

    package init(topic: String, text: String, isProblem: Bool) {
      self.topic = topic
      self.text = text
      self.isProblem = isProblem
    }
  }

  package func run(root: String?, path: String) async throws -> [Finding] {
    var findings = [Finding(topic: "Tool", text: ToolVersion.name, isProblem: false)]
    if let root {
      let compilation = try await Compilation(root: root)
      let project = compilation.project
      let editions = project.settings.editions.map { "\($0.name) (\($0.ceiling.label))" }
      findings += [
        Finding(topic: "Project", text: root, isProblem: false),
        Finding(
          topic: "Languages", text: project.settings.languages.joined(separator: ", "),
          isProblem: false),
        Finding(
          topic: "Default marking", text: project.settings.marking?.label ?? "none",
          isProblem: false),
        Finding(
          topic: "Editions", text: editions.joined(separator: ", "), isProblem: editions.isEmpty),
        Finding(
          topic: "Packs", text: project.packs.map(\.id).joined(separator: ", "),
          isProblem: project.packs.isEmpty),
        Finding(topic: "Records", text: records(of: project), isProblem: false),
        Finding(
          topic: "Own templates", text: ownTemplates(compilation), isProblem: false),
        Finding(
          topic: "Findings", text: "\(compilation.diagnostics.count) in records and packs",
          isProblem: compilation.diagnostics.hasErrors),
      ]
    } else {
      findings.append(
        Finding(topic: "Project", text: "none here or in any folder above", isProblem: false))
    }
    for (program, use) in [
      ("chromium", "looking at pages"), ("weasyprint", "PDF, from version 70"),
      ("pandoc", "Word documents"),
    ] {
      let found = find(program, path: path)
      findings.append(
        Finding(
          topic: program, text: found ?? "not installed; needed for \(use) only", isProblem: false))
    }
    return findings
  }

  private func records(of project: Project) -> String {
    Collection.allCases.map { "\(project.corpus.records($0).count) \($0.rawValue)" }
      .joined(separator: ", ")
  }

  private func ownTemplates(_ compilation: Compilation) -> String {
    let own = compilation.templates.overridden
    return own.isEmpty ? "none; all built in" : own.joined(separator: ", ")
  }

  private func find(_ program: String, path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
