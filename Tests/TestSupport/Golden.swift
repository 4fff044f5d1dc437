package import Foundation

/// Compares what a test made with what was recorded, both ways.
///
/// `UPDATE_GOLDEN=1` rewrites the recording and still fails, so that a recording is never mistaken
/// for a pass.
package enum Golden {
  package static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  }

  /// The differences between files made and the recorded folder; empty where they agree.
  package static func differences(
    _ files: [String: [UInt8]], with folder: URL
  ) throws -> [String] {
    if isUpdating {
      try? FileManager.default.removeItem(at: folder)
      for path in files.keys.sorted() {
        let url = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(files[path] ?? []).write(to: url)
      }
      return ["recorded \(files.count) files in \(folder.path); run again without UPDATE_GOLDEN"]
    }
    var recorded: [String: [UInt8]] = [:]
    for path in Folders.files(under: folder) {
      recorded[path] = [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }
    var differences: [String] = []
    for path in Set(files.keys).union(recorded.keys).sorted() {
      switch (files[path], recorded[path]) {
      case (nil, _): differences.append("missing: \(path)")
      case (_, nil): differences.append("extra: \(path)")
      case (let made?, let old?) where made != old:
        differences.append("changed: \(path)\n" + LineDifference.text(from: old, to: made))
      default: break
      }
    }
    return differences
  }

  /// The difference between a text made and a recorded file; nil where they agree.
  package static func difference(_ text: String, with file: URL) throws -> String? {
    if isUpdating {
      try Data(text.utf8).write(to: file)
      return "recorded \(file.path); run again without UPDATE_GOLDEN"
    }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      return "missing: \(file.path); made:\n\(text)"
    }
    let recorded = String(decoding: data, as: UTF8.self)
    return recorded == text
      ? nil : LineDifference.text(from: Array(recorded.utf8), to: Array(text.utf8))
  }
}

/// Folders of fixtures.
package enum Folders {
  /// The package's root.
  package static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What every issue builds on, beside the project; nil where it is absent.
  package static var shared: URL? {
    let url = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// Names of the folders in a folder, sorted.
  package static func names(in folder: URL) -> [String] {
    let entries =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
    return entries.filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
  }

  /// Paths of all files below a folder, sorted.
  package static func files(under folder: URL) -> [String] {
    guard let enumerator = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    var paths: [String] = []
    while let path = enumerator.nextObject() as? String {
      var isDirectory: ObjCBool = false
      let url = folder.appending(path: path)
      if FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory),
        !isDirectory.boolValue
      {
        paths.append(path)
      }
    }
    return paths.sorted()
  }

  /// A new empty folder, removed by whoever made it.
  package static func temporary() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "dossier-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }
}

/// The first lines in which two texts differ.
package enum LineDifference {
  package static func text(from old: [UInt8], to new: [UInt8], limit: Int = 12) -> String {
    let oldLines = String(decoding: old, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let newLines = String(decoding: new, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    let difference = newLines.difference(from: oldLines)
    for change in difference.prefix(limit) {
      switch change {
      case .remove(let offset, let line, _): lines.append("  -\(offset + 1): \(line.prefix(200))")
      case .insert(let offset, let line, _): lines.append("  +\(offset + 1): \(line.prefix(200))")
      }
    }
    if difference.count > limit { lines.append("  … and \(difference.count - limit) more changes") }
    return lines.joined(separator: "\n")
  }
}
