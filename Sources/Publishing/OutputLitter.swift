internal import Diagnostics
internal import Glibc

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

/// Finds out whether the file system can exchange two folders, by doing it with empty ones.
struct ExchangeProbe {
  let output: OutputFolder

  func run() throws(PublishingError) -> Bool {
    let names = [OutputLayout.probePrefix + "1", OutputLayout.probePrefix + "2"]
    for name in names { try output.makeFolder(name, mode: 0o700) }
    var canExchange = true
    do {
      try output.exchange(names[0], names[1])
    } catch {
      guard ExchangeProbe.meansUnable(error) else { throw error }
      canExchange = false
    }
    for name in names { try output.removeFolder(EntryName(name)) }
    return canExchange
  }

  private static func meansUnable(_ error: PublishingError) -> Bool {
    [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.number)
  }
}
