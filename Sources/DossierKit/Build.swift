internal import Diagnostics
internal import Records
internal import Editions
internal import Narratives
package import Publishing
internal import Rendering

/// Compiles a project and publishes its editions: the stages in one readable function.
package struct Build: Sendable {
  package var request: CompilationRequest
  /// The output folder, absolute.
  package var output: String
  package var isStrict: Bool
  /// Compile and render, write nothing.
  package var isDryRun: Bool
  /// How editions that are not yet published are put in place.
  package var replacement: Publisher.Replacement
  /// How the publication may be stopped.
  package var control: PublicationControl
  /// What is made for paper, by programs from outside.
  package var forms: Set<PaperForm>
  /// The environment that such programs take a part of.
  package var environment: [String: String]
  /// Called as each stage begins.
  package var progress: @Sendable (String) -> Void

  package init(
    request: CompilationRequest, output: String, isStrict: Bool = false, isDryRun: Bool = false,
    replacement: Publisher.Replacement = .exchange, control: PublicationControl = .none,
    forms: Set<PaperForm> = [], environment: [String: String] = [:],
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.request = request
    self.output = output
    self.isStrict = isStrict
    self.isDryRun = isDryRun
    self.replacement = replacement
    self.control = control
    self.forms = forms
    self.environment = environment
    self.progress = progress
  }

  /// What came of it.
  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// HTML pages rendered.
    package let pageCount: Int
    package let isPublished: Bool
    /// Lines about the output folder that are no findings.
    package let notes: [String]
    /// All that was compiled: a process about to end need not give it back piece by piece.
    private let kept: (Compilation, SiteCompiler.Result)

    fileprivate init(
      report: DiagnosticReport, isPublished: Bool, notes: [String] = [],
      compilation: Compilation, result: SiteCompiler.Result
    ) {
      self.report = report
      self.isPublished = isPublished
      self.notes = notes
      pageCount = result.pageCount
      kept = (compilation, result)
    }
  }

  package func run(root: String) async throws -> Outcome {
    // Locked before anything is read: of two builds, the one that publishes last must not have
    // read first.
    let publication =
      isDryRun
      ? nil
      : try Publisher(
        folder: output, projectRoot: root, replacement: replacement, control: control
      ).open()
    progress("Reading \(root)")
    let compilation = try await Compilation(root: root, for: request)
    let tray = forms.isEmpty ? nil : PaperTray(forms: forms, environment: environment)
    let result = try await SiteCompiler(compilation: compilation, request: request, tray: tray)
      .compile(progress: progress)
    let forbidding = DiagnosticReport(
      result.diagnostics, sources: compilation.sources, isStrict: isStrict,
      ceiling: compilation.ceiling)
    // A page that cannot be printed is an error, but the site is whole without it.
    let report = DiagnosticReport(
      result.diagnostics + (await tray?.diagnostics ?? []), sources: compilation.sources,
      isStrict: isStrict, ceiling: compilation.ceiling)
    guard !forbidding.hasErrors, let publication else {
      return Outcome(
        report: report, isPublished: false, compilation: compilation, result: result)
    }
    progress("Publishing to \(output)")
    let published = try await publication.publish(result.editions, jobs: request.jobs)
    return Outcome(
      report: report, isPublished: true, notes: notes(on: published, compilation),
      compilation: compilation, result: result)
  }

  private func notes(
    on published: Publication.Outcome, _ compilation: Compilation
  ) -> [String] {
    let known = Set(compilation.project.settings.editions.map(\.name))
    let strangers = published.otherEditions.filter { !known.contains($0) }
    return published.leftovers.map { $0.described(as: "warning") }
      + strangers.map {
        "\(output)/\($0): note: this project has no such edition; it stays until you remove it"
      }
  }
}
