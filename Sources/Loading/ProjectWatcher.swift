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
    let first = kernel == nil ? tree.fingerprint() : 0
    let thread = Thread { [self] in
      if let kernel { listen(kernel) } else { look(at: tree, first) }
    }
    thread.name = "watcher"
    thread.start()
  }

  package func stop() {
    isStopped.store(true, ordering: .relaxed)
    continuation.finish()
  }

  private func listen(_ kernel: KernelWatch) {
    while !isStopped.load(ordering: .relaxed) {
      if kernel.wait() { continuation.yield() }
    }
  }

  private func look(at tree: WatchedTree, _ first: Int) {
    var last = first
    while !isStopped.load(ordering: .relaxed) {
      Thread.sleep(forTimeInterval: ProjectWatcher.pollingInterval)
      let now = tree.fingerprint()
      if now != last { continuation.yield() }
      last = now
    }
  }

  private static let pollingInterval = 0.5
}
