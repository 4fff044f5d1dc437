/// A publication was stopped before anything of it could be seen.
package struct PublicationStopped: Error, Sendable, CustomStringConvertible {
  package var description: String { "interrupted; what was published stays as it was" }
}
