internal import CLinux
internal import Diagnostics
internal import Glibc

/// Publishes editions below an output folder, each in one atomic step.
///
/// Everything is staged beside the editions and flushed before the first reader sees a change; a
/// crash leaves the earlier editions whole and litter that the next build clears.
package struct Publisher: Sendable {
  /// How a new edition takes the place of an earlier one.
  package enum Replacement: Sendable {
    /// Two folders exchange their names.
    case exchange
    /// A link leads to one of two folders in turn, where a file system cannot exchange.
    case versions
  }

  /// The output folder's absolute path.
  package let folder: String
  /// The project's root, absolute.
  package let projectRoot: String
  /// For editions that are not yet published; others stay as they are, if that can be.
  package let replacement: Replacement
  package let calls: SystemCalls
  package let control: PublicationControl

  package init(
    folder: String, projectRoot: String, replacement: Replacement = .exchange,
    calls: SystemCalls = SystemCalls(), control: PublicationControl = .none
  ) {
    self.folder = folder
    self.projectRoot = projectRoot
    self.replacement = replacement
    self.calls = calls
    self.control = control
  }

  /// Makes the folder ready and locks it: refuses one that is not ours or that somebody publishes
  /// to, and clears what a build that died has left.
  package func open() throws(PublishingError) -> Publication {
    let refusals = OutputRefusals(folder: folder, projectRoot: projectRoot)
    try refusals.refuseOverlap()
    let newFolders = try FolderChain.make(folder, calls)
    do {
      let output = try OutputFolder(at: folder, calls: calls)
      try refusals.refuseForeign(output)
      return try Publication(self, output: output, newFolders: newFolders)
    } catch {
      FolderChain.remove(newFolders)
      throw error
    }
  }
}
