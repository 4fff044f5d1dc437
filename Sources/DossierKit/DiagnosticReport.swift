package import Diagnostics

/// Findings as one audience may see them.
package struct DiagnosticReport: Sendable {
  package let diagnostics: [Diagnostic]
  package let sources: SourceFiles

  /// Takes warnings as errors if `isStrict`, and leaves out what stands above `ceiling`.
  ///
  /// With `--edition` the ceiling is the strictest marking a line may quote: errors above it are
  /// summed up in one line that says nothing of them, warnings above it are not even counted.
  package init(
    _ found: [Diagnostic], sources: SourceFiles, isStrict: Bool, ceiling: Marking?
  ) {
    var visible: [Diagnostic] = []
    var hidesErrors = false
    for diagnostic in found {
      if let ceiling, diagnostic.marking > ceiling {
        hidesErrors = hidesErrors || diagnostic.severity == .error
        continue
      }
      var diagnostic = diagnostic
      if isStrict, diagnostic.severity == .warning { diagnostic.severity = .error }
      visible.append(diagnostic)
    }
    if hidesErrors {
      visible.append(
        Diagnostic(
          .hiddenErrors, .error, "content above this edition's ceiling has errors", at: nil))
    }
    diagnostics = visible.sortedByPlace()
    self.sources = sources
  }

  private init(diagnostics: [Diagnostic], sources: SourceFiles) {
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// The findings that a filter lets through.
  package func filtered(_ filter: FindingFilter) -> DiagnosticReport {
    DiagnosticReport(diagnostics: diagnostics.filter(filter.holds), sources: sources)
  }

  package var hasErrors: Bool { diagnostics.hasErrors }
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
  package var warningCount: Int { diagnostics.count { $0.severity == .warning } }
}
