internal import Diagnostics
internal import Editions
internal import Publishing
internal import Records

/// Compiles one edition again as its manifest says it was compiled, and compares.
struct Rebuild {
  let compilation: Compilation
  let edition: SiteVerifier.Edition
  let jobs: Int

  /// The differences; no value where the project cannot be compiled.
  func run() async throws -> (value: [SiteFinding]?, diagnostics: [Diagnostic]) {
    guard let request = try request() else {
      return (
        [found("the project no longer has this edition, or a pack or language of it")], []
      )
    }
    let result = try await SiteCompiler(compilation: compilation, request: request)
      .compile(progress: { _ in })
    guard !result.diagnostics.hasErrors, let output = result.editions.first else {
      return (nil, result.diagnostics)
    }
    return (differences(from: output), [])
  }

  private func differences(from output: EditionOutput) -> [SiteFinding] {
    var findings: [SiteFinding] = []
    for path in Set(output.manifest.files.keys).union(edition.digests.keys).sorted() {
      switch (output.manifest.files[path], edition.digests[path]) {
      case (let made?, let found?) where made != found:
        findings.append(finding(path, "the project compiles to other bytes"))
      case (_?, nil): findings.append(finding(path, "the project compiles to this file too"))
      case (nil, _?): findings.append(finding(path, "the project does not compile to this file"))
      default: break
      }
    }
    if output.manifest.bytes != edition.manifestBytes {
      findings.append(found(manifestDifference(from: output.manifest)))
    }
    return findings
  }

  /// What of the manifest a rebuild has otherwise.
  private func manifestDifference(from made: Manifest) -> String {
    let old = edition.manifest
    if old.tool != made.tool {
      return "\(old.tool) made this, and \(made.tool) compiles the project to another manifest"
    }
    let parts = [
      (old.inputs != made.inputs, "inputs"), (old.files != made.files, "files"),
      (old.dates != made.dates, "dates"), (old.languages != made.languages, "languages"),
      (old.marking != made.marking, "marking"),
    ].filter(\.0).map(\.1)
    return "the project compiles to another manifest"
      + (parts.isEmpty ? "" : ": its \(parts.joined(separator: " and ")) differ")
  }

  private func found(_ message: String) -> SiteFinding { finding(Manifest.fileName, message) }

  private func finding(_ path: String, _ message: String) -> SiteFinding {
    SiteFinding(
      .rebuilt, path: edition.path.isEmpty ? path : "\(edition.path)/\(path)", message: message)
  }

  // MARK: - As it was asked for

  /// The request that the edition came from; nil where the project cannot meet it.
  private func request() throws -> CompilationRequest? {
    let manifest = edition.manifest
    let project = compilation.project
    guard project.settings.editions.contains(where: { $0.name == manifest.edition }),
      manifest.languages.allSatisfy(project.settings.languages.contains)
    else { return nil }
    let packs = packs()
    guard packs.allSatisfy({ id in project.packs.contains { $0.id == id } }) else { return nil }
    var request = CompilationRequest(
      editions: [manifest.edition], languages: manifest.languages, packs: packs, jobs: jobs)
    if let text = manifest.dates["knownAt"] {
      guard let date = PartialDate(text) else { return nil }
      request.knownAt = date
    }
    request.asOf = asOfOption(packs)
    return request
  }

  /// The packs that the edition has pages of: `LANGUAGE/PACK/pack.json`.
  private func packs() -> [String] {
    var packs: Set<String> = []
    for path in edition.manifest.files.keys where path.hasSuffix("/pack.json") {
      let parts = path.split(separator: "/")
      if parts.count == 3 { packs.insert(String(parts[1])) }
    }
    return packs.sorted()
  }

  /// The date that was given with `--as-of`: none, if each pack's date is its own.
  private func asOfOption(_ packs: [String]) -> PartialDate? {
    let own = Dictionary(
      compilation.project.packs.map { ($0.id, $0.asOf?.value.description) },
      uniquingKeysWith: { first, _ in first })
    let given = packs.map { edition.manifest.dates["asOf/\($0)"] }
    let isOwn = zip(packs, given).allSatisfy { pack, date in own[pack, default: nil] == date }
    guard !isOwn, let date = given.first else { return nil }
    return date.flatMap { PartialDate($0) }
  }
}
