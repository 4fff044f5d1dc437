import Diagnostics
import Records

// Findings about definitions; the caller marks them as strictly as what they quote.
extension Diagnostic {
  static func figureDefinition(_ rule: String, at span: SourceSpan) -> Self {
    Self(.figureDefinition, .error, rule, at: span)
  }

  static func duplicateFigure(_ id: Located<String>, first: Located<String>, kind: String) -> Self {
    Self(
      .figureDefinition, .error, "two \(kind)s of this pack have the id '\(id.value.quotation)'",
      at: id.span, notes: [Note("first defined here", at: first.span)])
  }

  static func unknownFigure(_ id: Located<String>, nearest: Located<String>?) -> Self {
    let message = "no figure of this pack has the id '\(id.value.quotation)'"
    guard let nearest else { return Self(.unknownFigure, .error, message, at: id.span) }
    return Self(
      .unknownFigure, .error, message + "; did you mean '\(nearest.value)'?", at: id.span,
      notes: [Note("'\(nearest.value)' is defined here", at: nearest.span)],
      fixIts: [FixIt("replace with '\(nearest.value)'", replacing: id.span, with: nearest.value)])
  }

  static func figureCycle(_ path: [String], at span: SourceSpan) -> Self {
    let shown = path.count > 12 ? path.prefix(6) + ["…"] + path.suffix(5) : path[...]
    return Self(
      .figureCycle, .error,
      "a figure is never made from itself: " + shown.joined(separator: " -> "), at: span)
  }

  static func emptyFigure(_ id: String, at span: SourceSpan) -> Self {
    Self(
      .emptyFigure, .error,
      "a figure sees at least one row, or says what it is without: '\(id)' sees none", at: span)
  }

  static func notANumber(_ found: String, at span: SourceSpan) -> Self {
    Self(.notANumber, .error, "a figure is one number: \(found)", at: span)
  }

  static func quoteDisagrees(_ value: ExactDecimal, quote: Located<String>) -> Self {
    Self(
      .quoteDisagrees, .error,
      "a quote states its figure's value: '\(quote.value.quotation)' does not state \(value)",
      at: quote.span)
  }

  static func falseClaim(_ id: String, _ found: String, at span: SourceSpan) -> Self {
    Self(.falseClaim, .error, "the data no longer bear out the claim '\(id)': \(found)", at: span)
  }

  static func reconciliationGap(
    _ definition: ReconciliationDefinition, percent: ExactDecimal?
  ) -> Self {
    let gap = percent.map { "\($0.magnitude)%" } ?? "more than \(definition.within)%"
    return Self(
      .reconciliationGap, .warning,
      "'\(definition.figure.value)' is within \(definition.within)% of "
        + "'\(definition.with.value)': it is \(gap) away",
      at: definition.figure.span)
  }

  static func tooManyDigits(at span: SourceSpan) -> Self {
    Self(
      .malformedAmount, .error,
      "an amount has at most 15 digits, or 18 where it is whole, to be computed exactly", at: span)
  }
}

// Findings about content's SQL.
extension Diagnostic {
  static func sqlSyntax(_ rule: String, at span: SourceSpan) -> Self {
    Self(.sqlSyntax, .error, rule, at: span)
  }

  static func sqlForbidden(_ rule: String, at span: SourceSpan) -> Self {
    Self(.sqlForbidden, .error, rule, at: span)
  }

  static func sqlLimit(_ limit: DatabaseFailure.Limit, _ limits: QueryLimits, at span: SourceSpan)
    -> Self
  {
    let rule =
      switch limit {
      case .steps: "a query takes at most \(limits.steps) steps (limit querySteps)"
      case .time: "a query's values are short enough to handle in time (limit queryValue)"
      case .memory: "a query takes at most \(limits.memoryBytes) bytes (limit queryMemory)"
      case .value: "a query's values have at most \(limits.valueBytes) bytes (limit queryValue)"
      case .rows: "a query gives at most \(limits.rows) rows (limit queryRows)"
      case .nesting: "an expression nests at most \(limits.expressionDepth) deep (limit queryDepth)"
      }
    return Self(.sqlLimit, .error, rule, at: span)
  }

  static func sqlTooLong(_ limits: QueryLimits, at span: SourceSpan) -> Self {
    Self(
      .sqlLimit, .error, "a query has at most \(limits.textBytes) bytes (limit queryText)", at: span
    )
  }

  /// A column, table or function that is not there, with the nearest that is.
  static func unknownName(
    _ code: DiagnosticCode, _ kind: String, _ name: String, in candidates: [String],
    at span: SourceSpan, hint: String? = nil
  ) -> Self {
    let message = "no \(kind) is named '\(name.quotation)'"
    guard let nearest = NearestName.nearest(to: name, in: candidates) else {
      return Self(code, .error, message + (hint.map { "; \($0)" } ?? ""), at: span)
    }
    return Self(
      code, .error, message + "; did you mean '\(nearest)'?", at: span,
      fixIts: [FixIt("replace with '\(nearest)'", replacing: span, with: nearest)])
  }
}
