package import Diagnostics
package import Editions
import MarkdownTree
import Records

/// Evaluates a pack's figures, claims and reconciliations in one edition.
package struct FigureEvaluator: Sendable {
  package init() {}

  /// Evaluates everything `figures.yaml` defines; what fails is told once, and whatever depends on
  /// it is broken in silence.
  ///
  /// - Throws: `DatabaseError` where SQLite cannot be opened or runs out of memory.
  package func evaluate(_ edition: EditionPack) throws -> Checked<EvaluatedFigures> {
    let database = try CorpusDatabase(
      corpus: edition.corpus, defaultLanguage: edition.settings.defaultLanguage,
      limits: QueryLimits(raisedBy: edition.settings.limits),
      removedByDate: edition.removedByDate, softensRemoved: edition.request.hasDateOption)
    var run = FigureRun(edition, database)
    run.diagnostics += database.loadingDiagnostics
    run.evaluateFigures()
    run.evaluateClaims()
    run.reconcile()
    return Checked(
      EvaluatedFigures(
        figures: run.figures, claims: run.claims, reconciliations: run.reconciliations,
        database: database), run.diagnostics)
  }
}

/// One evaluation of a pack: what is known so far.
struct FigureRun {
  let edition: EditionPack
  let database: CorpusDatabase
  let provenance: ProvenanceIndex
  var diagnostics: [Diagnostic] = []
  var figures: [FigureResult] = []
  var claims: [ClaimResult] = []
  var reconciliations: [ReconciliationResult] = []
  var catalogue = FigureCatalogue()
  /// By id, the position in `figures`.
  var positions: [String: Int] = [:]

  init(_ edition: EditionPack, _ database: CorpusDatabase) {
    self.edition = edition
    self.database = database
    provenance = ProvenanceIndex(edition.corpus)
  }

  /// Whether what a date leaves empty or false is a warning.
  var isSoftened: Bool { edition.request.hasDateOption }

  func marking(_ own: Marking?) -> Marking { max(edition.pack.marking, own ?? .clear) }

  // MARK: Figures

  mutating func evaluateFigures() {
    let definitions = unique(edition.pack.figures.map { ($0.id, $0.marking, $0) }, kind: "figure")
    catalogue = FigureCatalogue(
      known: definitions.map {
        ($0.id.value, Located(marking($0.marking), at: $0.id.span))
      })
    database.setFigures(catalogue)
    for definition in FigureOrder(definitions).sorted(reporting: &self) {
      let result = evaluate(definition)
      positions[result.id] = figures.count
      figures.append(result)
      if result.isBroken { catalogue.broken.insert(result.id) }
      catalogue.readings[result.id] = FigureReading(
        point: result.value, low: result.low, high: result.high)
      database.setFigures(catalogue)
    }
  }

  /// The definitions in byte order of their ids; of two with one id the first stays.
  private mutating func unique<Definition>(
    _ definitions: [(id: Located<String>, marking: Marking?, definition: Definition)], kind: String
  ) -> [Definition] {
    var first: [String: Located<String>] = [:]
    var kept: [(id: String, definition: Definition)] = []
    for (id, own, definition) in definitions {
      if let earlier = first[id.value] {
        diagnostics.append(
          Diagnostic.duplicateFigure(id, first: earlier, kind: kind).marked(marking(own)))
        continue
      }
      first[id.value] = id
      kept.append((id.value, definition))
    }
    return kept.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map(\.definition)
  }

  private mutating func evaluate(_ definition: FigureDefinition) -> FigureResult {
    let marking = marking(definition.marking)
    var result = FigureResult(definition: definition, marking: marking)
    if catalogue.broken.contains(result.id) {
      result.isBroken = true
      return result
    }
    do throws(QueryProblem) {
      if definition.source != nil {
        try report(definition, &result)
      } else {
        try compute(definition, &result)
      }
    } catch {
      diagnostics += error.diagnostics.map { $0.marked(marking) }
      if error.diagnostics.hasErrors || error.diagnostics.isEmpty {
        result.isBroken = true
      } else {
        result.hasNoData = true
      }
    }
    return result
  }

  // MARK: Claims

  mutating func evaluateClaims() {
    let definitions = unique(edition.pack.claims.map { ($0.id, $0.marking, $0) }, kind: "claim")
    for definition in definitions { claims.append(evaluate(definition)) }
  }

  private mutating func evaluate(_ definition: ClaimDefinition) -> ClaimResult {
    let marking = marking(definition.marking)
    let piece = SQLPiece(definition.holds, marking: marking)
    var result = ClaimResult(definition: definition, holds: false, records: [], figures: [])
    do throws(QueryProblem) {
      let found = try database.evaluate(value: piece, table: nil, where: nil)
      diagnostics += found.named.warnings.map { $0.marked(marking) }
      result.records = CorpusDatabase.distinct(
        database.provenance(of: found) + found.named.records)
      result.figures = found.named.figures
      result.query = piece.oneLine
      guard !found.tables.isEmpty || !found.named.figures.isEmpty else {
        throw QueryProblem(
          .figureDefinition("a claim reads records or figures", at: definition.holds.span))
      }
      let reason: String
      switch found.point {
      case .integer(let value) where value != 0: return result.holding()
      case .real(let value) where value != 0: return result.holding()
      case .integer, .real: reason = "it is false"
      case .null, .none: reason = "it compares with what is not there"
      case .text:
        throw QueryProblem(
          .sqlSyntax("a claim is true or false: this one is text", at: definition.holds.span))
      }
      // A reference to what the date removed has been told, and is the reason.
      if found.named.warnings.isEmpty || !isSoftened {
        diagnostics.append(
          Diagnostic.falseClaim(result.id, reason, at: definition.id.span)
            .softened(isSoftened).marked(marking))
      }
    } catch {
      diagnostics += error.diagnostics.map { $0.marked(marking) }
      result.isBroken = true
    }
    return result
  }

  // MARK: Reconciliations

  mutating func reconcile() {
    for definition in edition.pack.reconciliations {
      let marking = marking(definition.marking)
      var found: [FigureResult] = []
      for name in [definition.figure, definition.with] {
        if let position = positions[name.value] {
          found.append(figures[position])
        } else {
          diagnostics.append(catalogue.unknown(name).marked(marking))
        }
      }
      guard found.count == 2 else { continue }
      let result = Reconciliation.compare(definition, found[0], found[1])
      reconciliations.append(result)
      if found.contains(where: \.isBroken) || found.contains(where: \.hasNoData) { continue }
      if found[0].unit != found[1].unit {
        diagnostics.append(
          Diagnostic.figureDefinition(
            "figures are reconciled in one unit", at: definition.with.span
          ).marked(marking))
      } else if !result.isWithin, definition.because == nil {
        diagnostics.append(
          Diagnostic.reconciliationGap(definition, percent: result.percent)
            .marked(max(marking, max(found[0].marking, found[1].marking))))
      }
    }
  }
}

extension ClaimResult {
  fileprivate func holding() -> ClaimResult {
    var copy = self
    copy.holds = true
    return copy
  }
}
