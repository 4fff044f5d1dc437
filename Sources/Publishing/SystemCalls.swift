internal import CLinux
internal import Glibc

/// The system calls that publishing makes, all through one gate so that a test can make any fail.
package struct SystemCalls: Sendable {
  package enum Call: String, CaseIterable, Sendable {
    case open, list, status, read, readLink
    case create, write, mode, close, makeFolder, lock, sync
    case rename, exchange, link, unlink, removeFolder

    /// Whether it changes nothing.
    var isReading: Bool {
      switch self {
      case .open, .list, .status, .read, .readLink: true
      default: false
      }
    }
  }

  /// What a call is made to meet instead of succeeding.
  package enum Fault: Sendable, Equatable {
    case error(Int32)
    /// Half of what was asked for is written.
    case short
  }

  /// Asked before each call on a path; nil lets it pass.
  package typealias FaultSource = @Sendable (Call, String) -> Fault?

  private let faults: FaultSource?

  package init(faults: FaultSource? = nil) {
    self.faults = faults
  }

  /// Makes a call until it is not interrupted, and answers what it does: at least 0.
  @discardableResult
  func make(
    _ call: Call, _ path: @autoclosure () -> String, _ body: () -> Int
  ) throws(PublishingError) -> Int {
    while true {
      let number: Int32
      if let faults, case .error(let injected)? = faults(call, path()) {
        number = injected
      } else {
        let result = body()
        if result >= 0 { return result }
        number = dossier_errno()
      }
      guard number == EINTR else { throw PublishingError(call, path: path(), number: number) }
    }
  }

  /// As `make`, for a question whose answer may be that nothing is there.
  func find(
    _ call: Call, _ path: @autoclosure () -> String, _ body: () -> Int
  ) throws(PublishingError) -> Int? {
    do {
      return try make(call, path(), body)
    } catch  where error.number == ENOENT {
      return nil
    }
  }

  /// Writes pieces whole; short writes and interruptions are continued.
  func write(
    _ pieces: [[UInt8]], to descriptor: Int32, _ path: @autoclosure () -> String
  ) throws(PublishingError) {
    for piece in pieces {
      var written = 0
      while written < piece.count {
        var count = piece.count - written
        if count > 1, let faults, faults(.write, path()) == .short { count /= 2 }
        let step = try make(.write, path()) {
          piece.withUnsafeBytes { buffer in
            Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), count)
          }
        }
        // A write that neither advances nor fails would be tried for ever.
        guard step > 0 else { throw PublishingError(.write, path: path(), number: EIO) }
        written += step
      }
    }
  }

  /// Closes a file; what could not be written until now is an error here.
  func close(_ descriptor: Int32, _ path: @autoclosure () -> String) throws(PublishingError) {
    var number = Glibc.close(descriptor) == 0 ? 0 : dossier_errno()
    if let faults, case .error(let injected)? = faults(.close, path()) { number = injected }
    // An interrupted close has closed.
    guard number == 0 || number == EINTR else {
      throw PublishingError(.close, path: path(), number: number)
    }
  }
}
