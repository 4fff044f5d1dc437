internal import Diagnostics
internal import Glibc

/// Puts whole files of a project in their places: all of them staged and flushed, then renamed.
///
/// Until the first rename nothing of the project has changed. Files are renamed in the order given:
/// what others point at comes first, so that an interruption leaves a project that still loads.
package struct ProjectFileWriter: Sendable {
  /// What becomes of a file that is there already.
  package enum Existing: Sendable {
    case replaced
    /// It stays, and nothing is written.
    case refused
  }

  /// The folder that paths count from, absolute: most often a project's root.
  package let root: String
  package let existing: Existing

  package init(root: String, existing: Existing = .replaced) {
    self.root = root
    self.existing = existing
  }

  /// Writes into a folder that is made where it is missing.
  package init(
    makingFolder root: String, existing: Existing = .replaced
  ) throws(PublishingError) {
    _ = try FolderChain.make(root, SystemCalls())
    self.init(root: root, existing: existing)
  }

  private static let stagingSuffix = ".dossier-import"

  /// A file under its staging name, in the folder of its place.
  private struct Staged {
    let folder: OutputFolder
    let name: String
    let temporary: String
  }

  /// Writes the files, named from the root; folders are made as needed.
  package func write(_ files: [(path: String, bytes: [UInt8])]) throws(PublishingError) {
    guard !files.isEmpty else { return }
    let top = try OutputFolder(named: root, calls: SystemCalls())
    let content = try top.kind("Content") == .folder ? top.folder("Content") : top
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
      switch existing {
      case .replaced: try entry.folder.replace(entry.name, with: entry.temporary)
      case .refused: try entry.folder.moveNew(entry.temporary, to: entry.name)
      }
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
        .lockedOutput, path: content.path, reason: "another command is writing files here")
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
    if let kind = try folder.kind(name) {
      guard kind == .file else {
        throw PublishingError(
          .unsafeOutput, path: folder.path(of: name), reason: "this is no plain file")
      }
      guard existing == .replaced else {
        throw PublishingError(
          .unsafeOutput, path: folder.path(of: name),
          reason: "this file exists already; nothing was written")
      }
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
