import Diagnostics
import MarkdownTree
import Records

/// A part of content's SQL with its tokens and the way back to its file.
struct SQLPiece {
  let source: SourceText
  let tokens: [SQLToken]
  /// Of the text; suggestions name nothing above it.
  let marking: Marking

  init(_ source: SourceText, marking: Marking = .clear) {
    self.source = source
    self.marking = marking
    tokens = SQLTokens.split(source.text)
  }

  var text: String { source.text }

  /// The place of a stretch of the piece.
  func span(_ start: Int, _ end: Int) -> SourceSpan { source.origin.span(start, end) }

  func span(_ token: SQLToken) -> SourceSpan { span(token.start, token.end) }

  /// The part between two UTF-8 offsets.
  func part(_ start: Int, _ end: Int) -> SQLPiece {
    let bytes = Array(source.text.utf8)[start..<end]
    return SQLPiece(
      SourceText(String(decoding: bytes, as: UTF8.self), origin: source.origin.dropping(start)),
      marking: marking)
  }

  /// The text on one line, spaces outside quotes joined, as provenance shows it.
  var oneLine: String {
    var result = ""
    var end = 0
    let bytes = Array(source.text.utf8)
    for token in tokens {
      if token.start > end, !result.isEmpty { result += " " }
      result += String(decoding: bytes[token.start..<token.end], as: UTF8.self)
      end = token.end
    }
    return result
  }

  /// The index of the first word at parenthesis depth 0 that is `keyword`, from `index` on.
  ///
  /// The `from` of `is distinct from` is no clause.
  func topLevel(_ keyword: String, from index: Int = 0) -> Int? {
    var depth = 0
    for (position, token) in tokens.enumerated() {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      guard depth == 0, position >= index, token.keyword == keyword else { continue }
      if keyword == "from", position > 0, tokens[position - 1].keyword == "distinct" { continue }
      return position
    }
    return nil
  }

  /// The pieces between the commas at parenthesis depth 0.
  func splitAtCommas() -> [SQLPiece] {
    var depth = 0
    var start = 0
    var pieces: [SQLPiece] = []
    for token in tokens {
      if token.isSign("(") { depth += 1 }
      if token.isSign(")") { depth -= 1 }
      guard depth == 0, token.isSign(",") else { continue }
      pieces.append(part(start, token.start))
      start = token.end
    }
    pieces.append(part(start, source.text.utf8.count))
    return pieces
  }

  /// The ids that `figure('id')` names, with their places.
  var figureNames: [SQLToken] {
    tokens.indices.dropLast(2).compactMap { index in
      guard tokens[index].isName, tokens[index].content.lowercased() == "figure",
        tokens[index + 1].isSign("("), tokens[index + 2].kind == .text
      else { return nil }
      return tokens[index + 2]
    }
  }

  /// Names that `name as (…)` gives to a common table of the query.
  var commonTables: Set<String> {
    var names: Set<String> = []
    for (index, token) in tokens.enumerated() where token.isName {
      var next = index + 1
      if next < tokens.count, tokens[next].isSign("(") {
        while next < tokens.count, !tokens[next].isSign(")") { next += 1 }
        next += 1
      }
      guard next < tokens.count, tokens[next].keyword == "as" else { continue }
      next += 1
      while next < tokens.count, ["not", "materialized"].contains(tokens[next].keyword) {
        next += 1
      }
      guard next < tokens.count, tokens[next].isSign("(") else { continue }
      names.insert(token.content.lowercased())
    }
    return names
  }
}
