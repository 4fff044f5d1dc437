internal import Diagnostics
internal import Editions
internal import Figures
package import Narratives
package import Records

/// Explains a figure or claim: its value, the rows and estimates behind it, their sources, and the
/// sentences that rest on it.
package struct Why: Sendable {
  package var request: CompilationRequest

  package init(request: CompilationRequest) {
    self.request = request
  }

  /// One estimate of an incident, as the chain shows it.
  package struct Estimate: Sendable {
    package let amount: String
    package let isPreferred: Bool
    package let sources: [String]
  }

  package struct Row: Sendable {
    package let reference: RecordReference
    package let name: String
    package let estimates: [Estimate]
    package let sources: [String]
  }

  package struct Source: Sendable {
    package let id: String
    package let title: String
    package let url: String
  }

  package struct Explanation: Sendable {
    package let id: String
    package let sentence: String
    package let display: String
    package let value: String?
    package let low: String?
    package let high: String?
    package let unit: String?
    package let query: String
    package let quote: String?
    package let withoutAmount: Int
    package let figures: [String]
    package let rows: [Row]
    package let sources: [Source]
    package let uses: [FigureUse]
  }

  package struct Answer: Sendable {
    package let explanation: Explanation?
    package let report: DiagnosticReport
  }

  package func explain(_ target: String, root: String) async throws -> Answer {
    let compilation = try await Compilation(root: root, for: request)
    guard let edition = try compilation.editions(request).first else {
      throw UsageError("this project has no edition")
    }
    let pack = try compilation.onlyPack(in: edition, request)
    guard let language = try compilation.languages(of: pack, request).first else {
      throw UsageError("this pack has no language")
    }
    let compiled = try compilation.compile(pack, edition: edition, request: request)
    let ceiling = compilation.ceiling
    var diagnostics = compilation.diagnostics + compiled.diagnostics
    let figure = compiled.figures.figure(target)
    let claim = compiled.figures.claim(target)
    guard figure != nil || claim != nil else {
      if diagnostics.hasErrors {
        return Answer(explanation: nil, report: report(diagnostics, compilation, ceiling))
      }
      throw UsageError(unknownTarget(target, compiled))
    }
    guard let narrator = compilation.narrator(of: compiled, language: language) else {
      throw UsageError("no interface strings exist for the language '\(language)'")
    }
    let narrated = narrator.compilePack()
    diagnostics += narrated.diagnostics
    let chain = ExplanationChain(pack: narrated.value)
    let explanation = figure.map(chain.explanation) ?? claim.map(chain.explanation)
    return Answer(explanation: explanation, report: report(diagnostics, compilation, ceiling))
  }

  private func report(
    _ diagnostics: [Diagnostic], _ compilation: Compilation, _ ceiling: Marking?
  ) -> DiagnosticReport {
    DiagnosticReport(
      diagnostics.filter { $0.severity == .error }, sources: compilation.sources, isStrict: false,
      ceiling: ceiling)
  }

  private func unknownTarget(
    _ target: String, _ compiled: Compilation.EditionCompilation
  ) -> String {
    let names =
      compiled.figures.figures.map(\.id) + compiled.figures.claims.map(\.id)
      + compiled.edition.corpus.all.map(\.id)
    var message = "no figure, claim or record has the id '\(VisibleText.quote(target))'"
    if let nearest = NearestName.nearest(to: target, in: names) {
      message += "; did you mean '\(nearest)'?"
    }
    return message
  }
}
