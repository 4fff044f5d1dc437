import Records

/// Makes, of admitted SQL, a statement that tells which rows of the corpus' tables it holds: those
/// that satisfy the WHERE and ON of the SELECT that reads them.
///
/// Each `SELECT … FROM f WHERE c` becomes `(SELECT count(dossier_holds(…) + …) FROM f WHERE c)`: an
/// aggregate looks at every row, so no LIMIT, EXISTS, scalar subquery or order of evaluation stops
/// it early, and what it tells follows from SQL alone, not from SQLite's plan. A subquery is asked
/// for every row that the query around it holds; a common table or a subquery in FROM once. Whatever
/// is not of a known shape has no such statement.
struct HeldRows {
  private let piece: SQLPiece
  private let tokens: [SQLToken]
  private let bytes: [UInt8]
  private let commonTables: Set<String>
  /// Whether a condition compares losses, which figures read in several ways.
  private(set) var comparesLosses = false

  init(_ piece: SQLPiece) {
    self.piece = piece
    tokens = piece.tokens
    bytes = Array(piece.text.utf8)
    commonTables = piece.commonTables
  }

  /// The expression that tells of a whole query; nil for a shape that is not known.
  mutating func ofQuery() -> String? {
    guard namesAreClear else { return nil }
    return query(tokens.indices, isInner: false)
  }

  /// The expressions that tell of the subqueries of an expression over a table's rows.
  mutating func ofExpression() -> [String]? {
    guard namesAreClear else { return nil }
    return subqueries(in: tokens.indices, isInner: true)
  }

  /// A common table named like one of the corpus hides it from some readers and not from others.
  private var namesAreClear: Bool { !commonTables.contains { DatabaseTable.named($0) != nil } }

  // MARK: Queries

  /// `[WITH …] SELECT … [UNION …]`, as one expression.
  private mutating func query(_ range: Range<Int>, isInner: Bool) -> String? {
    guard let first = range.first else { return nil }
    guard tokens[first].keyword == "with" else { return sum(compound(range, isInner)) }
    guard let (bodies, end) = commonTables(range) else { return nil }
    var parts: [String] = []
    for body in bodies {
      guard let part = query(body, isInner: isInner) else { return nil }
      parts.append(part)
    }
    guard let rest = compound(end..<range.upperBound, isInner) else { return nil }
    return sum(parts + rest).map { "(\(text(first..<end)) SELECT \($0))" }
  }

  /// The bodies of the common tables that a query begins with, and where its SELECT starts.
  private func commonTables(_ range: Range<Int>) -> (bodies: [Range<Int>], end: Int)? {
    var bodies: [Range<Int>] = []
    var next = range.lowerBound
    repeat {
      next += 1
      guard range.contains(next), tokens[next].isName, tokens[next].keyword != "recursive" else {
        return nil
      }
      next += 1
      if isSign("(", next), let close = close(of: next) { next = close + 1 }
      guard keyword(next) == "as" else { return nil }
      next += 1
      while ["not", "materialized"].contains(keyword(next)) { next += 1 }
      guard isSign("(", next), let close = close(of: next) else { return nil }
      bodies.append((next + 1)..<close)
      next = close + 1
    } while isSign(",", next)
    return next < range.upperBound ? (bodies, next) : nil
  }

