import Diagnostics
import Foundation
import Publishing
import Rendering
import Synchronization
import TestSupport
import Testing

@Suite struct PublisherTests {
  private let edition = SampleSite.edition

  @Test("a second publication replaces the first whole and leaves no staging")
  func replace() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish(
      [SampleSite.edition("public", ["a/one.txt": "1", "two.txt": "2"])], jobs: 2)
    try await site.publish([SampleSite.edition("public", ["a/three.txt": "3"])])
    #expect(
      Folders.files(under: site.folder)
        == [".dossier-lock", "public/a/three.txt", "public/manifest.json"])
  }

  @Test("litter of a build that died is cleared before anything else is done")
  func litter() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["a.txt": "1"])])
    try site.write("secret", to: ".dossier-staging-partners/en/x.html")
    let publication = try site.publisher().open()
    #expect(site.litter() == [])
    _ = consume publication
  }

  @Test("an old edition that a build died over keeps whatever a person put into it")
  func strangerInLitter() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["a.txt": "1"])])
    // As after a swap: the earlier edition, complete, under the staging name.
    try FileManager.default.copyItem(
      at: site.folder.appending(path: "public"),
      to: site.folder.appending(path: ".dossier-staging-public"))
    try site.write("precious", to: ".dossier-staging-public/mine.txt")
    await #expect(throws: PublishingError.self) {
      try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
    }
    #expect(try site.text(".dossier-staging-public/mine.txt") == "precious")
    #expect(try site.text("public/a.txt") == "1")
  }

  @Test(
    "what a manifest does not name keeps an edition from being replaced",
    arguments: ["public/mine.txt", "public/en/mine.txt", "public/new/mine.txt", "public/a.txt/x"])
  func foreignFile(_ path: String) async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["a.txt": "1", "en/b.txt": "1"])])
    if path == "public/a.txt/x" {
      try FileManager.default.removeItem(at: site.folder.appending(path: "public/a.txt"))
    }
    try site.write("precious", to: path)
    let error = await #expect(throws: PublishingError.self) {
      try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
    }
    #expect(error?.code == .unsafeOutput)
    #expect(error?.path.contains("/public/") == true)
    #expect(try site.text(path) == "precious")
    #expect(try site.text("public/en/b.txt") == "1")
  }

  @Test("a link in an edition is neither followed nor removed")
  func linkInEdition() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["en/b.txt": "1"])])
    let elsewhere = site.base.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try Data("1".utf8).write(to: elsewhere.appending(path: "b.txt"))
    let inner = site.folder.appending(path: "public/en")
    try FileManager.default.removeItem(at: inner)
    try FileManager.default.createSymbolicLink(at: inner, withDestinationURL: elsewhere)
    await #expect(throws: PublishingError.self) {
      try await site.publish([SampleSite.edition("public", ["en/b.txt": "2"])])
    }
    #expect(FileManager.default.fileExists(atPath: elsewhere.appending(path: "b.txt").path))
  }

  @Test("a link in the place of the output, of an edition, or of staging is refused")
  func links() async throws {
    for name in ["", "public", ".dossier-staging-public"] {
      let site = try SampleSite()
      defer { site.remove() }
      let elsewhere = site.base.appending(path: "elsewhere")
      try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      try Data("precious".utf8).write(to: elsewhere.appending(path: "a.txt"))
      if name.isEmpty {
        try FileManager.default.createSymbolicLink(at: site.folder, withDestinationURL: elsewhere)
      } else {
        try site.write("", to: ".dossier-lock")
        try FileManager.default.createSymbolicLink(
          at: site.folder.appending(path: name), withDestinationURL: elsewhere)
      }
      let error = await #expect(throws: PublishingError.self) {
        try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
      }
      #expect(error?.code == .unsafeOutput, "\(name)")
      #expect(
        FileManager.default.contents(atPath: elsewhere.appending(path: "a.txt").path)
          == Data("precious".utf8))
    }
  }

  @Test("a folder with somebody's manifest.json is not ours")
  func foreignManifest() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try site.write(#"{"manifest_version": 3, "name": "An extension"}"#, to: "public/manifest.json")
    let error = await #expect(throws: PublishingError.self) {
      try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
    }
    #expect(error?.code == .unsafeOutput)
  }

  @Test("a folder that overlaps the inputs by another name is refused")
  func overlap() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let content = site.base.appending(path: "Content")
    try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
    let alias = site.base.appending(path: "alias")
    try FileManager.default.createSymbolicLink(at: alias, withDestinationURL: content)
    for path in ["alias/Site", "Content", "Content/deep/er", "."] {
      let folder = path == "." ? site.base : site.base.appending(path: path)
      let publisher = Publisher(folder: folder.path, projectRoot: site.base.path)
      let error = #expect(throws: PublishingError.self) { _ = try publisher.open() }
      #expect(error?.code == .unsafeOutput, "\(path)")
    }
    #expect(Folders.files(under: content) == [])
  }

  @Test("the second of two builds hears who publishes, and the folder is free again afterwards")
  func lock() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let first = try site.publisher().open()
    let error = #expect(throws: PublishingError.self) { _ = try site.publisher().open() }
    #expect(error?.code == .lockedOutput)
    #expect(error?.reason.contains("process \(getpid())") == true)
    _ = try await first.publish([SampleSite.edition("public", ["a.txt": "1"])], jobs: 1)
    try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
    #expect(try site.text("public/a.txt") == "2")
  }

  @Test("a build that gives up leaves a new folder as it found it: not there")
  func givesUp() throws {
    let site = try SampleSite()
    defer { site.remove() }
    let publication = try site.publisher().open()
    #expect(FileManager.default.fileExists(atPath: site.folder.path))
    _ = consume publication
    #expect(!FileManager.default.fileExists(atPath: site.folder.path))
  }

  @Test("modes are those of a public site whatever the mask, and staging is private")
  func modes() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let seen = Modes()
    let control = PublicationControl(
      willStage: {}, shouldStop: { false },
      mayCommit: {
        seen.set(Modes.mode(site.folder.appending(path: ".dossier-staging-public").path))
        return true
      })
    _ = try await site.publisher(control: control).open()
      .publish([SampleSite.edition("public", ["en/a.txt": "1"])], jobs: 1)
    #expect(seen.value == 0o700)
    #expect(Modes.mode(site.folder.appending(path: "public").path) == 0o755)
    #expect(Modes.mode(site.folder.appending(path: "public/en").path) == 0o755)
    #expect(Modes.mode(site.folder.appending(path: "public/en/a.txt").path) == 0o644)
  }

  @Test(
    "whoever reads while editions are swapped finds each file whole",
    arguments: [Publisher.Replacement.exchange, .versions])
  func readers(_ replacement: Publisher.Replacement) async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let texts = (0..<2).map { String(repeating: "\($0)", count: 10_000) }
    try await site.publish([SampleSite.edition("public", ["en/a.txt": texts[0]])], replacement)
    let reader = Reader(path: site.folder.appending(path: "public/en/a.txt").path, texts: texts)
    // A thread of its own: one that never waits must not take a task's.
    Thread.detachNewThread { reader.run() }
    for number in 1...100 {
      try await site.publish([SampleSite.edition("public", ["en/a.txt": texts[number % 2]])])
    }
    let counts = reader.stop()
    #expect(counts.torn == 0)
    #expect(counts.found.allSatisfy { $0 > 0 }, "\(counts.found)")
  }

  @Test("a publication that is stopped before its first swap changes nothing and clears up")
  func stopped() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish(SampleSite.generation("old"))
    for stopsEarly in [true, false] {
      let control = PublicationControl(
        willStage: {}, shouldStop: { stopsEarly }, mayCommit: { false })
      await #expect(throws: PublicationStopped.self) {
        try await site.publisher(control: control).open()
          .publish(SampleSite.generation("new"), jobs: 2)
      }
      #expect(try site.text("public/a.txt") == "old")
      #expect(site.litter() == [])
    }
  }

  @Test("an edition that this build does not publish stays, and is named")
  func otherEdition() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish(SampleSite.generation("old"))
    let outcome = try await site.publish([SampleSite.edition("public", ["a.txt": "2"])])
    #expect(outcome.otherEditions == ["partners"])
    #expect(try site.text("partners/a.txt") == "old")
  }

  @Test("versioned editions are folders behind links, one at a time, also over earlier folders")
  func versions() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    try await site.publish([SampleSite.edition("public", ["a.txt": "0"])])
    for number in 1...3 {
      try await site.publish([SampleSite.edition("public", ["a.txt": "\(number)"])], .versions)
      #expect(try site.text("public/a.txt") == "\(number)")
      #expect(try site.verify().findings == [])
      #expect(site.litter().count == 1)
    }
    // Without the option a link stays a link.
    try await site.publish([SampleSite.edition("public", ["a.txt": "4"])])
    #expect(site.litter().count == 1)
    #expect(try site.text("public/a.txt") == "4")
  }

  @Test("a file system that cannot exchange is refused, naming the option that works there")
  func cannotExchange() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let faults: SystemCalls.FaultSource = { call, _ in call == .exchange ? .error(EINVAL) : nil }
    let error = await #expect(throws: PublishingError.self) {
      try await site.publish(SampleSite.generation("1"), faults: faults)
    }
    #expect(error?.reason.contains("--versioned") == true)
    #expect(!FileManager.default.fileExists(atPath: site.folder.path))
    try await site.publish(SampleSite.generation("2"), .versions, faults: faults)
    try await site.publish(SampleSite.generation("3"), faults: faults)
    #expect(try site.text("partners/a.txt") == "3")
    #expect(try site.verify().findings == [])
  }

  @Test("a folder that cannot be locked is refused")
  func cannotLock() async throws {
    let site = try SampleSite()
    defer { site.remove() }
    let error = await #expect(throws: PublishingError.self) {
      try await site.publish(
        SampleSite.generation("1"), faults: { call, _ in call == .lock ? .error(ENOLCK) : nil })
    }
    #expect(error?.code == .lockedOutput)
  }

  @Test("the manifest names every file with its digest")
  func manifest() throws {
    let bytes = SampleSite.edition("public", ["a.txt": "abc"]).manifest.bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains(
        "\"a.txt\": \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""))
  }
}

