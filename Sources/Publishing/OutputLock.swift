internal import CLinux
internal import Diagnostics
internal import Glibc

/// A kernel lock on an output folder: one build at a time publishes there.
///
/// The lock dies with its process, so no stale lock can stay behind.
struct OutputLock: ~Copyable {
  private let folder: OutputFolder
  private let descriptor: Int32
  /// Whether this build made the lock file.
  let isNew: Bool

  /// The lock file's name, beside the editions.
  static let fileName = ".dossier-lock"

  init(folder: OutputFolder) throws(PublishingError) {
    self.folder = folder
    // A build that failed in a new folder removes its lock file: one that was opened just before
    // locks a file that no longer has the name, and tries again.
    while true {
      let opened = try OutputLock.open(in: folder)
      guard try OutputLock.lock(opened.descriptor, in: folder) else {
        close(opened.descriptor)
        continue
      }
      (descriptor, isNew) = opened
      break
    }
    let text = "process \(getpid())\n"
    _ = ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    _ = ftruncate(descriptor, 0)
    // A program just being started may still have the descriptor: closing ours would not unlock.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Takes the lock file away, if this build made it, while nobody else can hold it.
  func removeIfNew() throws(PublishingError) {
    if isNew { try folder.unlink(EntryName(OutputLock.fileName)) }
  }

  private static func open(
    in folder: OutputFolder
  ) throws(PublishingError) -> (descriptor: Int32, isNew: Bool) {
    let path = folder.path(of: fileName)
    while true {
      do {
        let descriptor = try folder.calls.make(.create, path) {
          Int(
            dossier_openat(folder.descriptor, fileName, O_RDWR | O_CREAT | O_EXCL, 0o644))
        }
        return (Int32(descriptor), true)
      } catch  where error.number == EEXIST {
        guard try folder.kind(fileName) == .file else {
          throw PublishingError(.unsafeOutput, path: path, reason: "this is no lock file of ours")
        }
        let descriptor = try folder.calls.find(.open, path) {
          Int(dossier_openat(folder.descriptor, fileName, O_RDWR | O_NONBLOCK, 0))
        }
        if let descriptor { return (Int32(descriptor), false) }
      }
    }
  }

  /// Answers whether the file locked still has the lock file's name.
  private static func lock(
    _ descriptor: Int32, in folder: OutputFolder
  ) throws(PublishingError) -> Bool {
    do {
      try folder.calls.make(.lock, folder.path) { Int(flock(descriptor, LOCK_EX | LOCK_NB)) }
    } catch {
      defer { close(descriptor) }
      guard error.number == EWOULDBLOCK else {
        throw PublishingError(
          .lockedOutput, path: folder.path, reason: "cannot be locked: \(error.reason)",
          number: error.number)
      }
      throw PublishingError(
        .lockedOutput, path: folder.path,
        reason: "another build is publishing here: \(holder(descriptor))", number: error.number)
    }
    var locked = stat()
    var named = stat()
    guard fstat(descriptor, &locked) == 0,
      fstatat(folder.descriptor, fileName, &named, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return locked.st_ino == named.st_ino && locked.st_dev == named.st_dev
  }

  /// Who holds the lock, as the holder wrote it.
  private static func holder(_ descriptor: Int32) -> String {
    // It writes its name just after it has the lock.
    for _ in 0..<50 {
      let text = content(of: descriptor)
      if !text.isEmpty { return text }
      usleep(10_000)
    }
    return "it has not said who it is"
  }

  private static func content(of descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return "" }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F })
  }
}
