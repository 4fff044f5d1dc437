internal import CLinux
internal import Diagnostics
internal import Glibc

/// A kernel lock on an output folder: one build at a time publishes there.
///
/// The lock dies with its process, so no stale lock can stay behind.
struct OutputLock: ~Copyable {
  private let descriptor: Int32

  /// The lock file's name, beside the editions.
  static let fileName = ".dossier-lock"

  init(folder: String) throws(PublishingError) {
    let path = folder + "/" + OutputLock.fileName
    descriptor = dossier_openat(AT_FDCWD, path, O_RDWR | O_CREAT, 0o644)
    guard descriptor >= 0 else { throw SystemCalls.failure(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      let holder = OutputLock.content(of: descriptor)
      close(descriptor)
      guard number == EWOULDBLOCK else {
        throw PublishingError(
          .lockedOutput, path: folder,
          reason: "this file system cannot lock a folder: \(SystemCalls.reason(number))")
      }
      throw PublishingError(
        .lockedOutput, path: folder,
        reason: "another build is publishing here\(holder.isEmpty ? "" : ": \(holder)")")
    }
    _ = ftruncate(descriptor, 0)
    let text = "process \(getpid())\n"
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    _ = ftruncate(descriptor, 0)
    close(descriptor)
  }

  private static func content(of descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return "" }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F })
  }
}
