package import Diagnostics
internal import Glibc

/// A fault of the machine or of the output folder: what failed, where, and why.
package struct PublishingError: Error, Sendable, CustomStringConvertible {
  package let code: DiagnosticCode
  package let path: String
  /// One phrase, lower case, no full stop.
  package let reason: String
  /// The system's number of the error, 0 where no call failed.
  package let number: Int32

  package init(_ code: DiagnosticCode, path: String, reason: String, number: Int32 = 0) {
    self.code = code
    self.path = path
    self.reason = reason
    self.number = number
  }

  /// What a failed call on an output folder means.
  init(_ call: SystemCalls.Call, path: String, number: Int32) {
    let cause = String(cString: strerror(number)).lowercased()
    self.init(
      call.isReading ? .unreadableFile : .unwritable, path: path,
      reason: "cannot be \(call.isReading ? "read" : "written"): \(cause)", number: number)
  }

  package var description: String { described(as: "error") }

  /// As a line that says how grave it is.
  package func described(as severity: String) -> String {
    "\(VisibleText.line(path)): \(severity): \(VisibleText.line(reason)) [\(code.rawValue)]"
  }
}
