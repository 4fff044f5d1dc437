internal import Checking
package import Diagnostics
package import Editions
package import Figures
internal import Loading
package import Narratives
package import Records
internal import Rendering

/// A project read and checked, ready to be compiled for any edition, pack and language.
package struct Compilation: Sendable {
  package let root: String
  package let project: Project
  package let templates: TemplateSet
  package let sources: SourceFiles
  /// What those may see for whom the findings are; nil where no edition was named.
  package let ceiling: Marking?
  /// What loading and checking found.
  package let diagnostics: [Diagnostic]
  /// What loading alone found: broken files and fields.
  let loadingDiagnostics: [Diagnostic]

  /// Images by path from the project's root.
  package let assets: [String: [UInt8]]

  /// Loads and checks the project at `root`.
  ///
  /// A request that names editions is answered for the widest of their audiences: what is found,
  /// and where, is what that audience would find in a copy without what is above its ceiling.
  package init(root: String, for request: CompilationRequest = CompilationRequest()) async throws {
    try await self.init(root: root, files: try DiskFiles(root: root), for: request)
  }

  /// Loads and checks a project whose inputs are `files`: of the folder, of a revision of it, or
  /// made in memory.
  init(
    root: String, files: some ProjectFiles, for request: CompilationRequest = CompilationRequest()
  ) async throws {
    self.init(try await LoadedInputs(root: root, files: files, for: request))
  }

  /// Checks a project that was read.
  init(_ inputs: LoadedInputs) {
    let loaded = inputs.loaded
    let whole = CorpusChecker().check(loaded.value)
    let texts = inputs.texts
    guard let ceiling = inputs.ceiling else {
      self.init(inputs, found: whole.diagnostics, views: texts)
      return
    }
    let restricted = EditionSelector().restrict(loaded.value, to: ceiling)
    let found =
      Consequences(of: loaded.diagnostics).removed(from: restricted.diagnostics)
      + CorpusChecker().check(restricted.value).diagnostics
      + whole.diagnostics.filter { $0.marking > ceiling }
    self.init(
      inputs, found: found, views: HiddenText(loaded.value, above: ceiling).views(of: texts))
  }

  /// A project that was read and is not checked: for who compiles while another checks, and shows
  /// nothing before that has found nothing.
  init(unchecked inputs: LoadedInputs) {
    self.init(inputs, found: [], views: inputs.texts)
  }

  private init(_ inputs: LoadedInputs, found: [Diagnostic], views: [SourceFile]) {
    let templates = inputs.templates
    var sources = SourceFiles(views)
    for path in templates.files.files.keys.sorted() {
      if let file = templates.files.files[path] { sources.add(file) }
    }
    root = inputs.root
    self.templates = templates
    self.sources = sources
    assets = inputs.assets
    project = inputs.project
    ceiling = inputs.ceiling
    loadingDiagnostics = inputs.loaded.diagnostics
    diagnostics = inputs.loaded.diagnostics + found + templates.diagnostics
  }

  /// The lowest ceiling of the editions that a request names; nil where it names none.
  static func ceiling(
    of request: CompilationRequest, in settings: ProjectSettings
  ) throws -> Marking? {
    guard !request.editions.isEmpty else { return nil }
    return try pick(
      request.editions, from: settings.editions.map { ($0.name, $0) }, kind: "edition"
    ).map(\.ceiling).min()
  }

  /// One pack in one edition: selected, its figures evaluated.
  package struct EditionCompilation: Sendable {
    package let edition: EditionPack
    package let figures: EvaluatedFigures
    package var diagnostics: [Diagnostic]
  }

  /// Selects and evaluates a pack for an edition.
  package func compile(
    _ pack: Pack, edition: Edition, request: CompilationRequest
  ) throws -> EditionCompilation {
    try compile(pack, edition: edition, request: request) { try FigureEvaluator().evaluate($0) }
  }

  /// Selects a pack for an edition, and evaluates its figures as `evaluate` does.
  func compile(
    _ pack: Pack, edition: Edition, request: CompilationRequest,
    evaluate: (EditionPack) throws -> Checked<EvaluatedFigures>
  ) throws -> EditionCompilation {
    let selected = EditionSelector().select(
      pack, from: project,
      for: EditionRequest(edition: edition, asOf: request.asOf, knownAt: request.knownAt))
    let figures = try evaluate(selected.value)
    return EditionCompilation(
      edition: selected.value, figures: figures.value,
      diagnostics: selected.diagnostics + figures.diagnostics)
  }

  /// The compiler of one language's narrative; nil where no strings exist for it.
  package func narrator(
    of compiled: EditionCompilation, language: String
  ) -> NarrativeCompiler? {
    guard let strings = templates.strings[language] else { return nil }
    return NarrativeCompiler(
      edition: compiled.edition, figures: compiled.figures, language: language, strings: strings)
  }

  // MARK: - What a request names

  /// The editions asked for, else all.
  package func editions(_ request: CompilationRequest) throws -> [Edition] {
    try Compilation.pick(
      request.editions, from: project.settings.editions.map { ($0.name, $0) }, kind: "edition")
  }

  /// The packs asked for, else all; of those above every ceiling that the request names, it knows
  /// nothing.
  package func packs(_ request: CompilationRequest) throws -> [Pack] {
    var packs = project.packs
    if !request.editions.isEmpty {
      let editions = try editions(request)
      packs = packs.filter { pack in editions.contains { EditionSelector().holds(pack, $0) } }
    }
    let open = packs.filter { pack in ceiling.map { pack.marking <= $0 } ?? true }.map(\.id)
    return try Compilation.pick(
      request.packs, from: packs.map { ($0.id, $0) }, kind: "pack", suggesting: open)
  }

  /// The packs asked for that an edition may hold.
  package func packs(in edition: Edition, _ request: CompilationRequest) throws -> [Pack] {
    try packs(request).filter { EditionSelector().holds($0, edition) }
  }

  /// The only pack of an edition, or the one asked for: commands that answer one question need one.
  package func onlyPack(in edition: Edition, _ request: CompilationRequest) throws -> Pack {
    let packs = try packs(in: edition, request)
    guard let pack = packs.first, packs.count == 1 else {
      let names = packs.map { "'\($0.id)'" }.joined(separator: ", ")
      throw UsageError(
        packs.isEmpty
          ? "the edition '\(edition.name)' has no pack"
          : "choose one of several packs with --pack: \(names)")
    }
    return pack
  }

  /// A pack's languages, narrowed by the request.
  package func languages(of pack: Pack, _ request: CompilationRequest) throws -> [String] {
    let all = pack.languages.isEmpty ? project.settings.languages : pack.languages
    let known = project.settings.languages
    for language in request.languages where !known.contains(language) {
      throw UsageError(Compilation.unknown("language", language, among: known))
    }
    return request.languages.isEmpty ? all : all.filter(request.languages.contains)
  }

  private static func pick<Value>(
    _ names: [String], from all: [(String, Value)], kind: String, suggesting open: [String]? = nil
  ) throws -> [Value] {
    guard !names.isEmpty else { return all.map(\.1) }
    for name in names where !all.contains(where: { $0.0 == name }) {
      throw UsageError(unknown(kind, name, among: open ?? all.map(\.0)))
    }
    return all.filter { names.contains($0.0) }.map(\.1)
  }

  private static func unknown(_ kind: String, _ name: String, among names: [String]) -> String {
    var message = "this project has no \(kind) '\(VisibleText.quote(name))'"
    if let nearest = NearestName.nearest(to: name, in: names) {
      message += "; did you mean '\(nearest)'?"
    } else if !names.isEmpty {
      message += "; it has \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }
    return message
  }
}
