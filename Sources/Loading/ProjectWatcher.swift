internal import CLinux
internal import Foundation
internal import Synchronization

/// Tells when files of a project change on disk.
///
/// Listens to the kernel; where that has no ear for the file system, or there are more folders than
/// it listens to, looks at names, sizes and times every half second instead.
package final class ProjectWatcher: Sendable {
  /// One element a change, or a run of changes that ended a moment ago; what changes while nobody
  /// reads is one element.
  package let changes: AsyncStream<Void>
  /// Whether the kernel tells of changes.
  package let isListening: Bool
  private let continuation: AsyncStream<Void>.Continuation
  private let isStopped = Atomic(false)

  /// Watches these folders below the root, whether they exist yet or not.
  package init(root: String, folders: [String], mayListen: Bool = true) {
    (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let tree = WatchedTree(root: root, folders: folders)
    let kernel = mayListen ? KernelWatch(tree) : nil
    isListening = kernel != nil
    // Taken here: what changes from now on is told.
    let first = tree.fingerprint()
    let thread = Thread { [self] in
      var last = first
      while !isStopped.load(ordering: .relaxed) {
        if kernel != nil, kernel?.wait() == false { continue }
        if kernel == nil { Thread.sleep(forTimeInterval: ProjectWatcher.pollingInterval) }
        // New folders first: what is written there later is heard, and what was is seen now.
        kernel?.follow(tree)
        // The kernel also tells of what is no change: a file that an editor keeps beside another.
        let now = tree.fingerprint()
        if now != last { continuation.yield() }
        last = now
      }
    }
    thread.name = "watcher"
    thread.start()
  }

  package func stop() {
    isStopped.store(true, ordering: .relaxed)
    continuation.finish()
  }

  private static let pollingInterval = 0.5
}

/// The folders that are looked at.
private struct WatchedTree: Sendable {
  let root: String
  let folders: [String]

  /// Every folder that exists now, the root first.
  func existing() -> [String] {
    var found = [root]
    var pending = folders.map { root + "/" + $0 }.filter { WatchedTree.isFolder($0) }
    while let next = pending.popLast() {
      found.append(next)
      each(in: next) { path, isFolder in
        if isFolder { pending.append(path) }
      }
    }
    return found
  }

  /// What tells one state of all files from another: names, sizes, times, identities.
  func fingerprint() -> Int {
    var hasher = Hasher()
    for folder in existing().dropFirst() {
      each(in: folder) { path, isFolder in
        hasher.combine(path)
        var status = stat()
        // A folder's own time also moves with files that are passed over.
        guard !isFolder, lstat(path, &status) == 0 else { return }
        hasher.combine(status.st_ino)
        hasher.combine(status.st_size)
        hasher.combine(status.st_mode)
        hasher.combine(status.st_mtim.tv_sec)
        hasher.combine(status.st_mtim.tv_nsec)
      }
    }
    return hasher.finalize()
  }

  /// Calls with each entry that is no hidden file, in the order of names.
  private func each(in folder: String, _ body: (String, Bool) -> Void) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var names: [(name: String, kind: Int32)] = []
    while let entry = readdir(stream) {
      guard let raw = dossier_entry_name(entry) else { continue }
      let name = String(cString: raw)
      // What editors write beside a file while it is open.
      guard name.utf8.first != UInt8(ascii: "."), name.utf8.last != UInt8(ascii: "~") else {
        continue
      }
      names.append((name, Int32(entry.pointee.d_type)))
    }
    for entry in names.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let path = folder + "/" + entry.name
      let isFolder =
        entry.kind == Int32(DT_DIR)
        || entry.kind == Int32(DT_UNKNOWN) && WatchedTree.isFolder(path)
      body(path, isFolder)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & 0o170000 == 0o040000
  }
}

/// The kernel's ear: one descriptor for all folders.
private final class KernelWatch: Sendable {
  private let descriptor: Int32

  init?(_ tree: WatchedTree) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    guard add(tree) else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Listens to folders that are new; to those it knows it goes on listening.
  func follow(_ tree: WatchedTree) { _ = add(tree) }

  private func add(_ tree: WatchedTree) -> Bool {
    let mask =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
      | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)
    var isWhole = true
    for folder in tree.existing() where inotify_add_watch(descriptor, folder, mask) < 0 {
      // A folder that went in the meantime is none to listen to.
      isWhole = isWhole && dossier_errno() == ENOENT
    }
    return isWhole
  }

  /// Waits for a run of changes to end, a second at most; whether there was one.
  func wait() -> Bool {
    guard hears(within: 1000) else { return false }
    let start = ContinuousClock.now
    repeat {
      drain()
    } while hears(within: KernelWatch.quiet)
      && ContinuousClock.now - start < KernelWatch.longestRun
    drain()
    return true
  }

  /// Milliseconds without a change that end a run: editors write several times to save once.
  private static let quiet: Int32 = 8
  private static let longestRun = Duration.milliseconds(100)

  private func hears(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  private func drain() {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
