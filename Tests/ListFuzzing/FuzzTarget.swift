internal import Diagnostics
package import Importing
internal import Loading
internal import Records

/// One format under test: an import of whatever bytes it is given.
package struct FuzzTarget: Sendable {
  package let format: any ListFormat
  /// Names of the files that an input holds, in its order.
  package let names: [String]

  package init(_ format: any ListFormat, names: [String]) {
    self.format = format
    self.names = names
  }

  /// A promise of the importers that an input broke.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Stands between the files of an input.
  ///
  /// No list holds it: it is a control character.
  package static let separator: UInt8 = 0x1C

  private static let collections: [Records.Collection] = [
    .sources, .authorities, .entities, .incidents, .sanctions,
  ]

  /// Imports an input twice: what the first time writes must be read again, and the second time
  /// change nothing.
  ///
  /// An import with a filter counts what the one without counts.
  package func run(_ input: [UInt8]) throws {
    let bundle = bundle(input)
    let whole = ListImport(format, request: ImportRequest(acceptsAnySize: true))
    var target = ListImport.Target()
    for collection in Self.collections {
      target.paths[collection] = "Content/records/\(collection.rawValue)/x.yaml"
    }
    guard let first = try whole.plan(bundle, into: target).value else { return }
    for file in first.files {
      guard let collection = Self.collections.first(where: { target.paths[$0] == file.path })
      else { throw Failure(description: "wrote \(file.path)") }
      let source = SourceFile(path: file.path, bytes: file.bytes)
      let read = RecordFileText.read(source, collection)
      guard read.value != nil else {
        let reasons = read.diagnostics.map(\.message).joined(separator: "; ")
        throw Failure(description: "\(file.path) cannot be read again: \(reasons)")
      }
      target.present[collection] = source
    }
    let second = try whole.plan(bundle, into: target)
    guard let plan = second.value else {
      let reasons = second.diagnostics.map(\.message).joined(separator: "; ")
      throw Failure(description: "is refused the second time: \(reasons)")
    }
    guard plan.files.isEmpty else {
      throw Failure(description: "changes \(plan.files.map(\.path)) the second time")
    }
    try compareFiltered(bundle, entryCount: first.delta.reading.entryCount)
  }

  private func compareFiltered(_ bundle: ListBundle, entryCount: Int) throws {
    let request = ImportRequest(countries: ["kp"], acceptsAnySize: true)
    guard let reading = try ListImport(format, request: request).read(bundle).value else {
      throw Failure(description: "is refused with a filter only")
    }
    guard reading.summary.entryCount == entryCount else {
      throw Failure(
        description:
          "has \(reading.summary.entryCount) entries with a filter, \(entryCount) without")
    }
  }

  /// The input's files, handed out in pieces whose size depends on the input.
  private func bundle(_ input: [UInt8]) -> ListBundle {
    let parts = input.split(
      separator: Self.separator, maxSplits: names.count - 1, omittingEmptySubsequences: false)
    let pieceSize = 1 + input.count % 397
    return ListBundle(
      files: zip(names, parts).map { name, part in
        MemoryListFile(name: name, bytes: Array(part), pieceSize: pieceSize)
      })
  }
}
