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

  /// Loads and checks the project at `root` with what is remembered of the last time; tells
  /// whether any input has changed since.
  static func next(
    root: String, for request: CompilationRequest, memory: CompilationMemory
  ) async throws -> (compilation: Compilation, isChanged: Bool) {
    let files = try memory.loading.files(of: root)
    let compilation = try await Compilation(
      root: root, files: files, for: request, memory: memory)
    return (compilation, memory.loading.keep(files))
  }

  /// Loads and checks a project whose inputs are `files`: of the folder, of a revision of it, or
  /// made in memory.
  init(
    root: String, files: some ProjectFiles, for request: CompilationRequest = CompilationRequest(),
    memory: CompilationMemory? = nil
  ) async throws {
    let loaded = try await ProjectLoader(memory: memory?.loading).load(from: files)
    let ceiling = try Compilation.ceiling(of: request, in: loaded.value.project.settings)
    let whole = CorpusChecker().check(loaded.value)
    let found: [Diagnostic]
    let views: [SourceFile]
    let texts = loaded.value.sources.values.sorted { $0.path < $1.path }
    if let ceiling {
      let restricted = EditionSelector().restrict(loaded.value, to: ceiling)
      found =
        Consequences(of: loaded.diagnostics).removed(from: restricted.diagnostics)
        + CorpusChecker().check(restricted.value).diagnostics
        + whole.diagnostics.filter { $0.marking > ceiling }
      views = HiddenText(loaded.value, above: ceiling).views(of: texts)
    } else {
      found = whole.diagnostics
      views = texts
    }
    var templateFiles: [SourceFile] = []
    for entry in try files.entries(under: "Templates") where entry.kind == .file {
      templateFiles.append(SourceFile(path: entry.path, bytes: try files.read(entry.path)))
    }
    let templates = memory?.templates(of: templateFiles) ?? TemplateSet(projectFiles: templateFiles)
    var sources = SourceFiles(views)
    for path in templates.files.files.keys.sorted() {
      if let file = templates.files.files[path] { sources.add(file) }
    }
    var project = whole.value
    let assets = try AssetReader(files: files, memory: memory?.loading).read(&project)
    self.root = root
    self.templates = templates
    self.sources = sources
    self.assets = assets
    self.project = project
    self.ceiling = ceiling
    loadingDiagnostics = loaded.diagnostics
    diagnostics = loaded.diagnostics + found + templates.diagnostics
  }

  private static func ceiling(
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
    let selected = EditionSelector().select(
      pack, from: project,
      for: EditionRequest(edition: edition, asOf: request.asOf, knownAt: request.knownAt))
    let figures = try FigureEvaluator().evaluate(selected.value)
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
