internal import CLinux
import Records

/// A published list to import: a file outside the project, read from its beginning as often as its
/// format asks.
package protocol ListFile: Sendable {
  /// The file's name, without folders.
  var name: String { get }
  func open() throws -> any ListBytes
}

/// The bytes of a list, piece by piece.
package protocol ListBytes: AnyObject {
  /// Fills the buffer with the next bytes and answers how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A list on disk.
package struct DiskListFile: ListFile {
  package let path: String

  package init(path: String) { self.path = path }

  package var name: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  package func open() throws -> any ListBytes { try DiskListBytes(path) }

  /// The plain files of a folder, sorted by name in byte order; hidden ones are left out.
  ///
  /// Nil where the path names no folder.
  package static func folder(_ path: String) throws -> [DiskListFile]? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & mode_t(S_IFMT) == mode_t(S_IFDIR) else { return nil }
    guard let stream = opendir(path) else { throw failure(path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard let rawName = dossier_entry_name(entry), let name = String(validatingCString: rawName),
        name.utf8.first != UInt8(ascii: "."), stat(path + "/" + name, &status) == 0,
        status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG)
      else { continue }
      names.append(name)
    }
    return names.sorted { $0.precedesInBytes($1) }.map { DiskListFile(path: path + "/" + $0) }
  }

  fileprivate static func failure(_ path: String) -> FileFailure {
    let number = dossier_errno()
    return FileFailure(path: path, errorNumber: number, reason: String(cString: strerror(number)))
  }
}

extension ListFile {
  /// All bytes of a small file, one more than `limit` at most.
  package func bytes(upTo limit: Int) throws -> [UInt8] {
    let source = try open()
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return Array(bytes.prefix(limit + 1))
  }
}

private final class DiskListBytes: ListBytes {
  private let descriptor: Int32
  private let path: String

  init(_ path: String) throws {
    self.path = path
    descriptor = dossier_open_file(path)
    if descriptor < 0 { throw DiskListFile.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DiskListFile.failure(path) }
    guard status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG) else {
      throw FileFailure(path: path, errorNumber: EINVAL, reason: "it is no plain file")
    }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = CLinux.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if dossier_errno() != EINTR { throw DiskListFile.failure(path) }
    }
  }
}

/// A list in memory, handed out in pieces of a chosen size: tests cut it wherever they like.
package struct MemoryListFile: ListFile {
  package let name: String
  package let bytes: [UInt8]
  package let pieceSize: Int

  package init(name: String, bytes: [UInt8], pieceSize: Int = 64 * 1024) {
    self.name = name
    self.bytes = bytes
    self.pieceSize = max(1, pieceSize)
  }

  package func open() throws -> any ListBytes { MemoryListBytes(self) }
}

private final class MemoryListBytes: ListBytes {
  private let file: MemoryListFile
  private var position = 0

  init(_ file: MemoryListFile) { self.file = file }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, file.pieceSize, file.bytes.count - position)
    buffer.copyBytes(from: file.bytes[position..<position + count])
    position += count
    return count
  }
}
