package import Narratives
package import Records

/// The columns of tables of records, shared by HTML, Markdown and CSV.
package struct RecordColumns: Sendable {
  package struct Column: Sendable {
    /// A field's or a derived column's name: `startDate`, `lossUSD`.
    package var key: String
    /// The header, with its unit.
    package var label: String
    package var isNumeric: Bool

    /// Whether its cells hold sentences, which need room.
    package var isLong: Bool {
      ["text", "summary", "description", "reason", "note"].contains(key)
    }

    package init(key: String, label: String, isNumeric: Bool) {
      self.key = key
      self.label = label
      self.isNumeric = isNumeric
    }
  }

  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  /// The columns of a table: those it asks for, else the collection's standard ones.
  package func columns(of table: RecordTable) -> [Column] {
    let keys =
      table.columns.isEmpty ? RecordColumns.standard(table.collection) : table.columns
    return keys.map { column($0, of: table.collection) }
  }

  /// One column by its field's or derived name.
  package func column(_ key: String, of collection: Collection) -> Column {
    let field = Schema.fields(of: collection).field(key)
    var isNumeric = RecordColumns.numericColumns.contains(key)
    switch field?.type {
    case .amount, .wholeNumber: isNumeric = field?.isList == false
    default: break
    }
    return Column(
      key: key, label: label(key, of: collection), isNumeric: isNumeric)
  }

  /// `field.COLLECTION-KEY` where a collection names a field its own way, else `field.KEY`.
  private func label(_ key: String, of collection: Collection) -> String {
    context.strings.texts["field.\(collection.singular)-\(key)"] ?? context.vocabulary.label(key)
  }

  /// What a table shows that asks for nothing.
  package static func standard(_ collection: Collection) -> [String] {
    switch collection {
    case .incidents: ["startDate", "name", "victim", "country", "actor", "lossUSD", "status"]
    case .sanctions: ["listingDate", "entity", "authority", "program", "legalBasis", "status"]
    case .entities: ["name", "alias", "actorType", "parent", "country"]
    case .measures: ["date", "text", "kind", "forum", "owner", "due", "status"]
    case .sources: ["issued", "author", "title", "publisher", "type", "grade"]
    case .authorities: ["name", "jurisdiction", "binds", "checked"]
    case .forums: ["name", "place", "presidency", "startDate", "endDate"]
    }
  }

  private static let numericColumns: Set<String> = [
    "year", "lossUSD", "lossLow", "lossHigh", "inForce",
  ]

  /// The column whose cells head their rows: the one that names the record.
  package func headingIndex(of columns: [Column]) -> Int {
    columns.firstIndex { ["name", "title", "text", "entity", "id"].contains($0.key) } ?? 0
  }

  /// The cell's date for machines, where the column holds one that HTML's `time` can state.
  package func machineDate(_ column: Column, of record: Record) -> String? {
    guard let date = record.item.date(column.key), date.end == nil, !date.isApproximate,
      !date.isUncertain
    else { return nil }
    return date.description
  }
}
