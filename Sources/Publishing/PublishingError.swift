package import Diagnostics

/// A fault of the machine or of the output folder: what failed, where, and why.
package struct PublishingError: Error, Sendable, CustomStringConvertible {
  package let code: DiagnosticCode
  package let path: String
  /// One phrase, lower case, no full stop.
  package let reason: String

  package init(_ code: DiagnosticCode, path: String, reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(path): error: \(reason) [\(code.rawValue)]" }
}
