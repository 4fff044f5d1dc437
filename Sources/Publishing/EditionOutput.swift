package import Diagnostics
package import Rendering

/// One edition, ready to be written.
package struct EditionOutput: Sendable {
  package var name: String
  /// The highest marking that the edition may hold.
  package var ceiling: Marking
  /// The highest marking that it holds.
  package var marking: Marking
  package var files: [RenderedFile]
  package var manifest: Manifest

  package init(
    name: String, ceiling: Marking, marking: Marking, files: [RenderedFile], manifest: Manifest
  ) {
    self.name = name
    self.ceiling = ceiling
    self.marking = marking
    self.files = files
    self.manifest = manifest
  }
}
