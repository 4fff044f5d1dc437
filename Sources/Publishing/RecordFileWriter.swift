internal import CLinux
internal import Diagnostics
internal import Glibc

/// Puts whole files of records in their places: all of them staged and flushed, then renamed.
///
/// Until the first rename nothing of the project has changed. Files are renamed in the order given:
/// what others point at comes first, so that an interruption leaves a project that still loads.
package struct RecordFileWriter: Sendable {
  /// The project's root, absolute.
  package let root: String

  package init(root: String) { self.root = root }

  private static let stagingSuffix = ".dossier-import"

  /// Writes the files, named from the project's root; folders are made as needed.
  package func write(_ files: [(path: String, bytes: [UInt8])]) throws {
    guard !files.isEmpty else { return }
    // A kernel lock on the folder itself: it leaves no file behind.
    let content = root + "/Content"
    let lock = dossier_openat(AT_FDCWD, content, O_RDONLY | O_DIRECTORY, 0)
    guard lock >= 0 else { throw SystemCalls.failure(content) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw PublishingError(
        .lockedOutput, path: content, reason: "another command is writing records here")
    }
    var staged: [(from: String, to: String)] = []
    do {
      for file in files {
        let target = root + "/" + file.path
        try makeFolders(file.path)
        if let kind = SystemCalls.kind(target), kind != S_IFREG {
          throw PublishingError(.unsafeOutput, path: file.path, reason: "this is no plain file")
        }
        let temporary = folder(of: target) + "/." + name(of: target) + Self.stagingSuffix
        // What a crashed import left under the lock is nobody's.
        if SystemCalls.kind(temporary) != nil { try SystemCalls.removeTree(temporary) }
        try SystemCalls.write([file.bytes], to: temporary)
        staged.append((temporary, target))
        try flush(temporary, O_RDONLY)
      }
    } catch {
      for (temporary, _) in staged { unlink(temporary) }
      throw error
    }
    for (temporary, target) in staged {
      guard rename(temporary, target) == 0 else { throw SystemCalls.failure(target) }
      try flush(folder(of: target), O_RDONLY | O_DIRECTORY)
    }
  }

  private func makeFolders(_ path: String) throws(PublishingError) {
    var folder = root
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if let kind = SystemCalls.kind(folder) {
        guard kind == S_IFDIR else {
          throw PublishingError(.unsafeOutput, path: folder, reason: "this is not a folder")
        }
      } else {
        try SystemCalls.makeDirectory(folder)
      }
    }
  }

  private func flush(_ path: String, _ flags: Int32) throws(PublishingError) {
    let descriptor = dossier_openat(AT_FDCWD, path, flags, 0)
    guard descriptor >= 0 else { throw SystemCalls.failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemCalls.failure(path) }
  }

  private func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
  }

  private func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
