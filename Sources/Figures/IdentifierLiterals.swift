import Diagnostics
import Records

/// Finds the texts of an SQL piece that name a record: those compared with a column of ids, and
/// the arguments of `under`.
struct IdentifierLiterals {
  /// A text and the collections one of which must hold it.
  struct Literal {
    let token: SQLToken
    let collections: [Collection]
  }

  private let tokens: [SQLToken]
  private let mainTable: DatabaseTable?
  /// Names and aliases of the tables that the piece's own queries read.
  private var tables: [String: DatabaseTable] = [:]
  /// Where each of those tables stands in a `from`, in order.
  private var mentions: [(index: Int, table: DatabaseTable)] = []
  private(set) var literals: [Literal] = []

  private static let comparisons: Set<String> = ["=", "==", "<>", "!="]
  private static let words: Set<String> = ["is", "like", "glob"]

  init(_ piece: SQLPiece, mainTable: DatabaseTable?) {
    tokens = piece.tokens
    self.mainTable = mainTable
    collectTables()
    for index in tokens.indices where tokens[index].kind == .text { examine(index) }
  }

  private func token(_ index: Int) -> SQLToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  private mutating func collectTables() {
    if let mainTable { tables[mainTable.name.lowercased()] = mainTable }
    for (index, token) in tokens.enumerated() where token.isName {
      guard let previous = self.token(index - 1),
        ["from", "join"].contains(previous.keyword) || previous.isSign(","),
        let table = DatabaseTable.named(token.content)
      else { continue }
      tables[table.name.lowercased()] = table
      mentions.append((index, table))
      let alias = self.token(index + 1)?.keyword == "as" ? index + 2 : index + 1
      if let name = self.token(alias), name.isName { tables[name.content.lowercased()] = table }
    }
  }

  private mutating func examine(_ index: Int) {
    let found = compared(index) ?? listed(index) ?? argument(index)
    guard let found, !found.isEmpty else { return }
    literals.append(Literal(token: tokens[index], collections: found))
  }

  /// `column = 'id'`, `'id' = column`, `'id' in (select column …)`, `case column when 'id'`.
  private func compared(_ index: Int) -> [Collection]? {
    if let end = operandEnd(before: index) { return collections(endingAt: end) }
    if token(index - 1)?.keyword == "when" { return caseOperand(before: index - 1) }
    guard let sign = token(index + 1) else { return nil }
    if sign.keyword == "in" || (sign.keyword == "not" && token(index + 2)?.keyword == "in") {
      return collections(startingAt: index + (sign.keyword == "in" ? 2 : 3))
    }
    if sign.kind == .sign, IdentifierLiterals.comparisons.contains(sign.content) {
      return collections(startingAt: index + 2)
    }
    return nil
  }

  /// The last token of what stands before a comparison with the token at `index`.
  private func operandEnd(before index: Int) -> Int? {
    guard let sign = token(index - 1) else { return nil }
    if sign.kind == .sign, IdentifierLiterals.comparisons.contains(sign.content) {
      return index - 2
    }
    if IdentifierLiterals.words.contains(sign.keyword) {
      // A pattern names nothing.
      if sign.keyword != "is", tokens[index].content.contains(where: "%_*?[".contains) {
        return nil
      }
      return token(index - 2)?.keyword == "not" ? index - 3 : index - 2
    }
    if sign.keyword == "not", token(index - 2)?.keyword == "is" { return index - 3 }
    if sign.keyword == "from", token(index - 2)?.keyword == "distinct" {
      return token(index - 3)?.keyword == "not" ? index - 5 : index - 4
    }
    return nil
  }

  /// What stands between the `case` and its first `when`, of the `when` at `index`.
  private func caseOperand(before index: Int) -> [Collection]? {
    var depth = 0
    var position = index - 1
    while let token = token(position) {
      if token.keyword == "end" { depth += 1 }
      if token.keyword == "case" {
        if depth == 0 { return collections(startingAt: position + 1) }
        depth -= 1
      }
      position -= 1
    }
    return nil
  }

