internal import Diagnostics
internal import Editions
internal import Loading
internal import Records
package import Review

/// Compares two versions of a project: `dossier diff`.
package struct VersionComparison: Sendable {
  package var request: CompilationRequest
  /// As named on the command line; nil: HEAD.
  package var old: String?
  /// Nil: the working tree.
  package var new: String?
  package var scope: Comparison.Scope?

  package init(
    request: CompilationRequest, old: String?, new: String?, scope: Comparison.Scope? = nil
  ) {
    self.request = request
    self.old = old
    self.new = new
    self.scope = scope
  }

  package enum Outcome: Sendable {
    case report(ReviewReport)
    /// A side that does not compile, and why.
    case broken(side: String, report: DiagnosticReport)
  }

  /// `root` is the project's folder, nil outside one; `path` is where programs are looked for.
  package func run(
    root: String?, workingDirectory: String, path: String
  ) async throws -> Outcome {
    let resolver = SideResolver(root: root, workingDirectory: workingDirectory)
    let oldSource = try resolver.source(old ?? "HEAD", isRevision: old == nil)
    let newSource = try new.map { try resolver.source($0) } ?? .project(try resolver.project())
    // What packs state is in their snapshots: pages are laid out only to be compared.
    let reader = SideReader(
      request: request, root: root, path: path, comparesPages: scope == nil || scope == .output)
    async let before = reader.read(oldSource, named: old ?? "HEAD")
    async let after = reader.read(newSource, named: new ?? "working tree")
    let (left, right) = try await (before, after)
    for side in [left, right] {
      if let report = side.brokenReport { return .broken(side: side.side.name, report: report) }
    }
    try checkNames(left, right)
    let (oldSide, newSide) = try matched(left.side, right.side)
    var report = Comparison.compare(oldSide, newSide, scope: scope)
    if let places = right.places { report = places.located(report) }
    return .report(report)
  }

  /// A pack, edition or language that neither side has is a slip of the hand.
  private func checkNames(_ left: SideReader.Reading, _ right: SideReader.Reading) throws {
    guard left.lacksWhatWasAsked, right.lacksWhatWasAsked else { return }
    if let error = right.usage ?? left.usage { throw error }
  }

  /// The two sides, each cut to what the other covers.
  private func matched(
    _ old: ReviewSide, _ new: ReviewSide
  ) throws -> (ReviewSide, ReviewSide) {
    if case .snapshot(let first) = old.coverage, case .snapshot(let second) = new.coverage,
      first != second
    {
      throw ComparisonFailure(
        "these are snapshots of different packs, editions or languages: "
          + "\(first) and \(second)")
    }
    let left = old.narrowed(to: new.coverage)
    let right = new.narrowed(to: old.coverage)
    if old.coverage != .whole || new.coverage != .whole {
      for (side, wanted) in [(left, new.coverage), (right, old.coverage)]
      where side.snapshots.isEmpty {
        throw ComparisonFailure("\(side.name) holds nothing to compare with \(wanted.words)")
      }
    }
    return (left, right)
  }
}

/// Why two versions cannot be compared: exit 2.
package struct ComparisonFailure: Error, Sendable, CustomStringConvertible {
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  package var description: String { "error: \(reason)" }
}

extension ReviewSide.Coverage {
  fileprivate var words: String {
    switch self {
    case .whole: "the whole"
    case .edition(let name): "the edition '\(name)'"
    case .snapshot(let key): "the snapshot of \(key)"
    }
  }
}
