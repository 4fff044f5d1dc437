internal import Authoring
internal import Diagnostics
internal import Loading
internal import Publishing
internal import Records

/// Brings a project's records, figures and narrative into canonical form.
package struct Format: Sendable {
  /// Tells what it would change, writes nothing.
  package var isCheck: Bool
  package var filter: FindingFilter

  package init(isCheck: Bool, filter: FindingFilter = .all) {
    self.isCheck = isCheck
    self.filter = filter
  }

  package struct Outcome: Sendable {
    /// What keeps files from being read; these stay as they are.
    package let report: DiagnosticReport
    /// Files in another form than the canonical one, from the project's root, sorted.
    package let changed: [String]
    /// Files that cannot be arranged without losing a comment or a meaning.
    package let left: [String]
    package let fileCount: Int
  }

  package func run(root: String) async throws -> Outcome {
    let files = try DiskFiles(root: root)
    let settings = try await ProjectLoader().load(from: files, packs: []).value.project.settings
    let formatter = ContentFormatter(limits: LoadingLimits(raisedBy: settings.limits))
    var diagnostics: [Diagnostic] = []
    var sources: [SourceFile] = []
    var changes: [(path: String, bytes: [UInt8])] = []
    var left: [String] = []
    var count = 0
    for entry in try files.entries(under: "Content") where entry.kind == .file {
      guard ContentFormatter.Kind(path: entry.path) != nil, filter.holds(path: entry.path) else {
        continue
      }
      count += 1
      let source = SourceFile(path: entry.path, bytes: try files.read(entry.path))
      let result = formatter.format(source)
      diagnostics += result.diagnostics
      switch result.value {
      case .changed(let bytes)?: changes.append((entry.path, bytes))
      case .left?: left.append(entry.path)
      case .settled?: break
      case nil: sources.append(source)
      }
    }
    guard count > 0 || filter.holds(path: "") else {
      throw UsageError("there is no record, figure or text to format at that place")
    }
    if !isCheck { try ProjectFileWriter(root: root).write(changes) }
    return Outcome(
      report: DiagnosticReport(
        diagnostics, sources: SourceFiles(sources), isStrict: false, ceiling: nil),
      changed: changes.map(\.path), left: left, fileCount: count)
  }
}
