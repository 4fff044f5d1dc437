internal import Diagnostics
internal import Records
internal import Editions
internal import Narratives
internal import Publishing
internal import Rendering

/// Compiles a project and publishes its editions: the stages in one readable function.
package struct Build: Sendable {
  package var request: CompilationRequest
  /// The output folder, absolute.
  package var output: String
  package var isStrict: Bool
  /// Compile and render, write nothing.
  package var isDryRun: Bool
  /// What is made for paper, by programs from outside.
  package var forms: Set<PaperForm>
  /// The environment that such programs take a part of.
  package var environment: [String: String]
  /// Called as each stage begins.
  package var progress: @Sendable (String) -> Void

  package init(
    request: CompilationRequest, output: String, isStrict: Bool = false, isDryRun: Bool = false,
    forms: Set<PaperForm> = [], environment: [String: String] = [:],
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.request = request
    self.output = output
    self.isStrict = isStrict
    self.isDryRun = isDryRun
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
    /// All that was compiled: a process about to end need not give it back piece by piece.
    private let kept: (Compilation, SiteCompiler.Result)

    fileprivate init(
      report: DiagnosticReport, isPublished: Bool, compilation: Compilation,
      result: SiteCompiler.Result
    ) {
      self.report = report
      self.isPublished = isPublished
      pageCount = result.pageCount
      kept = (compilation, result)
    }
  }

  package func run(root: String) async throws -> Outcome {
    progress("Reading \(root)")
    let compilation = try await Compilation(root: root)
    let ceiling = try ceiling(compilation)
    let tray = forms.isEmpty ? nil : PaperTray(forms: forms, environment: environment)
    let result = try await SiteCompiler(compilation: compilation, request: request, tray: tray)
      .compile(progress: progress)
    let forbidding = DiagnosticReport(
      result.diagnostics, sources: compilation.sources, isStrict: isStrict, ceiling: ceiling)
    // A page that cannot be printed is an error, but the site is whole without it.
    let report = DiagnosticReport(
      result.diagnostics + (await tray?.diagnostics ?? []), sources: compilation.sources,
      isStrict: isStrict, ceiling: ceiling)
    guard !forbidding.hasErrors, !isDryRun else {
      return Outcome(
        report: report, isPublished: false, compilation: compilation, result: result)
    }
    progress("Publishing to \(output)")
    try await Publisher(folder: output, projectRoot: root)
      .publish(result.editions, jobs: request.jobs)
    return Outcome(report: report, isPublished: true, compilation: compilation, result: result)
  }

  /// With `--edition`, the log is written for the widest of the audiences asked for.
  private func ceiling(_ compilation: Compilation) throws -> Marking? {
    let editions = try compilation.editions(request)
    return request.editions.isEmpty ? nil : editions.map(\.ceiling).min()
  }
}
