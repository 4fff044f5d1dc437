internal import Diagnostics

extension Publication {
  /// Decides how an edition takes its place; refuses one that holds what is not ours.
  func swap(for edition: String) throws(PublishingError) -> EditionSwap {
    guard Manifest.isSound(path: edition), !edition.utf8.contains(UInt8(ascii: "/")),
      !edition.hasPrefix(".")
    else { throw refusal(edition, "this is no name for an edition's folder") }
    switch try output.kind(edition) {
    case nil:
      return EditionSwap(
        edition: edition, step: replacement == .versions || !canExchange ? .newLink : .newFolder,
        earlier: nil)
    case .folder:
      guard canExchange else {
        throw refusal(
          edition,
          "this file system cannot exchange folders in one step, and this edition is a folder; "
            + "publish with --versioned to an empty folder")
      }
      return EditionSwap(
        edition: edition, step: replacement == .versions ? .linkForFolder : .exchange,
        earlier: try knownPaths(in: edition, shownAs: edition))
    case .link:
      let target = try output.linkTarget(edition) ?? ""
      guard let turn = OutputLayout.turn(ofLink: target, to: edition) else {
        throw refusal(edition, "this is a symbolic link, and none of ours")
      }
      let version = OutputLayout.version(edition, turn)
      let hasVersion = try output.kind(version) == .folder
      return EditionSwap(
        edition: edition, step: .turnLink(from: turn, to: 3 - turn),
        earlier: hasVersion ? try knownPaths(in: version, shownAs: edition) : nil)
    case let kind?:
      throw refusal(edition, "this is \(kind.words), not a folder")
    }
  }

  /// What an edition's manifest names, which must be all that its folder holds.
  private func knownPaths(
    in folder: String, shownAs edition: String
  ) throws(PublishingError) -> KnownPaths {
    let tree = try output.folder(folder)
    switch try PublishedManifest(in: tree) {
    case .sound(let manifest, _):
      let known = KnownPaths(manifest)
      if let stranger = try known.firstStranger(in: tree) {
        throw refusal(
          edition + "/" + stranger.name.text,
          "this \(stranger.kind == .folder ? "folder" : "file") is not named by the manifest")
      }
      return known
    case .missing:
      guard try tree.entries().isEmpty else {
        throw refusal(edition, "this folder holds files but no manifest of ours")
      }
      return .nothing
    case .malformed(let reason):
      throw refusal(edition + "/" + Manifest.fileName, "this is no manifest of ours: \(reason)")
    }
  }

  private func refusal(_ name: String, _ reason: String) -> PublishingError {
    PublishingError(.unsafeOutput, path: output.path(of: name), reason: reason)
  }

  /// Swaps all editions in, or none: after an error those already swapped are put back.
  func commit(_ swaps: [EditionSwap]) throws(PublishingError) {
    var done: [EditionSwap] = []
    do {
      for swap in swaps {
        let staged = try output.folder(OutputLayout.staging(swap.edition))
        try staged.setMode(0o755)
        try staged.sync()
        try swap.perform(in: output)
        done.append(swap)
        try output.sync()
      }
    } catch {
      throw takeBack(done, after: error)
    }
  }

  private func takeBack(_ done: [EditionSwap], after error: PublishingError) -> PublishingError {
    var kept: [String] = []
    for swap in done.reversed() {
      do {
        try swap.undo(in: output)
        try output.sync()
      } catch {
        kept.append("'\(swap.edition)'")
      }
    }
    guard !kept.isEmpty else { return error }
    return PublishingError(
      error.code, path: error.path,
      reason: error.reason + "; the earlier \(kept.joined(separator: ", ")) could not be put back",
      number: error.number)
  }

  /// Removes the earlier editions.
  ///
  /// They are published no more, so what fails here fails nobody.
  func removeEarlier(_ swaps: [EditionSwap]) -> [PublishingError] {
    var leftovers: [PublishingError] = []
    for swap in swaps {
      guard let folder = swap.earlierFolder else { continue }
      do {
        try TreeRemoval(output: output).remove(folder, known: swap.earlier)
      } catch {
        leftovers.append(error)
      }
    }
    return leftovers
  }
}
