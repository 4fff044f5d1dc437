package import Authoring
internal import Diagnostics
internal import Loading
internal import Publishing

/// The JSON Schemas of a project's files, for editors and other checkers.
package struct SchemaFiles: Sendable {
  /// All, or the one that is asked for.
  package let kinds: [SchemaKind]

  package init(kind: String? = nil) throws {
    guard let kind else {
      kinds = SchemaKind.all
      return
    }
    guard let found = SchemaKind(name: kind) else {
      throw UsageError(SchemaFiles.unknown(kind))
    }
    kinds = [found]
  }

  /// What may be asked for.
  package static var names: [String] { SchemaKind.all.map(\.name) }

  private static func unknown(_ name: String) -> String {
    let names = SchemaKind.all.map(\.name)
    let nearest = NearestName.nearest(to: name, in: names)
    return "no schema is called '\(VisibleText.quote(name))'; "
      + (nearest.map { "did you mean '\($0)'?" } ?? "schemas: \(names.joined(separator: ", "))")
  }

  /// One schema, or a line for each with the files that it describes.
  package var text: [UInt8] {
    if let kind = kinds.first, kinds.count == 1 { return JSONSchemaWriter.bytes(of: kind) }
    let width = kinds.map(\.name.count).max() ?? 0
    return Array(
      kinds.map { kind in
        kind.name + String(repeating: " ", count: width - kind.name.count + 2) + kind.pattern + "\n"
      }.joined().utf8)
  }

  /// Paths below a folder of schemas, each with its bytes.
  var files: [(path: String, bytes: [UInt8])] {
    kinds.map { ($0.fileName, JSONSchemaWriter.bytes(of: $0)) }
  }

  /// Writes them to a folder, absolute; answers the names written.
  package func write(to folder: String) throws -> [String] {
    let files = files
    try ProjectFileWriter(makingFolder: folder).write(files)
    return files.map(\.path)
  }

  /// Writes the schemas into a project, and what Visual Studio Code needs to use them.
  ///
  /// Settings that stand there already are the author's: where they differ nothing is written.
  package static func writeEditorFiles(root: String) throws -> [String] {
    let disk = try DiskFiles(root: root)
    var files = try SchemaFiles().files.map {
      (path: SchemaKind.folder + "/" + $0.path, bytes: $0.bytes)
    }
    var missing: [(path: String, text: String)] = []
    for file in VSCodeFiles.files {
      let present = try disk.entries(under: ".vscode").contains { $0.path == file.path }
      guard present else {
        files.append((file.path, Array(file.text.utf8)))
        continue
      }
      if try disk.read(file.path) != Array(file.text.utf8) { missing.append(file) }
    }
    guard missing.isEmpty else {
      throw UsageError(
        missing.map { file in
          "'\(file.path)' exists and says something else, so nothing was written; add to it:\n"
            + file.text
        }.joined(separator: "\n"))
    }
    try ProjectFileWriter(root: root).write(files)
    return files.map(\.path)
  }
}
