package import MarkdownTree

/// How much one input may hold; `limits` of `dossier.yaml` may raise each by its name.
package struct LoadingLimits: Sendable, Equatable {
  package var yamlFileBytes = 16 * 1024 * 1024
  /// Of one record: an item of a file's list, or a document.
  package var yamlNodes = 20_000
  package var yamlDepth = 32
  package var yamlKeyBytes = 128
  /// Of a YAML value or a CSV cell.
  package var scalarBytes = 64 * 1024
  package var csvFileBytes = 64 * 1024 * 1024
  package var csvRows = 250_000
  package var csvColumns = 256
  /// Of one file of a list that is imported; it is streamed, never held.
  package var listFileBytes = 256 * 1024 * 1024
  package var records = 250_000
  package var recordReferences = 1_000
  package var inputEntries = 500_000
  package var assetBytes = 20 * 1024 * 1024
  /// Of one image, as its header says.
  package var imagePixels = 100_000_000
  package var queryBytes = 64 * 1024
  package var markdown = MarkdownLimits()

  package init() {}

  /// Every limit a project may raise, by the name it raises it with.
  static var adjustable: [(name: String, path: WritableKeyPath<LoadingLimits, Int>)] {
    [
      ("yamlFileBytes", \.yamlFileBytes), ("yamlNodes", \.yamlNodes), ("yamlDepth", \.yamlDepth),
      ("yamlKeyBytes", \.yamlKeyBytes), ("scalarBytes", \.scalarBytes),
      ("csvFileBytes", \.csvFileBytes), ("csvRows", \.csvRows), ("csvColumns", \.csvColumns),
      ("listFileBytes", \.listFileBytes),
      ("records", \.records), ("recordReferences", \.recordReferences),
      ("assetBytes", \.assetBytes), ("imagePixels", \.imagePixels),
      ("markdownFileBytes", \.markdown.fileBytes), ("blockBytes", \.markdown.blockBytes),
      ("blockDepth", \.markdown.blockDepth), ("inlineDepth", \.markdown.inlineDepth),
      ("tableColumns", \.markdown.tableColumns), ("tableCells", \.markdown.tableCells),
      ("definitions", \.markdown.definitions), ("directiveDepth", \.markdown.directiveDepth),
      ("roleDepth", \.markdown.roleDepth),
    ]
  }

  /// The name of every limit a project may raise, with what holds otherwise.
  package static var defaults: [(name: String, value: Int)] {
    let limits = LoadingLimits()
    return adjustable.map { ($0.name, limits[keyPath: $0.path]) }
  }

  /// The default limits, each raised to what the project asks for.
  package init(raisedBy settings: [String: Int]) {
    self.init()
    for (name, path) in LoadingLimits.adjustable {
      if let value = settings[name] { self[keyPath: path] = max(self[keyPath: path], value) }
    }
  }
}
