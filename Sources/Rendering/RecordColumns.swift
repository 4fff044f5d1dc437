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
  package func columns(of table: RecordTable) -> [Column] { [] }

  /// A cell as readers see it.
  package func cell(_ column: Column, of record: Record) -> [ProseInline] { [] }

  /// A cell as data: exact numbers, EDTF dates, ids.
  package func value(_ column: Column, of record: Record) -> String { "" }
}
