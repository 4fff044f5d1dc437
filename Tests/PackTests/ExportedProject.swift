import Diagnostics
import DossierKit
import Foundation
import TestSupport
import Testing

/// The sources of one edition, written to a folder that goes with this value.
final class ExportedProject: Sendable {
  private let folder: URL
  let edition: String
  let outcome: ContentExporter.Outcome

  init(of project: TestProject, edition: String) async throws {
    folder = try Folders.temporary()
    self.edition = edition
    outcome = try await ContentExporter(edition: edition, output: folder.path)
      .run(root: project.root.path)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("could not remove \(folder.path): \(error)")
    }
  }

  var root: URL { folder.appending(path: edition) }

  var report: String {
    TextPrinter(sources: outcome.report.sources).text(outcome.report.diagnostics)
  }

  /// Every file by path.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in Folders.files(under: root) {
      files[path] = [UInt8](try Data(contentsOf: root.appending(path: path)))
    }
    return files
  }

  /// Expects that the exported sources compile to what the project compiles to, whose `site` is
  /// given by path, for the editions that are left.
  func expectSameBytes(as site: [String: [UInt8]]) async throws {
    #expect(!outcome.report.hasErrors, "\(report)")
    guard !outcome.report.hasErrors else { return }
    let copy = try TestProject(copying: root)
    let files = try await copy.site().files
    let editions = Set(files.keys.map { String($0.prefix { $0 != "/" }) })
    #expect(editions.contains(edition))
    let wanted = site.filter { editions.contains(String($0.key.prefix { $0 != "/" })) }
    for path in Set(files.keys).union(wanted.keys).sorted() {
      let (made, meant) = (files[path] ?? [], wanted[path] ?? [])
      if made != meant || (files[path] == nil) != (wanted[path] == nil) {
        Issue.record("\(edition): \(path)\n\(LineDifference.text(from: meant, to: made))")
      }
    }
  }

  /// Files whose name or bytes hold a text.
  func paths(holding text: String) throws -> [String] {
    let wanted = Array(text.utf8)
    return try files().filter { path, bytes in
      path.contains(text) || Data(bytes).range(of: Data(wanted)) != nil
    }.keys.sorted()
  }
}
