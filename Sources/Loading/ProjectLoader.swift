internal import CLinux
package import Diagnostics
import MarkdownTree
package import Records

/// Reads a whole project: the only way from files to records and packs.
package struct ProjectLoader: Sendable {
  private let jobs: Int
  /// What an earlier load decoded; nil where there was none.
  private let memory: LoadingMemory?

  /// Reads `jobs` files at a time, or one a processor; the result depends neither on that nor on
  /// what is remembered.
  package init(jobs: Int? = nil, memory: LoadingMemory? = nil) {
    self.memory = memory
    self.jobs = max(1, jobs ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Reads settings, all records, and the packs named, or all.
  ///
  /// What its author can mend is a diagnostic; a file the machine cannot read is thrown.
  package func load(
    from files: some ProjectFiles, packs wanted: [String]? = nil
  ) async throws(FileFailure) -> Checked<LoadedProject> {
    var entries = try files.entries(under: "Content")
    var diagnostics = try templateFindings(files)
    var sources: [String: SourceFile] = [:]
    let settings = try loadSettings(files, entries, &diagnostics, &sources)
    let limits = LoadingLimits(raisedBy: settings.limits)
    if entries.count > limits.inputEntries {
      diagnostics.append(
        .limit("inputEntries", limits.inputEntries, file: ContentLayout.settingsPath))
      entries = []
    }
    let rules = ContentRules(
      languages: settings.languages, marking: settings.marking, limits: limits)
    let layout = ContentLayout(
      entries, languages: settings.languages, editions: settings.editions)
    diagnostics += layout.diagnostics

    var drafts: [Record] = []
    var incomplete: Set<Records.Collection> = []
    let known = memory?.content ?? KeptContent()
    var kept = KeptContent()
    let chunks = try await loadRecords(layout.recordFiles, files, rules, known.records)
    for (file, loaded) in zip(layout.recordFiles, chunks) {
      if memory != nil {
        kept.records[file.path] = KeptRecords(file: file, rules: rules, loaded: loaded)
      }
      drafts += loaded.records
      diagnostics += loaded.diagnostics
      for source in loaded.sources { sources[source.path] = source }
      if !loaded.isWhole { incomplete.insert(file.collection) }
    }
    if drafts.count > limits.records {
      diagnostics.append(.limit("records", limits.records, file: ContentLayout.settingsPath))
      drafts.removeLast(drafts.count - limits.records)
    }

    var packs: [Pack] = []
    let chosen = chosen(layout.packs, wanted, &diagnostics)
    for listed in chosen {
      var loader = PackLoader(files: files, rules: rules, known: known.sections)
      if let pack = try loader.load(listed) { packs.append(pack) }
      diagnostics += loader.diagnostics
      for source in loader.sources { sources[source.path] = source }
      kept.sections.merge(loader.kept) { first, _ in first }
    }
    memory?.content = kept
    let project = Project(settings: settings, corpus: Corpus(drafts), packs: packs)
    return Checked(
      LoadedProject(
        project: project, drafts: drafts, sources: sources, incomplete: incomplete,
        isWhole: packs.count == layout.packs.count),
      diagnostics.sortedByPlace())
  }

  // MARK: Parts

  /// Links and devices among the templates; what the files hold is read by who renders.
  private func templateFindings(
    _ files: some ProjectFiles
  ) throws(FileFailure) -> [Diagnostic] {
    try files.entries(under: "Templates").compactMap { entry in
      if case .other(let words) = entry.kind { .notAFile(entry.path, words) } else { nil }
    }
  }

  private func loadSettings(
    _ files: some ProjectFiles, _ entries: [ProjectEntry], _ diagnostics: inout [Diagnostic],
    _ sources: inout [String: SourceFile]
  ) throws(FileFailure) -> ProjectSettings {
    let path = ContentLayout.settingsPath
    let unknown = ProjectSettings(
      title: LocalizedNarrative(entries: []), languages: ["en"], marking: .red, editions: [])
    guard entries.contains(ProjectEntry(path: path, kind: .file)) else {
      if !entries.contains(where: { $0.path == path }) {
        diagnostics.append(.missingFile(path, "a project needs a Content/dossier.yaml"))
      }
      return unknown
    }
    let source = SourceFile(path: path, bytes: try files.read(path))
    sources[path] = source
    let unclean = TextHygiene.check(source)
    diagnostics += unclean
    guard !unclean.hasErrors else { return unknown }
    let read = YAMLReader.read(source)
    diagnostics += read.diagnostics
    guard let documents = read.value else { return unknown }
    guard documents.count < 2 else {
      let message = "dossier.yaml is one map, not several documents"
      diagnostics.append(Diagnostic(.wrongType, .error, message, at: documents[1].span))
      return unknown
    }
    let root = documents.first ?? YAMLNode(.mapping([]), at: SourceSpan(file: path))
    let decoded = SettingsDecoder.decode(root)
    diagnostics += decoded.diagnostics
    return decoded.value ?? unknown
  }

  private func chosen(
    _ listed: [ContentLayout.PackFiles], _ wanted: [String]?, _ diagnostics: inout [Diagnostic]
  ) -> [ContentLayout.PackFiles] {
    guard let wanted else { return listed }
    for name in wanted where !listed.contains(where: { $0.id == name }) {
      // No suggestion: which packs an edition may know of is not settled yet.
      let message = "no pack is called '\(name.quotation)'"
      diagnostics.append(Diagnostic(.unknownPack, .error, message, at: nil))
    }
    return listed.filter { wanted.contains($0.id) }
  }

  /// Reads files in parallel, in runs of neighbours; results stand in the order of `listed`.
  private func loadRecords(
    _ listed: [ContentLayout.RecordFile], _ files: some ProjectFiles, _ rules: ContentRules,
    _ known: [String: KeptRecords]
  ) async throws(FileFailure) -> [LoadedRecords] {
    let loader = RecordFileLoader(files: files, rules: rules, known: known)
    let count = min(listed.count, jobs * 8)
    guard jobs > 1, count > 1 else {
      return try ProjectLoader.loadRun(listed[...], loader).get()
    }
    let bounds = (0...count).map { listed.count * $0 / count }
    let slots = await withTaskGroup(of: (Int, Result<[LoadedRecords], FileFailure>).self) { group in
      var next = 0
      while next < min(jobs, count) {
        let index = next
        group.addTask {
          (index, ProjectLoader.loadRun(listed[bounds[index]..<bounds[index + 1]], loader))
        }
        next += 1
      }
      var slots = [Result<[LoadedRecords], FileFailure>?](repeating: nil, count: count)
      for await (finished, result) in group {
        slots[finished] = result
        guard next < count else { continue }
        let index = next
        group.addTask {
          (index, ProjectLoader.loadRun(listed[bounds[index]..<bounds[index + 1]], loader))
        }
        next += 1
      }
      return slots
    }
    var result: [LoadedRecords] = []
    result.reserveCapacity(listed.count)
    for slot in slots {
      if let slot { result += try slot.get() }
    }
    return result
  }

  private static func loadRun(
    _ run: ArraySlice<ContentLayout.RecordFile>, _ loader: RecordFileLoader<some ProjectFiles>
  ) -> Result<[LoadedRecords], FileFailure> {
    var result: [LoadedRecords] = []
    result.reserveCapacity(run.count)
    do throws(FileFailure) {
      for file in run { result.append(try loader.load(file)) }
    } catch {
      return .failure(error)
    }
    return .success(result)
  }
}
