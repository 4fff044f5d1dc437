import Glibc

/// Measures work by the processor time of its thread, so that a busy machine changes nothing.
package enum ProcessorTime {
  /// How long `body` computed; what it hands to other threads is not counted.
  package static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
