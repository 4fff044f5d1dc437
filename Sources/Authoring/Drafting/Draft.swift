internal import Diagnostics
package import Records

/// A new file, with marks where its author has to write.
package struct Draft: Sendable, Equatable {
  /// From the project's root.
  package let path: String
  package let text: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  private static let manual =
    "# Replace each \(UnfinishedMark.word). Lines that begin with # are not read: "
    + "remove the # of those you fill in.\n"

  // MARK: Records

  /// A record's file; `given` are values by field.
  package static func record(
    _ reference: RecordReference, given: [String: [String]] = [:]
  ) -> Draft {
    let path = "Content/records/\(reference.collection.rawValue)/\(reference.id).yaml"
    var given = given
    given["id"] = [reference.id]
    let outline = FieldOutline(given: given).text(Schema.fields(of: reference.collection))
    return Draft(path: path, text: modeline(path) + manual + outline)
  }

  // MARK: Packs

  /// A pack's files: its settings, its figures, and a summary in each language.
  package static func pack(
    _ id: String, languages: [String], given: [String: [String]] = [:]
  ) -> [Draft] {
    let folder = "Content/packs/\(id)"
    let settings = folder + "/pack.yaml"
    let figures = folder + "/figures.yaml"
    var given = given
    given["contents"] = ["summary"]
    return [
      Draft(
        path: settings,
        text: modeline(settings) + manual + FieldOutline(given: given).text(Schema.pack)
          + "# An annex stands in the contents as:\n"
          + Schema.annexEntry.fields.enumerated().map { index, field in
            FieldOutline.commented(field, margin: index == 0 ? "  - " : "    ")
          }.joined()),
      Draft(
        path: figures, text: modeline(figures) + manual + FieldOutline().text(Schema.figures)),
    ]
      + languages.map { language in
        section("summary", in: id, language: language, given: ["kind": ["summary"]])
      }
  }

  /// A section in one language.
  package static func section(
    _ name: String, in pack: String, language: String, given: [String: [String]] = [:]
  ) -> Draft {
    Draft(
      path: "Content/packs/\(pack)/\(name).\(language).md",
      text: "---\n" + FieldOutline(given: given).text(Schema.section) + "---\n\n"
        + "\(UnfinishedMark.word) the main fact, with a figure or a citation behind each number.\n")
  }

  private static func modeline(_ path: String) -> String {
    SchemaKind.all.first { $0.holds(path) }?.modeline(for: path) ?? ""
  }
}
