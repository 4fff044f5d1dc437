internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// `table`: the rows of a query.
enum TableDirective {
  static let definition = DirectiveDefinition(
    "table", argument: .title, options: ["query"], required: ["query"]
  ) { directive, id, page in
    let title = page.title(of: directive)
    guard let result = page.query(of: directive) else { return nil }
    return .data(
      DataTable(title: title, result: result, name: page.fileName(of: directive, id: id)))
  }
}

extension PageCompiler {
  /// Runs a directive's `query`, and notes what its answer rests on.
  mutating func query(of directive: Directive) -> QueryResult? {
    guard let query = sql("query", of: directive) else { return nil }
    let checked = lookups.figures.database.query(query)
    report(checked.diagnostics)
    guard var result = checked.value else { return nil }
    result.rows = result.rows.map { $0.map(lookups.translatedNames.inLanguage) }
    show(result.held, of: result.records)
    note(figuresIn: query.text)
    return result
  }
}
