package import Diagnostics
internal import Editions
internal import Figures
package import Narratives
package import Publishing
internal import Records
internal import Rendering

/// Runs the stages from selection to rendered files for every edition, pack and language asked for.
package struct SiteCompiler: Sendable {
  package let compilation: Compilation
  package let request: CompilationRequest
  /// Prints each pack; nil where nobody asked for paper.
  package let tray: PaperTray?
  let extent: Extent
  /// Packs that may be compiled already; nil where none is.
  private let packs: NarratedPacks?

  /// How much is made of each pack.
  enum Extent: Sendable {
    /// All that is published, searched for what it may not say and named by its digests.
    case publication
    /// The files alone.
    case files
    /// The snapshots alone.
    case snapshots
  }

  package init(compilation: Compilation, request: CompilationRequest, tray: PaperTray? = nil) {
    self.init(compilation: compilation, request: request, tray: tray, extent: .publication)
  }

  /// Publishes packs of which some may be compiled already, from the same inputs.
  init(compilation: Compilation, request: CompilationRequest, packs: NarratedPacks) {
    self.init(compilation: compilation, request: request, extent: .publication, packs: packs)
  }

  init(
    compilation: Compilation, request: CompilationRequest, tray: PaperTray? = nil, extent: Extent,
    packs: NarratedPacks? = nil
  ) {
    self.compilation = compilation
    self.request = request
    self.tray = tray
    self.extent = extent
    self.packs = packs
  }

  /// The rendered editions and all that was found, from loading on.
  package struct Result: Sendable {
    package var editions: [EditionOutput] = []
    /// By edition, its packs after selection.
    var packs: [String: [EditionPack]] = [:]
    package var diagnostics: [Diagnostic]
    package var pageCount = 0
    /// Numbers that authors vouch for, over all packs, once each.
    package var waivers: [Waiver] = []
    /// What each edition of each pack publishes.
    package var published: [PublishedFigures] = []
  }

  package func compile(progress: @Sendable (String) -> Void) async throws -> Result {
    var result = Result(diagnostics: compilation.diagnostics)
    // What is broken so far would only be reported again by the stages that follow.
    guard !compilation.diagnostics.hasErrors else {
      return try await partial(result)
    }
    for edition in try compilation.editions(request) {
      let output = try await render(edition, into: &result, progress: progress)
      result.editions.append(output)
    }
    return result
  }

  /// With broken records or packs, still finds what is wrong with figures and narrative that do
  /// not depend on them, and renders nothing.
  private func partial(_ soFar: Result) async throws -> Result {
    var result = soFar
    let consequences = Consequences(of: compilation.loadingDiagnostics)
    for edition in try compilation.editions(request) {
      for pack in try compilation.packs(in: edition, request) {
        let compiled = try compilation.compile(pack, edition: edition, request: request)
        result.diagnostics += consequences.removed(from: compiled.diagnostics)
        for language in try compilation.languages(of: pack, request) {
          guard let narrator = compilation.narrator(of: compiled, language: language) else {
            continue
          }
          result.diagnostics += consequences.removed(from: narrator.compilePack().diagnostics)
        }
      }
    }
    return result
  }

  private func render(
    _ edition: Edition, into result: inout Result, progress: @Sendable (String) -> Void
  ) async throws -> EditionOutput {
    let renderer = compilation.renderer
    var files: [RenderedFile] = []
    var compiledPacks: [CompiledPack] = []
    var selected: [EditionPack] = []
    var dates: [String: String] = [:]
    if let knownAt = request.knownAt { dates["knownAt"] = knownAt.description }
    for pack in try compilation.packs(in: edition, request) {
      try Task.checkCancellation()
      progress("Compiling \(edition.name)/\(pack.id)")
      let narrated =
        try packs?.pack(pack, in: edition)
        ?? compilation.narrate(pack, in: edition, request: request)
      result.diagnostics += narrated.diagnostics
      selected.append(narrated.edition)
      if let asOf = narrated.edition.asOf { dates["asOf/\(pack.id)"] = asOf.description }
      result.waivers += narrated.narrations.flatMap(\.pack.waivers)
      let used = Set(narrated.narrations.flatMap(\.pack.usedFigures))
      result.published.append(
        PublishedFigures(
          edition: edition, pack: pack.id,
          figures: narrated.figures.figures.filter { used.contains($0.id) },
          corpus: narrated.edition.corpus))
      for (narrator, pack) in narrated.narrations {
        progress("Rendering \(edition.name)/\(pack.language)/\(pack.edition.pack.id)")
        let rendered =
          extent == .snapshots
          ? await renderer.renderSnapshot(of: pack, compiler: narrator, jobs: request.jobs)
          : await renderer.render(
            pack, compiler: narrator, languages: narrated.languages, jobs: request.jobs,
            shownElsewhere: narrated.shown, printer: tray?.printing)
        try Task.checkCancellation()
        try await tray?.check()
        result.diagnostics += rendered.diagnostics
        files += rendered.value
        compiledPacks.append(pack)
      }
    }
    result.packs[edition.name] = selected
    if extent != .snapshots {
      let index = renderer.renderIndex(
        of: compiledPacks, settings: selected.first?.settings ?? compilation.project.settings)
      result.diagnostics += index.diagnostics
      files += index.value
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    if extent == .publication {
      progress("Looking for what \(edition.name) may not say")
      result.diagnostics += await LeakCheck(
        compilation: compilation, edition: edition, jobs: request.jobs
      ).diagnostics(of: files)
      try Task.checkCancellation()
    }
    result.pageCount += files.count { $0.path.hasSuffix(".html") }
    let marking = files.map(\.marking).max() ?? .clear
    let manifest = Manifest(
      tool: ToolVersion.name, edition: edition.name, marking: marking,
      languages: Set(compiledPacks.map(\.language)).sorted(), dates: dates,
      files: extent == .publication ? files : [],
      inputs: EditionInputs(packs: selected, templates: compilation.templates.files).digests)
    return EditionOutput(
      name: edition.name, ceiling: edition.ceiling, marking: marking, files: files,
      manifest: manifest)
  }
}

extension Diagnostic {
  static func noStrings(for language: String) -> Diagnostic {
    Diagnostic(
      .unknownString, .error,
      "no interface strings exist for the language '\(language)'; "
        + "write Templates/strings/\(language).yaml", at: nil)
  }
}
