internal import Diagnostics
internal import Rendering

extension Publication {
  /// Writes an edition whole into a folder of its own that nobody else may read, the manifest
  /// last.
  func stage(_ edition: EditionOutput, jobs: Int) async throws {
    let name = OutputLayout.staging(edition.name)
    try output.makeFolder(name, mode: 0o700)
    let root = try output.folder(name)
    var directories: Set<String> = []
    for file in edition.files {
      let components = file.path.split(separator: "/").dropLast()
      for count in components.indices {
        directories.insert(components[...count].joined(separator: "/"))
      }
    }
    for directory in directories.sorted() { try root.makeFolder(directory) }
    let files = edition.files
    let chunk = max(1, (files.count + jobs - 1) / max(1, jobs))
    let control = control
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: files.count, by: chunk) {
        group.addTask {
          for file in files[start..<min(start + chunk, files.count)] {
            // Another task has failed: what it met is what the user hears of.
            guard !Task.isCancelled else { return }
            guard !control.shouldStop() else { throw PublicationStopped() }
            try root.write(file.pieces, to: file.path)
          }
        }
      }
      try await group.waitForAll()
    }
    try root.write([edition.manifest.bytes], to: Manifest.fileName)
  }

  /// Removes what this build staged and did not publish, as far as that goes.
  func discardStaging() {
    do {
      try OutputLitter(output: output).clear()
    } catch {
      // The failure that led here is what the user must hear of; the next build clears the rest.
    }
  }
}
