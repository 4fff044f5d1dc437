internal import Diagnostics
internal import Glibc

/// Founds a project in a new or empty folder: all of its files or none.
///
/// They are staged in the folder itself, which a shell may stand in, and flushed; then each entry
/// takes its place, `Content` last, since a folder with settings is a project.
package struct ProjectFounder: Sendable {
  /// The project's folder, absolute.
  package let folder: String

  package init(folder: String) { self.folder = folder }

  private static let staging = ".dossier-init"
  /// What may stand in the folder: its history.
  private static let tolerated = [".git"]

  /// Writes the files, named from the folder; throws where it holds anything but a `.git`.
  package func write(_ files: [(path: String, bytes: [UInt8])]) throws(PublishingError) {
    let calls = SystemCalls()
    let made = try FolderChain.make(folder, calls)
    do {
      let top = try OutputFolder(named: folder, calls: calls)
      try lock(top)
      try refuseFilled(top)
      try stage(files, in: top)
    } catch {
      FolderChain.remove(made)
      throw error
    }
  }

  private func lock(_ top: OutputFolder) throws(PublishingError) {
    do {
      try top.calls.make(.lock, top.path) { Int(flock(top.descriptor, LOCK_EX | LOCK_NB)) }
    } catch  where error.number == EWOULDBLOCK {
      throw PublishingError(
        .lockedOutput, path: top.path, reason: "another command is writing files here")
    }
  }

  private func refuseFilled(_ top: OutputFolder) throws(PublishingError) {
    // What an 'init' that died left under the lock is nobody's.
    try TreeRemoval(output: top).remove(ProjectFounder.staging)
    let names = try top.entries().map(\.name.text).filter { !ProjectFounder.tolerated.contains($0) }
    guard !names.isEmpty else { return }
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    throw PublishingError(
      .unsafeOutput, path: top.path,
      reason: "a project starts in an empty folder, and this one holds \(shown)\(rest); "
        + "nothing was written")
  }

  private func stage(
    _ files: [(path: String, bytes: [UInt8])], in top: OutputFolder
  ) throws(PublishingError) {
    let removal = TreeRemoval(output: top)
    do {
      try top.makeFolder(ProjectFounder.staging)
      let staging = try top.folder(ProjectFounder.staging)
      for file in files { try write(file.bytes, to: file.path, in: staging) }
      try top.syncFileSystem()
      for entry in try staging.entries().map(\.name.text).sorted(by: ProjectFounder.precedes) {
        try staging.move(entry, to: top)
      }
      try top.removeFolder(EntryName(ProjectFounder.staging))
      try top.sync()
    } catch {
      // The failure itself is what the user must hear of.
      do { try removal.remove(ProjectFounder.staging) } catch {}
      throw error
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    if (left == "Content") != (right == "Content") { return right == "Content" }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private func write(
    _ bytes: [UInt8], to path: String, in staging: OutputFolder
  ) throws(PublishingError) {
    let parts = path.split(separator: "/").map(String.init)
    var folder = staging
    for part in parts.dropLast() {
      if try folder.kind(part) == nil { try folder.makeFolder(part) }
      folder = try folder.folder(part)
    }
    try folder.write([bytes], to: parts.last ?? path)
  }
}
