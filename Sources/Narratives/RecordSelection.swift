internal import Diagnostics
internal import Figures
internal import MarkdownTree
internal import Records

/// Which records of a collection a table shows.
struct RecordSelection {
  var collection: Collection
  var condition: SourceText?
  var order: SourceText?
  var limit: Int?
  var columns: [Located<String>]
}

extension PageCompiler {
  /// Selects the records of a table, in order, and notes that they are shown.
  mutating func select(
    _ selection: RecordSelection
  ) -> (records: [RecordReference], columns: [String]) {
    var columns: [String] = []
    let known = ColumnNames.names(of: selection.collection, in: lookups.figures.database)
    for column in selection.columns {
      if known.contains(column.value) {
        columns.append(column.value)
      } else {
        report(
          .unknownColumn(
            column, of: selection.collection.rawValue,
            nearest: NearestName.nearest(to: column.value, in: known)))
      }
    }
    // Without an order of the author's the limit holds in ours.
    let checked = lookups.figures.database.records(
      of: selection.collection, where: selection.condition, order: selection.order,
      limit: selection.order == nil ? nil : selection.limit)
    report(checked.diagnostics)
    note(figuresIn: selection.condition?.text ?? "")
    note(figuresIn: selection.order?.text ?? "")
    var records = checked.value ?? []
    if selection.order == nil {
      records = RecordOrder(lookups: lookups).sorted(records, of: selection.collection)
      if let limit = selection.limit { records = Array(records.prefix(limit)) }
    }
    show(records)
    return (records, columns)
  }
}

/// The names that `columns` may hold.
enum ColumnNames {
  /// Kept for the file and never shown.
  private static let hidden: Set<String> = ["original", "notes"]

  private static func derived(_ collection: Collection) -> [String] {
    switch collection {
    case .incidents: ["actor", "victim", "country", "year", "lossUSD", "lossLow", "lossHigh"]
    case .sanctions: ["inForce"]
    case .entities, .sources, .measures, .authorities, .forums: []
    }
  }

  /// Fields and derived columns, sorted.
  static func names(of collection: Collection, in database: CorpusDatabase) -> [String] {
    var names = Set(Schema.fields(of: collection).fields.map(\.key))
    names.formUnion(derived(collection))
    if let table = database.tables.first(where: { $0.name == collection.rawValue }) {
      names.formUnion(table.columns)
    }
    return names.subtracting(hidden).sortedByBytes()
  }
}

/// The orders that tables have where the author names none.
struct RecordOrder {
  let lookups: NarrativeLookups

  /// Incidents, sanctions and measures by date, undated ones last; entities by folded name; all
  /// then by id.
  func sorted(_ records: [RecordReference], of collection: Collection) -> [RecordReference] {
    switch collection {
    case .incidents: byDate(records) { $0.date("startDate") ?? $0.date("disclosureDate") }
    case .sanctions: byDate(records) { $0.date("listingDate") }
    case .measures: byDate(records) { $0.date("date") }
    case .entities, .sources, .authorities, .forums: byName(records)
    }
  }

  func byName(_ records: [RecordReference]) -> [RecordReference] {
    let language = lookups.defaultLanguage
    return records.map { reference in
      let name = lookups.corpus[reference]?.title?.text(in: language, default: language).text
      return (key: FoldedName.key(name ?? reference.id), reference: reference)
    }
    .sorted { left, right in
      left.key == right.key
        ? left.reference < right.reference
        : left.key.lexicographicallyPrecedes(right.key)
    }
    .map(\.reference)
  }

  private func byDate(
    _ records: [RecordReference], _ date: (Item) -> PartialDate?
  ) -> [RecordReference] {
    records.map { (date: lookups.corpus[$0].flatMap { date($0.item) }, reference: $0) }
      .sorted { left, right in
        switch (left.date, right.date) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: left.reference < right.reference
        }
      }
      .map(\.reference)
  }
}

extension Sequence<String> {
  /// By UTF-8 bytes, which no locale changes.
  func sortedByBytes() -> [String] {
    sorted { $0.precedesInBytes($1) }
  }
}

extension Record {
  /// The strictest marking of the record and of anything nested in it.
  var strictestMarking: Marking { max(marking, item.strictestMarking) }
}

extension Item {
  fileprivate var strictestMarking: Marking {
    var result = Marking.clear
    for field in fields {
      switch field.value {
      case .marking(let marking): result = max(result, marking)
      case .item(let item): result = max(result, item.strictestMarking)
      case .list(let values):
        for value in values {
          if case .item(let item) = value.value { result = max(result, item.strictestMarking) }
        }
      default: break
      }
    }
    return result
  }
}
