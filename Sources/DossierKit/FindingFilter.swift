package import Diagnostics

/// Which findings `check` reports: by code and by file.
package struct FindingFilter: Sendable {
  /// Codes, or beginnings of codes, in capitals; empty: all.
  private let selected: [String]
  private let ignored: [String]
  /// Files and folders from the project's root; empty: all.
  private let paths: [String]

  package static let all = FindingFilter()

  private init() {
    selected = []
    ignored = []
    paths = []
  }

  /// `select` and `ignore` hold codes or their beginnings, several to a text with commas between;
  /// `paths` are relative to `workingDirectory`.
  package init(
    select: [String], ignore: [String], paths: [String], root: String, workingDirectory: String
  ) throws {
    selected = try Self.codes(select)
    ignored = try Self.codes(ignore)
    self.paths = try paths.map { path in
      let absolute = ProjectLocation.absolute(path, from: workingDirectory)
      if absolute == root { return "" }
      guard absolute.hasPrefix(root + "/") else {
        throw UsageError("'\(VisibleText.quote(path))' lies outside the project")
      }
      return String(absolute.dropFirst(root.count + 1))
    }
  }

  private static func codes(_ texts: [String]) throws -> [String] {
    let known = DiagnosticCode.allCases.map(\.rawValue)
    return try texts.flatMap { $0.split(separator: ",") }.map { part in
      let code = part.uppercased()
      guard known.contains(where: { $0.hasPrefix(code) }) else {
        let nearest = NearestName.nearest(to: code, in: known)
        throw UsageError(
          "no diagnostic has the code '\(VisibleText.quote(String(part)))'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      return code
    }
  }

  package func holds(_ diagnostic: Diagnostic) -> Bool {
    let code = diagnostic.code.rawValue
    if !selected.isEmpty, !selected.contains(where: code.hasPrefix) { return false }
    if ignored.contains(where: code.hasPrefix) { return false }
    guard !paths.isEmpty else { return true }
    // That content above the ceiling has errors is no matter of a file.
    guard let path = diagnostic.span?.path else { return diagnostic.code == .hiddenErrors }
    return holds(path: path)
  }

  /// Whether a file, named from the project's root, is one of those asked for.
  package func holds(path: String) -> Bool {
    paths.isEmpty || paths.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
  }
}
