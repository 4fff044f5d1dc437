import Glibc
import Publishing
import Synchronization

/// What SIGINT, SIGTERM and SIGHUP do: end the process, or ask a publication to stop.
///
/// Before anything is staged there is nothing to put in order, and the process ends at once. While
/// an edition is staged, the publication is asked to stop and clears what it wrote. From the first
/// swap on it takes only moments to finish, and does.
enum Interruption {
  private enum Phase {
    static let free: UInt8 = 0
    static let staging: UInt8 = 1
    static let stopped: UInt8 = 2
    static let committed: UInt8 = 3
  }

  private static let phase = Atomic<UInt8>(Phase.free)

  /// Hears the signals from now on.
  static func listen() {
    // Made before a handler needs it: a handler may not wait for it to be made.
    phase.store(Phase.free, ordering: .sequentiallyConsistent)
    for number in [SIGINT, SIGTERM] { signal(number, handle) }
    // `nohup` ignores this one on purpose; that is the handler of number 1.
    if unsafeBitCast(signal(SIGHUP, handle), to: Int.self) == 1 { signal(SIGHUP, SIG_IGN) }
  }

  private static let handle: @convention(c) (Int32) -> Void = { _ in
    let (isStaging, now) = phase.compareExchange(
      expected: Phase.staging, desired: Phase.stopped, ordering: .sequentiallyConsistent)
    // A second signal does not wait until the staging is cleared; the next build clears it.
    if !isStaging, now != Phase.committed { _exit(130) }
  }

  static let control = PublicationControl(
    willStage: { phase.store(Phase.staging, ordering: .sequentiallyConsistent) },
    shouldStop: { phase.load(ordering: .relaxed) == Phase.stopped },
    mayCommit: {
      phase.compareExchange(
        expected: Phase.staging, desired: Phase.committed, ordering: .sequentiallyConsistent
      ).exchanged
    })
}
