package import Diagnostics
package import Records

/// A figure's value in one edition, with what proves it.
package struct FigureResult: Sendable {
  package var definition: FigureDefinition
  /// Nil where an estimate given only as a range makes any point a pretence, or (with a date
  /// option) where no data remain.
  package var value: ExactDecimal?
  package var low: ExactDecimal?
  package var high: ExactDecimal?
  /// The selected rows, plus all rows of the tables a subquery reads; sorted.
  package var records: [RecordReference]
  /// The selected rows and those that subqueries hold, those of the figures it is made from
  /// included; sorted.
  package var held: [RecordReference]
  /// The sources of all those rows, or the one quoted; sorted.
  package var sources: [RecordReference]
  /// How many selected rows have no amount, for sums of money.
  package var withoutAmount: Int
  /// The query as one line: `sum(lossUSD) from incidents where year = 2024`; empty if reported.
  package var query: String
  /// Ids of figures the value is made from.
  package var figures: [String]
  /// Whether a date option left it without data.
  package var hasNoData: Bool
  package var marking: Marking
  /// The records of the selected rows alone; sorted.
  package var selected: [RecordReference]
  /// The records whose ids its SQL names; sorted.
  package var namedIDs: [RecordReference]
  /// Whether an error, told already, leaves it without a value: naming it needs no further word.
  package var isBroken: Bool

  package init(definition: FigureDefinition, marking: Marking) {
    self.definition = definition
    self.marking = marking
    selected = []
    namedIDs = []
    isBroken = false
    records = []
    held = []
    sources = []
    withoutAmount = 0
    query = ""
    figures = []
    hasNoData = false
  }

  package var id: String { definition.id.value }
  package var unit: String? { definition.unit?.value }
  package var isReported: Bool { definition.source != nil }
  /// Whether display shows low to high: no single point can be given.
  package var isRange: Bool { value == nil && low != nil && high != nil }
}

/// Whether a claim holds in one edition, with what decides it.
package struct ClaimResult: Sendable {
  package var definition: ClaimDefinition
  package var holds: Bool
  package var records: [RecordReference]
  package var figures: [String]
  /// The claim as one line of SQL.
  package var query = ""
  /// Whether an error, told already, keeps it from being decided.
  package var isBroken = false

  package init(
    definition: ClaimDefinition, holds: Bool, records: [RecordReference], figures: [String]
  ) {
    self.definition = definition
    self.holds = holds
    self.records = records
    self.figures = figures
  }

  package var id: String { definition.id.value }
}

/// Two figures compared.
package struct ReconciliationResult: Sendable {
  package var definition: ReconciliationDefinition
  /// The difference in percent of `with`; nil where either has no value.
  package var percent: ExactDecimal?
  package var isWithin: Bool

  package init(definition: ReconciliationDefinition, percent: ExactDecimal?, isWithin: Bool) {
    self.definition = definition
    self.percent = percent
    self.isWithin = isWithin
  }
}

/// All of a pack's figures, claims and reconciliations in one edition, and the database that gave
/// them, for the queries of narrative and annexes.
package struct EvaluatedFigures: Sendable {
  /// Sorted by id.
  package var figures: [FigureResult]
  /// Sorted by id.
  package var claims: [ClaimResult]
  /// In written order.
  package var reconciliations: [ReconciliationResult]
  package let database: CorpusDatabase
  private let positions: [String: Int]

  package init(
    figures: [FigureResult], claims: [ClaimResult], reconciliations: [ReconciliationResult],
    database: CorpusDatabase
  ) {
    let sorted = figures.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.figures = sorted
    self.claims = claims.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.reconciliations = reconciliations
    self.database = database
    positions = Dictionary(
      sorted.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func figure(_ id: String) -> FigureResult? { positions[id].map { figures[$0] } }

  package func claim(_ id: String) -> ClaimResult? { claims.first { $0.id == id } }
}
