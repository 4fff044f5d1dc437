package import Diagnostics
internal import Digests
package import Rendering

/// `manifest.json`: what an edition holds and what it was made from.
package struct Manifest: Sendable {
  package static let fileName = "manifest.json"

  package var tool: String
  package var edition: String
  package var marking: Marking
  package var languages: [String]
  /// `knownAt`, and `asOf` by pack.
  package var dates: [String: String]
  /// By path, SHA-256 in hex.
  package var files: [String: String]
  /// Kept `collection/id`, sections and templates, by name, SHA-256 in hex.
  package var inputs: [String: String]

  package init(
    tool: String, edition: String, marking: Marking, languages: [String],
    dates: [String: String], files: [RenderedFile], inputs: [String: String]
  ) {
    self.tool = tool
    self.edition = edition
    self.marking = marking
    self.languages = languages
    self.dates = dates
    self.files = Dictionary(
      files.map { ($0.path, SHA256Digest(of: $0.pieces).hex) },
      uniquingKeysWith: { first, _ in first }
    )
    self.inputs = inputs
  }

  /// Canonical JSON.
  package var bytes: [UInt8] {
    JSONValue.object([
      "schema": .integer(1),
      "tool": .text(tool),
      "edition": .text(edition),
      "marking": .text(marking.label),
      "languages": .list(languages.map(JSONValue.text)),
      "dates": .object(dates.mapValues(JSONValue.text)),
      "files": .object(files.mapValues(JSONValue.text)),
      "inputs": .object(inputs.mapValues(JSONValue.text)),
    ]).lines
  }
}
