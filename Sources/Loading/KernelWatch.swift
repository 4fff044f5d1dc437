internal import CLinux

/// The kernel's ear: one descriptor for all folders of a tree.
final class KernelWatch: Sendable {
  private let descriptor: Int32
  private let tree: WatchedTree
  /// The kernel's number for the root, where nothing counts but the folders that are watched.
  private let root: Int32

  /// Nil where the kernel does not tell of this file system, or of so many folders.
  init?(_ tree: WatchedTree) {
    self.tree = tree
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else {
      root = -1
      return nil
    }
    root = inotify_add_watch(descriptor, tree.root, KernelWatch.mask)
    guard root >= 0, follow() else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static let mask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
    | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)

  /// Waits for a run of changes to end, a second at most; whether there was one.
  ///
  /// New folders are listened to before it is told: what is written there later is heard, and what
  /// was is seen by whoever is told.
  func wait() -> Bool {
    guard hears(within: 1000) else { return false }
    let start = ContinuousClock.now
    var heard = Heard()
    repeat {
      drain(into: &heard)
    } while hears(within: KernelWatch.quiet)
      && ContinuousClock.now - start < KernelWatch.longestRun
    drain(into: &heard)
    if heard.isOfFolders { _ = follow() }
    return heard.isChange
  }

  /// What a run of changes was about.
  private struct Heard {
    var isChange = false
    /// Whether folders came or went, or more happened than was kept.
    var isOfFolders = false
  }

  /// Milliseconds without a change that end a run: editors write several times to save once.
  private static let quiet: Int32 = 8
  private static let longestRun = Duration.milliseconds(100)

  private func hears(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Listens to every folder there is; to those it knows it goes on listening.
  private func follow() -> Bool {
    var folders: ArraySlice<String> = []
    while true {
      let found = tree.existing().dropFirst()
      // Again until none came while others were added, of which nobody would have told.
      if found == folders { return true }
      folders = found
      for folder in folders where inotify_add_watch(descriptor, folder, KernelWatch.mask) < 0 {
        // A folder that went in the meantime is none to listen to.
        guard [ENOENT, ENOTDIR].contains(dossier_errno()) else { return false }
      }
    }
  }

  private func drain(into heard: inout Heard) {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      buffer.withUnsafeBytes { note(UnsafeRawBufferPointer(rebasing: $0[..<count]), &heard) }
    }
  }

  /// Reads what the kernel wrote: a head of fixed size each, and the name within the folder.
  private func note(_ events: UnsafeRawBufferPointer, _ heard: inout Heard) {
    let headSize = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + headSize <= events.count {
      let head = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let name = events[(offset + headSize)...].prefix(Int(head.len)).prefix { $0 != 0 }
      offset += headSize + Int(head.len)
      note(head, String(decoding: name, as: UTF8.self), &heard)
    }
  }

  private func note(_ event: inotify_event, _ name: String, _ heard: inout Heard) {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
      heard = Heard(isChange: true, isOfFolders: true)
      return
    }
    // Files of the root are none of the project's; what has no name is a folder that went, of
    // which the folder above tells.
    guard event.wd != root || tree.folders.contains(name), !name.isEmpty,
      !WatchedTree.isBeside(name)
    else { return }
    heard.isChange = true
    if event.mask & UInt32(IN_ISDIR) != 0 { heard.isOfFolders = true }
  }
}
