import Foundation

/// Finds the project a command works on.
package enum ProjectLocation {
  /// The folder given, or the nearest one upwards from `workingDirectory` with
  /// `Content/dossier.yaml`.
  package static func root(explicit: String?, workingDirectory: String) throws -> String {
    let start = absolute(explicit ?? ".", from: workingDirectory)
    if explicit != nil {
      guard hasProject(start) else {
        throw UsageError("'\(start)' holds no Content/dossier.yaml")
      }
      return start
    }
    var folder = start
    while true {
      if hasProject(folder) { return folder }
      let parent = (folder as NSString).deletingLastPathComponent
      if parent == folder || parent.isEmpty { break }
      folder = parent
    }
    throw UsageError(
      "no Content/dossier.yaml here or in any folder above; name the project with -C DIR")
  }

  /// The absolute, lexically clean form of a path.
  package static func absolute(_ path: String, from workingDirectory: String) -> String {
    let joined = path.hasPrefix("/") ? path : workingDirectory + "/" + path
    var components: [Substring] = []
    for component in joined.split(separator: "/") where component != "." {
      if component == ".." {
        components = components.dropLast()
      } else {
        components.append(component)
      }
    }
    return "/" + components.joined(separator: "/")
  }

  private static func hasProject(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/Content/dossier.yaml")
  }
}
