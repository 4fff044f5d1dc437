internal import Diagnostics
internal import Digests
internal import Editions
internal import Records
internal import Rendering

/// Digests of what an edition was made from, as that edition sees it.
struct EditionInputs {
  let packs: [EditionPack]
  let templates: TemplateFiles

  /// `collection/id`, `packs/PACK/SECTION.LANGUAGE` and `Templates/PATH` → SHA-256.
  var digests: [String: String] {
    var result: [String: String] = [:]
    for edition in packs {
      for record in edition.corpus.all where result[record.reference.description] == nil {
        var form = CanonicalForm()
        form.append(record)
        result[record.reference.description] = SHA256Digest(of: form.bytes).hex
      }
      for section in edition.pack.sections where isListed(section, in: edition.pack) {
        var form = CanonicalForm()
        form.append(section)
        result["packs/\(edition.pack.id)/\(section.name).\(section.language)"] =
          SHA256Digest(of: form.bytes).hex
      }
    }
    for path in templates.files.keys.sorted() {
      if let file = templates.files[path] {
        result["Templates/\(path)"] = SHA256Digest(of: file.bytes).hex
      }
    }
    return result
  }

  private func isListed(_ section: Section, in pack: Pack) -> Bool {
    pack.contents.contains { $0.kind == .section(section.name) }
  }
}
