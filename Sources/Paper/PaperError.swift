/// A fault of the machine while another program was run.
package struct PaperError: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String { "cannot run \(path): \(reason)" }
}
