import Diagnostics
import Foundation
import Publishing
import Rendering
import Synchronization
import TestSupport

/// An output folder below a temporary one, and editions small enough to read.
struct SampleSite {
  let base: URL

  /// In memory where there is such a folder: each publication flushes its file system.
  init() throws {
    let memory = URL(filePath: "/dev/shm")
    guard FileManager.default.isWritableFile(atPath: memory.path) else {
      base = try Folders.temporary()
      return
    }
    base = memory.appending(path: "dossier-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
  }

  func remove() {
    do {
      try FileManager.default.removeItem(at: base)
    } catch {
      print("could not remove \(base.path): \(error)")
    }
  }

  var folder: URL { base.appending(path: "Site") }

  /// An edition of text files; pages get a label, as every page has one.
  static func edition(
    _ name: String, _ texts: [String: String], ceiling: Marking = .clear, marking: Marking = .clear
  ) -> EditionOutput {
    let rendered = texts.keys.sorted().map { path in
      RenderedFile(path: path, bytes: Array((texts[path] ?? "").utf8), marking: marking)
    }
    return EditionOutput(
      name: name, ceiling: ceiling, marking: marking, files: rendered,
      manifest: Manifest(
        tool: "dossier 0", edition: name, marking: marking, languages: [], dates: [:],
        files: rendered, inputs: [:]))
  }

  /// Two editions of one generation.
  static func generation(_ text: String) -> [EditionOutput] {
    [
      edition("public", ["a.txt": text, "en/b.txt": "clear \(text)"]),
      edition(
        "partners", ["a.txt": text, "en/c.txt": "amber \(text)"], ceiling: .amber, marking: .amber),
    ]
  }

  func publisher(
    _ replacement: Publisher.Replacement = .exchange, faults: SystemCalls.FaultSource? = nil,
    control: PublicationControl = .none
  ) -> Publisher {
    Publisher(
      folder: folder.path, projectRoot: base.path, replacement: replacement,
      calls: SystemCalls(faults: faults), control: control)
  }

  @discardableResult
  func publish(
    _ editions: [EditionOutput], _ replacement: Publisher.Replacement = .exchange,
    faults: SystemCalls.FaultSource? = nil, jobs: Int = 1
  ) async throws -> Publication.Outcome {
    try await publisher(replacement, faults: faults).open().publish(editions, jobs: jobs)
  }

  func verify(ceiling: Marking? = nil) throws -> SiteVerifier.Outcome {
    try SiteVerifier(folder: folder.path, ceiling: ceiling).verify()
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  func write(_ text: String, to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Every file below the folder, with its text, but those that only publishing makes.
  func published() throws -> [String: String] {
    var texts: [String: String] = [:]
    for name in ["public", "partners"] {
      for path in Folders.files(under: folder.appending(path: name).resolvingSymlinksInPath()) {
        texts["\(name)/\(path)"] = try text("\(name)/\(path)")
      }
    }
    return texts
  }

  /// Names that only publishing makes, but the lock.
  func litter() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(".dossier-") && $0 != ".dossier-lock" }.sorted()
  }
}

/// Makes the calls of a publication fail from a number on, and counts them.
final class CountedFaults: Sendable {
  /// Which calls fail: the one of that number, or all from it on, as if the machine had stopped.
  enum Extent { case one, rest }

  private let count = Mutex(0)
  private let number: Int
  private let extent: Extent
  private let fault: SystemCalls.Fault

  init(at number: Int, _ extent: Extent, _ fault: SystemCalls.Fault = .error(EIO)) {
    self.number = number
    self.extent = extent
    self.fault = fault
  }

  var calls: Int { count.withLock { $0 } }

  var source: SystemCalls.FaultSource {
    { _, _ in
      let now = self.count.withLock { count in
        count += 1
        return count
      }
      return self.extent == .one
        ? (now == self.number ? self.fault : nil)
        : (now >= self.number ? self.fault : nil)
    }
  }
}
