internal import Diagnostics

/// What a build that died has left in an output folder.
///
/// It may hold a higher edition than the folder does, so it goes before anything else is done.
struct OutputLitter {
  let output: OutputFolder

  /// Removes all of it.
  func clear() throws(PublishingError) {
    for entry in try output.entries() where OutputLayout.isReserved(entry.name) {
      let name = entry.name.text
      if entry.name == EntryName(OutputLock.fileName) { continue }
      if entry.name.hasPrefix(OutputLayout.linkPrefix), entry.kind == .link {
        try output.unlink(entry.name)
      } else if entry.name.hasPrefix(OutputLayout.probePrefix) {
        try output.removeFolder(entry.name)
      } else if try !isPublished(name) {
        try TreeRemoval(output: output).remove(name)
      }
    }
  }

  /// Whether an edition's link leads to a folder of this name.
  private func isPublished(_ name: String) throws(PublishingError) -> Bool {
    guard let edition = OutputLayout.edition(ofVersion: name) else { return false }
    return try output.linkTarget(edition)?.utf8.elementsEqual(name.utf8) ?? false
  }

  /// Whether an edition here is a folder behind a link.
  func hasVersions() throws(PublishingError) -> Bool {
    for entry in try output.entries() where entry.name.hasPrefix(OutputLayout.versionPrefix) {
      if try isPublished(entry.name.text) { return true }
    }
    return false
  }
}
