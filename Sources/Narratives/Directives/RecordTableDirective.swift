internal import Diagnostics
internal import MarkdownTree
internal import Records

/// `incidents`, `sanctions`, `measures`: a table of records.
enum RecordTableDirective {
  static func definition(_ collection: Collection) -> DirectiveDefinition {
    DirectiveDefinition(
      collection.rawValue, argument: .title, options: ["where", "order", "limit", "columns"]
    ) { directive, id, page in
      let title = page.title(of: directive)
      let columns = directive.option("columns").map { CommaList.items(of: $0.value) } ?? []
      let selection = RecordSelection(
        collection: collection, condition: page.sql("where", of: directive),
        order: page.sql("order", of: directive), limit: page.limit(of: directive),
        columns: columns)
      let table = page.select(selection)
      return .records(
        RecordTable(
          collection: collection, title: title, records: table.records, columns: table.columns,
          name: page.fileName(of: directive, id: id)))
    }
  }
}
