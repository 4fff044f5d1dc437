internal import Diagnostics
internal import MarkdownTree
internal import Records

/// `timeline`: dated events of incidents, sanctions and measures.
enum TimelineDirective {
  static let definition = DirectiveDefinition(
    "timeline", argument: .title, options: ["where", "order", "limit", "columns"]
  ) { directive, id, page in
    let title = page.title(of: directive)
    let columns = directive.option("columns").map { CommaList.items(of: $0.value) } ?? []
    page.check(timelineColumns: columns)
    let events = page.timeline(
      where: page.sql("where", of: directive), order: page.sql("order", of: directive),
      limit: page.limit(of: directive))
    return .timeline(
      Timeline(title: title, name: page.fileName(of: directive, id: id), events: events))
  }
}
