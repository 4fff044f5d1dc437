/// A request that cannot be meant: exit 64.
package struct UsageError: Error, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
