import Synchronization

/// How long each stage of a build took: from when it was told of until the next one was.
final class StageTimes: Sendable {
  private let begun = Mutex<[(stage: String, time: ContinuousClock.Instant)]>([])

  func begin(_ stage: String) {
    begun.withLock { $0.append((stage, .now)) }
  }

  /// A line for each stage, in the order they came, and one for all; seconds first.
  func lines(until end: ContinuousClock.Instant = .now) -> [String] {
    let begun = begun.withLock { $0 }
    let ends = begun.dropFirst().map(\.time) + [end]
    let stages = zip(begun, ends).map { begin, end in
      "\(StageTimes.column(end - begin.time))  \(begin.stage)"
    }
    guard let first = begun.first else { return [] }
    return stages + ["\(StageTimes.column(end - first.time))  All stages"]
  }

  private static func column(_ duration: Duration) -> String {
    let text = seconds(duration) + " s"
    return String(repeating: " ", count: max(0, 9 - text.utf8.count)) + text
  }

  /// Seconds with two decimals.
  static func seconds(_ duration: Duration) -> String {
    let hundredths = Int(
      duration.components.seconds * 100 + duration.components.attoseconds / 10_000_000_000_000_000)
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
