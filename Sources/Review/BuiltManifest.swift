internal import Diagnostics

/// `manifest.json` of a built edition, as far as comparisons need it.
package struct BuiltManifest: Sendable, Equatable {
  package let edition: String
  package let tool: String
  /// Paths of its files, sorted.
  package let files: [String]
  /// `collection/id` and the like → SHA-256.
  package let inputs: [String: String]

  package init(bytes: [UInt8], path: String) throws(SnapshotFailure) {
    let document: JSONValue
    do throws(JSONFault) {
      document = try JSONValue(reading: bytes, SnapshotFailure.rules)
    } catch {
      throw SnapshotFailure(error, in: bytes, path: path)
    }
    guard case .object(let root) = document, case .integer(let schema)? = root["schema"],
      case .text(let edition)? = root["edition"], case .text(let tool)? = root["tool"],
      case .object(let files)? = root["files"], case .object(let inputs)? = root["inputs"]
    else { throw SnapshotFailure(path: path, reason: "this is no manifest of an edition") }
    guard schema == 1 else {
      throw SnapshotFailure(path: path, reason: "its schema is \(schema), and this tool reads 1")
    }
    self.edition = edition
    self.tool = tool
    self.files = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.inputs = inputs.compactMapValues { if case .text(let digest) = $0 { digest } else { nil } }
  }
}
