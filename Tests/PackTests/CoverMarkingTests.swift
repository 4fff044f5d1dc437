import Foundation
import TestSupport
import Testing

/// A cover quotes the sections below it, and carries the label of the highest of them.
@Suite struct CoverMarkingTests {
  @Test("the Markdown cover is labelled as the highest section that it quotes, first and last")
  func label() async throws {
    let project = try TestProject(
      copying: Folders.root.appending(path: "Tests/PackTests/Accepted/markings"))
    let (files, errors) = try await project.built()
    try #require(errors.isEmpty, "\(errors)")
    for (edition, label) in [("public", "TLP:CLEAR"), ("partners", "TLP:AMBER")] {
      let bytes = try #require(files["\(edition)/en/brief/md/index.md"])
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.first == Substring(label))
      #expect(lines.last == Substring(label))
      let quotes = lines.contains { $0.contains("Night Crew") }
      #expect(quotes == (edition == "partners"), "only an edition that holds the section quotes it")
    }
  }
}
