/// What a manifest names below its folder, and the folders that these files need.
struct KnownPaths: Sendable {
  /// The manifest itself included.
  let files: Set<EntryName>
  let folders: Set<EntryName>

  /// What an empty folder may hold.
  static let nothing = KnownPaths(files: [], folders: [])

  private init(files: Set<EntryName>, folders: Set<EntryName>) {
    self.files = files
    self.folders = folders
  }

  init(_ manifest: Manifest) {
    var files: Set<EntryName> = [EntryName(Manifest.fileName)]
    var folders: Set<EntryName> = []
    for path in manifest.files.keys {
      let name = EntryName(path)
      files.insert(name)
      var end = name.bytes.endIndex
      while let slash = name.bytes[..<end].lastIndex(of: UInt8(ascii: "/")) {
        // The folders above a known one are known.
        guard folders.insert(EntryName(bytes: Array(name.bytes[..<slash]))).inserted else { break }
        end = slash
      }
    }
    self.files = files
    self.folders = folders
  }

  /// Whether an entry is a file of the manifest or a folder of one.
  func knows(_ path: EntryName, _ kind: EntryKind) -> Bool {
    switch kind {
    case .file: files.contains(path)
    case .folder: folders.contains(path)
    case .link, .other: false
    }
  }

  /// The first entry below a folder that the manifest does not name, from the edition's folder.
  func firstStranger(in folder: OutputFolder) throws(PublishingError) -> FolderEntry? {
    try firstStranger(in: folder, at: EntryName(""))
  }

  private func firstStranger(
    in folder: OutputFolder, at prefix: EntryName
  ) throws(PublishingError) -> FolderEntry? {
    for entry in try folder.entries() {
      let path = entry.name.path(in: prefix)
      guard knows(path, entry.kind) else { return FolderEntry(name: path, kind: entry.kind) }
      guard entry.kind == .folder else { continue }
      let found = try firstStranger(in: try folder.folder(entry.name), at: path)
      if let found { return found }
    }
    return nil
  }
}
