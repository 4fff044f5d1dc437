import Diagnostics
import Editions
import MarkdownTree
import Records

extension FigureRun {
  // MARK: Reported

  /// A number quoted from a source, which must state it.
  func report(
    _ definition: FigureDefinition, _ result: inout FigureResult
  ) throws(QueryProblem) {
    guard let source = definition.source else { return }
    if let from = definition.from {
      throw QueryProblem(
        .figureDefinition(
          "a figure is computed or quoted: with 'source' it has no 'from'", at: from.span))
    }
    if let condition = definition.where {
      throw QueryProblem(
        .figureDefinition(
          "a figure is computed or quoted: with 'source' it has no 'where'", at: condition.span))
    }
    // Reading has told of a value that is not there.
    guard let text = definition.value else { throw QueryProblem() }
    guard let value = ExactDecimal(text.text.trimmed) else {
      throw QueryProblem(
        .figureDefinition(
          "a quoted figure's value is a plain number: '\(text.text.quotation)' is none",
          at: text.span))
    }
    guard let quote = definition.quote else {
      throw QueryProblem(
        .figureDefinition(
          "a figure with 'source' has a 'quote': the number as the source states it",
          at: definition.id.span))
    }
    guard QuotedNumber.values(in: quote.value).contains(value) else {
      throw QueryProblem(.quoteDisagrees(value, quote: quote))
    }
    result.value = value
    guard edition.corpus.contains(source.value) else {
      let isRemoved = isSoftened && edition.removedByDate.contains(source.value)
      if isRemoved { result.value = nil }
      throw QueryProblem(
        Diagnostic.unresolved(source, in: edition.corpus, marking: result.marking)
          .softened(isRemoved))
    }
    result.sources = [source.value]
    result.records = [source.value]
    result.held = [source.value]
  }

  // MARK: Computed

  /// A number made from the rows of a table, from other figures, or both.
  mutating func compute(
    _ definition: FigureDefinition, _ result: inout FigureResult
  ) throws(QueryProblem) {
    guard let text = definition.value else { throw QueryProblem() }
    if let quote = definition.quote {
      throw QueryProblem(
        .figureDefinition("a 'quote' is of a 'source': this figure has none", at: quote.span))
    }
    if ExactDecimal(text.text.trimmed) != nil {
      throw QueryProblem(
        .figureDefinition(
          "a number names its 'source' and the 'quote' that states it, or is computed",
          at: text.span))
    }
    if let condition = definition.where, definition.from == nil {
      throw QueryProblem(
        .figureDefinition("'where' selects rows of the table 'from' names", at: condition.span))
    }
    let value = SQLPiece(text, marking: result.marking)
    let condition = definition.where.map { SQLPiece($0, marking: result.marking) }
    var table: DatabaseTable?
    if let from = definition.from {
      table = try database.table(named: from.value, at: from.span)
    }
    let found = try database.evaluate(value: value, table: table, where: condition)
    diagnostics += found.named.warnings.map { $0.marked(result.marking) }
    guard table != nil || !found.tables.isEmpty || !found.named.figures.isEmpty else {
      throw QueryProblem(
        .figureDefinition(
          "a figure selects rows with 'from', is made from other figures, or quotes a 'source'",
          at: text.span))
    }
    result.query = FigureRun.query(value, table, condition)
    result.namedIDs = found.named.records
    result.figures = found.named.figures
    result.selected = found.selected
    // What a figure takes from others rests on their records and sources too.
    let taken = found.named.figures.compactMap { id in positions[id].map { figures[$0] } }
    result.records = CorpusDatabase.distinct(
      database.provenance(of: found) + taken.flatMap(\.records))
    result.held = CorpusDatabase.distinct(
      (found.held ?? database.provenance(of: found)) + taken.flatMap(\.held))
    result.sources = Set(provenance.sources(of: result.records)).union(taken.flatMap(\.sources))
      .sorted()
    result.withoutAmount = found.withoutAmount
    try settle(found, definition, &result)
  }

  private static func query(
    _ value: SQLPiece, _ table: DatabaseTable?, _ condition: SQLPiece?
  ) -> String {
    value.oneLine + (table.map { " from \($0.name)" } ?? "")
      + (condition.map { " where \($0.oneLine)" } ?? "")
  }

  /// Reads the evaluation as point and range, or says why it is neither.
  private func settle(
    _ found: Evaluation, _ definition: FigureDefinition, _ result: inout FigureResult
  ) throws(QueryProblem) {
    if seesNothing(found) {
      if let empty = definition.empty {
        result.value = empty.value
        return
      }
      if isSoftened, !found.named.warnings.isEmpty || dependsOnNoData(found) {
        result.hasNoData = true
        return
      }
      throw QueryProblem(
        Diagnostic.emptyFigure(
          definition.id.value, at: (definition.where ?? definition.value)?.span ?? definition.span
        ).softened(isSoftened))
    }
    result.low = found.low.map { rounded($0, definition) }
    result.high = found.high.map { rounded($0, definition) }
    if found.includesRange, let low = result.low, let high = result.high {
      result.value = low == high ? low : nil
      return
    }
    if let value = found.point?.number {
      result.value = rounded(value, definition)
      return
    }
    if found.point == .null, isSoftened, dependsOnNoData(found) {
      result.hasNoData = true
      return
    }
    let place = definition.value?.span ?? definition.span
    throw QueryProblem(
      Diagnostic.notANumber(found.point.explanation, at: place)
        .softened(isSoftened && (found.point == .null || found.point == nil)))
  }

  /// Whether there was nothing to look at: no row selected, or none in any table read.
  private func seesNothing(_ found: Evaluation) -> Bool {
    if let count = found.rowCount { return count == 0 }
    if found.named.figures.isEmpty, found.tables.allSatisfy({ database.owners[$0].isEmpty }) {
      return true
    }
    return found.point == .null && found.low == nil && found.named.figures.isEmpty
  }

  private func dependsOnNoData(_ found: Evaluation) -> Bool {
    found.named.figures.contains { id in positions[id].map { figures[$0].hasNoData } ?? false }
  }

  /// A whole value stays; a real is rounded half away from zero.
  private func rounded(_ value: ExactDecimal, _ definition: FigureDefinition) -> ExactDecimal {
    let isMoney = definition.unit.map { FigureUnit($0.value).isMoney } ?? false
    return value.withoutNoise.rounded(toDecimals: definition.decimals ?? (isMoney ? 2 : 1))
  }
}

extension String {
  /// Without spaces and line ends around it.
  fileprivate var trimmed: String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let rest = utf8.drop(while: isSpace)
    guard let last = rest.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(decoding: rest[...last], as: UTF8.self)
  }
}