/// Reads a file over and over and counts what it finds.
final class Reader: Sendable {
  struct Counts {
    var found: [Int]
    var torn = 0
  }

  private let path: String
  private let texts: [String]
  private let counts: Mutex<Counts>
  private let isStopped = Mutex(false)

  init(path: String, texts: [String]) {
    self.path = path
    self.texts = texts
    counts = Mutex(Counts(found: texts.map { _ in 0 }))
  }

  func run() {
    while !isStopped.withLock({ $0 }) {
      // A look that was on its way into the old edition may find it gone; the next is in the new.
      let bytes =
        FileManager.default.contents(atPath: path) ?? FileManager.default.contents(atPath: path)
      let text = bytes.map { String(decoding: $0, as: UTF8.self) }
      let index = texts.firstIndex { $0 == text }
      counts.withLock { counts in
        if let index { counts.found[index] += 1 } else { counts.torn += 1 }
      }
    }
  }

  /// Stops reading, and answers how often each text was found, and anything else.
  func stop() -> Counts {
    isStopped.withLock { $0 = true }
    return counts.withLock { $0 }
  }
}

/// The mode of a path at a moment.
final class Modes: Sendable {
  private let seen = Mutex<Int?>(nil)

  func set(_ mode: Int?) { seen.withLock { $0 = mode } }
  var value: Int? { seen.withLock { $0 } }

  static func mode(_ path: String) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber)?.intValue
  }
}
