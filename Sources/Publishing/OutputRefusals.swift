internal import CLinux
internal import Diagnostics
internal import Glibc

/// Why a folder is no place to publish to.
struct OutputRefusals {
  let folder: String
  let projectRoot: String

  /// Folders by device and number, since links and mounts give one folder many names.
  private struct Identity: Equatable {
    let device: dev_t
    let number: ino_t

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = status.st_dev
      number = status.st_ino
    }
  }

  /// Refuses a folder that overlaps what is read, or the user's home.
  ///
  /// Nothing need exist yet.
  func refuseOverlap() throws(PublishingError) {
    let target = OutputRefusals.resolved(folder)
    let root = OutputRefusals.resolved(projectRoot)
    let identity = Identity(target)
    if target == "/" || target == root || isSame(identity, root) {
      throw refusal("the output folder cannot be the file system's or the project's root")
    }
    if let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty,
      target == OutputRefusals.resolved(home) || isSame(identity, home)
    {
      throw refusal("the output folder cannot be the home folder")
    }
    if root.utf8.starts(with: "\(target)/".utf8)
      || folders(above: root).contains(where: { isSame(identity, $0) })
    {
      throw refusal("the output folder cannot hold the project")
    }
    for name in ["Content", "Templates"] {
      let inputs = OutputRefusals.resolved(root + "/" + name)
      let isInside =
        target == inputs || target.utf8.starts(with: "\(inputs)/".utf8)
        || folders(above: target + "/x").contains { isSame(Identity($0), inputs) }
      if isInside { throw refusal("the output folder cannot lie inside \(name)") }
      if inputs.utf8.starts(with: "\(target)/".utf8) {
        throw refusal("the output folder cannot hold the project's \(name)")
      }
    }
  }

  private func isSame(_ identity: Identity?, _ path: String) -> Bool {
    guard let identity else { return false }
    return identity == Identity(path)
  }

  /// The folders that hold a path, innermost first.
  private func folders(above path: String) -> [String] {
    var folders: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/"), slash != rest.startIndex {
      rest = rest[..<slash]
      folders.append(String(rest))
    }
    return folders
  }

  /// Refuses a folder that somebody else filled.
  func refuseForeign(_ output: OutputFolder) throws(PublishingError) {
    let entries = try output.entries()
    guard !entries.isEmpty else { return }
    for entry in entries {
      if OutputLayout.isReserved(entry.name) { return }
      guard entry.kind == .folder, entry.name.isText else { continue }
      if case .sound = try PublishedManifest(in: try output.folder(entry.name)) { return }
    }
    throw refusal("this folder is not empty and holds nothing of ours; choose another with -o")
  }

  private func refusal(_ reason: String) -> PublishingError {
    PublishingError(.unsafeOutput, path: folder, reason: reason)
  }

  /// The path with links resolved; the parts that do not exist yet stay as they are.
  private static func resolved(_ path: String) -> String {
    if let pointer = realpath(path, nil) {
      defer { free(pointer) }
      return String(cString: pointer)
    }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return resolved(String(path[..<slash])) + path[slash...]
  }
}
