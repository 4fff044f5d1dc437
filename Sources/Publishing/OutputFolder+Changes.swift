internal import CLinux
internal import Glibc

extension OutputFolder {
  // MARK: - Making

  /// Makes a folder that was not there, with this mode whatever the process's mask.
  func makeFolder(_ name: String, mode: mode_t = 0o755) throws(PublishingError) {
    try calls.make(.makeFolder, path(of: name)) { Int(mkdirat(descriptor, name, mode)) }
    try calls.make(.mode, path(of: name)) { Int(fchmodat(descriptor, name, mode, 0)) }
  }

  func setMode(_ mode: mode_t) throws(PublishingError) {
    try calls.make(.mode, path) { Int(fchmod(descriptor, mode)) }
  }

  /// Writes a new file whole at a path below the folder.
  func write(_ pieces: [[UInt8]], to name: String) throws(PublishingError) {
    let file = Int32(
      try calls.make(.create, path(of: name)) {
        Int(dossier_openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL, 0o644))
      })
    do {
      try calls.write(pieces, to: file, path(of: name))
      try calls.make(.mode, path(of: name)) { Int(fchmod(file, 0o644)) }
    } catch {
      Glibc.close(file)
      throw error
    }
    try calls.close(file, path(of: name))
  }

  func makeLink(_ name: String, to target: String) throws(PublishingError) {
    try calls.make(.link, path(of: name)) { Int(symlinkat(target, descriptor, name)) }
  }

  // MARK: - Moving

  /// Gives an entry a name that nothing has.
  func moveNew(_ name: String, to target: String) throws(PublishingError) {
    try calls.make(.rename, path(of: target)) {
      Int(dossier_renameat2(descriptor, name, descriptor, target, UInt32(RENAME_NOREPLACE)))
    }
  }

  /// Moves an entry to another folder under the same name, which nothing there has.
  func move(_ name: String, to folder: OutputFolder) throws(PublishingError) {
    try calls.make(.rename, folder.path(of: name)) {
      Int(
        dossier_renameat2(
          descriptor, name, folder.descriptor, name, UInt32(RENAME_NOREPLACE)))
    }
  }

  /// Gives an entry the name of another, which goes.
  func replace(_ target: String, with name: String) throws(PublishingError) {
    try calls.make(.rename, path(of: target)) {
      Int(renameat(descriptor, name, descriptor, target))
    }
  }

  /// Two entries take each other's names in one step.
  func exchange(_ name: String, _ target: String) throws(PublishingError) {
    try calls.make(.exchange, path(of: target)) {
      Int(dossier_renameat2(descriptor, name, descriptor, target, UInt32(RENAME_EXCHANGE)))
    }
  }

  // MARK: - Removing

  /// Removes a file or a link, itself and not what it leads to.
  func unlink(_ name: EntryName) throws(PublishingError) {
    _ = try calls.find(.unlink, path(of: name)) {
      name.withCString { Int(unlinkat(descriptor, $0, 0)) }
    }
  }

  func removeFolder(_ name: EntryName) throws(PublishingError) {
    _ = try calls.find(.removeFolder, path(of: name)) {
      name.withCString { Int(unlinkat(descriptor, $0, AT_REMOVEDIR)) }
    }
  }

  // MARK: - Flushing

  /// Flushes the folder's own names and mode.
  func sync() throws(PublishingError) {
    try calls.make(.sync, path) { Int(fsync(descriptor)) }
  }

  /// Flushes everything written to the folder's file system: one call for thousands of files.
  func syncFileSystem() throws(PublishingError) {
    try calls.make(.sync, path) { Int(dossier_syncfs(descriptor)) }
  }
}
