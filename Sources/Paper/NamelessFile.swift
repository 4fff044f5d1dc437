internal import Glibc

/// A file that has no name and is gone when its last user is.
final class NamelessFile {
  private let file: UnsafeMutablePointer<FILE>
  /// Above those that a program starts with, so that none is overwritten before it is handed on.
  let descriptor: Int32

  private static let firstDescriptor: Int32 = 16

  init() throws(PaperError) {
    guard let file = tmpfile() else {
      throw PaperError(path: "a file for the time being", reason: NamelessFile.reason(errno))
    }
    self.file = file
    // Closed in programs that are started meanwhile: they have no business with it.
    descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, NamelessFile.firstDescriptor)
    _ = fcntl(fileno(file), F_SETFD, FD_CLOEXEC)
    guard descriptor >= 0 else {
      throw PaperError(path: "a file for the time being", reason: NamelessFile.reason(errno))
    }
  }

  deinit {
    close(descriptor)
    fclose(file)
  }

  /// Writes all bytes and goes back to the start.
  func fill(_ pieces: [[UInt8]]) throws(PaperError) {
    for piece in pieces where fwrite(piece, 1, piece.count, file) != piece.count {
      throw failure()
    }
    guard fflush(file) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure() }
  }

  /// All that was written, by whoever had the descriptor.
  func contents() throws(PaperError) -> [UInt8] {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw failure() }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      filled += count
    }
    return bytes
  }

  private func failure() -> PaperError {
    PaperError(path: "a file for the time being", reason: NamelessFile.reason(errno))
  }

  /// An error's reason, as the system words it.
  static func reason(_ number: Int32) -> String {
    String(cString: strerror(number)).lowercased()
  }
}
