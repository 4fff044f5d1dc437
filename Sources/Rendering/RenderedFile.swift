package import Diagnostics

/// One output file as a value; `Publishing` writes it.
package struct RenderedFile: Sendable {
  /// From the edition's folder: `en/g7-2025/index.html`.
  package var path: String
  package var bytes: [UInt8]
  /// The highest marking of what it holds.
  package var marking: Marking

  package init(path: String, bytes: [UInt8], marking: Marking) {
    self.path = path
    self.bytes = bytes
    self.marking = marking
  }
}
