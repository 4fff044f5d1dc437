package import Narratives
internal import Records

extension CoverageView {
  static let statuses: [CoverageMatrix.Status] = [.listed, .partly, .notListed, .unknown]

  static func symbol(_ status: CoverageMatrix.Status) -> String {
    switch status {
    case .listed: "●"
    case .partly: "◐"
    case .notListed: "○"
    case .unknown: "?"
    }
  }

  func word(_ status: CoverageMatrix.Status) -> String {
    context.strings("coverage.status." + status.rawValue)
  }

  func totalText(_ status: CoverageMatrix.Status) -> String {
    TextPattern.fill(context.strings("coverage.total"), ["status": word(status)])
  }

  /// The status as a link to the oldest listing, with a number for each further one.
  func statusLinks(_ cell: CoverageMatrix.Cell) -> [ProseInline] {
    var result: [ProseInline] = []
    for (index, sanction) in cell.sanctions.enumerated() {
      let text = index == 0 ? word(cell.status) : String(index + 1)
      if index > 0 { result.append(.text(" · ")) }
      result.append(
        .link(
          target: .record(sanction), title: InlineText.plain(context.name(of: sanction)),
          content: [.text(text)]))
    }
    return result.isEmpty ? [.text(word(cell.status))] : result
  }

  /// The first listing says so; others count from it.
  func lagText(_ lag: Int) -> String {
    lag == 0 ? context.strings("coverage.first") : LagWords.text(lag, strings: context.strings)
  }

  /// The first incident, seen from the listing.
  func incidentLagText(_ lag: Int) -> String {
    TextPattern.fill(
      context.strings("coverage.incidentLag"),
      ["lag": LagWords.text(-lag, strings: context.strings)])
  }

  /// `first incident 4 February 2016`, the date leading to the incident; nothing where the actor
  /// has none.
  func firstIncident(of row: CoverageMatrix.Row) -> [ProseInline] {
    guard let reference = row.firstIncident, let item = context.corpus[reference]?.item,
      let date = item.date("startDate") ?? item.date("disclosureDate")
    else { return [] }
    let day = context.dates.text(date)
    return [
      .text(context.strings("coverage.firstIncident") + " "),
      .link(
        target: .record(reference), title: InlineText.plain(context.name(of: reference)),
        content: [.text(day)]),
    ]
  }

  func partText(_ part: (number: Int, count: Int)) -> String {
    TextPattern.fill(
      context.strings("coverage.part"),
      ["number": String(part.number), "count": String(part.count)])
  }

  func label(of matrix: CoverageMatrix, part: (number: Int, count: Int)?) -> String {
    let title =
      matrix.title.isEmpty ? context.strings("coverage.label") : InlineText.plain(matrix.title)
    return part.map { title + ", " + partText($0) } ?? title
  }

  // MARK: - Cells

  static func cell(_ cells: [CoverageMatrix.Cell], _ column: Int) -> CoverageMatrix.Cell {
    cells.indices.contains(column) ? cells[column] : CoverageMatrix.Cell(status: .unknown)
  }

  static func count(
    _ status: CoverageMatrix.Status, in matrix: CoverageMatrix, column: Int
  ) -> Int {
    matrix.rows.count { cell($0.cells, column).status == status }
  }

  /// Listed always, the others where some cell has them.
  static func shownStatuses(of matrix: CoverageMatrix) -> [CoverageMatrix.Status] {
    statuses.filter { status in
      status == .listed
        || matrix.members.indices.contains { count(status, in: matrix, column: $0) > 0 }
    }
  }

  /// The columns of each table: as few tables as the limit allows, about equally wide.
  static func parts(of columns: Int) -> [Range<Int>] {
    let count = max(1, (columns + columnLimit - 1) / columnLimit)
    return (0..<count).map { columns * $0 / count..<columns * ($0 + 1) / count }
  }

  // MARK: - Data

  /// One row for each cell.
  package func csv(_ matrix: CoverageMatrix) -> CSVTable {
    let markings = ChartViewMarking(context: context)
    var table = CSVTable(
      header: [
        "entity", "name", "member", "status", "since", "lagDays", "sanctions", "firstIncident",
        "incidentLagDays",
      ])
    for row in matrix.rows {
      let name = InlineText.plain(context.name(of: row.entity))
      for (column, member) in matrix.members.enumerated() {
        let cell = CoverageView.cell(row.cells, column)
        table.rows.append(
          (
            [
              row.entity.id, name, member, cell.status.rawValue, cell.since?.description ?? "",
              cell.lag.map(String.init) ?? "", cell.sanctions.map(\.id).joined(separator: ";"),
              row.firstIncident?.id ?? "", cell.incidentLag.map(String.init) ?? "",
            ],
            markings.marking(
              of: [row.entity] + [row.firstIncident].compactMap { $0 } + cell.sanctions)
          ))
      }
    }
    return table
  }
}
