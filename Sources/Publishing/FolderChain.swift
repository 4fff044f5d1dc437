internal import Glibc

/// A folder with those above it.
enum FolderChain {
  /// Makes a folder and those above it, and answers the paths of those that were not there.
  static func make(_ folder: String, _ calls: SystemCalls) throws(PublishingError) -> [String] {
    var made: [String] = []
    var path = ""
    for component in folder.split(separator: "/") {
      path += "/" + component
      var status = stat()
      guard lstat(path, &status) != 0 else { continue }
      do {
        try calls.make(.makeFolder, path) { Int(mkdir(path, 0o755)) }
        made.append(path)
        try calls.make(.mode, path) { Int(chmod(path, 0o755)) }
      } catch  where error.number == EEXIST {
        // Another command made it in the same moment.
        continue
      } catch {
        remove(made)
        throw error
      }
    }
    return made
  }

  /// Takes empty folders away again, those that this command made and never used.
  static func remove(_ folders: [String]) {
    for path in folders.reversed() where rmdir(path) != 0 { return }
  }
}
