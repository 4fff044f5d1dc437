internal import Synchronization

/// The files of a project's folder, of which those are read again that changed since the last time.
///
/// What has not changed has the same stamp, and is given as it was read; what was written too
/// shortly before it was read is read again whatever its stamp says.
package final class KeptFiles: ProjectFiles {
  /// A file as it was read.
  struct Kept: Sendable {
    var bytes: [UInt8]
    var stamp: FileStamp
    /// When it was read, in seconds since 1970.
    var time: Int64

    /// Whether a file with this stamp surely has these bytes.
    func holds(for stamp: FileStamp) -> Bool { stamp == self.stamp && stamp.isTold(before: time) }
  }

  /// All that one load asked for.
  struct Reading: Sendable {
    var files: [String: Kept] = [:]
    var entries: [String: [ProjectEntry]] = [:]

    /// Whether a load that found this would find the same as one that found `other`.
    func isSame(as other: Reading) -> Bool { isSame(as: other) { $1[...] } }

    /// Whether it would as far as `part` goes: of a file's bytes those that count, or nil where
    /// not even its being there does.
    func isSame(as other: Reading, in part: (String, [UInt8]) -> ArraySlice<UInt8>?) -> Bool {
      func counts(_ path: String) -> Bool { part(path, []) != nil }
      guard entries.keys == other.entries.keys else { return false }
      for (folder, found) in entries {
        guard
          found.filter({ counts($0.path) })
            == (other.entries[folder] ?? []).filter({ counts($0.path) })
        else { return false }
      }
      for (path, file) in files where counts(path) {
        guard let before = other.files[path]?.bytes else { return false }
        // Bytes that did not change are in one place, so that this is told at once.
        guard before == file.bytes || part(path, before) == part(path, file.bytes) else {
          return false
        }
      }
      return other.files.keys.allSatisfy { files[$0] != nil || !counts($0) }
    }
  }

  private struct State {
    var now = Reading()
    /// Of files that were listed, as they were when they were.
    var stamps: [String: FileStamp] = [:]
  }

  private let disk: DiskFiles
  private let before: Reading
  private let state = Mutex(State())

  init(root: String, before: Reading) throws(FileFailure) {
    disk = try DiskFiles(root: root)
    self.before = before
  }

  /// All that was asked for so far.
  var reading: Reading { state.withLock { $0.now } }

  package func entries(under folder: String) throws(FileFailure) -> [ProjectEntry] {
    if let known = state.withLock({ $0.now.entries[folder] }) { return known }
    var stamps: [String: FileStamp] = [:]
    let entries = try disk.entries(under: folder) { stamps[$0] = $1 }
    state.withLock { state in
      state.stamps.merge(stamps) { _, new in new }
      state.now.entries[folder] = entries
    }
    return entries
  }

  package func read(_ path: String) throws(FileFailure) -> [UInt8] {
    let (read, stamp) = state.withLock { ($0.now.files[path], $0.stamps[path]) }
    // One load sees one state of a file.
    if let read { return read.bytes }
    if let stamp, let kept = before.files[path], kept.holds(for: stamp) {
      state.withLock { $0.now.files[path] = kept }
      return kept.bytes
    }
    let time = FileStamp.now
    var (bytes, readStamp) = try disk.readStamped(path)
    // The same bytes in the same place, so that comparing them is done at once.
    if let kept = before.files[path], kept.bytes == bytes { bytes = kept.bytes }
    state.withLock { $0.now.files[path] = Kept(bytes: bytes, stamp: readStamp, time: time) }
    return bytes
  }
}
