internal import Diagnostics

/// A project's own programme ids by tag, from the free map of an authority's record.
package enum ProgramTable {
  /// Reads `{"programs": {"TAG": "ID"}}`; anything else holds none.
  package static func read(_ json: String) -> [(tag: String, id: String)] {
    let node = Array(json.utf8).withUnsafeBufferPointer { buffer -> JSONNode? in
      do {
        return try JSONReader.read(buffer, limits: ListLimits(), at: ListPlace(file: "original"))
      } catch {
        // Our own loader wrote the text; what it could not write holds no table.
        return nil
      }
    }
    return (node?["programs"]?.members ?? []).compactMap { member in
      member.value.value.map { (member.key, $0) }
    }
  }
}
