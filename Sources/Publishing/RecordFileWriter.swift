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

  /// A file under its staging name, in the folder of its place.
  private struct Staged {
    let folder: OutputFolder
    let name: String
    let temporary: String
  }

  /// Writes the files, named from the project's root; folders are made as needed.
  package func write(_ files: [(path: String, bytes: [UInt8])]) throws(PublishingError) {
    guard !files.isEmpty else { return }
    let top = try OutputFolder(named: root, calls: SystemCalls())
    let content = try top.folder("Content")
    // The lock is on the folder itself and goes when it is closed: no file stays behind.
    try lock(content)
    var staged: [Staged] = []
    do {
      for file in files { staged.append(try stage(file.path, file.bytes, under: top)) }
      try content.syncFileSystem()
    } catch {
      // The failure itself is what the user must hear of.
      for entry in staged { do { try entry.folder.unlink(EntryName(entry.temporary)) } catch {} }
      throw error
    }
    for entry in staged {
      try entry.folder.replace(entry.name, with: entry.temporary)
      try entry.folder.sync()
    }
  }

  private func lock(_ content: OutputFolder) throws(PublishingError) {
    do {
      try content.calls.make(.lock, content.path) {
        Int(flock(content.descriptor, LOCK_EX | LOCK_NB))
      }
    } catch  where error.number == EWOULDBLOCK {
      throw PublishingError(
        .lockedOutput, path: content.path, reason: "another command is writing records here")
    }
  }

  private func stage(
    _ path: String, _ bytes: [UInt8], under top: OutputFolder
  ) throws(PublishingError) -> Staged {
    let parts = path.split(separator: "/").map(String.init)
    var folder = top
    for part in parts.dropLast() {
      switch try folder.kind(part) {
      case nil: try folder.makeFolder(part)
      case .folder: break
      default:
        throw PublishingError(
          .unsafeOutput, path: folder.path(of: part), reason: "this is not a folder")
      }
      folder = try folder.folder(part)
    }
    let name = parts.last ?? path
    if let kind = try folder.kind(name), kind != .file {
      throw PublishingError(
        .unsafeOutput, path: folder.path(of: name), reason: "this is no plain file")
    }
    let temporary = ".\(name)\(Self.stagingSuffix)"
    // What an import that died left under the lock is nobody's.
    try folder.unlink(EntryName(temporary))
    let staged = Staged(folder: folder, name: name, temporary: temporary)
    do {
      try folder.write([bytes], to: temporary)
    } catch {
      do { try folder.unlink(EntryName(temporary)) } catch {}
      throw error
    }
    return staged
  }
}
