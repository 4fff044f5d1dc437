internal import Records

/// A kind of file that a schema describes.
package struct SchemaKind: Sendable, Equatable {
  /// As `dossier schema` takes it: `incidents`, `pack`.
  package let name: String
  /// Where its files stand, in the glob patterns of editors, from the project's root.
  package let pattern: String
  let root: Root

  /// What a file holds.
  enum Root {
    /// One record or a list of them.
    case records(Records.Collection)
    /// One map of fields.
    case form(ItemSchema)
    /// A map of ids, each with such a map.
    case named(ItemSchema)
  }

  package static func == (left: SchemaKind, right: SchemaKind) -> Bool { left.name == right.name }

  /// Collections first, then the files of a pack, then the project's.
  package static let all: [SchemaKind] =
    Records.Collection.allCases.map { collection in
      SchemaKind(
        name: collection.rawValue, pattern: "Content/records/\(collection.rawValue)/**/*.yaml",
        root: .records(collection))
    } + [
      SchemaKind(
        name: "pack", pattern: "Content/packs/*/pack.yaml", root: .form(Schema.pack)),
      SchemaKind(
        name: "figures", pattern: "Content/packs/*/figures.yaml", root: .form(Schema.figures)),
      SchemaKind(name: "terms", pattern: "Content/packs/*/terms.yaml", root: .named(Schema.term)),
      SchemaKind(name: "dossier", pattern: "Content/dossier.yaml", root: .form(Schema.settings)),
      SchemaKind(name: "list-map", pattern: "**/*.map.yaml", root: .form(Schema.listMap)),
    ]

  /// Reads a name; a collection may be in the singular, a file with its ending.
  package init?(name: String) {
    let wanted = name.hasSuffix(".yaml") ? String(name.dropLast(".yaml".count)) : name
    let plural = Records.Collection(name: wanted)?.rawValue ?? wanted
    guard let kind = SchemaKind.all.first(where: { $0.name == plural }) else { return nil }
    self = kind
  }

  private init(name: String, pattern: String, root: Root) {
    self.name = name
    self.pattern = pattern
    self.root = root
  }

  /// Whether a file of a project is of this kind, by its path from the root.
  package func holds(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.first == "Content", path.hasSuffix(".yaml") else { return false }
    switch root {
    case .records: return parts.count > 3 && parts[1] == "records" && parts[2] == name
    case .form, .named:
      // A list lies outside the content, and its map beside it.
      if name == "list-map" { return false }
      if name == "dossier" { return parts.count == 2 && parts[1] == fileStem }
      return parts.count == 4 && parts[1] == "packs" && parts[3] == fileStem
    }
  }

  private var fileStem: String { name + ".yaml" }

  /// The folder that a project keeps its schemas in, from its root.
  package static let folder = ".dossier/schemas"

  package var fileName: String { name + ".schema.json" }

  /// The first line of a file that names its schema to editors.
  ///
  /// `path` is the file's, from the project's root.
  package func modeline(for path: String) -> String {
    let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
    let upwards = String(repeating: "../", count: depth)
    return "# yaml-language-server: $schema=\(upwards)\(SchemaKind.folder)/\(fileName)\n"
  }
}
