internal import CLinux
internal import Diagnostics
internal import Glibc

/// An open folder: every operation names an entry in it, and none follows a link.
final class OutputFolder: Sendable {
  /// As messages name it.
  let path: String
  let calls: SystemCalls
  let descriptor: Int32

  private init(path: String, calls: SystemCalls, descriptor: Int32) {
    self.path = path
    self.calls = calls
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }

  /// Opens a folder by its path, which may be reached through links but is none itself.
  convenience init(at path: String, calls: SystemCalls) throws(PublishingError) {
    let descriptor = try OutputFolder.open(path, calls, path)
    self.init(path: path, calls: calls, descriptor: descriptor)
  }

  /// Opens the folder that a user named, links included.
  convenience init(named path: String, calls: SystemCalls) throws(PublishingError) {
    let descriptor = try calls.make(.open, path) { Int(dossier_open_folder(path)) }
    self.init(path: path, calls: calls, descriptor: Int32(descriptor))
  }

  func folder(_ name: EntryName) throws(PublishingError) -> OutputFolder {
    let inner = path(of: name)
    let descriptor = try calls.make(.open, inner) {
      name.withCString { Int(dossier_openat(self.descriptor, $0, O_RDONLY | O_DIRECTORY, 0)) }
    }
    return OutputFolder(path: inner, calls: calls, descriptor: Int32(descriptor))
  }

  func folder(_ name: String) throws(PublishingError) -> OutputFolder {
    try folder(EntryName(name))
  }

  private static func open(
    _ path: String, _ calls: SystemCalls, _ shown: String
  ) throws(PublishingError) -> Int32 {
    do {
      return Int32(
        try calls.make(.open, shown) {
          Int(dossier_openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0))
        })
    } catch  where error.number == ENOTDIR || error.number == ELOOP {
      throw PublishingError(.unsafeOutput, path: shown, reason: "this is not a folder")
    }
  }

  func path(of name: EntryName) -> String { path + "/" + name.text }
  func path(of name: String) -> String { path + "/" + name }

  // MARK: - Looking

  /// What a name stands for, links not followed; nil where nothing does.
  func kind(_ name: EntryName) throws(PublishingError) -> EntryKind? {
    var status = stat()
    let found = try calls.find(.status, path(of: name)) {
      name.withCString { Int(fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)) }
    }
    return found == nil ? nil : OutputFolder.kind(ofMode: status.st_mode)
  }

  func kind(_ name: String) throws(PublishingError) -> EntryKind? { try kind(EntryName(name)) }

  private static func kind(ofMode mode: mode_t) -> EntryKind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    case S_IFIFO: .other("a pipe")
    case S_IFSOCK: .other("a socket")
    default: .other("a device")
    }
  }

  /// The entries in the order of their bytes, without `.` and `..`.
  func entries() throws(PublishingError) -> [FolderEntry] {
    let listing = try calls.make(.list, path) {
      Int(dossier_openat(descriptor, ".", O_RDONLY | O_DIRECTORY, 0))
    }
    guard let stream = fdopendir(Int32(listing)) else {
      let number = dossier_errno()
      Glibc.close(Int32(listing))
      throw PublishingError(.list, path: path, number: number)
    }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      dossier_clear_errno()
      guard let entry = readdir(stream), let raw = dossier_entry_name(entry) else {
        let number = dossier_errno()
        guard number == 0 else { throw PublishingError(.list, path: path, number: number) }
        return entries.sorted { $0.name < $1.name }
      }
      let name = EntryName(
        bytes: [UInt8](UnsafeRawBufferPointer(start: UnsafeRawPointer(raw), count: strlen(raw))))
      if name.bytes == Array(".".utf8) || name.bytes == Array("..".utf8) { continue }
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): entries.append(FolderEntry(name: name, kind: .file))
      case Int32(DT_DIR): entries.append(FolderEntry(name: name, kind: .folder))
      default:
        // Gone since the folder was read: there is nothing to say about it.
        if let kind = try kind(name) { entries.append(FolderEntry(name: name, kind: kind)) }
      }
    }
  }

  /// Where a link leads, as it is written; nil where nothing or something else has the name.
  func linkTarget(_ name: String) throws(PublishingError) -> String? {
    guard try kind(name) == .link else { return nil }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = try calls.find(.readLink, path(of: name)) {
      buffer.withUnsafeMutableBytes { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          characters.baseAddress.map { readlinkat(descriptor, name, $0, characters.count) } ?? -1
        }
      }
    }
    return count.map { String(decoding: buffer[..<$0], as: UTF8.self) }
  }

  /// A plain file's bytes, in pieces of at most a mebibyte; no link is followed, no pipe waited
  /// for.
  ///
  /// nil where the name stands for nothing, or for anything but a plain file.
  func read(_ name: EntryName, limit: Int = .max) throws(PublishingError) -> [[UInt8]]? {
    let shown = path(of: name)
    let opened: Int?
    do {
      opened = try calls.find(.read, shown) {
        name.withCString { Int(dossier_openat(descriptor, $0, O_RDONLY | O_NONBLOCK, 0)) }
      }
    } catch  where [ELOOP, ENXIO, ENODEV].contains(error.number) {
      return nil
    }
    guard let opened else { return nil }
    let file = Int32(opened)
    defer { Glibc.close(file) }
    var status = stat()
    try calls.make(.status, shown) { Int(fstat(file, &status)) }
    guard OutputFolder.kind(ofMode: status.st_mode) == .file else { return nil }
    guard Int(status.st_size) <= limit else {
      throw PublishingError(.unreadableFile, path: shown, reason: "is too large", number: EFBIG)
    }
    var pieces: [[UInt8]] = []
    var total = 0
    while true {
      // One byte more than is left, to see the end.
      let size = min(1 << 20, max(0, Int(status.st_size) - total) + 1)
      let piece = try readPiece(file, size, shown)
      if piece.isEmpty { return pieces }
      total += piece.count
      // It grows faster than it is read: that would go on for ever.
      guard total <= max(limit, Int(status.st_size)), total >= 0 else {
        throw PublishingError(
          .unreadableFile, path: shown, reason: "grows while it is read", number: EFBIG)
      }
      pieces.append(piece)
    }
  }

  private func readPiece(
    _ file: Int32, _ size: Int, _ shown: String
  ) throws(PublishingError) -> [UInt8] {
    var failed: PublishingError?
    let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(PublishingError) {
        count = try calls.make(.read, shown) { Glibc.read(file, buffer.baseAddress, size) }
      } catch {
        failed = error
      }
    }
    if let failed { throw failed }
    return piece
  }
}
