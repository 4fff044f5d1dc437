import DossierKit
import Foundation
import Narratives
import TestSupport
import Testing

@Suite struct WaiverTests {
  @Test("a waived number counts once, however many editions hold it")
  func once() async throws {
    let project = try TestProject(
      copying: AcceptedPackTests.folder.appending(path: "markings"))
    let path = "Content/packs/brief/overview.en.md"
    try project.write(
      try project.text(path) + "\nSeen {literal}`3 <counted by hand>` times.\n", to: path)
    let outcome = try await project.check()
    #expect(outcome.waivers.map(\.text) == ["3"])
    #expect(outcome.waivers.map(\.reason) == ["counted by hand"])
    #expect(outcome.waiverLines.count == 1)
  }
}
