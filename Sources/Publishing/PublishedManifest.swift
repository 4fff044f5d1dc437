internal import CLinux
internal import Diagnostics
import Foundation
internal import Glibc

/// The manifest of an edition on disk.
struct PublishedManifest {
  /// By path, SHA-256 in hex.
  let files: [String: String]

  private struct Shape: Decodable {
    var schema: Int
    var files: [String: String]
  }

  init(folder: String) throws {
    let path = folder + "/" + Manifest.fileName
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      files = try JSONDecoder().decode(Shape.self, from: data).files
    } catch {
      throw PublishingError(
        .unsafeOutput, path: path, reason: "this manifest cannot be read: \(error)")
    }
  }

  /// The paths of all entries that are no folders, from `folder`.
  static func allFiles(under folder: String) throws -> [String] {
    var result: [String] = []
    var pending = [""]
    while let prefix = pending.popLast() {
      let path = prefix.isEmpty ? folder : folder + "/" + prefix
      for name in try SystemCalls.names(in: path) {
        let inner = prefix.isEmpty ? name : prefix + "/" + name
        if SystemCalls.kind(folder + "/" + inner) == S_IFDIR {
          pending.append(inner)
        } else {
          result.append(inner)
        }
      }
    }
    return result
  }
}
