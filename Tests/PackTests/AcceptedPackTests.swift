import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

@Suite struct AcceptedPackTests {
  static let folder = Folders.root.appending(path: "Tests/PackTests/Accepted")
  static let cases = Folders.names(in: folder)

  @Test("a sound project compiles to the bytes recorded", arguments: cases)
  func accepted(_ name: String) async throws {
    let project = try TestProject(copying: Self.folder.appending(path: name))
    let (files, report) = try await project.site()
    let text = TextPrinter(sources: report.sources).text(report.diagnostics)
    #expect(!report.hasErrors, "\(text)")
    let differences = try Golden.differences(
      files, with: Self.folder.appending(path: "\(name)/Expected"))
    #expect(differences.isEmpty, "\(name)\n\(differences.joined(separator: "\n"))")
  }

  @Test("one task or many, the bytes are the same", arguments: cases)
  func jobs(_ name: String) async throws {
    let project = try TestProject(copying: Self.folder.appending(path: name))
    let one = try await project.site(jobs: 1).files
    let many = try await project.site(jobs: 7).files
    #expect(one == many)
  }
}
