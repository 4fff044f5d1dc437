internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

extension PageCompiler {
  /// The collections whose records have dated events.
  private static let datedCollections: [Collection] = [.incidents, .measures, .sanctions]

  /// The events of the records that satisfy a condition, oldest first, or newest first where the
  /// order is `date desc`.
  ///
  /// A condition may name columns that only some of the tables have; the others then add nothing.
  mutating func timeline(
    where condition: SourceText?, order: SourceText?, limit: Int?
  ) -> [Timeline.Event] {
    var isNewestFirst = false
    if let order {
      let words = order.text.lowercased().split(separator: " ")
      if words == ["date", "desc"] {
        isNewestFirst = true
      } else if words != ["date"], words != ["date", "asc"] {
        report(.unknownColumn(Located(order.text, at: order.span), of: "timeline", nearest: "date"))
      }
    }
    var events: [Timeline.Event] = []
    for reference in records(where: condition) {
      guard let record = lookups.corpus[reference] else { continue }
      events += TimelineEvents.events(of: record)
    }
    events.sort { left, right in
      if left.date != right.date { return (left.date < right.date) != isNewestFirst }
      if left.record != right.record { return left.record < right.record }
      return left.field < right.field
    }
    if let limit { events = Array(events.prefix(limit)) }
    show(Set(events.map(\.record)).sorted())
    return events
  }

  private mutating func records(where condition: SourceText?) -> [RecordReference] {
    note(figuresIn: condition?.text ?? "")
    var result: [RecordReference] = []
    var failures: [[Diagnostic]] = []
    for collection in PageCompiler.datedCollections {
      let checked = lookups.figures.database.records(
        of: collection, where: condition, order: nil, limit: nil)
      if checked.diagnostics.hasErrors { failures.append(checked.diagnostics) }
      result += checked.value ?? []
    }
    let isOnlyMissingColumns = failures.allSatisfy { found in
      found.allSatisfy { $0.code == .unknownColumn }
    }
    if failures.count == PageCompiler.datedCollections.count || !isOnlyMissingColumns {
      report(failures.first { $0.contains { $0.code != .unknownColumn } } ?? failures.first ?? [])
    }
    return result
  }

  /// Reports columns that none of the tables has.
  mutating func check(timelineColumns columns: [Located<String>]) {
    guard !columns.isEmpty else { return }
    var known: Set<String> = []
    for collection in PageCompiler.datedCollections {
      known.formUnion(ColumnNames.names(of: collection, in: lookups.figures.database))
    }
    for column in columns where !known.contains(column.value) {
      report(
        .unknownColumn(
          column, of: "timeline",
          nearest: NearestName.nearest(to: column.value, in: known.sorted())))
    }
  }
}

/// The dated events of one record.
enum TimelineEvents {
  static func events(of record: Record) -> [Timeline.Event] {
    let fields: [String] =
      switch record.collection {
      case .incidents: record.item.date("startDate") == nil ? ["disclosureDate"] : ["startDate"]
      case .sanctions: ["listingDate", "endDate"]
      case .measures: ["date"]
      case .entities, .sources, .authorities, .forums: []
      }
    return fields.compactMap { field in
      record.item.date(field).map {
        Timeline.Event(field: field, date: $0, record: record.reference)
      }
    }
  }
}