  /// `column in ('a', 'b')`.
  private func listed(_ index: Int) -> [Collection]? {
    var position = index - 1
    while let token = token(position), token.isSign(",") || token.kind == .text { position -= 1 }
    guard let open = token(position), open.isSign("("), token(position - 1)?.keyword == "in" else {
      return nil
    }
    let isNegated = token(position - 2)?.keyword == "not"
    return collections(endingAt: position - (isNegated ? 3 : 2))
  }

  /// `under(entity, 'id')`.
  private func argument(_ index: Int) -> [Collection]? {
    var depth = 0
    var position = index - 1
    while let token = token(position) {
      if token.isSign(")") { depth += 1 }
      if token.isSign("(") {
        depth -= 1
        if depth < 0 {
          let isUnder = self.token(position - 1)?.content.lowercased() == "under"
          guard isUnder, let before = self.token(index - 1),
            before.isSign("(") || before.isSign(",")
          else { return nil }
          return [.entities]
        }
      }
      position -= 1
    }
    return nil
  }

  /// What the column, or the query in parentheses, that ends at `index` identifies.
  private func collections(endingAt index: Int) -> [Collection]? {
    guard let last = token(index) else { return nil }
    if last.isSign(")") {
      var depth = 0
      var position = index
      while let token = token(position) {
        if token.isSign(")") { depth += 1 }
        if token.isSign("(") { depth -= 1 }
        if depth == 0 { break }
        position -= 1
      }
      return collections(startingAt: position)
    }
    guard last.isName else { return nil }
    if token(index - 1)?.isSign(".") == true, let qualifier = token(index - 2) {
      return collections(qualifier.content, last.content, at: index)
    }
    return collections(nil, last.content, at: index)
  }

  /// What the column, or the query in parentheses, that starts at `index` identifies.
  private func collections(startingAt index: Int) -> [Collection]? {
    guard let first = token(index) else { return nil }
    if first.isSign("(") {
      var next = index + 1
      while let token = token(next), ["select", "distinct"].contains(token.keyword) {
        next += 1
      }
      return collections(startingAt: next)
    }
    guard first.isName else { return nil }
    if ["min", "max", "lower"].contains(first.keyword), token(index + 1)?.isSign("(") == true {
      return collections(startingAt: index + 2)
    }
    if token(index + 1)?.isSign(".") == true, let column = token(index + 2) {
      return collections(first.content, column.content, at: index)
    }
    return collections(nil, first.content, at: index)
  }

  private func collections(
    _ qualifier: String?, _ column: String, at index: Int
  ) -> [Collection]? {
    if let qualifier {
      return tables[qualifier.lowercased()]?.column(column)?.names.map { [$0] }
    }
    // A bare name is of the innermost query that has such a column; where several tables have it,
    // one that holds no ids excuses the text.
    for scope in scopes(at: index) {
      let columns = scope.compactMap { $0.column(column) }
      guard !columns.isEmpty else { continue }
      var result: [Collection] = []
      for found in columns {
        guard let collection = found.names else { return nil }
        if !result.contains(collection) { result.append(collection) }
      }
      return result
    }
    return nil
  }

  /// The tables of the queries around a token, the innermost first, the main table last.
  private func scopes(at index: Int) -> [[DatabaseTable]] {
    var result: [[DatabaseTable]] = []
    var position = index
    while position >= 0 {
      var depth = 0
      while let token = token(position - 1), depth > 0 || !token.isSign("(") {
        if token.isSign(")") { depth += 1 }
        if token.isSign("(") { depth -= 1 }
        position -= 1
      }
      result.append(tablesOfQuery(startingAt: position))
      position -= 1
    }
    return result + [mainTable.map { [$0] } ?? []]
  }

  /// The tables that the query in one pair of parentheses, or the outermost, reads itself.
  private func tablesOfQuery(startingAt start: Int) -> [DatabaseTable] {
    guard let first = token(start), first.keyword == "select" || first.keyword == "with" else {
      return []
    }
    var depth = 0
    var result: [DatabaseTable] = []
    for index in start..<tokens.count {
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") { depth -= 1 }
      if depth < 0 { break }
      guard depth == 0, let mention = mentions.first(where: { $0.index == index }) else { continue }
      result.append(mention.table)
    }
    return result
  }
}
