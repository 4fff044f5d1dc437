internal import Foundation

/// What a word on the command line means as a side of a comparison.
enum SideSource: Sendable, Equatable {
  case project(String)
  case revision(String)
  /// A `pack.json`.
  case snapshot(String)
  /// An edition's folder.
  case edition(String)
  /// An output of several editions.
  case output(String)
}

/// Tells revisions from files and folders: what exists and is ours is a path.
struct SideResolver {
  let root: String?
  let workingDirectory: String

  func project() throws -> String {
    guard let root else {
      throw UsageError(
        "no Content/dossier.yaml here or in any folder above; name the project with -C DIR")
    }
    return root
  }

  func source(_ name: String, isRevision: Bool = false) throws -> SideSource {
    if isRevision {
      _ = try project()
      return .revision(name)
    }
    let path = ProjectLocation.absolute(name, from: workingDirectory)
    if let isFolder = kind(path) {
      guard isFolder else { return .snapshot(path) }
      if kind(path + "/manifest.json") == false { return .edition(path) }
      if kind(path + "/pack.json") == false { return .snapshot(path + "/pack.json") }
      if kind(path + "/Content/dossier.yaml") == false { return .project(path) }
      if !editions(in: path).isEmpty { return .output(path) }
    } else if name.hasSuffix(".json") {
      throw ComparisonFailure("there is no file \(name)")
    }
    guard root != nil else {
      throw ComparisonFailure(
        "'\(name)' is no pack.json and no built folder, and there is no project here whose "
          + "revision it could be")
    }
    return .revision(name)
  }

  /// Names of the folders below an output that hold a manifest, sorted.
  func editions(in output: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
    return names.filter { !$0.hasPrefix(".") && kind("\(output)/\($0)/manifest.json") == false }
      .sorted()
  }

  /// Whether a path is a folder; nil where nothing is there.
  private func kind(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder.boolValue
  }
}
