internal import Diagnostics

/// Puts files a user asked for in their places: each whole or not at all.
package struct WholeFileWriter: Sendable {
  /// The folder they go to, absolute; made where its parent is there.
  package let folder: String

  package init(folder: String) { self.folder = folder }

  private static let stagingSuffix = ".dossier-export"

  /// Writes files by name, over plain files of those names and over nothing else.
  package func write(_ files: [(name: String, bytes: [UInt8])]) throws(PublishingError) {
    let calls = SystemCalls()
    let place = try open(calls)
    for file in files {
      if let kind = try place.kind(file.name), kind != .file {
        throw PublishingError(
          .unsafeOutput, path: place.path(of: file.name), reason: "this is no plain file")
      }
    }
    var staged: [String] = []
    do {
      for file in files {
        let temporary = ".\(file.name)\(Self.stagingSuffix)"
        try place.unlink(EntryName(temporary))
        staged.append(temporary)
        try place.write([file.bytes], to: temporary)
      }
      try place.syncFileSystem()
    } catch {
      // The failure itself is what the user must hear of.
      for temporary in staged { do { try place.unlink(EntryName(temporary)) } catch {} }
      throw error
    }
    for (file, temporary) in zip(files, staged) {
      try place.replace(file.name, with: temporary)
    }
    try place.sync()
  }

  private func open(_ calls: SystemCalls) throws(PublishingError) -> OutputFolder {
    let parts = folder.split(separator: "/").map(String.init)
    guard let name = parts.last else { return try OutputFolder(named: folder, calls: calls) }
    let parent = try OutputFolder(
      named: "/" + parts.dropLast().joined(separator: "/"), calls: calls)
    if try parent.kind(name) == nil { try parent.makeFolder(name) }
    return try OutputFolder(named: folder, calls: calls)
  }
}