  /// The expressions of the SELECTs between UNION, INTERSECT and EXCEPT.
  private mutating func compound(_ range: Range<Int>, _ isInner: Bool) -> [String]? {
    var parts: [String] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = first(of: ["union", "intersect", "except"], in: start..<range.upperBound)
      let own = start..<(end ?? range.upperBound)
      let found =
        keyword(own.lowerBound) == "values"
        ? subqueries(in: own, isInner: isInner) : select(own, isInner)
      guard let found else { return nil }
      parts += found
      guard let end else { return parts }
      start = end + (keyword(end + 1) == "all" ? 2 : 1)
    }
    return nil
  }

  private mutating func select(_ range: Range<Int>, _ isInner: Bool) -> [String]? {
    guard keyword(range.lowerBound) == "select" else { return nil }
    let tail = ["group", "having", "window", "order", "limit"]
    guard let from = first(of: ["from"], in: range) else {
      guard first(of: ["where"], in: range) == nil else { return nil }
      return subqueries(in: range.dropFirst(), isInner: isInner)
    }
    let fromEnd = first(of: ["where"] + tail, in: from..<range.upperBound) ?? range.upperBound
    var whereEnd = fromEnd
    if keyword(fromEnd) == "where", fromEnd < range.upperBound {
      whereEnd = first(of: tail, in: fromEnd..<range.upperBound) ?? range.upperBound
    }
    var clause = FromClause(tokens: tokens, range: (from + 1)..<fromEnd, known: commonTables)
    guard clause.read() else { return nil }
    if (from..<whereEnd).contains(where: { tokens[$0].content.lowercased() == "lossusd" }) {
      comparesLosses = true
    }
    var own = clause.mentions.map { mention in
      "\(heldFunction)(\(mention.table), \(text(mention.name..<(mention.name + 1))).rowid)"
    }
    guard !isInner || isClear(range, from: from, to: whereEnd) else { return nil }
    var position = range.lowerBound + 1
    for inner in clause.subqueries {
      guard let parts = subqueries(in: position..<(inner.lowerBound - 1), isInner: true) else {
        return nil
      }
      own += parts
      position = inner.upperBound
    }
    guard let rest = subqueries(in: position..<range.upperBound, isInner: true) else { return nil }
    own += rest
    var parts: [String] = []
    if !own.isEmpty {
      parts.append("(SELECT count(\(own.joined(separator: " + "))) \(text(from..<whereEnd)))")
    }
    // A subquery in FROM sees nothing of its neighbours, only what is around the whole query.
    for inner in clause.subqueries {
      guard let part = query(inner, isInner: isInner) else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// The expressions of the outermost subqueries of a stretch.
  private mutating func subqueries(in range: Range<Int>, isInner: Bool) -> [String]? {
    var parts: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if isSign("(", index), ["select", "with", "values"].contains(keyword(index + 1)) {
        guard let close = close(of: index), close < range.upperBound,
          let part = query((index + 1)..<close, isInner: isInner)
        else { return nil }
        parts.append(part)
        index = close
      } else if keyword(index) == "select" {
        return nil
      }
      index += 1
    }
    return parts
  }

  /// Whether the names that an inner SELECT gives to its columns mean nothing in what is kept of it,
  /// where without them a query around it might have a column of that name.
  private func isClear(_ range: Range<Int>, from: Int, to end: Int) -> Bool {
    var aliases: Set<String> = []
    for index in (range.lowerBound + 1)..<from {
      let token = tokens[index]
      guard token.isName || token.kind == .text else { continue }
      let isLast = index + 1 == from || isSign(",", index + 1)
      let before = tokens[index - 1]
      if ["select", "distinct", "all"].contains(before.keyword) { continue }
      let follows = before.kind != .sign || before.isSign(")")
      if isLast, follows { aliases.insert(token.content.lowercased()) }
    }
    aliases.subtract(["end", "null"])
    guard !aliases.isEmpty else { return true }
    return !(range.lowerBound..<range.upperBound).contains { index in
      let isKept = (from..<end).contains(index) || depth(of: index, in: range) > 0
      return isKept && aliases.contains(tokens[index].content.lowercased())
    }
  }

  // MARK: Tokens

  private func keyword(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].keyword : ""
  }

  private func isSign(_ sign: String, _ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].isSign(sign)
  }

  private func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return String(decoding: bytes[tokens[first].start..<tokens[last].end], as: UTF8.self)
  }

  private func sum(_ parts: [String]?) -> String? {
    parts.map { $0.isEmpty ? "0" : $0.joined(separator: " + ") }
  }

  private func close(of open: Int) -> Int? { SQLToken.close(of: open, in: tokens) }

  private func depth(of index: Int, in range: Range<Int>) -> Int {
    var depth = 0
    for position in range.lowerBound..<index {
      if tokens[position].isSign("(") { depth += 1 }
      if tokens[position].isSign(")") { depth -= 1 }
    }
    return depth
  }

  /// The first of some keywords outside parentheses.
  private func first(of keywords: [String], in range: Range<Int>) -> Int? {
    var depth = 0
    for index in range {
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") { depth -= 1 }
      guard depth == 0, keywords.contains(tokens[index].keyword) else { continue }
      // That of `is distinct from`.
      if tokens[index].keyword == "from", keyword(index - 1) == "distinct" { continue }
      return index
    }
    return nil
  }
}

extension SQLToken {
  /// The parenthesis that closes the one at `open`.
  static func close(of open: Int, in tokens: [SQLToken]) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].isSign("(") { depth += 1 }
      if tokens[index].isSign(")") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
