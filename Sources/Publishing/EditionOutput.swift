package import Diagnostics
package import Rendering

/// One edition, ready to be written.
package struct EditionOutput: Sendable {
  /// What the files are.
  package enum Kind: Sendable {
    /// Pages for readers, each of which shows its label and leads to others.
    case pages
    /// Sources that a project is compiled from.
    case sources
  }

  package var name: String
  package var kind: Kind
  /// The highest marking that the edition may hold.
  package var ceiling: Marking
  /// The highest marking that it holds.
  package var marking: Marking
  package var files: [RenderedFile]
  package var manifest: Manifest

  package init(
    name: String, kind: Kind = .pages, ceiling: Marking, marking: Marking, files: [RenderedFile],
    manifest: Manifest
  ) {
    self.name = name
    self.kind = kind
    self.ceiling = ceiling
    self.marking = marking
    self.files = files
    self.manifest = manifest
  }
}
