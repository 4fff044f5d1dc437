internal import Diagnostics
internal import Editions
internal import Exporting
internal import Publishing
internal import Records
internal import Rendering

/// Writes one edition's records for other programs.
package struct DataExporter: Sendable {
  package var format: String
  package var request: CompilationRequest
  /// The file, or for `csv` the folder, absolute; nil: the bytes are answered.
  package var output: String?

  package init(format: String, request: CompilationRequest, output: String? = nil) {
    self.format = format
    self.request = request
    self.output = output
  }

  /// The forms, as the command takes them.
  package static let formats = DataExport.Format.allCases.map(\.rawValue)

  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// The files by name; none with an error.
    package let files: [(name: String, bytes: [UInt8])]
    package let edition: String
  }

  /// Throws where the request cannot be meant, or the place cannot be written.
  package func run(root: String) async throws -> Outcome {
    guard let format = DataExport.Format(rawValue: format) else {
      throw UsageError("nothing is exported as '\(VisibleText.quote(format))'")
    }
    if format.isFolder, output == nil {
      throw UsageError("csv is several files; say where with -o DIR")
    }
    let outcome = try await made(format, root: root)
    guard !outcome.report.hasErrors, let output else { return outcome }
    try refuseContent(output, root)
    if format.isFolder {
      try WholeFileWriter(folder: output).write(outcome.files)
    } else if let file = outcome.files.first {
      let parts = output.split(separator: "/").map(String.init)
      guard let name = parts.last else { throw UsageError("-o names a file") }
      try WholeFileWriter(folder: "/" + parts.dropLast().joined(separator: "/"))
        .write([(name, file.bytes)])
    }
    return outcome
  }

  /// A project's own content is never written over.
  private func refuseContent(_ output: String, _ root: String) throws {
    guard output == root + "/Content" || output.hasPrefix(root + "/Content/") else { return }
    throw PublishingError(
      .unsafeOutput, path: output, reason: "this lies in the project's content")
  }

  private func made(_ format: DataExport.Format, root: String) async throws -> Outcome {
    let compilation = try await Compilation(root: root, for: request)
    let editions = try compilation.editions(request)
    guard let edition = editions.first else { throw UsageError("this project has no edition") }
    guard request.editions.count <= 1 else { throw UsageError("name one edition") }
    guard request.languages.count <= 1 else { throw UsageError("name one language") }
    let settings = compilation.project.settings
    for language in request.languages where !settings.languages.contains(language) {
      throw UsageError(
        "this project has no language '\(VisibleText.quote(language))'; it has "
          + settings.languages.map { "'\($0)'" }.joined(separator: ", "))
    }
    var diagnostics = compilation.diagnostics
    var files: [RenderedFile] = []
    if !diagnostics.hasErrors {
      let selected = try records(of: compilation, edition)
      diagnostics += selected.diagnostics
      let view = DataExport.View(
        corpus: selected.value, edition: edition.name, language: request.languages.first,
        defaultLanguage: settings.defaultLanguage, baseURL: settings.baseURL,
        asOf: request.asOf, knownAt: request.knownAt)
      if !selected.diagnostics.hasErrors {
        files = DataExport(view).files(format)
        diagnostics += await LeakCheck(
          compilation: compilation, edition: edition, jobs: request.jobs
        ).diagnostics(of: files)
      }
    }
    let report = DiagnosticReport(
      diagnostics, sources: compilation.sources, isStrict: false, ceiling: edition.ceiling)
    return Outcome(
      report: report,
      files: report.hasErrors ? [] : files.map { ($0.path, $0.pieces.flatMap(\.self)) },
      edition: edition.name)
  }

  /// What the edition may see; of a pack, on the pack's day.
  private func records(
    of compilation: Compilation, _ edition: Edition
  ) throws -> Checked<Corpus> {
    let wanted = EditionRequest(edition: edition, asOf: request.asOf, knownAt: request.knownAt)
    guard !request.packs.isEmpty else {
      return EditionSelector().records(of: compilation.project, for: wanted)
    }
    let pack = try compilation.onlyPack(in: edition, request)
    let selected = EditionSelector().select(pack, from: compilation.project, for: wanted)
    return Checked(selected.value.corpus, selected.diagnostics)
  }
}
