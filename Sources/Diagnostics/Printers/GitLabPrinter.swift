/// Prints diagnostics as a Code Quality report: a JSON array.
package struct GitLabPrinter: Sendable {
  package let sources: SourceFiles

  package init(sources: SourceFiles) {
    self.sources = sources
  }

  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var fingerprints = DiagnosticFingerprints(sources: sources)
    return JSONValue.list(
      diagnostics.map { diagnostic in
        .object([
          "description": .text(VisibleText.line(diagnostic.message)),
          "check_name": .text(diagnostic.code.rawValue),
          "fingerprint": .text(fingerprints.next(diagnostic)),
          "severity": .text(severity(diagnostic.severity)),
          "location": .object([
            // A report needs a place for each: the project's own file stands for none.
            "path": .text(diagnostic.span?.path ?? "Content/dossier.yaml"),
            "lines": .object([
              "begin": .integer(diagnostic.span.flatMap(sources.position)?.line ?? 1)
            ]),
          ]),
        ])
      }
    ).lines
  }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .notice: "info"
    case .warning: "minor"
    case .error: "major"
    }
  }
}
