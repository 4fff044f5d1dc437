internal import Diagnostics
internal import Editions
internal import Exporting
import Foundation
internal import Loading
package import Publishing
internal import Records
internal import Rendering

/// Writes the sources of one edition as a project of their own, for a public repository.
///
/// Nothing is written before it is proven: the sources are compiled in memory, and what comes out
/// must equal, byte for byte, what the project compiles to for that edition.
package struct ContentExporter: Sendable {
  package var edition: String
  /// Empty: every pack that the edition may hold.
  package var packs: [String]
  /// The output folder, absolute; the sources stand in its folder EDITION.
  package var output: String
  package var jobs: Int
  /// How whoever runs the export may stop it.
  package var control: PublicationControl
  /// Called as each stage begins.
  package var progress: @Sendable (String) -> Void

  package init(
    edition: String, packs: [String] = [], output: String, jobs: Int = 2,
    control: PublicationControl = .none,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.edition = edition
    self.packs = packs
    self.output = output
    self.jobs = jobs
    self.control = control
    self.progress = progress
  }

  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// How many files were written; none with an error.
    package let fileCount: Int
  }

  /// Throws where the request cannot be meant, or the folder cannot or may not be written.
  package func run(root: String) async throws -> Outcome {
    try refuseSite()
    // Locked before anything is read, as a build is.
    let publication = try Publisher(folder: output, projectRoot: root, control: control).open()
    progress("Reading \(root)")
    let compilation = try await Compilation(root: root)
    let sources = try await sources(of: compilation)
    let report = DiagnosticReport(
      sources.diagnostics, sources: compilation.sources, isStrict: false, ceiling: sources.ceiling)
    guard !report.hasErrors else { return Outcome(report: report, fileCount: 0) }
    progress("Writing to \(output)")
    let manifest = Manifest(
      tool: ToolVersion.name, edition: edition, marking: sources.ceiling,
      languages: compilation.project.settings.languages, dates: [:], files: sources.files,
      inputs: [:])
    _ = try await publication.publish(
      [
        EditionOutput(
          name: edition, kind: .sources, ceiling: sources.ceiling, marking: sources.ceiling,
          files: sources.files, manifest: manifest)
      ], jobs: jobs)
    return Outcome(report: report, fileCount: sources.files.count)
  }

  // MARK: - Making and proving

  private struct Sources {
    var files: [RenderedFile] = []
    var ceiling: Marking
    var diagnostics: [Diagnostic]
  }

  /// The files of the edition's sources, proven to compile to the edition's bytes.
  private func sources(of compilation: Compilation) async throws -> Sources {
    let request = CompilationRequest(editions: [edition], packs: packs, jobs: jobs)
    guard let edition = try compilation.editions(request).first else {
      throw UsageError("this project has no edition")
    }
    let built = try await SiteCompiler(compilation: compilation, request: request)
      .compile(progress: progress)
    var result = Sources(ceiling: edition.ceiling, diagnostics: built.diagnostics)
    guard !built.diagnostics.hasErrors, let wanted = built.editions.first else { return result }

    var project = compilation.project
    project.packs = try compilation.packs(in: edition, request)
    let selected = EditionSelector().select(project, for: edition)
    // What the build did not meet, since dates had cut it already, the sources would hold.
    let errors = selected.diagnostics.filter { $0.severity == .error }
    result.diagnostics += errors
    guard errors.isEmpty else { return result }

    result.files =
      ContentExport().files(of: selected.value, for: edition, assets: compilation.assets)
      + templates(of: compilation)
    let copy = try await Compilation(
      root: compilation.root,
      files: MemoryFiles(
        Dictionary(
          result.files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })))
    let rebuilt = try await SiteCompiler(compilation: copy, request: request)
      .compile(progress: progress)
    let comparison = ExportComparison(
      original: compilation, edition: edition, wanted: wanted.manifest)
    result.diagnostics += comparison.differences(
      from: rebuilt.editions.first?.manifest, diagnostics: rebuilt.diagnostics)
    return result
  }

  /// The project's own templates as they are: they are settings, open to every audience.
  private func templates(of compilation: Compilation) -> [RenderedFile] {
    compilation.templates.overridden.compactMap { path in
      compilation.templates.files.files[path].map {
        RenderedFile(path: "Templates/" + path, bytes: $0.bytes, marking: .clear)
      }
    }
  }

  /// An edition's pages are published to folders of the same name: sources must not take the place
  /// of any.
  private func refuseSite() throws {
    let folder = output + "/" + edition
    let manager = FileManager.default
    guard manager.fileExists(atPath: folder + "/" + Manifest.fileName),
      !manager.fileExists(atPath: folder + "/Content/dossier.yaml")
    else { return }
    throw PublishingError(
      .unsafeOutput, path: folder,
      reason: "this folder holds an edition's pages, not its sources; choose another with -o")
  }
}
