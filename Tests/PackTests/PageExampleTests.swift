import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// Each diagnostic's page shows how it is provoked and how it is mended, and means it.
@Suite struct PageExampleTests {
  /// What cannot be provoked from outside: a fault of the tool's own, which LeakCheck's tests plant.
  static let unprovoked: [DiagnosticCode] = [.leakedText]

  /// The pages whose examples are projects; `CommandExampleTests` runs those that are commands.
  static let codes = DiagnosticCode.allCases.filter { code in
    let page = try? CodeExplanation.page(of: code.rawValue)
    return !unprovoked.contains(code) && page.map { !PageExample(page: $0).hasCommands } ?? true
  }

  @Test(
    "a page's bad example is reported under its code, and its good one is not", arguments: codes)
  func example(_ code: DiagnosticCode) async throws {
    let example = PageExample(page: try CodeExplanation.page(of: code.rawValue))
    try #require(!example.bad.isEmpty && !example.good.isEmpty, "both say which file they are of")
    let bad = try await report(on: example.bad.blocks)
    #expect(
      bad.diagnostics.contains { $0.code == code },
      "the bad example is reported otherwise:\n\(text(bad))")
    let good = try await report(on: example.good.blocks)
    let found = good.diagnostics.filter { $0.code == code || $0.severity == .error }
    #expect(found.isEmpty, "the good example is reported:\n\(text(good))")
  }

  @Test("every page has both examples", arguments: DiagnosticCode.allCases)
  func shape(_ code: DiagnosticCode) throws {
    let page = try CodeExplanation.page(of: code.rawValue)
    for head in ["\nBad:", "\nGood:", "\nTo mend it:", "\nWhy:"] {
      #expect(page.contains(head) || code == .leakedText, "\(code.rawValue) lacks \(head)")
    }
  }

  @Test("the project that examples are put into is sound")
  func base() async throws {
    let report = try await report(on: [])
    #expect(report.diagnostics.isEmpty, "\(text(report))")
  }

  private func report(on blocks: [PageExample.Block]) async throws -> DiagnosticReport {
    let project = try TestProject(bytes: try PageExample.project(blocks))
    return try await project.check(isStrict: false).report
  }

  private func text(_ report: DiagnosticReport) -> String {
    TextPrinter(sources: report.sources, detail: .short).text(report.diagnostics)
  }
}
