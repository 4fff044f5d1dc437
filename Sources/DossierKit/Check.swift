internal import BuiltInFiles
internal import Diagnostics
internal import Records
package import Narratives

/// Compiles everything in memory and reports what is wrong, writing nothing.
package struct Check: Sendable {
  package var request: CompilationRequest
  package var isStrict: Bool
  package var filter: FindingFilter

  package init(
    request: CompilationRequest, isStrict: Bool = false, filter: FindingFilter = .all
  ) {
    self.request = request
    self.isStrict = isStrict
    self.filter = filter
  }

  package struct Outcome: Sendable {
    package let report: DiagnosticReport
    /// Numbers that authors vouch for, by place, once each.
    package let waivers: [Waiver]
    /// How many records and packs rely on the project's default marking.
    package let unmarkedCount: Int

    /// Findings and waivers as one JSON document.
    package var json: [UInt8] {
      let waivers = waivers.map { waiver in
        JSONValue.object([
          "text": .text(waiver.text), "reason": .text(waiver.reason),
          "path": .text(waiver.span.path), "line": .integer(line(of: waiver)),
        ])
      }
      return JSONPrinter(sources: report.sources)
        .bytes(report.diagnostics, extra: ["waivers": .list(waivers)])
    }

    /// Findings as a SARIF 2.1.0 log.
    package var sarif: [UInt8] {
      SARIFPrinter(sources: report.sources, toolVersion: ToolVersion.number) { code in
        builtInFiles.first { $0.path == "Explanations/\(code.rawValue).md" }?.text
      }.bytes(report.diagnostics)
    }

    /// One line a waiver.
    package var waiverLines: [String] {
      waivers.map { "waived: \($0.span.path):\(line(of: $0)): \($0.text) (\($0.reason))" }
    }

    private func line(of waiver: Waiver) -> Int {
      report.sources.position(of: waiver.span)?.line ?? 1
    }
  }

  package func run(root: String) async throws -> Outcome {
    let compilation = try await Compilation(root: root, for: request)
    let result = try await SiteCompiler(compilation: compilation, request: request)
      .compile(progress: { _ in })
    // Of what sets editions apart only those may know who know them all.
    let differences =
      request.editions.isEmpty ? Differencing.diagnostics(of: result.published) : []
    let report = DiagnosticReport(
      result.diagnostics + differences, sources: compilation.sources, isStrict: isStrict,
      ceiling: compilation.ceiling
    ).filtered(filter)
    var seen: Set<SourceSpan> = []
    let waivers = result.waivers.sorted { $0.span < $1.span }
      .filter { seen.insert($0.span).inserted }
    return Outcome(
      report: report, waivers: waivers,
      unmarkedCount: compilation.project.corpus.all.count { record in
        record.item.marking == nil && compilation.ceiling.map { record.marking <= $0 } ?? true
      })
  }
}
