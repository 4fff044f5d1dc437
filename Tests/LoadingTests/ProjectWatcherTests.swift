import Foundation
import Loading
import Synchronization
import Testing

@Suite struct ProjectWatcherTests {
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dossier-watch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Content/records"), withIntermediateDirectories: true)
    return folder
  }

  private static func write(_ text: String, to url: URL) throws {
    try Data(text.utf8).write(to: url)
  }

  /// Changes of a project, each of which is told once it is done.
  private static let changes: [@Sendable (URL) throws -> Void] = [
    { try write("a", to: $0.appending(path: "Content/records/a.yaml")) },
    { try write("b", to: $0.appending(path: "Content/records/a.yaml")) },
    {
      try FileManager.default.createDirectory(
        at: $0.appending(path: "Content/packs/brief"), withIntermediateDirectories: true)
    },
    { try write("c", to: $0.appending(path: "Content/packs/brief/pack.yaml")) },
    {
      try FileManager.default.moveItem(
        at: $0.appending(path: "Content/packs/brief/pack.yaml"),
        to: $0.appending(path: "Content/packs/brief/moved.yaml"))
    },
    { try FileManager.default.removeItem(at: $0.appending(path: "Content/records/a.yaml")) },
    {
      try FileManager.default.createDirectory(
        at: $0.appending(path: "Content/records/a.yaml"), withIntermediateDirectories: true)
    },
    {
      try FileManager.default.createDirectory(
        at: $0.appending(path: "Templates"), withIntermediateDirectories: true)
      try write("d", to: $0.appending(path: "Templates/x.css"))
    },
  ]

  @Test("every change is told, by the kernel or by looking", arguments: [true, false])
  func told(mayListen: Bool) async throws {
    let folder = try Self.folder()
    defer { _ = try? FileManager.default.removeItem(at: folder) }
    let watcher = ProjectWatcher(
      root: folder.path, folders: ["Content", "Templates"], mayListen: mayListen)
    defer { watcher.stop() }
    #expect(watcher.isListening == mayListen)
    var told = watcher.changes.makeAsyncIterator()
    for change in Self.changes {
      try change(folder)
      await told.next()
    }
  }

  @Test("a hundred changes at once are told as few, and the last one is not missed")
  func manyAtOnce() async throws {
    let folder = try Self.folder()
    defer { _ = try? FileManager.default.removeItem(at: folder) }
    let watcher = ProjectWatcher(root: folder.path, folders: ["Content"])
    defer { watcher.stop() }
    let file = folder.appending(path: "Content/records/a.yaml")
    let reader = Task {
      var count = 0
      for await _ in watcher.changes {
        count += 1
        if try Data(contentsOf: file) == Data("100".utf8) { break }
      }
      return count
    }
    let start = ContinuousClock.now
    for number in 1...100 { try Self.write("\(number)", to: file) }
    let count = try await reader.value
    // A run ends with eight milliseconds of quiet, which a busy machine puts between the changes.
    let most = Int((ContinuousClock.now - start) / .milliseconds(8)) + 2
    #expect((1...most).contains(count), "\(count)")
  }

  @Test("what editors keep beside a file is no change")
  func editors() async throws {
    let folder = try Self.folder()
    defer { _ = try? FileManager.default.removeItem(at: folder) }
    let watcher = ProjectWatcher(root: folder.path, folders: ["Content"])
    defer { watcher.stop() }
    let count = Atomic(0)
    let reader = Task {
      for await _ in watcher.changes {
        count.add(1, ordering: .sequentiallyConsistent)
        return
      }
    }
    try Self.write("a", to: folder.appending(path: "Content/records/.a.yaml.swp"))
    try Self.write("a", to: folder.appending(path: "Content/records/a.yaml~"))
    try await Task.sleep(for: .milliseconds(300))
    #expect(count.load(ordering: .sequentiallyConsistent) == 0)
    try Self.write("a", to: folder.appending(path: "Content/records/a.yaml"))
    await reader.value
    #expect(count.load(ordering: .sequentiallyConsistent) == 1)
  }
}
