import Diagnostics
import Foundation
import Glibc
import Publishing
import Rendering
import TestSupport
import Testing

@Suite struct PublisherTests {
  private func edition(
    _ name: String, _ files: [String: String], marking: Marking = .clear
  ) -> EditionOutput {
    let rendered = files.keys.sorted().map {
      RenderedFile(path: $0, bytes: Array((files[$0] ?? "").utf8), marking: marking)
    }
    return EditionOutput(
      name: name, marking: marking, files: rendered,
      manifest: Manifest(
        tool: "test", edition: name, marking: marking, languages: ["en"], dates: [:],
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

  @Test(
    "a file that the manifest does not name keeps an edition from being replaced",
    arguments: ["mine.txt", "en/mine.txt", "mine/of/old.txt"])
  func foreignFile(_ path: String) async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await publisher(folder).publish(
      [edition("public", ["a.html": "1", "en/b.html": "1"])], jobs: 1)
    let mine = folder.appending(path: "Site/public/\(path)")
    try FileManager.default.createDirectory(
      at: mine.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("precious".utf8).write(to: mine)
    await #expect(throws: PublishingError.self) {
      try await publisher(folder).publish([edition("public", ["a.html": "2"])], jobs: 1)
    }
    #expect(FileManager.default.fileExists(atPath: mine.path))
    let kept = try Data(contentsOf: folder.appending(path: "Site/public/a.html"))
    #expect(String(decoding: kept, as: UTF8.self) == "1")
  }

  @Test("while one build publishes, another is refused and changes nothing")
  func lock() async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await publisher(folder).publish([edition("public", ["a.html": "1"])], jobs: 1)
    let descriptor = open(folder.appending(path: "Site/.dossier-lock").path, O_RDWR)
    try #require(descriptor >= 0)
    // Even a lock that others may share keeps a build out, since a build wants it alone.
    try #require(flock(descriptor, LOCK_SH | LOCK_NB) == 0)
    let refusal = await #expect(throws: PublishingError.self) {
      try await publisher(folder).publish([edition("public", ["a.html": "2"])], jobs: 1)
    }
    #expect(refusal?.code == .lockedOutput)
    close(descriptor)
    let kept = try Data(contentsOf: folder.appending(path: "Site/public/a.html"))
    #expect(String(decoding: kept, as: UTF8.self) == "1")
    try await publisher(folder).publish([edition("public", ["a.html": "2"])], jobs: 1)
  }

  @Test("editions are swapped in one by one, the widest audience first", arguments: [1, 2])
  func order(_ publications: Int) async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let editions = [
      edition("a-strict", ["a.html": "1"], marking: .red),
      edition("b-partners", ["a.html": "1"], marking: .amber),
      edition("z-public", ["a.html": "1"]), edition("y-public", ["a.html": "1"]),
    ]
    for _ in 1..<publications { try await publisher(folder).publish(editions, jobs: 1) }
    let site = folder.appending(path: "Site")
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    let arrivals = try Arrivals(in: site)
    try await publisher(folder).publish(editions, jobs: 2)
    let names = arrivals.names.filter { !$0.hasPrefix(".") }
    #expect(names == ["y-public", "z-public", "b-partners", "a-strict"])
  }

  @Test("a build that cannot write all it has leaves what stood there, and no staging")
  func failure() async throws {
    let folder = try Folders.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await publisher(folder).publish([edition("public", ["a.html": "1"])], jobs: 1)
    await #expect(throws: (any Error).self) {
      // A file cannot be a folder too.
      try await publisher(folder).publish(
        [edition("public", ["a.html": "2"]), edition("wide", ["b": "1", "b/c.html": "1"])],
        jobs: 1)
    }
    let site = folder.appending(path: "Site")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.path).sorted()
        == [".dossier-lock", "public"])
    let kept = try Data(contentsOf: site.appending(path: "public/a.html"))
    #expect(String(decoding: kept, as: UTF8.self) == "1")
  }

  @Test("the manifest's digest is of the whole file, in however many pieces it comes")
  func pieces() throws {
    let file = RenderedFile(
      path: "a.html", pieces: [Array("a".utf8), [], Array("bc".utf8)], marking: .clear)
    let manifest = Manifest(
      tool: "test", edition: "public", marking: .clear, languages: ["en"], dates: [:],
      files: [file], inputs: [:])
    #expect(
      manifest.files == [
        "a.html": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ])
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

/// What is moved into a folder, in order, as the kernel tells it.
private final class Arrivals {
  private let descriptor: Int32

  init(in folder: URL) throws {
    descriptor = inotify_init1(Int32(IN_NONBLOCK))
    try #require(descriptor >= 0)
    try #require(inotify_add_watch(descriptor, folder.path, UInt32(IN_MOVED_TO)) >= 0)
  }

  deinit { close(descriptor) }

  /// The names so far; asking takes them away.
  var names: [String] {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = read(descriptor, &buffer, buffer.count)
    var names: [String] = []
    var offset = 0
    let head = MemoryLayout<inotify_event>.size
    while offset + head <= count {
      let length = buffer.withUnsafeBytes {
        Int($0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      }
      let name = buffer[(offset + head)..<(offset + head + length)].prefix { $0 != 0 }
      names.append(String(decoding: name, as: UTF8.self))
      offset += head + length
    }
    return names
  }
}
