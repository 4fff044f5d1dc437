import Diagnostics
import Foundation
import Publishing
import Rendering
import TestSupport
import Testing

@Suite struct PublisherTests {
  private func edition(_ name: String, _ files: [String: String]) -> EditionOutput {
    let rendered = files.keys.sorted().map {
      RenderedFile(path: $0, bytes: Array((files[$0] ?? "").utf8), marking: .clear)
    }
    return EditionOutput(
      name: name, marking: .clear, files: rendered,
      manifest: Manifest(
        tool: "test", edition: name, marking: .clear, languages: ["en"], dates: [:],
        files: rendered, inputs: [:]))
  }

  private func publisher(_ folder: URL) -> Publisher {
    Publisher(folder: folder.appending(path: "Site").path, projectRoot: folder.path)
  }

  @Test("a second publication replaces the first whole and leaves no staging")
  func replace() async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await publisher(folder).publish(
      [edition("public", ["a/one.html": "1", "two.html": "2"])], jobs: 2)
    try await publisher(folder).publish([edition("public", ["a/three.html": "3"])], jobs: 1)
    let files = Folders.files(under: folder.appending(path: "Site"))
    #expect(files == [".dossier-lock", "public/a/three.html", "public/manifest.json"])
  }

  @Test("litter of a build that died is cleared")
  func litter() async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let staging = folder.appending(path: "Site/.dossier-staging-partners/en")
    try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: staging.appending(path: "x.html"))
    try await publisher(folder).publish([edition("public", ["a.html": "1"])], jobs: 1)
    #expect(!FileManager.default.fileExists(atPath: staging.path))
  }

  @Test("a file that the manifest does not name keeps an edition from being replaced")
  func foreignFile() async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await publisher(folder).publish([edition("public", ["a.html": "1"])], jobs: 1)
    let mine = folder.appending(path: "Site/public/mine.txt")
    try Data("precious".utf8).write(to: mine)
    await #expect(throws: PublishingError.self) {
      try await publisher(folder).publish([edition("public", ["a.html": "2"])], jobs: 1)
    }
    #expect(FileManager.default.fileExists(atPath: mine.path))
    let kept = try Data(contentsOf: folder.appending(path: "Site/public/a.html"))
    #expect(String(decoding: kept, as: UTF8.self) == "1")
  }

  @Test("the manifest names every file with its digest")
  func manifest() async throws {
    let bytes = edition("public", ["a.html": "abc"]).manifest.bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains(
        "\"a.html\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""))
  }
}
