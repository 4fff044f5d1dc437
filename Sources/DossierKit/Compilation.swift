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
  /// What loading and checking found.
  package let diagnostics: [Diagnostic]
  /// What loading alone found: broken files and fields.
  let loadingDiagnostics: [Diagnostic]

  /// Images by path from the project's root.
  package let assets: [String: [UInt8]]

  /// Loads and checks the project at `root`.
  package init(root: String) async throws {
    try await self.init(root: root, files: try DiskFiles(root: root))
  }

  /// Loads and checks a project whose inputs are `files`: of the folder, or of a revision of it.
  init(root: String, files: some ProjectFiles) async throws {
    let loaded = try await ProjectLoader().load(from: files)
    let checked = CorpusChecker().check(loaded.value)
    var templateFiles: [SourceFile] = []
    for entry in try files.entries(under: "Templates") where entry.kind == .file {
      templateFiles.append(SourceFile(path: entry.path, bytes: try files.read(entry.path)))
    }
    let templates = TemplateSet(projectFiles: templateFiles)
    var sources = SourceFiles(loaded.value.sources.values.sorted { $0.path < $1.path })
    for path in templates.files.files.keys.sorted() {
      if let file = templates.files.files[path] { sources.add(file) }
    }
    var assets: [String: [UInt8]] = [:]
    for path in Set(checked.value.packs.flatMap(\.assets)).sorted() {
      assets[path] = try files.read(path)
    }
    self.root = root
    self.templates = templates
    self.sources = sources
    self.assets = assets
    project = checked.value
    loadingDiagnostics = loaded.diagnostics
    diagnostics = loaded.diagnostics + checked.diagnostics + templates.diagnostics
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
    try pick(
      request.editions, from: project.settings.editions.map { ($0.name, $0) }, kind: "edition")
  }

  /// The packs asked for, else all.
  package func packs(_ request: CompilationRequest) throws -> [Pack] {
    try pick(request.packs, from: project.packs.map { ($0.id, $0) }, kind: "pack")
  }

  /// The packs asked for that an edition may hold.
  package func packs(in edition: Edition, _ request: CompilationRequest) throws -> [Pack] {
    try packs(request).filter { EditionSelector().holds($0, edition) }
  }

  /// The only pack, or the one asked for: commands that answer one question need one.
  package func onlyPack(_ request: CompilationRequest) throws -> Pack {
    let packs = try packs(request)
    guard let pack = packs.first, packs.count == 1 else {
      let names = packs.map { "'\($0.id)'" }.joined(separator: ", ")
      throw UsageError(
        packs.isEmpty
          ? "this project has no pack" : "choose one of several packs with --pack: \(names)")
    }
    return pack
  }

  /// A pack's languages, narrowed by the request.
  package func languages(of pack: Pack, _ request: CompilationRequest) throws -> [String] {
    let all = pack.languages.isEmpty ? project.settings.languages : pack.languages
    let known = project.settings.languages
    for language in request.languages where !known.contains(language) {
      throw UsageError(unknown("language", language, among: known))
    }
    return request.languages.isEmpty ? all : all.filter(request.languages.contains)
  }

  private func pick<Value>(
    _ names: [String], from all: [(String, Value)], kind: String
  ) throws -> [Value] {
    guard !names.isEmpty else { return all.map(\.1) }
    for name in names where !all.contains(where: { $0.0 == name }) {
      throw UsageError(unknown(kind, name, among: all.map(\.0)))
    }
    return all.filter { names.contains($0.0) }.map(\.1)
  }

  private func unknown(_ kind: String, _ name: String, among names: [String]) -> String {
    var message = "this project has no \(kind) '\(VisibleText.quote(name))'"
    if let nearest = NearestName.nearest(to: name, in: names) {
      message += "; did you mean '\(nearest)'?"
    } else if !names.isEmpty {
      message += "; it has \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }
    return message
  }
}
