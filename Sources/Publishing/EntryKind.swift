/// What a folder's entry is; links are not followed.
enum EntryKind: Sendable, Equatable {
  case file
  case folder
  case link
  /// `a pipe`, `a socket`, `a device`.
  case other(String)

  var words: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .other(let words): words
    }
  }
}
