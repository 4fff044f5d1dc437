internal import Authoring
internal import Diagnostics
internal import Loading
internal import Publishing
internal import Records

/// Adds a file to a project: a record, a pack or a section, with marks where its author has to
/// write.
package struct NewFile: Sendable {
  /// A collection, `pack` or `section`.
  package var kind: String
  package var id: String
  /// Values by field.
  package var given: [String: [String]]
  /// The pack that a section is for; nil: the only one.
  package var pack: String?
  /// Of a pack or a section; empty: all.
  package var languages: [String]

  package init(
    kind: String, id: String, given: [String: [String]] = [:], pack: String? = nil,
    languages: [String] = []
  ) {
    self.kind = kind
    self.id = id
    self.given = given
    self.pack = pack
    self.languages = languages
  }

  package static let kinds = Records.Collection.allCases.map(\.singular) + ["pack", "section"]

  package struct Outcome: Sendable {
    /// From the project's root.
    package let paths: [String]
    /// What to do next, one sentence a line.
    package let advice: [String]
  }

  package func run(root: String) async throws -> Outcome {
    guard Identifier.isValid(id) else { throw UsageError(NewFile.noID(id)) }
    let files = try DiskFiles(root: root)
    let loaded = try await ProjectLoader().load(from: files).value
    let drafts: [Draft]
    var advice: [String] = []
    if let collection = Records.Collection(name: kind) {
      try refuseDuplicate(RecordReference(collection, id), loaded)
      try checkFields(Schema.fields(of: collection))
      drafts = [.record(RecordReference(collection, id), given: given)]
    } else if kind == "pack" {
      try checkFields(Schema.pack)
      if loaded.project.packs.contains(where: { $0.id == id }) {
        throw UsageError("this project has a pack '\(id)' already")
      }
      drafts = Draft.pack(
        id, languages: try chosen(loaded.project.settings.languages), given: given)
    } else if kind == "section" {
      try checkFields(Schema.section)
      let pack = try chosenPack(loaded.project.packs)
      let own = pack.languages.isEmpty ? loaded.project.settings.languages : pack.languages
      drafts = try chosen(own).map {
        Draft.section(id, in: pack.id, language: $0, given: given)
      }
      if !pack.contents.contains(where: { $0.name == id }) {
        advice.append("Name it in the contents of Content/packs/\(pack.id)/pack.yaml: - \(id)")
      }
    } else {
      throw UsageError(NewFile.unknownKind(kind))
    }
    var written = drafts.map { (path: $0.path, bytes: Array($0.text.utf8)) }
    written += try missingSchemas(of: drafts, files)
    try ProjectFileWriter(root: root, existing: .refused).write(written)
    return Outcome(paths: written.map(\.path), advice: advice)
  }

  // MARK: What is asked for

  private static func noID(_ text: String) -> String {
    var message =
      text.utf8.count > Identifier.maximumBytes
      ? "an id has at most \(Identifier.maximumBytes) bytes"
      : "'\(VisibleText.quote(text))' is no id; write lower-case letters and digits, joined by "
        + "single hyphens"
    if let suggestion = Identifier.suggestion(for: text) {
      message += "; did you mean '\(suggestion)'?"
    }
    return message + " [\(DiagnosticCode.malformedIdentifier.rawValue)]"
  }

  private static func unknownKind(_ kind: String) -> String {
    let nearest = NearestName.nearest(to: kind, in: kinds)
    return "nothing new is called '\(VisibleText.quote(kind))'; "
      + (nearest.map { "did you mean '\($0)'?" } ?? "kinds: \(kinds.joined(separator: ", "))")
  }

  private func refuseDuplicate(_ reference: RecordReference, _ loaded: LoadedProject) throws {
    guard let first = loaded.drafts.first(where: { $0.reference == reference }) else { return }
    let position = loaded.sources[first.idSpan.path]?.position(at: first.idSpan.start)
    throw UsageError(
      "\(reference.collection.rawValue) have the id '\(id)' already, at "
        + "\(first.idSpan.path):\(position?.line ?? 1) "
        + "[\(DiagnosticCode.duplicateIdentifier.rawValue)]")
  }

  /// Options may fill single values that the schema knows.
  private func checkFields(_ item: ItemSchema) throws {
    for key in given.keys.sorted() {
      guard let field = item.field(key) else {
        let nearest = NearestName.nearest(to: key, in: item.keys)
        throw UsageError(
          "'\(item.name)' has no field '\(VisibleText.quote(key))'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      switch field.type {
      case .item(_, let shorthand) where shorthand != nil: break
      case .item, .freeMap, .form(.named), .form(.variants), .form(.limits):
        throw UsageError("'\(key)' holds more than one value; write it in the file")
      default: break
      }
      guard field.isList || (given[key]?.count ?? 0) < 2 else {
        throw UsageError("'\(key)' takes one value")
      }
    }
  }

  private func chosen(_ all: [String]) throws -> [String] {
    for language in languages where !all.contains(language) {
      throw UsageError(
        "no language '\(VisibleText.quote(language))' is listed here; there are "
          + all.joined(separator: ", "))
    }
    return languages.isEmpty ? all : all.filter(languages.contains)
  }

  private func chosenPack(_ packs: [Pack]) throws -> Pack {
    if let pack {
      if let found = packs.first(where: { $0.id == pack }) { return found }
      let nearest = NearestName.nearest(to: pack, in: packs.map(\.id))
      throw UsageError(
        "this project has no pack '\(VisibleText.quote(pack))'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    guard let only = packs.first, packs.count == 1 else {
      let names = packs.map { "'\($0.id)'" }.joined(separator: ", ")
      throw UsageError(
        packs.isEmpty
          ? "a section belongs to a pack; make one first: dossier new pack ID"
          : "choose one of several packs with --pack: \(names)")
    }
    return only
  }

  /// The schemas that the new files name to editors, where the project does not hold them.
  private func missingSchemas(
    of drafts: [Draft], _ files: DiskFiles
  ) throws -> [(path: String, bytes: [UInt8])] {
    let present = Set(try files.entries(under: ".dossier").map(\.path))
    return SchemaKind.all.filter { kind in drafts.contains { kind.holds($0.path) } }
      .map { (SchemaKind.folder + "/" + $0.fileName, JSONSchemaWriter.bytes(of: $0)) }
      .filter { !present.contains($0.0) }
  }
}
