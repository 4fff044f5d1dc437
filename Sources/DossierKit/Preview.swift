internal import Diagnostics
internal import Loading
internal import Publishing
internal import Rendering
package import Serving

/// Compiles a project in memory, again after each change, and puts what comes of it on a board.
package struct Preview: Sendable {
  package let root: String
  package let request: CompilationRequest
  package let board: PreviewBoard

  package init(root: String, request: CompilationRequest, board: PreviewBoard) {
    self.root = root
    self.request = request
    self.board = board
  }

  /// What one compilation gave.
  package struct Outcome: Sendable {
    /// Nil where a file could not be read at all, as `failure` says.
    package let report: DiagnosticReport?
    package let failure: String?
    package let pageCount: Int
    package let elapsed: Duration

    /// Whether its pages are shown.
    package var isShown: Bool { failure == nil && report?.hasErrors == false }
  }

  /// Compiles once and shows the pages, or why there are none.
  package func refresh() async -> Outcome {
    let start = ContinuousClock.now
    do {
      let compilation = try await Compilation(root: root, for: request)
      let result = try await SiteCompiler(compilation: compilation, request: request)
        .compile(progress: { _ in })
      let report = DiagnosticReport(
        result.diagnostics, sources: compilation.sources, isStrict: false,
        ceiling: compilation.ceiling)
      if report.hasErrors {
        await board.show(
          findings: TextPrinter(sources: report.sources).text(
            report.diagnostics.filter { $0.severity == .error }))
      } else {
        await board.show(result.editions.map { ($0.name, Preview.files(of: $0)) })
      }
      return Outcome(
        report: report, failure: nil, pageCount: result.pageCount,
        elapsed: ContinuousClock.now - start)
    } catch {
      await board.show(findings: "\(error)\n")
      return Outcome(
        report: nil, failure: "\(error)", pageCount: 0, elapsed: ContinuousClock.now - start)
    }
  }

  /// What is published of an edition, its manifest included.
  private static func files(of edition: EditionOutput) -> [RenderedFile] {
    edition.files + [
      RenderedFile(
        path: Manifest.fileName, bytes: edition.manifest.bytes, marking: edition.marking)
    ]
  }

  /// Compiles after each change of the project's files until the task is cancelled; calls `told`
  /// with what came of it.
  package func follow(
    mayListen: Bool = true, told: @Sendable (Outcome) async -> Void
  ) async {
    let watcher = ProjectWatcher(
      root: root, folders: ["Content", "Templates"], mayListen: mayListen)
    defer { watcher.stop() }
    // What changed between the first compilation and the first watch is not missed.
    await told(await refresh())
    for await _ in watcher.changes {
      if Task.isCancelled { return }
      await told(await refresh())
    }
  }
}
