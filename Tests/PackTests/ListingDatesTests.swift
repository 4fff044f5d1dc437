import DossierKit
import Foundation
import Records
import TestSupport
import Testing

/// Holds `--as-of` against a count by hand of the reference data: listings by authority on a day.
@Suite struct ListingDatesTests {
  struct Day: CustomTestStringConvertible, Sendable {
    let date: String
    /// Listings on or before the day, by authority.
    let listed: [String: Int]
    /// Authorities of which some listings had ended by the day, with those still in force.
    let inForce: [String: Int]

    var testDescription: String { date }
  }

  /// Counted in the reference data by listing and end dates, not with this tool.
  ///
  /// One row there, a finding under section 311 that proposes a rule, is no listing: it is recorded
  /// as a measure. Dated copies of whole lists are beside what the data count.
  static let days = [
    Day(
      date: "2016-03-02",
      listed: ["dfat": 1, "fcdo": 1, "gac": 1, "ofac": 4, "unsc": 5], inForce: [:]),
    Day(
      date: "2019-09-13",
      listed: ["dfat": 1, "fcdo": 1, "gac": 1, "ofac": 11, "unsc": 9], inForce: [:]),
    Day(
      date: "2022-08-08",
      listed: ["dfat": 1, "eu-council": 1, "fcdo": 2, "gac": 1, "ofac": 18, "unsc": 9],
      inForce: [:]),
    Day(
      date: "2024-12-31",
      listed: [
        "dfat": 1, "eu-council": 1, "fcdo": 2, "gac": 1, "mofa-jp": 4, "mofa-kr": 19, "ofac": 33,
        "unsc": 9,
      ], inForce: [:]),
    Day(
      date: "2025-06-10",
      listed: [
        "dfat": 1, "eu-council": 1, "fcdo": 2, "gac": 1, "mofa-jp": 4, "mofa-kr": 19,
        "ofac": 38, "unsc": 9,
      ], inForce: ["ofac": 37]),
  ]

  @Test(
    "as of a day, as many listings stand and are in force as a hand count gives", arguments: days)
  func counts(_ day: Day) async throws {
    let project = try TestProject(copying: Folders.root)
    let request = CompilationRequest(asOf: PartialDate(day.date))
    let answer = try await CorpusQuestion(request: request).query(
      "select authority, count(*), sum(inForce), sum(status = 'active') from sanctions"
        + " where snapshot is null group by authority order by authority", root: project.root.path)
    let rows = try #require(answer.result)
    let table = ResultTable(rows).csv
    let expected = day.listed.keys.sorted().map { authority in
      let listed = day.listed[authority] ?? 0
      let inForce = day.inForce[authority] ?? listed
      return "\(authority),\(listed),\(inForce),\(inForce)"
    }
    let found = table.split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.filter { $0 != "\"" } }
    #expect(found == expected)
  }
}
