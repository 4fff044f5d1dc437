package import Diagnostics

/// What reading a project gives: records not yet checked against each other.
package struct LoadedProject: Sendable {
  /// The corpus keeps the first of several records with one id.
  package var project: Project
  /// Every record read, by file and place, also those whose id another record has.
  package var drafts: [Record]
  /// Every text that was read, by path, for excerpts.
  package var sources: [String: SourceFile]
  /// Collections of which a file or record could not be read: what seems missing may stand there.
  package var incomplete: Set<Collection>
  /// Whether every pack was read, so that what nobody uses can be told.
  package var isWhole: Bool

  package init(
    project: Project, drafts: [Record], sources: [String: SourceFile],
    incomplete: Set<Collection> = [], isWhole: Bool = true
  ) {
    self.project = project
    self.drafts = drafts
    self.sources = sources
    self.incomplete = incomplete
    self.isWhole = isWhole
  }
}
