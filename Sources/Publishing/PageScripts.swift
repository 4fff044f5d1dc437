internal import Rendering

/// Where an edition has scripts: the one that pages run, beside each pack's styles, and the index
/// that it reads.
struct PageScripts {
  /// The folders, from the edition's, in which a pack's script stands under its path.
  private let folders: Set<String>

  init(manifest: Manifest) {
    folders = Set(manifest.files.keys.compactMap { PageScripts.folder(of: $0, PageScript.path) })
  }

  /// The address of the script that a page may run; nil where it has none: a whole pack in one
  /// file, and a page in no pack's folder.
  func address(from page: String) -> String? {
    var parts = page.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.popLast() != "pack.html" else { return nil }
    for depth in 0...parts.count {
      if folders.contains(parts.joined(separator: "/")) {
        return String(repeating: "../", count: depth) + PageScript.path
      }
      _ = parts.popLast()
    }
    return nil
  }

  static func isOwn(_ path: String) -> Bool {
    [PageScript.path, PageScript.indexPath].contains { folder(of: path, $0) != nil }
  }

  /// The folder in which a file stands at a path; nil where it does not.
  private static func folder(of file: String, _ path: String) -> String? {
    if file == path { return "" }
    guard file.hasSuffix("/" + path) else { return nil }
    return String(file.dropLast(path.count + 1))
  }
}
