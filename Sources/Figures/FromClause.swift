/// What a FROM reads, of the shapes that are known: tables and subqueries, joined by comma or JOIN.
struct FromClause {
  /// A table of the corpus.
  struct Mention: Equatable {
    /// Its position among the tables.
    let table: Int
    /// The token by which the query calls it: its alias, or its own name.
    let name: Int
  }

  private let tokens: [SQLToken]
  private let range: Range<Int>
  private let known: Set<String>
  private var index: Int
  private var names: Set<String> = []
  private(set) var mentions: [Mention] = []
  /// The tokens inside the parentheses of each subquery, in order.
  private(set) var subqueries: [Range<Int>] = []

  private static let joinWords: Set<String> = [
    "natural", "left", "right", "full", "outer", "inner", "cross", "join",
  ]

  /// The tokens after `from`; `known` are the names of common tables, in lower case.
  init(tokens: [SQLToken], range: Range<Int>, known: Set<String>) {
    self.tokens = tokens
    self.range = range
    self.known = known
    index = range.lowerBound
  }

  /// Reads the whole clause; false where some of it is of no known shape.
  mutating func read() -> Bool {
    repeat {
      guard readItem(), skipConstraint() else { return false }
    } while readJoin()
    return index == range.upperBound
  }

  private var token: SQLToken? { range.contains(index) ? tokens[index] : nil }

  private mutating func readItem() -> Bool {
    guard let first = token else { return false }
    if first.isSign("(") {
      let inside = index + 1
      guard range.contains(inside), ["select", "with", "values"].contains(tokens[inside].keyword),
        let close = SQLToken.close(of: index, in: tokens), close < range.upperBound
      else { return false }
      subqueries.append(inside..<close)
      index = close + 1
      guard let alias = readAlias() else { return false }
      return alias < 0 || names.insert(tokens[alias].content.lowercased()).inserted
    }
    guard first.isName else { return false }
    var name = index
    if range.contains(index + 2), tokens[index + 1].isSign(".") {
      guard first.content.lowercased() == "main", tokens[index + 2].isName else { return false }
      name = index + 2
    }
    index = name + 1
    if token?.isSign("(") == true { return false }
    guard let alias = readAlias() else { return false }
    let called = alias < 0 ? name : alias
    guard names.insert(tokens[called].content.lowercased()).inserted else { return false }
    let table = tokens[name].content
    if let position = DatabaseTable.position(table) {
      mentions.append(Mention(table: position, name: called))
      return true
    }
    return known.contains(table.lowercased())
  }

  /// The token of an alias, -1 where there is none; nil where something unknown stands there.
  private mutating func readAlias() -> Int? {
    guard let next = token else { return -1 }
    if next.keyword == "as" {
      guard range.contains(index + 1), tokens[index + 1].isName else { return nil }
      index += 2
      return index - 1
    }
    if next.isSign(",") || ["on", "using"].contains(next.keyword)
      || FromClause.joinWords.contains(next.keyword)
    {
      return -1
    }
    guard next.isName, !["indexed", "not"].contains(next.keyword) else { return nil }
    index += 1
    return index - 1
  }

  private mutating func skipConstraint() -> Bool {
    if token?.keyword == "using" {
      guard range.contains(index + 1), tokens[index + 1].isSign("("),
        let close = SQLToken.close(of: index + 1, in: tokens), close < range.upperBound
      else { return false }
      index = close + 1
      return true
    }
    guard token?.keyword == "on" else { return true }
    var depth = 0
    while let next = token {
      if next.isSign("(") { depth += 1 }
      if next.isSign(")") { depth -= 1 }
      if depth == 0, next.isSign(",") || FromClause.joinWords.contains(next.keyword) { break }
      index += 1
    }
    return depth == 0
  }

  private mutating func readJoin() -> Bool {
    if token?.isSign(",") == true {
      index += 1
      return true
    }
    let start = index
    while let next = token, FromClause.joinWords.contains(next.keyword) {
      index += 1
      if next.keyword == "join" { return true }
    }
    index = start
    return false
  }
}
