/// A name in a folder, and what it stands for.
struct FolderEntry: Sendable {
  let name: EntryName
  let kind: EntryKind
}
