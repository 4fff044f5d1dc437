internal import Checking
internal import Diagnostics
internal import Loading
package import Matching
internal import Publishing
internal import Records

/// Proposes links between records, and writes those that an author accepts.
package struct Match: Sendable {
  /// The least score of a name, from 0 to 100.
  package var least: Int
  /// Ids of proposals to write.
  package var accepted: [String]
  /// Tells what would be written, and writes nothing.
  package var isDryRun: Bool

  package init(least: Int = 85, accepted: [String] = [], isDryRun: Bool = false) {
    self.least = least
    self.accepted = accepted
    self.isDryRun = isDryRun
  }

  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// What is left to decide, the best first; nil where the records have errors.
    package let proposals: [LinkProposal]?
    /// What was written.
    package let accepted: [LinkProposal]
    /// The files written, from the project's root.
    package let paths: [String]
  }

  /// Throws where an id accepted names no proposal, or a file cannot be written.
  package func run(root: String) async throws -> Outcome {
    var files = OverlaidFiles(try DiskFiles(root: root))
    var state = try await State(files)
    guard !state.hasErrors else {
      return Outcome(report: state.report(), proposals: nil, accepted: [], paths: [])
    }
    var written: [LinkProposal] = []
    var proposals = LinkProposals(state.corpus, least: least).all
    var isStale = false
    for id in accepted {
      // A link makes proposals and puts an end to others. It ends those for its own record and of the
      // entity that was made with it; new ones are looked for where none has the id.
      let isEnded = written.contains {
        id.hasPrefix("\($0.record)=") || id.hasSuffix("=\($0.record.id)")
      }
      if isStale, isEnded || !proposals.contains(where: { $0.id == id }) {
        proposals = LinkProposals(state.corpus, least: least).all
        isStale = false
      }
      guard let proposal = proposals.first(where: { $0.id == id }) else {
        throw UsageError(unknown(id, proposals))
      }
      guard let next = try await edit(proposal, state, files) else {
        let fault = Diagnostic.linkForm(
          proposal, at: state.corpus[proposal.record]?.idSpan, marking: proposal.marking)
        return Outcome(report: state.report([fault]), proposals: nil, accepted: [], paths: [])
      }
      (state, files) = next
      written.append(proposal)
      isStale = true
    }
    let changed = files.changed
    if !isDryRun { try ProjectFileWriter(root: root).write(changed) }
    if isStale { proposals = LinkProposals(state.corpus, least: least).all }
    return Outcome(
      report: state.report(), proposals: proposals, accepted: written,
      paths: changed.map(\.path))
  }

  private func unknown(_ id: String, _ proposals: [LinkProposal]) -> String {
    let nearest = NearestName.nearest(to: id, in: proposals.map(\.id))
    return "nothing is proposed as '\(VisibleText.quote(id))'"
      + (nearest.map { "; did you mean '\($0)'?" } ?? "; dossier match prints what is")
  }

  /// The project with a link written, read anew; nil where its record's form has no place for it, or
  /// what was written does not read as that link alone.
  private func edit(
    _ proposal: LinkProposal, _ state: State, _ files: OverlaidFiles
  ) async throws -> (State, OverlaidFiles)? {
    guard let record = state.corpus[proposal.record],
      let source = state.sources[record.idSpan.path],
      let bytes = LinkEdit(record, in: source).bytes(adding: proposal)
    else { return nil }
    var files = files
    files.put(bytes, at: record.idSpan.path)
    let next = try await State(files)
    guard !next.hasErrors, next.corpus.count == state.corpus.count,
      let changed = next.corpus[proposal.record], names(changed, proposal)
    else { return nil }
    return (next, files)
  }

  private func names(_ record: Record, _ proposal: LinkProposal) -> Bool {
    switch proposal.field {
    case .entity: record.item.reference("entity") == proposal.entity
    case .initiators:
      record.item.items("initiators").contains { $0.reference("entity") == proposal.entity }
    }
  }
}

extension Match {
  /// The project's records as they are read at one moment.
  private struct State {
    let corpus: Corpus
    let sources: [String: SourceFile]
    let diagnostics: [Diagnostic]

    init(_ files: OverlaidFiles) async throws {
      let loaded = try await ProjectLoader().load(from: files)
      corpus = loaded.value.project.corpus
      sources = loaded.value.sources
      diagnostics = loaded.diagnostics + CorpusChecker().check(loaded.value).diagnostics
    }

    var hasErrors: Bool { diagnostics.hasErrors }

    /// Errors, and what matching itself has to say; the rest is for `check`.
    func report(_ more: [Diagnostic] = []) -> DiagnosticReport {
      DiagnosticReport(
        diagnostics.filter { $0.severity == .error } + more,
        sources: SourceFiles(sources.values.sorted { $0.path < $1.path }), isStrict: false,
        ceiling: nil)
    }
  }

  /// A project on disk with files in place of some of its own.
  private struct OverlaidFiles: ProjectFiles {
    private let base: DiskFiles
    private var replaced: [String: [UInt8]] = [:]

    init(_ base: DiskFiles) { self.base = base }

    mutating func put(_ bytes: [UInt8], at path: String) { replaced[path] = bytes }

    var changed: [(path: String, bytes: [UInt8])] {
      replaced.sorted { $0.key.precedesInBytes($1.key) }.map { (path: $0.key, bytes: $0.value) }
    }

    func entries(under folder: String) throws(FileFailure) -> [ProjectEntry] {
      try base.entries(under: folder)
    }

    func read(_ path: String) throws(FileFailure) -> [UInt8] {
      if let bytes = replaced[path] { return bytes }
      return try base.read(path)
    }
  }
}

extension Diagnostic {
  static func linkForm(
    _ proposal: LinkProposal, at span: SourceSpan?, marking: Marking
  ) -> Self {
    Self(
      .linkForm, .error,
      "this record's form has no place for the link; write '\(proposal.field.rawValue): "
        + "\(proposal.entity.id)' yourself", at: span, marking: marking)
  }
}
