import Diagnostics
import Narratives
import Records
import Testing

@Suite struct CoverageTests {
  private func matrix(
    _ options: String, asOf: String? = nil
  ) async throws -> CoverageMatrix {
    var fixture = NarrativeFixture("```{coverage} Who lists whom\n\(options)```\n")
    fixture.asOf = asOf.flatMap { PartialDate($0) }
    let outcome = try await fixture.compile()
    #expect(outcome.diagnostics.isEmpty)
    guard case .coverage(let matrix) = outcome.blocks.first?.kind else {
      throw MissingMatrix()
    }
    return matrix
  }

  private struct MissingMatrix: Error {}

  private func words(_ matrix: CoverageMatrix) -> [String] {
    matrix.rows.map { row in
      row.entity.id + ": "
        + row.cells.map { cell in
          cell.status.rawValue + (cell.since.map { " \($0)" } ?? "")
            + (cell.lag.map { " +\($0)" } ?? "")
        }.joined(separator: ", ")
    }
  }

  @Test("the four answers, with dates and days between full dates")
  func answers() async throws {
    let matrix = try await matrix(
      ":entities: lazarus, bluenoroff, rgb, lone-wolf\n:members: us, de, jp, gb\n")
    #expect(
      words(matrix) == [
        "lazarus: listed 2019-09-13 +0, listed 2020-07-30 +321, unknown, partly 2021-01",
        "bluenoroff: partly 2019-09-13, partly 2020-07-30, unknown, listed 2021-01",
        "rgb: partly 2019-09-13, partly 2020-07-30, unknown, partly 2021-01",
        "lone-wolf: notListed, notListed, unknown, notListed",
      ])
  }

  @Test("without options the rows are what sanctions name, the columns the forum's members")
  func defaults() async throws {
    let matrix = try await matrix("")
    #expect(matrix.members == ["us", "eu", "jp", "gb"])
    #expect(matrix.rows.map(\.entity.id) == ["bluenoroff", "lazarus", "lone-wolf"])
  }

  @Test("before an end a listing holds, and before a list was read nothing is known")
  func dates() async throws {
    let matrix = try await matrix(
      ":entities: lone-wolf\n:members: us, gb\n", asOf: "2019-01-01")
    #expect(words(matrix) == ["lone-wolf: listed 2018-01-01 +0, unknown"])
  }

  @Test(
    "a list read on the day itself is read, one read a day later is not",
    arguments: [("2025-04-30", "unknown"), ("2025-05-01", "notListed"), ("2025", "notListed")])
  func readByTheDay(_ asOf: String, _ expected: String) async throws {
    let matrix = try await matrix(":entities: lone-wolf\n:members: it\n", asOf: asOf)
    #expect(words(matrix) == ["lone-wolf: \(expected)"])
  }

  @Test("an authority that binds all binds every member")
  func bindsAll() async throws {
    let all = """
      - id: un-lazarus
        entity: lazarus
        authority: unsc
        listingDate: 2018-01-01

      """
    var fixture = NarrativeFixture(
      "```{coverage} X\n:entities: lazarus\n:members: us, kr\n```\n")
    fixture.files["Content/records/sanctions/un.yaml"] = all
    let outcome = try await fixture.compile()
    guard case .coverage(let matrix) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(words(matrix) == ["lazarus: listed 2018-01-01 +0, listed 2018-01-01 +0"])
    #expect(matrix.rows.first?.cells.first?.sanctions.map(\.id) == ["un-lazarus", "us-lazarus"])
  }

  @Test("days count from the first incident laid to the entity itself, between full dates")
  func incidents() async throws {
    var fixture = NarrativeFixture(
      "```{coverage} X\n:entities: lazarus, bluenoroff\n:members: us, de, gb\n```\n")
    fixture.files["Content/records/incidents/first.yaml"] = """
      - id: breach-2012
        name: Breach
        startDate: 2012
        initiators: [bluenoroff]
        sources: [elliptic-2025]
      - id: raid-2018
        name: Raid
        startDate: 2018-09-13
        initiators: [bluenoroff, lazarus]
        sources: [elliptic-2025]
      - id: raid-2017
        name: Older raid
        disclosureDate: 2017-09-14
        initiators: [lazarus]
        sources: [elliptic-2025]

      """
    let outcome = try await fixture.compile()
    guard case .coverage(let matrix) = outcome.blocks.first?.kind else {
      return #expect(Bool(false))
    }
    #expect(matrix.rows.map { $0.firstIncident?.id } == ["raid-2017", "breach-2012"])
    #expect(matrix.rows[0].cells.map(\.incidentLag) == [729, 1050, nil])
    // A year is no day to count from.
    #expect(matrix.rows[1].cells.map(\.incidentLag) == [nil, nil, nil])
    #expect(matrix.rows[0].records.contains(RecordReference(.incidents, "raid-2017")))
  }

  @Test("a member that no authority binds is unknown, and unknown entities are reported")
  func edges() async throws {
    let outcome = try await expectDiagnostics(
      in: "```{coverage} X\n:entities: 1️⃣lazrus\n:members: us, 2️⃣usa\n```\n",
      [
        .init("1️⃣", .unknownTarget, "no entity has the id 'lazrus'; did you mean 'lazarus'?"),
        .init(
          "2️⃣", .unknownOption, "a member is a country's two letters or 'eu': 'usa' is not"),
      ])
    #expect(outcome.blocks.count == 1)
  }
}
