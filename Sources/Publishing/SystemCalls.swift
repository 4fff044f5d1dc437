internal import CLinux
internal import Diagnostics
internal import Glibc

/// The few file operations that publishing needs, each throwing the path and the reason.
struct SystemCalls {
  /// The reason of the last failed call, as the system words it.
  static func reason(_ number: Int32 = errno) -> String {
    String(cString: strerror(number)).lowercased()
  }

  static func failure(_ path: String, _ number: Int32 = errno) -> PublishingError {
    PublishingError(.unwritable, path: path, reason: "cannot write here: \(reason(number))")
  }

  /// What a path names, links not followed; nil where nothing does.
  static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  static func makeDirectory(_ path: String, mode: mode_t = 0o755) throws(PublishingError) {
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
    guard kind(path) == S_IFDIR else {
      throw PublishingError(.unsafeOutput, path: path, reason: "this is not a folder")
    }
    guard chmod(path, mode) == 0 else { throw failure(path) }
  }

  /// Writes a new file whole; short writes and interruptions are continued.
  static func write(_ pieces: [[UInt8]], to path: String) throws(PublishingError) {
    let descriptor = dossier_openat(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    var failed: Int32 = 0
    for piece in pieces where failed == 0 { failed = write(piece, to: descriptor) }
    if failed == 0, fchmod(descriptor, 0o644) != 0 { failed = errno }
    if close(descriptor) != 0, failed == 0 { failed = errno }
    guard failed == 0 else { throw failure(path, failed) }
  }

  /// Answers the number of the error, 0 for none.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        written += count
      }
      return 0
    }
  }

  /// Names in a directory, sorted by bytes, without `.` and `..`.
  static func names(in path: String) throws(PublishingError) -> [String] {
    guard let directory = opendir(path) else { throw failure(path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a tree; links are removed, never followed.
  static func removeTree(_ path: String) throws(PublishingError) {
    guard let found = kind(path) else { return }
    if found == S_IFDIR {
      _ = chmod(path, 0o700)
      for name in try names(in: path) { try removeTree(path + "/" + name) }
      guard rmdir(path) == 0 else { throw failure(path) }
    } else {
      guard unlink(path) == 0 else { throw failure(path) }
    }
  }

  /// The path with links resolved; the parts that do not exist yet stay as they are.
  static func resolved(_ path: String) -> String {
    if let pointer = realpath(path, nil) {
      defer { free(pointer) }
      return String(cString: pointer)
    }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    let parent = resolved(String(path[..<slash]))
    return parent + path[slash...]
  }
}
