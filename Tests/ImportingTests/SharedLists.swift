import Diagnostics
import Foundation
import Importing
import Loading
import TestSupport
import Testing

/// The real lists beside the project; tests of them are skipped where they are absent.
enum SharedLists {
  static let isPresent = folder != nil
  static let absence: Comment = "the real lists are not beside the project"

  static var folder: URL? {
    guard let data = Folders.shared?.appending(path: "data"),
      FileManager.default.fileExists(atPath: data.path)
    else { return nil }
    return data
  }

  /// A file with its neighbours, or a folder's files.
  static func bundle(_ path: String) throws -> ListBundle {
    let url = try #require(folder).appending(path: path)
    if let files = try DiskListFile.folder(url.path) { return ListBundle(files: files) }
    let neighbours = try DiskListFile.folder(url.deletingLastPathComponent().path) ?? []
    return ListBundle(
      files: [DiskListFile(path: url.path)],
      neighbours: neighbours.filter { $0.name != url.lastPathComponent })
  }

  /// Reads all of a real list, in the format its own beginning tells.
  static func read(
    _ path: String, as name: String, _ request: ImportRequest = ImportRequest()
  ) throws -> (reading: ListImport.Reading, messages: [String]) {
    let bundle = try bundle(path)
    let format = try #require(ListFormats.named(name))
    let opening = try #require(try bundle.opening(of: format))
    #expect(ListFormats.recognised(opening)?.name == name)
    let read = try ListImport(format, request: request).read(bundle)
    let messages = read.diagnostics.map { "\($0.code.rawValue) \($0.message)" }
    return (try #require(read.value, "\(messages)"), messages)
  }
}

/// A list in memory, and what reading it gives.
enum SampleList {
  static func bundle(_ files: [(name: String, text: String)], pieceSize: Int = 64 * 1024)
    -> ListBundle
  {
    ListBundle(
      files: files.map {
        MemoryListFile(name: $0.name, bytes: Array($0.text.utf8), pieceSize: pieceSize)
      })
  }

  /// Codes and messages of what a format finds in one file.
  static func findings(
    _ format: String, _ name: String, bytes: [UInt8], pieceSize: Int = 64 * 1024
  ) throws -> [String] {
    let bundle = ListBundle(
      files: [MemoryListFile(name: name, bytes: bytes, pieceSize: pieceSize)])
    let format = try #require(ListFormats.named(format))
    let read = try ListImport(format).read(bundle)
    return read.diagnostics.map { "\($0.code.rawValue) \($0.severity.word) \($0.message)" }
  }

  static func findings(_ format: String, _ name: String, _ text: String) throws -> [String] {
    try findings(format, name, bytes: Array(text.utf8))
  }
}

extension ListImport.Reading {
  func party(_ key: String) throws -> ListedParty {
    try #require(parties.first { $0.key == key || $0.authorityID == key })
  }

  func record(_ id: String) throws -> ImportedRecord {
    try #require(records.first { $0.id == id })
  }

  /// How many parties have each value.
  func tally(_ value: (ListedParty) -> [String]) -> [String: Int] {
    Dictionary(parties.flatMap(value).map { ($0, 1) }, uniquingKeysWith: +)
  }
}
