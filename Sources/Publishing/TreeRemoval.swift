internal import Diagnostics
internal import Glibc

/// Removes trees of ours from an output folder: of a finished edition exactly what its manifest
/// names, of an unfinished one everything.
struct TreeRemoval {
  let output: OutputFolder
  /// No tree of ours is deeper.
  private static let deepest = 40

  init(output: OutputFolder) {
    self.output = output
  }

  /// Removes a folder of ours by its name in the output folder.
  ///
  /// A file that its manifest does not name is somebody's: it stays, with its folder, and is the
  /// error thrown. `known` is what the manifest names, if it has been read already.
  func remove(_ name: String, known: KnownPaths? = nil) throws(PublishingError) {
    guard let kind = try output.kind(name) else { return }
    guard kind == .folder else {
      throw PublishingError(
        .unsafeOutput, path: output.path(of: name),
        reason: "\(kind.words) has a name that is kept for folders of ours; move it away")
    }
    let tree = try output.folder(name)
    var named = known
    if named == nil { named = try TreeRemoval.paths(in: tree) }
    if let named {
      let stranger = try removeKnown(named, in: tree, at: EntryName(""))
      if let stranger {
        throw PublishingError(
          .unsafeOutput, path: tree.path(of: stranger),
          reason: "no manifest of ours names this, so it was kept; move it away")
      }
      try tree.unlink(EntryName(Manifest.fileName))
    } else {
      try removeAll(in: tree, depth: 0)
    }
    try output.removeFolder(EntryName(name))
  }

  /// What a finished tree's manifest names.
  ///
  /// It is written last, so a tree without one was never
  /// finished, and nobody else saw it.
  private static func paths(in tree: OutputFolder) throws(PublishingError) -> KnownPaths? {
    guard case .sound(let manifest, _) = try PublishedManifest(in: tree) else { return nil }
    return KnownPaths(manifest)
  }

  /// Removes the known files but the manifest, and answers the first path that is not known.
  ///
  /// The manifest goes last, so that a removal cut short can be taken up again.
  private func removeKnown(
    _ known: KnownPaths, in folder: OutputFolder, at prefix: EntryName
  ) throws(PublishingError) -> EntryName? {
    var stranger: EntryName?
    try folder.setMode(0o700)
    for entry in try folder.entries() {
      let path = entry.name.path(in: prefix)
      guard known.knows(path, entry.kind) else {
        stranger = stranger ?? path
        continue
      }
      if entry.kind == .folder {
        let inner = try removeKnown(known, in: try folder.folder(entry.name), at: path)
        if inner == nil { try folder.removeFolder(entry.name) }
        stranger = stranger ?? inner
      } else if path != EntryName(Manifest.fileName) {
        try folder.unlink(entry.name)
      }
    }
    return stranger
  }

  private func removeAll(in folder: OutputFolder, depth: Int) throws(PublishingError) {
    guard depth < TreeRemoval.deepest else {
      throw PublishingError(
        .unsafeOutput, path: folder.path, reason: "this folder is too deep to be one of ours")
    }
    try folder.setMode(0o700)
    for entry in try folder.entries() {
      if entry.kind == .folder {
        try removeAll(in: try folder.folder(entry.name), depth: depth + 1)
        try folder.removeFolder(entry.name)
      } else {
        try folder.unlink(entry.name)
      }
    }
  }
}
