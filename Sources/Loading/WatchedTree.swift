internal import CLinux

/// The folders that are looked at.
struct WatchedTree: Sendable {
  let root: String
  let folders: [String]

  /// Every folder that exists now, the root first.
  func existing() -> [String] {
    var found = [root]
    var pending = folders.map { root + "/" + $0 }.filter { WatchedTree.isFolder($0) }
    while let next = pending.popLast() {
      found.append(next)
      each(in: next) { path, isFolder in
        if isFolder { pending.append(path) }
      }
    }
    return found
  }

  /// What tells one state of all files from another: names, sizes, times, identities.
  func fingerprint() -> Int {
    var hasher = Hasher()
    for folder in existing().dropFirst() {
      each(in: folder) { path, isFolder in
        hasher.combine(path)
        var status = stat()
        // A folder's own time also moves with files that are passed over.
        guard !isFolder, lstat(path, &status) == 0 else { return }
        hasher.combine(status.st_ino)
        hasher.combine(status.st_size)
        hasher.combine(status.st_mode)
        hasher.combine(status.st_mtim.tv_sec)
        hasher.combine(status.st_mtim.tv_nsec)
      }
    }
    return hasher.finalize()
  }

  /// Calls with each entry that is no hidden file, in the order of names.
  private func each(in folder: String, _ body: (String, Bool) -> Void) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var names: [(name: String, kind: Int32)] = []
    while let entry = readdir(stream) {
      guard let raw = dossier_entry_name(entry) else { continue }
      let name = String(cString: raw)
      guard !WatchedTree.isBeside(name) else { continue }
      names.append((name, Int32(entry.pointee.d_type)))
    }
    for entry in names.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let path = folder + "/" + entry.name
      let isFolder =
        entry.kind == Int32(DT_DIR)
        || entry.kind == Int32(DT_UNKNOWN) && WatchedTree.isFolder(path)
      body(path, isFolder)
    }
  }

  /// Whether a name is of what editors write beside a file while it is open.
  static func isBeside(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~")
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & 0o170000 == 0o040000
  }
}
