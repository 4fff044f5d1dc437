/// The files of a project: on disk, in memory, or of an old revision.
///
/// Everything that reads inputs goes through here, so that what a build sees is an argument.
package protocol ProjectFiles: Sendable {
  /// Every entry under a top-level folder, sorted by path in byte order; empty without the folder.
  ///
  /// Folders whose name starts with a dot are listed, not entered.
  func entries(under folder: String) throws(FileFailure) -> [ProjectEntry]

  /// The bytes of one plain file.
  func read(_ path: String) throws(FileFailure) -> [UInt8]
}

/// One thing in a project's folder, named from the project's root with `/` between parts.
package struct ProjectEntry: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case file
    case folder
    /// A link, pipe, device or socket, in words.
    case other(String)
  }

  package let path: String
  package let kind: Kind

  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// The path's last part.
  package var name: String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

/// The machine cannot read an input: no fault of its author, so the build stops.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  package let path: String
  /// The system's error number, `EIO` or `EACCES`.
  package let errorNumber: Int32
  package let reason: String

  package init(path: String, errorNumber: Int32, reason: String) {
    self.path = path
    self.errorNumber = errorNumber
    self.reason = reason
  }

  package var description: String { "cannot read \(path): \(reason)" }
}
