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

  init(
    compilation: Compilation, request: CompilationRequest, tray: PaperTray? = nil, extent: Extent
  ) {
    self.compilation = compilation
    self.request = request
    self.tray = tray
    self.extent = extent
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
    let renderer = SiteRenderer(
      templates: compilation.templates.files, toolVersion: ToolVersion.name,
      assets: compilation.assets)
    var files: [RenderedFile] = []
    var compiledPacks: [CompiledPack] = []
    var selected: [EditionPack] = []
    var dates: [String: String] = [:]
    if let knownAt = request.knownAt { dates["knownAt"] = knownAt.description }
    for pack in try compilation.packs(in: edition, request) {
      let compiled = try compilation.compile(pack, edition: edition, request: request)
      result.diagnostics += compiled.diagnostics
      selected.append(compiled.edition)
      if let asOf = compiled.edition.asOf { dates["asOf/\(pack.id)"] = asOf.description }
      let languages = try compilation.languages(of: pack, request)
      var narrations: [(narrator: NarrativeCompiler, pack: CompiledPack)] = []
      for language in languages {
        progress("Compiling \(edition.name)/\(language)/\(pack.id)")
        guard let narrator = compilation.narrator(of: compiled, language: language) else {
          result.diagnostics.append(.noStrings(for: language))
          continue
        }
        let narrated = narrator.compilePack()
        result.diagnostics += narrated.diagnostics
        result.waivers += narrated.value.waivers
        narrations.append((narrator, narrated.value))
      }
      let used = Set(narrations.flatMap(\.pack.usedFigures))
      result.published.append(
        PublishedFigures(
          edition: edition, pack: pack.id,
          figures: compiled.figures.figures.filter { used.contains($0.id) },
          corpus: compiled.edition.corpus))
      let shown = Dictionary(
        narrations.map { ($0.pack.language, $0.pack.shown) },
        uniquingKeysWith: { first, _ in first })
      for (narrator, pack) in narrations {
        progress("Rendering \(edition.name)/\(pack.language)/\(pack.edition.pack.id)")
        let rendered =
          extent == .snapshots
          ? await renderer.renderSnapshot(of: pack, compiler: narrator, jobs: request.jobs)
          : await renderer.render(
            pack, compiler: narrator, languages: languages, jobs: request.jobs,
            shownElsewhere: shown, printer: tray?.printing)
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
