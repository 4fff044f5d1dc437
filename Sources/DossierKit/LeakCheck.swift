internal import Diagnostics
internal import Editions
internal import Records
internal import Rendering

/// Looks through what an edition is about to publish for what was taken out of it.
struct LeakCheck {
  /// How many findings are told: one leak is reason enough.
  private static let maximum = 20

  let compilation: Compilation
  let edition: Edition
  let jobs: Int

  /// One error for each piece of hidden material that stands in a file.
  func diagnostics(of files: [RenderedFile]) async -> [Diagnostic] {
    let templates = compilation.templates.files.files
    guard
      let scan = LeakScan(
        compilation.project, ceiling: edition.ceiling, vocabulary: Array(templates.values))
    else { return [] }
    let texts = files.filter { LeakCheck.isText($0.path) }
    let found = await scanAll(texts, scan)
    var seen: Set<LeakScan.Finding> = []
    var result: [Diagnostic] = []
    for (file, findings) in zip(texts, found) {
      for finding in findings where seen.insert(finding).inserted {
        result.append(.leakedText(finding, in: file.path, of: edition.name))
      }
    }
    return Array(result.prefix(LeakCheck.maximum))
  }

  private static func isText(_ path: String) -> Bool {
    // An electronic book is stored as it is, so its chapters can be read.
    [".html", ".md", ".json", ".js", ".csv", ".txt", ".epub"].contains { path.hasSuffix($0) }
  }

  /// The findings of each file, in the order of `files`.
  private func scanAll(
    _ files: [RenderedFile], _ scan: LeakScan
  ) async -> [[LeakScan.Finding]] {
    let parts = max(1, min(jobs, files.count))
    return await withTaskGroup(of: (Int, [[LeakScan.Finding]]).self) { group in
      for part in 0..<parts {
        group.addTask {
          let own = stride(from: part, to: files.count, by: parts)
          return (
            part,
            own.map { index in
              // Nobody reads the rest of what was given up.
              Task.isCancelled
                ? [] : scan.findings(in: files[index].pieces, path: files[index].path)
            }
          )
        }
      }
      var result = [[LeakScan.Finding]](repeating: [], count: files.count)
      for await (part, findings) in group {
        for (index, found) in findings.enumerated() { result[part + index * parts] = found }
      }
      return result
    }
  }
}

extension Diagnostic {
  static func leakedText(_ finding: LeakScan.Finding, in path: String, of edition: String) -> Self {
    Self(
      .leakedText, .error,
      "what is marked \(finding.marking.label) stands in no lower edition: '\(edition)' shows words "
        + "of this in \(path)", at: finding.span, marking: finding.marking)
  }
}
