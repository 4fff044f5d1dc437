import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// The diagnostics' pages whose examples are commands: run as they are written.
@Suite struct CommandExampleTests {
  static let codes = DiagnosticCode.allCases.filter { code in
    (try? CodeExplanation.page(of: code.rawValue)).map { PageExample(page: $0).hasCommands }
      ?? false
  }

  /// Where an error is left in the good example, since what is good is that it is told.
  private static let stillBroken: [DiagnosticCode] = [.hiddenErrors]

  @Test(
    "commands of a page's bad example are told its code, those of its good one are not",
    arguments: codes)
  func example(_ code: DiagnosticCode) throws {
    let example = PageExample(page: try CodeExplanation.page(of: code.rawValue))
    try #require(!example.good.commands.isEmpty)
    let bad = try run(example.bad)
    #expect(bad.text.contains("[\(code.rawValue)]"), "told otherwise:\n\(bad.text)")
    let good = try run(example.good)
    #expect(!good.text.contains("[\(code.rawValue)]"), "told all the same:\n\(good.text)")
    #expect((good.status == 0) != Self.stillBroken.contains(code), "\(good.text)")
  }

  /// The commands one after the other, in the project that the blocks are put into.
  private func run(_ side: PageExample.Side) throws -> (status: Int32, text: String) {
    let project = try TestProject(bytes: try PageExample.project(side.blocks))
    let printers = Folders.root.appending(path: ".build/tools/python/bin").path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try CommandLineShell.run(
      "set +e\n" + side.commands.joined(separator: "\n"), in: project.root,
      ["PATH": "\(path):\(printers)"])
  }
}
