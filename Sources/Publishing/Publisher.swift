internal import CLinux
package import Diagnostics
internal import Glibc
package import Rendering

/// One edition, ready to be written.
package struct EditionOutput: Sendable {
  package var name: String
  package var marking: Marking
  package var files: [RenderedFile]
  package var manifest: Manifest

  package init(name: String, marking: Marking, files: [RenderedFile], manifest: Manifest) {
    self.name = name
    self.marking = marking
    self.files = files
    self.manifest = manifest
  }
}

/// Writes editions below an output folder, each in one atomic step.
///
/// Everything is staged beside the editions and flushed before the first reader sees a change; a
/// crash leaves the earlier editions whole and litter that the next build clears.
package struct Publisher: Sendable {
  /// The output folder's absolute path.
  package let folder: String
  /// The project's root, absolute.
  package let projectRoot: String

  private static let stagingPrefix = ".dossier-staging-"

  package init(folder: String, projectRoot: String) {
    self.folder = folder
    self.projectRoot = projectRoot
  }

  /// Publishes the editions, the widest audience first.
  package func publish(_ editions: [EditionOutput], jobs: Int) async throws {
    try refuseUnsafeFolder()
    try makeFolder()
    let lock = try OutputLock(folder: folder)
    try removeStaging()
    let ordered = editions.sorted { ($0.marking, $0.name) < ($1.marking, $1.name) }
    for edition in ordered { try refuseForeignFiles(in: edition.name) }
    do {
      for edition in ordered { try await stage(edition, jobs: jobs) }
    } catch {
      // The failure itself is what the user must hear of; litter is cleared by the next build.
      do { try removeStaging() } catch {}
      throw error
    }
    for edition in ordered { try swap(edition.name) }
    try removeStaging()
    _ = consume lock
  }

  // MARK: - Refusals

  private func refuseUnsafeFolder() throws(PublishingError) {
    let target = SystemCalls.resolved(folder)
    let root = SystemCalls.resolved(projectRoot)
    if let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty,
      target == SystemCalls.resolved(home)
    {
      throw refusal("the output folder cannot be the home folder")
    }
    if target == "/" || target == root {
      throw refusal("the output folder cannot be the file system's or the project's root")
    }
    if root.hasPrefix(target + "/") {
      throw refusal("the output folder cannot hold the project")
    }
    for inputs in ["Content", "Templates"] {
      let inputs = root + "/" + inputs
      if target == inputs || target.hasPrefix(inputs + "/") {
        throw refusal("the output folder cannot lie inside \(inputs)")
      }
    }
    switch SystemCalls.kind(folder) {
    case nil: break
    case S_IFDIR:
      let names = try SystemCalls.names(in: folder)
      let holdsOurs = names.isEmpty || names.contains(where: isOurs)
      guard holdsOurs else {
        throw refusal("this folder is not empty and holds nothing of ours; choose another with -o")
      }
    default: throw refusal("this is not a folder")
    }
  }

  private func isOurs(_ name: String) -> Bool {
    name == OutputLock.fileName || name.hasPrefix(Publisher.stagingPrefix)
      || SystemCalls.kind("\(folder)/\(name)/\(Manifest.fileName)") == S_IFREG
  }

  /// An edition's folder holds what its manifest names, nothing of anybody else's.
  private func refuseForeignFiles(in edition: String) throws {
    let path = folder + "/" + edition
    guard let kind = SystemCalls.kind(path) else { return }
    guard kind == S_IFDIR else {
      throw PublishingError(.unsafeOutput, path: path, reason: "this is not a folder")
    }
    let names = try SystemCalls.names(in: path)
    guard names.isEmpty || names.contains(Manifest.fileName) else {
      throw PublishingError(
        .unsafeOutput, path: path, reason: "this folder holds files but no manifest of ours")
    }
    guard !names.isEmpty else { return }
    let known = Set(try PublishedManifest(folder: path).files.keys).union([Manifest.fileName])
    for file in try PublishedManifest.allFiles(under: path) where !known.contains(file) {
      throw PublishingError(
        .unsafeOutput, path: path + "/" + file, reason: "this file is not named by the manifest")
    }
  }

  private func refusal(_ reason: String) -> PublishingError {
    PublishingError(.unsafeOutput, path: folder, reason: reason)
  }

  // MARK: - Staging

  private func makeFolder() throws(PublishingError) {
    var path = ""
    for component in folder.split(separator: "/") {
      path += "/" + component
      if SystemCalls.kind(path) == nil { try SystemCalls.makeDirectory(path) }
    }
  }

  private func removeStaging() throws(PublishingError) {
    for name in try SystemCalls.names(in: folder) where name.hasPrefix(Publisher.stagingPrefix) {
      try SystemCalls.removeTree(folder + "/" + name)
    }
  }

  private func stagingPath(_ edition: String) -> String {
    folder + "/" + Publisher.stagingPrefix + edition
  }

  private func stage(_ edition: EditionOutput, jobs: Int) async throws {
    let root = stagingPath(edition.name)
    try SystemCalls.makeDirectory(root, mode: 0o700)
    var directories: Set<String> = []
    for file in edition.files {
      let components = file.path.split(separator: "/").dropLast()
      for count in components.indices {
        directories.insert(components[...count].joined(separator: "/"))
      }
    }
    for directory in directories.sorted() {
      try SystemCalls.makeDirectory(root + "/" + directory)
    }
    let files = edition.files
    let chunk = max(1, (files.count + jobs - 1) / max(1, jobs))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: files.count, by: chunk) {
        group.addTask {
          for file in files[start..<min(start + chunk, files.count)] {
            try SystemCalls.write(file.pieces, to: root + "/" + file.path)
          }
        }
      }
      try await group.waitForAll()
    }
    try SystemCalls.write([edition.manifest.bytes], to: root + "/" + Manifest.fileName)
    let descriptor = dossier_openat(AT_FDCWD, root, O_RDONLY | O_DIRECTORY, 0)
    guard descriptor >= 0 else { throw SystemCalls.failure(root) }
    defer { close(descriptor) }
    guard dossier_syncfs(descriptor) == 0 else { throw SystemCalls.failure(root) }
  }

  // MARK: - The swap

  private func swap(_ edition: String) throws(PublishingError) {
    let staged = stagingPath(edition)
    let target = folder + "/" + edition
    guard chmod(staged, 0o755) == 0 else { throw SystemCalls.failure(staged) }
    let flags = SystemCalls.kind(target) == nil ? RENAME_NOREPLACE : RENAME_EXCHANGE
    guard dossier_renameat2(AT_FDCWD, staged, AT_FDCWD, target, UInt32(flags)) == 0 else {
      let number = errno
      guard number == EINVAL || number == ENOSYS else { throw SystemCalls.failure(target, number) }
      throw PublishingError(
        .unwritable, path: target,
        reason: "this file system cannot exchange folders in one step; publish to another one")
    }
    let descriptor = dossier_openat(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0)
    guard descriptor >= 0 else { throw SystemCalls.failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemCalls.failure(folder) }
  }
}
