internal import Diagnostics
internal import MarkdownTree
internal import Records

/// Compiles what one annex holds.
struct AnnexCompiler {
  let kind: ContentsEntry.Annex
  let entry: ContentsEntry
  let title: [ProseInline]

  /// Nil where it cannot be made; the page has the reports.
  func compile(in page: inout PageCompiler) -> CompiledAnnex.Content? {
    switch kind {
    case .incidents: return table(of: .incidents, in: &page)
    case .sanctions: return table(of: .sanctions, in: &page)
    case .entities: return table(of: .entities, in: &page)
    case .measures: return table(of: .measures, in: &page)
    case .coverage:
      var entities: [RecordReference]?
      if !entry.entities.isEmpty {
        entities = page.entities(named: entry.entities.map { $0.map(\.id) })
      }
      guard let members = page.members(named: entry.members, at: entry.span) else { return nil }
      let matrix = CoverageEvaluator(lookups: page.lookups).matrix(
        title: title, name: entry.name, entities: entities, members: members)
      page.show(matrix.shownRecords)
      return .coverage(matrix)
    case .timeline:
      let events = page.timeline(where: entry.where, order: entry.order, limit: nil)
      return .timeline(Timeline(title: title, name: entry.name, events: events))
    case .figures: return .figures
    case .sources: return .sources
    }
  }

  private func table(
    of collection: Collection, in page: inout PageCompiler
  ) -> CompiledAnnex.Content {
    let selected = page.select(
      RecordSelection(
        collection: collection, condition: entry.where, order: entry.order, limit: nil,
        columns: entry.columns))
    return .records(
      RecordTable(
        collection: collection, title: title, records: selected.records,
        columns: selected.columns, name: entry.name))
  }
}
