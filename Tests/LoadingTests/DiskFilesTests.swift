import Foundation
import Loading
import Testing

/// A folder of its own, removed afterwards.
private final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "dossier-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path + "/Content/records", withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left: \(path)") }
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }
}

@Suite struct DiskFilesTests {
  @Test("entries are listed in byte order with their kinds, hidden folders not entered")
  func listing() throws {
    let folder = try ScratchFolder()
    try folder.write("Content/b.yaml", "b")
    try folder.write("Content/records/a.yaml", "a")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/Content/.git", withIntermediateDirectories: true)
    try folder.write("Content/.git/config", "x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Content/link", withDestinationPath: "/etc")
    #expect(mkfifo(folder.path + "/Content/pipe", 0o600) == 0)
    let files = try DiskFiles(root: folder.path)
    #expect(
      try files.entries(under: "Content") == [
        ProjectEntry(path: "Content/.git", kind: .folder),
        ProjectEntry(path: "Content/b.yaml", kind: .file),
        ProjectEntry(path: "Content/link", kind: .other("a symbolic link")),
        ProjectEntry(path: "Content/pipe", kind: .other("a pipe")),
        ProjectEntry(path: "Content/records", kind: .folder),
        ProjectEntry(path: "Content/records/a.yaml", kind: .file),
      ])
    #expect(try files.entries(under: "Templates").isEmpty)
    #expect(try files.read("Content/records/a.yaml") == [0x61])
  }

  @Test("no link is followed, at the end of a path or within it, and no pipe is waited for")
  func links() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Content/file", withDestinationPath: "/etc/hostname")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Content/folder", withDestinationPath: "/etc")
    #expect(mkfifo(folder.path + "/Content/pipe", 0o600) == 0)
    let files = try DiskFiles(root: folder.path)
    for path in ["Content/file", "Content/folder/hostname", "Content/../../x", "Content/pipe"] {
      #expect(throws: FileFailure.self) { try files.read(path) }
    }
  }

  @Test("a folder that is a link is listed as one")
  func linkedContent() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Templates", withDestinationPath: "/etc")
    #expect(
      try DiskFiles(root: folder.path).entries(under: "Templates")
        == [ProjectEntry(path: "Templates", kind: .other("a symbolic link"))])
  }

  @Test("a missing root and a missing file tell their path and error number")
  func missing() throws {
    #expect(throws: FileFailure.self) { try DiskFiles(root: "/nowhere-at-all") }
    let folder = try ScratchFolder()
    let files = try DiskFiles(root: folder.path)
    do {
      _ = try files.read("Content/x")
      Issue.record("a missing file was read")
    } catch {
      #expect(error.path == "Content/x" && error.errorNumber == ENOENT)
    }
  }
}
