internal import Diagnostics
internal import MarkdownTree
internal import Records

/// `coverage`: who lists whom.
enum CoverageDirective {
  static let definition = DirectiveDefinition(
    "coverage", argument: .title, options: ["entities", "members"]
  ) { directive, id, page in
    let title = page.title(of: directive)
    var entities: [RecordReference]?
    if let option = directive.option("entities") {
      entities = page.entities(named: CommaList.items(of: option.value))
    }
    let members = directive.option("members").map { CommaList.items(of: $0.value) } ?? []
    guard let codes = page.members(named: members, at: directive.name.span) else { return nil }
    let matrix = CoverageEvaluator(lookups: page.lookups).matrix(
      title: title, name: page.fileName(of: directive, id: id), entities: entities, members: codes)
    page.show(matrix.shownRecords)
    return .coverage(matrix)
  }
}
