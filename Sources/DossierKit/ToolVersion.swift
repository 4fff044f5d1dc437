/// The tool's version, as pages, manifest and `--version` state it.
package enum ToolVersion {
  package static let number = "0.1.0"
  package static let name = "dossier \(number)"
}
