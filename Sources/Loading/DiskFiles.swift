internal import CLinux
import Records

/// A project's folder on disk, read once and without following any link below its root.
package final class DiskFiles: ProjectFiles {
  /// An open folder; closed with this value.
  private let root: Int32

  package init(root path: String) throws(FileFailure) {
    // The root itself may be reached through a link: whoever starts the tool chose it.
    root = dossier_open_folder(path)
    if root < 0 { throw DiskFiles.failure(path) }
  }

  deinit { close(root) }

  // MARK: Listing

  package func entries(under folder: String) throws(FileFailure) -> [ProjectEntry] {
    try entries(under: folder, stamped: nil)
  }

  /// Calls `stamped` with each plain file and its stamp.
  func entries(
    under folder: String, stamped: ((String, FileStamp) -> Void)?
  ) throws(FileFailure) -> [ProjectEntry] {
    var status = stat()
    guard fstatat(root, folder, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if dossier_errno() == ENOENT { return [] }
      throw DiskFiles.failure(folder)
    }
    let kind = DiskFiles.kind(ofMode: status.st_mode)
    guard kind == .folder else { return [ProjectEntry(path: folder, kind: kind)] }
    var found: [ProjectEntry] = []
    var pending = [folder]
    while let next = pending.popLast() {
      for entry in try list(next, stamped) {
        found.append(entry)
        let isHidden = entry.name.utf8.first == UInt8(ascii: ".")
        if entry.kind == .folder, !isHidden { pending.append(entry.path) }
      }
    }
    return found.sorted { $0.path.precedesInBytes($1.path) }
  }

  private func list(
    _ folder: String, _ stamped: ((String, FileStamp) -> Void)?
  ) throws(FileFailure) -> [ProjectEntry] {
    let descriptor = try openBeneath(folder, O_RDONLY | O_DIRECTORY)
    guard let stream = fdopendir(descriptor) else {
      let failure = DiskFiles.failure(folder)
      close(descriptor)
      throw failure
    }
    defer { closedir(stream) }
    var found: [ProjectEntry] = []
    while true {
      dossier_clear_errno()
      guard let entry = readdir(stream) else {
        if dossier_errno() != 0 { throw DiskFiles.failure(folder) }
        return found
      }
      guard let rawName = dossier_entry_name(entry) else { continue }
      guard let name = String(validatingCString: rawName) else {
        let shown = String(cString: rawName)
        found.append(
          ProjectEntry(path: folder + "/" + shown, kind: .other("a name that is not UTF-8")))
        continue
      }
      if name == "." || name == ".." { continue }
      let path = folder + "/" + name
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG):
        found.append(ProjectEntry(path: path, kind: .file))
        var status = stat()
        if let stamped, fstatat(dirfd(stream), rawName, &status, AT_SYMLINK_NOFOLLOW) == 0 {
          stamped(path, FileStamp(status))
        }
      case Int32(DT_DIR): found.append(ProjectEntry(path: path, kind: .folder))
      default:
        var status = stat()
        guard fstatat(dirfd(stream), rawName, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
          throw DiskFiles.failure(path)
        }
        found.append(ProjectEntry(path: path, kind: DiskFiles.kind(ofMode: status.st_mode)))
      }
    }
  }

  private static func kind(ofMode mode: mode_t) -> ProjectEntry.Kind {
    switch mode & mode_t(S_IFMT) {
    case mode_t(S_IFREG): .file
    case mode_t(S_IFDIR): .folder
    case mode_t(S_IFLNK): .other("a symbolic link")
    case mode_t(S_IFIFO): .other("a pipe")
    case mode_t(S_IFSOCK): .other("a socket")
    default: .other("a device")
    }
  }

  // MARK: Reading

  package func read(_ path: String) throws(FileFailure) -> [UInt8] {
    try readStamped(path).bytes
  }

  /// A file's bytes, and its stamp while they were read.
  func readStamped(
    _ path: String
  ) throws(FileFailure) -> (bytes: [UInt8], stamp: FileStamp) {
    // Not blocking: a pipe put in a file's place must not hold the build.
    let descriptor = try openBeneath(path, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    let before = try DiskFiles.status(descriptor, path)
    guard before.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG) else {
      throw FileFailure(path: path, errorNumber: EINVAL, reason: "it is no plain file any more")
    }
    let size = Int(before.st_size)
    var failed: FileFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = CLinux.read(
          descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        if step > 0 {
          count += step
        } else if step == 0 {
          return
        } else if dossier_errno() != EINTR {
          failed = DiskFiles.failure(path)
          return
        }
      }
    }
    if let failed { throw failed }
    let after = try DiskFiles.status(descriptor, path)
    guard bytes.count == size, after.st_size == before.st_size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec,
      after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else {
      throw FileFailure(path: path, errorNumber: EAGAIN, reason: "it changed while it was read")
    }
    return (bytes, FileStamp(after))
  }

  private static func status(
    _ descriptor: Int32, _ path: String
  ) throws(FileFailure) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    return status
  }

  // MARK: Opening

  private func openBeneath(_ path: String, _ flags: Int32) throws(FileFailure) -> Int32 {
    // EAGAIN: something was renamed meanwhile.
    for _ in 0..<100 {
      let descriptor = dossier_open_beneath(root, path, flags)
      if descriptor >= 0 { return descriptor }
      switch dossier_errno() {
      case EINTR, EAGAIN: continue
      case ENOSYS, EPERM: return try openStepwise(path, flags)
      default: throw DiskFiles.failure(path)
      }
    }
    throw DiskFiles.failure(path)
  }

  /// Opens folder by folder, for kernels without openat2.
  private func openStepwise(_ path: String, _ flags: Int32) throws(FileFailure) -> Int32 {
    let parts = path.split(separator: "/")
    guard let last = parts.last, !parts.contains("..") else {
      throw FileFailure(path: path, errorNumber: EINVAL, reason: "it leaves the project")
    }
    var folder = root
    defer { if folder != root { close(folder) } }
    for part in parts.dropLast() {
      let next = dossier_openat(folder, String(part), O_RDONLY | O_DIRECTORY, 0)
      guard next >= 0 else { throw DiskFiles.failure(path) }
      if folder != root { close(folder) }
      folder = next
    }
    let descriptor = dossier_openat(folder, String(last), flags, 0)
    guard descriptor >= 0 else { throw DiskFiles.failure(path) }
    return descriptor
  }

  private static func failure(_ path: String) -> FileFailure {
    let number = dossier_errno()
    return FileFailure(path: path, errorNumber: number, reason: String(cString: strerror(number)))
  }
}
