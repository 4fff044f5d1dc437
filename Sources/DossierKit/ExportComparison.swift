internal import Diagnostics
internal import Publishing
internal import Records

/// Tells where exported sources compile to other bytes than the project they come from.
struct ExportComparison {
  let original: Compilation
  let edition: Edition
  /// What the project compiles to.
  let wanted: Manifest

  /// One finding for each thing that came out different, or a single one about the output.
  func differences(from manifest: Manifest?, diagnostics: [Diagnostic]) -> [Diagnostic] {
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      return [finding("the sources would not compile: \(error.message)", at: nil)]
    }
    guard let manifest else { return [finding("the sources would not compile", at: nil)] }
    guard manifest.bytes != wanted.bytes else { return [] }
    let inputs = names(wanted.inputs, manifest.inputs)
    if inputs.isEmpty {
      let files = names(wanted.files, manifest.files)
      let first = files.first ?? Manifest.fileName
      return [finding("the sources would compile to another '\(first)'", at: nil)]
    }
    return inputs.map { name in
      finding("'\(name)' cannot be written so that it compiles to the same bytes", at: span(name))
    }
  }

  /// The keys whose values differ, sorted.
  private func names(_ left: [String: String], _ right: [String: String]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
      .sorted { $0.precedesInBytes($1) }
  }

  /// The place of an input by its name in the manifest.
  private func span(_ name: String) -> SourceSpan? {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count >= 2 else { return nil }
    if let collection = Records.Collection(rawValue: parts[0]) {
      return original.project.corpus[RecordReference(collection, parts[1])]?.idSpan
    }
    guard parts[0] == "packs", parts.count == 3 else { return nil }
    let pack = original.project.packs.first { $0.id == parts[1] }
    let section = pack?.sections.first { "\($0.name).\($0.language)" == parts[2] }
    return section?.title.source.span
  }

  private func finding(_ message: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(.exportDiffers, .error, message, at: span, marking: edition.ceiling)
  }
}
