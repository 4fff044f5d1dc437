internal import CLinux
internal import Glibc

/// What the system says of a file without reading it: while this stays the same, so do its bytes.
struct FileStamp: Sendable, Equatable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  private let written: Moment
  private let changed: Moment

  private struct Moment: Sendable, Equatable {
    let seconds: Int64
    let nanoseconds: Int64

    init(_ time: timespec) {
      seconds = Int64(time.tv_sec)
      nanoseconds = Int64(time.tv_nsec)
    }
  }

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int64(status.st_size)
    written = Moment(status.st_mtim)
    changed = Moment(status.st_ctim)
  }

  /// Whether the file was last changed so long before `reading`, in seconds since 1970, that a
  /// change after it would have moved the stamp: clocks of file systems tick coarsely.
  func isTold(before reading: Int64) -> Bool {
    max(written.seconds, changed.seconds) + FileStamp.coarsestTick < reading
  }

  private static let coarsestTick: Int64 = 2

  /// The time, in seconds since 1970.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }
}
