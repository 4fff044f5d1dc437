internal import Diagnostics
internal import Editions
internal import Loading
internal import Publishing
internal import Records
internal import Rendering
internal import Review

/// Reads one side of a comparison, compiling it in memory where it is a project.
struct SideReader: Sendable {
  let request: CompilationRequest
  let root: String?
  /// Where programs are looked for.
  let path: String
  /// Whether the pages are compared too, or what the packs state alone.
  var comparesPages = true

  /// A side, and what is known of it beyond.
  struct Reading: Sendable {
    var side: ReviewSide
    /// Findings that kept it from being compiled.
    var brokenReport: DiagnosticReport?
    /// Where its facts are written.
    var places: PlaceFinder?
    /// Whether a pack, edition or language that was asked for is not in it.
    var lacksWhatWasAsked = false
    var usage: UsageError?
  }

  func read(_ source: SideSource, named name: String) async throws -> Reading {
    switch source {
    case .project(let folder):
      return try await compile(root: folder, files: DiskFiles(root: folder), name: name)
    case .revision(let revision):
      let root = root ?? ""
      let repository = try GitRepository(root: root, path: path)
      let commit = try repository.commit(of: revision)
      let short = String(commit.prefix(7))
      return try await compile(
        root: root, files: repository.files(at: commit),
        name: commit.hasPrefix(revision) ? short : "\(revision) (\(short))")
    case .snapshot(let file): return try readSnapshot(file, name: name)
    case .edition(let folder): return try readEditions([folder], name: name, isWhole: false)
    case .output(let folder):
      let names = SideResolver(root: root, workingDirectory: folder).editions(in: folder)
      return try readEditions(names.map { "\(folder)/\($0)" }, name: name, isWhole: true)
    }
  }

  // MARK: - Projects

  func compile(
    root: String, files: some ProjectFiles, name: String
  ) async throws -> Reading {
    var compilation = try await Compilation(root: root, files: files)
    var reading = Reading(side: ReviewSide(name: name, coverage: .whole))
    var known = request
    do {
      _ = try compilation.editions(request)
      for pack in try compilation.packs(request) {
        _ = try compilation.languages(of: pack, request)
      }
    } catch let error as UsageError {
      reading.lacksWhatWasAsked = true
      reading.usage = error
      let settings = compilation.project.settings
      known.editions = request.editions.filter { settings.edition($0) != nil }
      known.languages = request.languages.filter(settings.languages.contains)
      known.packs = request.packs.filter { id in
        compilation.project.packs.contains { $0.id == id }
      }
      let isEmpty =
        (known.editions.isEmpty && !request.editions.isEmpty)
        || (known.languages.isEmpty && !request.languages.isEmpty)
        || (known.packs.isEmpty && !request.packs.isEmpty)
      if isEmpty, !compilation.diagnostics.hasErrors { return reading }
    }
    // Findings are for those who may see the editions asked for.
    if !known.editions.isEmpty {
      compilation = try await Compilation(root: root, files: files, for: known)
    }
    let result = try await SiteCompiler(
      compilation: compilation, request: known, extent: comparesPages ? .files : .snapshots
    ).compile(progress: { _ in })
    guard !result.diagnostics.hasErrors else {
      reading.brokenReport = DiagnosticReport(
        result.diagnostics.filter { $0.severity == .error }, sources: compilation.sources,
        isStrict: false, ceiling: compilation.ceiling)
      return reading
    }
    var inputs: [String: [String: String]] = [:]
    var pages: [String: [String: [UInt8]]] = [:]
    for edition in result.editions {
      inputs[edition.name] = edition.manifest.inputs
      let files = Dictionary(
        edition.files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
      pages[edition.name] = files
      try add(snapshotsOf: files, edition: "", to: &reading.side)
    }
    var settings: [String: [String: String]] = [:]
    for (edition, packs) in result.packs {
      for pack in packs {
        settings["\(edition)/\(pack.pack.id)"] =
          PackSettings(pack: pack, assets: compilation.assets).values
      }
    }
    reading.side.inputs = inputs
    reading.side.files = comparesPages ? pages : nil
    reading.side.tool = ToolVersion.name
    reading.side.settings = settings
    reading.places = PlaceFinder(sources: compilation.sources, packs: result.packs)
    return reading
  }

  // MARK: - What was built before

  private func readSnapshot(_ file: String, name: String) throws -> Reading {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let bytes = try DiskFiles(root: folder.isEmpty ? "/" : folder).read(String(parts.last ?? ""))
    let snapshot = try Snapshot(bytes: bytes, path: file)
    return Reading(
      side: ReviewSide(
        name: name, coverage: .snapshot(snapshot.key), snapshots: [snapshot.key: snapshot]))
  }

  private func readEditions(
    _ folders: [String], name: String, isWhole: Bool
  ) throws -> Reading {
    var side = ReviewSide(name: name, coverage: .whole, inputs: [:], files: [:])
    for folder in folders {
      let disk = try DiskFiles(root: folder)
      let manifest = try BuiltManifest(
        bytes: disk.read("manifest.json"), path: folder + "/manifest.json")
      if !isWhole { side.coverage = .edition(manifest.edition) }
      if !request.editions.isEmpty, !request.editions.contains(manifest.edition) { continue }
      var files: [String: [UInt8]] = [:]
      for path in manifest.files { files[path] = try disk.read(path) }
      try add(snapshotsOf: files, edition: folder + "/", to: &side)
      side.files?[manifest.edition] = files
      side.inputs?[manifest.edition] = manifest.inputs
      side.tool = manifest.tool
    }
    return Reading(side: side)
  }

  private func add(
    snapshotsOf files: [String: [UInt8]], edition folder: String, to side: inout ReviewSide
  ) throws {
    for path in files.keys.sorted() where path.hasSuffix("/pack.json") {
      let snapshot = try Snapshot(bytes: files[path] ?? [], path: folder + path)
      let isWanted =
        (request.packs.isEmpty || request.packs.contains(snapshot.key.pack))
        && (request.languages.isEmpty || request.languages.contains(snapshot.key.language))
      if isWanted { side.snapshots[snapshot.key] = snapshot }
    }
  }
}
