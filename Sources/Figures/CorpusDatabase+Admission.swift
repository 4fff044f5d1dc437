import Diagnostics
import MarkdownTree
import Records
import Synchronization

/// Why a piece of SQL gives nothing; without diagnostics where the reason has been told already.
struct QueryProblem: Error {
  var diagnostics: [Diagnostic]

  init(_ diagnostics: Diagnostic...) { self.diagnostics = diagnostics }

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// What a piece names beside columns.
struct NamedThings {
  /// Records that texts name, sorted.
  var records: [RecordReference] = []
  /// Figures, sorted.
  var figures: [String] = []
  /// Warnings: with a date option, an id that does not exist yet.
  var warnings: [Diagnostic] = []
}

extension CorpusDatabase {
  /// Whether the piece is one expression by its tokens alone: nothing forbidden, nothing left over.
  func admitExpression(_ piece: SQLPiece) throws(QueryProblem) {
    try admitTokens(piece)
    var depth = 0
    for token in piece.tokens {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      if depth < 0 {
        throw QueryProblem(
          .sqlSyntax("an expression closes only parentheses it opened", at: piece.span(token)))
      }
    }
    guard depth == 0 else {
      throw QueryProblem(
        .sqlSyntax("an expression closes every parenthesis it opens", at: piece.source.span))
    }
    if let end = piece.tokens.first(where: { $0.isSign(";") }) {
      throw QueryProblem(
        .sqlForbidden("an expression stands alone: nothing follows it", at: piece.span(end)))
    }
  }

  /// Whether the piece starts as one SELECT by its tokens alone; a `;` may end it.
  func admitQuery(_ piece: SQLPiece) throws(QueryProblem) {
    try admitTokens(piece)
    guard let first = piece.tokens.first else { return }
    guard first.keyword == "select" || first.keyword == "with" else {
      throw QueryProblem(
        .sqlForbidden(
          "a query only selects: it starts with 'select' or 'with', not '\(first.content.quotation)'",
          at: piece.span(first)))
    }
    if let end = piece.tokens.firstIndex(where: { $0.isSign(";") }),
      end < piece.tokens.count - 1
    {
      throw QueryProblem(
        .sqlForbidden(
          "a query is one statement: nothing follows it", at: piece.span(piece.tokens[end])))
    }
  }

  private func admitTokens(_ piece: SQLPiece) throws(QueryProblem) {
    guard piece.text.utf8.count <= limits.textBytes else {
      throw QueryProblem(.sqlTooLong(limits, at: piece.source.span))
    }
    guard !piece.tokens.isEmpty else {
      throw QueryProblem(.sqlSyntax("an expression says something", at: piece.source.span))
    }
    for token in piece.tokens {
      let place = piece.span(token)
      switch token.kind {
      case .comment:
        throw QueryProblem(.sqlForbidden("content's SQL holds no comments", at: place))
      case .unfinished:
        throw QueryProblem(
          .sqlSyntax("a text, name or comment ends: '\(token.content.quotation)'", at: place))
      case .blob: throw QueryProblem(.sqlForbidden("content's SQL holds no blobs", at: place))
      case .forbidden:
        throw QueryProblem(
          .sqlForbidden("'\(token.content.quotation)' has no place in content's SQL", at: place))
      case .number where token.digitCount > 18:
        // One step from where SQLite turns whole numbers into reals, and says nothing.
        throw QueryProblem(.notANumber("a number in a query has at most 18 digits", at: place))
      case .word, .quotedName, .text, .number, .sign: break
      }
    }
  }

  /// The records and figures a piece names; unknown ones are errors at their place.
  func names(in piece: SQLPiece, mainTable: DatabaseTable?) throws(QueryProblem) -> NamedThings {
    var things = NamedThings()
    var errors: [Diagnostic] = []
    var named: Set<RecordReference> = []
    for literal in IdentifierLiterals(piece, mainTable: mainTable).literals {
      let references = literal.collections.map { RecordReference($0, literal.token.content) }
      if let found = references.first(where: { corpus.contains($0) }) {
        named.insert(found)
        continue
      }
      guard let first = references.first else { continue }
      let isRemoved = softensRemoved && references.contains { removedByDate.contains($0) }
      let diagnostic = Diagnostic.unresolved(
        Located(first, at: textSpan(literal.token, in: piece)), in: corpus,
        marking: piece.marking)
      if isRemoved {
        things.warnings.append(diagnostic.softened(true))
      } else {
        errors.append(diagnostic)
      }
    }
    let catalogue = catalogue.withLock { $0 }
    var figures: Set<String> = []
    for token in piece.figureNames {
      figures.insert(token.content)
      if catalogue.contains(token.content) { continue }
      errors.append(catalogue.unknown(Located(token.content, at: textSpan(token, in: piece))))
    }
    if !errors.isEmpty { throw QueryProblem(errors + things.warnings) }
    if figures.contains(where: { catalogue.broken.contains($0) }) { throw QueryProblem() }
    try requireLiteralFigures(piece)
    things.records = named.sorted()
    things.figures = figures.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return things
  }

  /// The place of a text without its quotes, where a fix-it replaces the id alone.
  private func textSpan(_ token: SQLToken, in piece: SQLPiece) -> SourceSpan {
    token.end - token.start == token.content.utf8.count + 2
      ? piece.span(token.start + 1, token.end - 1) : piece.span(token)
  }

  private func requireLiteralFigures(_ piece: SQLPiece) throws(QueryProblem) {
    for (index, token) in piece.tokens.enumerated()
    where token.isName && token.content.lowercased() == "figure" {
      let rest = piece.tokens.dropFirst(index + 1).prefix(3)
      guard rest.first?.isSign("(") == true else { continue }
      let isLiteral = rest.count == 3 && rest.dropFirst().first?.kind == .text
      guard isLiteral, rest.last?.isSign(")") == true else {
        throw QueryProblem(
          .sqlSyntax("figure takes one id in single quotes: figure('id')", at: piece.span(token)))
      }
    }
  }
}

extension FigureCatalogue {
  func unknown(_ id: Located<String>) -> Diagnostic {
    guard let nearest = NearestName.nearest(to: id.value, in: known.map(\.id)),
      let definition = known.first(where: { $0.id == nearest })?.definition
    else { return .unknownFigure(id, nearest: nil) }
    return Diagnostic.unknownFigure(id, nearest: Located(nearest, at: definition.span))
      .marked(definition.value)
  }
}
