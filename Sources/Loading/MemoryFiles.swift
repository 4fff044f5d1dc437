import Records

/// A project that is nowhere on disk: a test, a preview, a revision of version control.
package struct MemoryFiles: ProjectFiles {
  private let contents: [String: [UInt8]]
  private let others: [String: String]

  /// `others` maps paths to the words for what stands there: `a symbolic link`.
  package init(_ contents: [String: [UInt8]], others: [String: String] = [:]) {
    self.contents = contents
    self.others = others
  }

  package init(texts: [String: String], others: [String: String] = [:]) {
    self.init(texts.mapValues { Array($0.utf8) }, others: others)
  }

  package func entries(under folder: String) throws(FileFailure) -> [ProjectEntry] {
    let prefix = folder + "/"
    var kinds: [String: ProjectEntry.Kind] = [:]
    for path in contents.keys where path.utf8.starts(with: prefix.utf8) { kinds[path] = .file }
    for (path, words) in others where path.utf8.starts(with: prefix.utf8) || path == folder {
      kinds[path] = .other(words)
    }
    for path in Array(kinds.keys) {
      var parts = path.split(separator: "/")
      while parts.count > 2 {
        parts.removeLast()
        kinds[parts.joined(separator: "/")] = .folder
      }
    }
    return kinds.map { ProjectEntry(path: $0.key, kind: $0.value) }
      .sorted { $0.path.precedesInBytes($1.path) }
  }

  package func read(_ path: String) throws(FileFailure) -> [UInt8] {
    guard let bytes = contents[path] else {
      throw FileFailure(path: path, errorNumber: 2, reason: "no such file")
    }
    return bytes
  }
}
