import Diagnostics
import Foundation
import Importing
import Loading
import Records

/// One format under test, with the lists it begins from.
struct Target {
  let format: any ListFormat
  /// Bundles of files by name.
  let seeds: [[(name: String, bytes: [UInt8])]]

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Seeds of a format: its folder's files together, and each fixture it recognises.
  init(_ format: any ListFormat, tests: URL) throws {
    self.format = format
    var seeds: [[(String, [UInt8])]] = []
    let own = tests.appending(path: "ListFuzzer/Seeds/\(format.name)")
    let names = Self.names(in: own)
    if !names.isEmpty {
      seeds.append(
        try names.map { ($0, [UInt8](try Data(contentsOf: own.appending(path: $0)))) })
    }
    let fixtures = tests.appending(path: "ImportingTests/Fixtures")
    for name in Self.names(in: fixtures) {
      let file = DiskListFile(path: fixtures.appending(path: name).path)
      guard format.recognises(try ListOpening(file)) else { continue }
      seeds.append([(name, [UInt8](try Data(contentsOf: fixtures.appending(path: name))))])
    }
    self.seeds = seeds
  }

  private static func names(in folder: URL) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (found ?? []).sorted()
  }

  /// Imports a bundle twice: what the first time writes must read again, and the second time
  /// change nothing.
  func run(_ files: [(name: String, bytes: [UInt8])], pieceSize: Int) throws {
    let bundle = ListBundle(
      files: files.map { MemoryListFile(name: $0.name, bytes: $0.bytes, pieceSize: pieceSize) })
    let importer = ListImport(format, request: ImportRequest(acceptsAnySize: true))
    var target = ListImport.Target()
    let collections: [Records.Collection] = [
      .sources, .authorities, .entities, .incidents, .sanctions,
    ]
    for collection in collections {
      target.paths[collection] = "Content/records/\(collection.rawValue)/x.yaml"
    }
    guard let first = try importer.plan(bundle, into: target).value else { return }
    for file in first.files {
      guard let collection = collections.first(where: { target.paths[$0] == file.path }) else {
        throw Failure(description: "wrote \(file.path)")
      }
      let source = SourceFile(path: file.path, bytes: file.bytes)
      let read = RecordFileText.read(source, collection)
      guard read.value != nil else {
        let reasons = read.diagnostics.map(\.message).joined(separator: "; ")
        throw Failure(description: "\(file.path) cannot be read again: \(reasons)")
      }
      target.present[collection] = source
    }
    let second = try importer.plan(bundle, into: target)
    guard let plan = second.value else {
      let reasons = second.diagnostics.map(\.message).joined(separator: "; ")
      throw Failure(description: "is refused the second time: \(reasons)")
    }
    guard plan.files.isEmpty else {
      throw Failure(description: "changes \(plan.files.map(\.path)) the second time")
    }
  }
}
