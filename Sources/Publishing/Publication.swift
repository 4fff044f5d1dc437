internal import Diagnostics
internal import Glibc
internal import Rendering

/// An output folder, locked for one build until this value goes.
package final class Publication {
  let output: OutputFolder
  let replacement: Publisher.Replacement
  let control: PublicationControl
  /// Whether the file system can exchange two folders in one step.
  let canExchange: Bool
  private var lock: OutputLock?
  /// Folders made for this build: they go again if it publishes nothing.
  private let newFolders: [String]
  private var hasPublished = false

  init(
    _ publisher: Publisher, output: OutputFolder, newFolders: [String]
  ) throws(PublishingError) {
    self.output = output
    self.newFolders = newFolders
    replacement = publisher.replacement
    control = publisher.control
    let lock = try OutputLock(folder: output)
    do throws(PublishingError) {
      let litter = OutputLitter(output: output)
      try litter.clear()
      canExchange = try ExchangeProbe(output: output).run()
      if !canExchange, publisher.replacement == .exchange, try !litter.hasVersions() {
        throw PublishingError(
          .unwritable, path: output.path,
          reason: "this file system cannot exchange two folders in one step; --versioned publishes "
            + "folders behind links instead")
      }
    } catch {
      try? lock.removeIfNew()
      throw error
    }
    self.lock = consume lock
  }

  deinit {
    guard !hasPublished else { return }
    // Whatever failed has been reported; an empty folder that stays behind harms nobody.
    try? lock?.removeIfNew()
    lock = nil
    FolderChain.remove(newFolders)
  }

  /// What came of a publication.
  package struct Outcome: Sendable {
    /// Parts of earlier editions that could not be removed; the next build tries again.
    package let leftovers: [PublishingError]
    /// Names of editions in the folder that this build did not publish.
    package let otherEditions: [String]
  }

  /// Publishes the editions, the widest audience first, and gives the folder free.
  ///
  /// An error leaves every edition as it was.
  package func publish(_ editions: [EditionOutput], jobs: Int) async throws -> Outcome {
    let ordered = editions.sorted {
      ($0.ceiling.rawValue, EntryName($0.name)) < ($1.ceiling.rawValue, EntryName($1.name))
    }
    for edition in ordered { try StagedCheck(edition).run() }
    let swaps = try ordered.map { try swap(for: $0.name) }
    control.willStage()
    do {
      for edition in ordered { try await stage(edition, jobs: jobs) }
      // Once for all: it flushes the whole file system.
      try output.syncFileSystem()
      guard control.mayCommit() else { throw PublicationStopped() }
      try commit(swaps)
    } catch {
      discardStaging()
      throw error
    }
    hasPublished = true
    let leftovers = removeEarlier(swaps)
    let others: [String]
    do {
      others = try otherEditions(than: Set(ordered.map { EntryName($0.name) }))
    } catch {
      // Everything is published; the folder cannot be looked through, and that is all.
      others = []
    }
    lock = nil
    return Outcome(leftovers: leftovers, otherEditions: others)
  }

  /// Editions in the folder that are not of this build.
  private func otherEditions(than published: Set<EntryName>) throws(PublishingError) -> [String] {
    var names: [String] = []
    for entry in try output.entries()
    where !published.contains(entry.name) && !OutputLayout.isReserved(entry.name) {
      let holdsManifest: Bool
      switch entry.kind {
      case .folder:
        holdsManifest = try output.folder(entry.name).kind(Manifest.fileName) == .file
      case .link:
        let target = try output.linkTarget(entry.name.text)
        holdsManifest =
          target.map { OutputLayout.turn(ofLink: $0, to: entry.name.text) != nil } ?? false
      default: holdsManifest = false
      }
      if holdsManifest { names.append(entry.name.text) }
    }
    return names
  }
}
