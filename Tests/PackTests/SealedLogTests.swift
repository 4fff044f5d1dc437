import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// What `--edition` prints of findings above an edition's ceiling: nothing but that there are some.
@Suite struct SealedLogTests {
  /// A project with one error and one warning at each marking that an edition has.
  private func project() throws -> TestProject {
    let project = try TestProject(copying: AcceptedPackTests.folder.appending(path: "markings"))
    let path = "Content/records/sources/findings.yaml"
    try project.write(
      """
      - { id: open-uncited, type: report, title: Open }
      - { id: amber-uncited, type: report, title: Amber, marking: TLP:AMBER }
      - { id: red-uncited, type: report, title: Red, marking: TLP:RED }

      """, to: path)
    try project.write(
      """
      - { id: amber-theft, name: A, marking: TLP:AMBER, startDate: 2024-02, endDate: 2024-01, sources: cable-17 }

      """, to: "Content/records/incidents/findings.yaml")
    return project
  }

  private func report(
    _ project: TestProject, _ editions: [String], isStrict: Bool = false
  ) async throws -> DiagnosticReport {
    try await Check(request: CompilationRequest(editions: editions), isStrict: isStrict)
      .run(root: project.root.path).report
  }

  @Test("an error above the ceiling is one line that says nothing of it, and still an error")
  func hidden() async throws {
    let found = try await report(try project(), ["public"])
    let errors = found.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [.hiddenErrors])
    #expect(errors.first?.span == nil)
    #expect(found.hasErrors)
    let text = TextPrinter(sources: found.sources).text(found.diagnostics)
    #expect(text.contains("open-uncited"))
    #expect(!text.contains("amber") && !text.contains("red-uncited"))
  }

  @Test("with several editions the log is for the widest audience")
  func several() async throws {
    let both = try await report(try project(), ["partners", "public"])
    let open = try await report(try project(), ["public"])
    #expect(both.diagnostics == open.diagnostics)
  }

  @Test("an edition sees its own findings, and those above it are not counted")
  func own() async throws {
    let found = try await report(try project(), ["partners"])
    #expect(found.diagnostics.contains { $0.code == .dateOrder })
    #expect(!found.diagnostics.contains { $0.code == .hiddenErrors })
    let uncited = found.diagnostics.filter { $0.code == .uncitedSource }
    #expect(uncited.map(\.marking) == [.clear, .amber])
  }

  @Test("under --strict a warning above the ceiling is still nothing")
  func strict() async throws {
    let project = try project()
    try project.remove("Content/records/incidents/findings.yaml")
    let found = try await report(project, ["public"], isStrict: true)
    #expect(found.diagnostics.map(\.code) == [.uncitedSource])
    #expect(found.diagnostics.map(\.severity) == [.error])
    let all = try await report(project, [], isStrict: true)
    #expect(all.diagnostics.count { $0.code == .uncitedSource && $0.severity == .error } == 3)
  }
}
