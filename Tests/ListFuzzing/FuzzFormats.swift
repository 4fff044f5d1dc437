package import Foundation
package import Importing
internal import Diagnostics
internal import Loading

/// The formats that are fuzzed: every known one, and lists that a map describes.
package enum FuzzFormats {
  package static let names = ListFormats.names + [MappedCSV.formatName]

  /// The format of a name, with the map of the folder `Tests` where it needs one.
  ///
  /// Throws where the map cannot be read; nil where there is no such format.
  package static func named(_ name: String, tests: URL) throws -> (any ListFormat)? {
    guard name == MappedCSV.formatName else { return ListFormats.named(name) }
    let file = tests.appending(path: "ListFuzzing/list.map.yaml")
    let bytes = [UInt8](try Data(contentsOf: file))
    let decoded = ListMapDecoder.decode(SourceFile(path: file.lastPathComponent, bytes: bytes))
    guard let map = decoded.value else {
      let reasons = decoded.diagnostics.map(\.message).joined(separator: "; ")
      throw FuzzTarget.Failure(description: "has a map that is none: \(reasons)")
    }
    return MappedCSV(map)
  }
}
