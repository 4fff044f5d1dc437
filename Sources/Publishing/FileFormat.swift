/// What a file of an output is, by its ending.
enum FileFormat: Sendable, Equatable {
  case html, markdown, csv, json
  /// Scripts: the pages' own says nothing of a pack, its index does, as JSON.
  case script
  /// Styles and fonts: they hold nothing of a pack.
  case presentation
  /// Whatever carries no label that can be read here: images, PDF, Word, EPUB, archives.
  case opaque

  init(path: String) {
    let tail = path.utf8.suffix(9)
    guard let point = tail.lastIndex(of: UInt8(ascii: ".")) else {
      self = .opaque
      return
    }
    let ending = tail[point...].dropFirst()
    self = FileFormat.known.first { ending.elementsEqual($0.ending.utf8) }?.format ?? .opaque
  }

  private static let known: [(ending: String, format: FileFormat)] = [
    ("html", .html), ("md", .markdown), ("csv", .csv), ("json", .json), ("css", .presentation),
    ("js", .script), ("woff", .presentation), ("woff2", .presentation),
  ]
}
