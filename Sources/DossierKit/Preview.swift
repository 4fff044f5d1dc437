internal import Diagnostics
internal import Loading
internal import Publishing
internal import Rendering
package import Serving
internal import Synchronization

/// Compiles a project in memory, again after each change, and puts what comes of it on a board.
///
/// After a save, first what is needed to lay out a page: changed files are read, everything is
/// checked, the packs of the pages that readers have open are compiled. Those readers are shown
/// their page then. The rest of what a build does follows behind, and is given up where the next
/// save comes first.
package final class Preview: Sendable {
  package let root: String
  package let request: CompilationRequest
  package let board: PreviewBoard
  private let memory = CompilationMemory()
  /// The last compilation that came to its end: after it, without a change nothing is to be done.
  private let completed = Mutex(0)

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
    /// Until pages could be shown, or it was known why there are none.
    package let elapsed: Duration

    /// Whether its pages are shown.
    package var isShown: Bool { failure == nil && report?.hasErrors == false }
  }

  /// Compiles after each change of the project's files until the task is cancelled; calls `told`
  /// with what came of it.
  package func follow(
    mayListen: Bool = true, told: @escaping @Sendable (Outcome) async -> Void
  ) async {
    let watcher = ProjectWatcher(
      root: root, folders: ["Content", "Templates"], mayListen: mayListen)
    defer { watcher.stop() }
    // What changed between the first compilation and the first watch is not missed.
    var rest = await refresh(told: told)
    for await _ in watcher.changes {
      rest?.cancel()
      if Task.isCancelled { return }
      rest = await refresh(told: told)
    }
    rest?.cancel()
  }

  // MARK: - One save

  /// A save of which pages can be shown.
  private struct Save: Sendable {
    /// Its compilation's, of the board.
    let number: Int
    let compilation: Compilation
    /// What is compiled of its packs so far.
    let packs: NarratedPacks
    /// Whether a reader has a page open.
    let isAwaited: Bool
    /// How long it took until now.
    let elapsed: Duration
  }

  /// Compiles as far as pages can be shown; what is left to do is done by the task returned.
  private func refresh(
    told: @escaping @Sendable (Outcome) async -> Void
  ) async -> Task<Void, Never>? {
    let start = ContinuousClock.now
    let number = await board.begin()
    do {
      let (inputs, isChanged) = try await memory.read(root: root, for: request)
      guard isChanged || completed.withLock({ $0 }) != number - 1 else {
        completed.withLock { $0 = number }
        await board.end(number)
        return nil
      }
      // Checking and compiling ask nothing of each other.
      async let checked = Compilation(inputs)
      let packs = NarratedPacks(
        compilation: Compilation(unchecked: inputs), request: request, figures: memory.figures)
      let open = await board.openPages()
      let pages = CompiledPages(packs)
      let found =
        inputs.loaded.diagnostics.hasErrors ? [] : try pages.prepare(open)
      let compilation = await checked
      try await show(pages, compilation, found, as: number)
      let save = Save(
        number: number, compilation: compilation, packs: packs, isAwaited: !open.isEmpty,
        elapsed: ContinuousClock.now - start)
      return Task(priority: .utility) { await complete(save, told: told) }
    } catch {
      await fail(error, number, ContinuousClock.now - start, told)
      return nil
    }
  }

  private static let pause = Duration.milliseconds(150)

  /// Shows pages as soon as nothing is known to be wrong with them, or what is; `found` is what is
  /// wrong with those that readers have open.
  private func show(
    _ pages: CompiledPages, _ compilation: Compilation, _ found: [Diagnostic], as number: Int
  ) async throws {
    // Where records are broken, telling why is all there is to do.
    guard !compilation.diagnostics.hasErrors else { return }
    guard found.hasErrors else { return await board.show(pages, of: number) }
    let all = try pages.packs.all().flatMap(\.diagnostics)
    let report = report(on: compilation.diagnostics + all + found, compilation)
    if report.hasErrors { await board.show(findings: text(of: report), of: number) }
  }

  /// Does the rest of what a build does, and shows that.
  private func complete(_ save: Save, told: @Sendable (Outcome) async -> Void) async {
    do {
      // Who has a page open comes for it now, and should not have to wait behind the rest; nor
      // should the next save, for which a processor stays free.
      var request = request
      if save.isAwaited {
        try await Task.sleep(for: Preview.pause)
        request.jobs = max(1, request.jobs - 1)
      }
      let result = try await SiteCompiler(
        compilation: save.compilation, request: request, packs: save.packs
      ).compile(progress: { _ in })
      try Task.checkCancellation()
      let report = report(on: result.diagnostics, save.compilation)
      if report.hasErrors {
        await board.show(findings: text(of: report), of: save.number)
      } else {
        await board.show(
          result.editions.map { ($0.name, Preview.files(of: $0)) }, of: save.number)
      }
      completed.withLock { $0 = save.number }
      await told(
        Outcome(
          report: report, failure: nil, pageCount: result.pageCount, elapsed: save.elapsed))
    } catch {
      if !Task.isCancelled { await fail(error, save.number, save.elapsed, told) }
    }
  }

  private func fail(
    _ error: any Error, _ number: Int, _ elapsed: Duration,
    _ told: @Sendable (Outcome) async -> Void
  ) async {
    await board.show(findings: "\(error)\n", of: number)
    await told(Outcome(report: nil, failure: "\(error)", pageCount: 0, elapsed: elapsed))
  }

  private func report(
    on diagnostics: [Diagnostic], _ compilation: Compilation
  ) -> DiagnosticReport {
    DiagnosticReport(
      diagnostics, sources: compilation.sources, isStrict: false, ceiling: compilation.ceiling)
  }

  private func text(of report: DiagnosticReport) -> String {
    TextPrinter(sources: report.sources).text(report.diagnostics.filter { $0.severity == .error })
  }

  /// What is published of an edition, its manifest included.
  private static func files(of edition: EditionOutput) -> [RenderedFile] {
    edition.files + [
      RenderedFile(
        path: Manifest.fileName, bytes: edition.manifest.bytes, marking: edition.marking)
    ]
  }
}
