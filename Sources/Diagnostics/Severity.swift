/// How bad a finding is.
package enum Severity: Int, Comparable, Sendable {
  /// Worth knowing; never fails a build.
  case notice
  /// A reader may be misled; an error under `--strict`.
  case warning
  /// The pack would be wrong or cannot be made.
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }

  package var word: String {
    switch self {
    case .notice: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
