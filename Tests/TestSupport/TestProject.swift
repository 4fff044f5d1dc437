package import DossierKit
import Diagnostics
package import Foundation
import Publishing
package import Records
import Rendering

/// A project folder that a test may change, and what the tool makes of it.
package final class TestProject: Sendable {
  package let root: URL

  /// A copy of a project's `Content/` and `Templates/`.
  package init(copying project: URL) throws {
    root = try Folders.temporary()
    for folder in ["Content", "Templates"] {
      let source = project.appending(path: folder)
      guard FileManager.default.fileExists(atPath: source.path) else { continue }
      try FileManager.default.copyItem(at: source, to: root.appending(path: folder))
    }
  }

  /// A project of the files given, by path.
  package convenience init(files: [String: String]) throws {
    try self.init(bytes: files.mapValues { Array($0.utf8) })
  }

  package init(bytes files: [String: [UInt8]]) throws {
    root = try Folders.temporary()
    for path in files.keys.sorted() {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(files[path] ?? []).write(to: url)
    }
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: root)
    } catch {
      print("could not remove \(root.path): \(error)")
    }
  }

  package func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  package func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: root.appending(path: path))
  }

  /// Replaces the only occurrence of a text in a file.
  package func replace(_ old: String, with new: String, in path: String) throws {
    let text = try text(path)
    let parts = text.components(separatedBy: old)
    guard parts.count == 2 else {
      throw TestProjectError("'\(old)' stands \(parts.count - 1) times in \(path)")
    }
    try write(parts.joined(separator: new), to: path)
  }

  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appending(path: path))
  }

  /// What `dossier check --strict` reports, in the editions and languages given, else in all.
  package func check(
    isStrict: Bool = true, editions: [String] = [], languages: [String] = []
  ) async throws -> Check.Outcome {
    try await Check(
      request: CompilationRequest(editions: editions, languages: languages), isStrict: isStrict
    ).run(root: root.path)
  }

  /// What `dossier build --strict` would write, by path, or why it would not.
  package func site(jobs: Int = 2) async throws -> (
    files: [String: [UInt8]], report: DiagnosticReport
  ) {
    let compilation = try await Compilation(root: root.path)
    let result = try await SiteCompiler(
      compilation: compilation, request: CompilationRequest(jobs: jobs)
    ).compile(progress: { _ in })
    var files: [String: [UInt8]] = [:]
    for edition in result.editions {
      for file in edition.files { files["\(edition.name)/\(file.path)"] = file.bytes }
      files["\(edition.name)/\(Manifest.fileName)"] = edition.manifest.bytes
    }
    return (
      files,
      DiagnosticReport(
        result.diagnostics, sources: compilation.sources, isStrict: true, ceiling: nil)
    )
  }

  /// What `dossier build` would write, by path, or the errors for which it would not.
  package func built() async throws -> (files: [String: [UInt8]], errors: String) {
    let compilation = try await Compilation(root: root.path)
    let result = try await SiteCompiler(compilation: compilation, request: CompilationRequest())
      .compile(progress: { _ in })
    let report = DiagnosticReport(
      result.diagnostics, sources: compilation.sources, isStrict: false, ceiling: nil)
    guard !report.hasErrors else {
      let errors = report.diagnostics.filter { $0.severity == .error }
      return ([:], TextPrinter(sources: report.sources).text(errors))
    }
    var files: [String: [UInt8]] = [:]
    for edition in result.editions {
      for file in edition.files { files["\(edition.name)/\(file.path)"] = file.bytes }
      files["\(edition.name)/\(Manifest.fileName)"] = edition.manifest.bytes
    }
    return (files, "")
  }

  /// Puts exactly the files given in place of those there.
  package func rewrite(_ files: [String: String]) throws {
    let manager = FileManager.default
    for path in Folders.files(under: root) where files[path] == nil { try remove(path) }
    for path in files.keys.sorted() {
      let url = root.appending(path: path)
      let bytes = Data((files[path] ?? "").utf8)
      if manager.fileExists(atPath: url.path), try Data(contentsOf: url) == bytes { continue }
      try manager.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    }
    let folders = root.appending(path: "Content/packs")
    for name in Folders.names(in: folders)
    where Folders.files(under: folders.appending(path: name)).isEmpty {
      try manager.removeItem(at: folders.appending(path: name))
    }
  }

  /// What `dossier build --edition NAME` would write, by path, and what it would tell, in both
  /// forms; no files where it would refuse.
  package func build(
    edition: String, asOf: PartialDate? = nil, knownAt: PartialDate? = nil
  ) async throws -> (files: [String: [UInt8]], log: String) {
    let request = CompilationRequest(editions: [edition], asOf: asOf, knownAt: knownAt)
    let compilation = try await Compilation(root: root.path, for: request)
    let result = try await SiteCompiler(compilation: compilation, request: request)
      .compile(progress: { _ in })
    let report = DiagnosticReport(
      result.diagnostics, sources: compilation.sources, isStrict: false,
      ceiling: compilation.ceiling)
    let log =
      TextPrinter(sources: report.sources).text(report.diagnostics)
      + String(
        decoding: JSONPrinter(sources: report.sources).bytes(report.diagnostics), as: UTF8.self)
    guard !report.hasErrors else { return ([:], log) }
    var files: [String: [UInt8]] = [:]
    for edition in result.editions {
      for file in edition.files { files[file.path] = file.bytes }
      files[Manifest.fileName] = edition.manifest.bytes
    }
    return (files, log)
  }
}

package struct TestProjectError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
