package import Records

/// Who lists whom: entities down, members across.
package struct CoverageMatrix: Sendable {
  package enum Status: String, Sendable { case listed, partly, notListed, unknown }

  package struct Cell: Sendable {
    package var status: Status
    /// The listings behind `listed` and `partly`, oldest first.
    package var sanctions: [RecordReference]
    package var since: PartialDate?
    /// Days after the first listing of the row; nil where either date is not a full day.
    package var lag: Int?
    /// Days after the row's first incident; nil where either date is not a full day.
    package var incidentLag: Int?

    package init(
      status: Status, sanctions: [RecordReference] = [], since: PartialDate? = nil,
      lag: Int? = nil, incidentLag: Int? = nil
    ) {
      self.status = status
      self.sanctions = sanctions
      self.since = since
      self.lag = lag
      self.incidentLag = incidentLag
    }
  }

  package struct Row: Sendable {
    package var entity: RecordReference
    /// The earliest incident laid to the entity, where one has a date.
    package var firstIncident: RecordReference?
    package var cells: [Cell]

    package init(
      entity: RecordReference, firstIncident: RecordReference? = nil, cells: [Cell]
    ) {
      self.entity = entity
      self.firstIncident = firstIncident
      self.cells = cells
    }

    /// The records the row rests on.
    package var records: [RecordReference] {
      [entity] + [firstIncident].compactMap { $0 } + cells.flatMap(\.sanctions)
    }
  }

  package var title: [ProseInline]
  package var name: String
  /// Country codes or `eu`, in protocol order.
  package var members: [String]
  package var rows: [Row]

  package init(
    title: [ProseInline], name: String, members: [String], rows: [Row]
  ) {
    self.title = title
    self.name = name
    self.members = members
    self.rows = rows
  }
}
