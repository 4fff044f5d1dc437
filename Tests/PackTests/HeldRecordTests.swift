import Diagnostics
import DossierKit
import Foundation
import Review
import TestSupport
import Testing

/// Which records get pages because a query or figure holds their rows.
@Suite struct HeldRecordTests {
  /// A query of a chart and a table, and the incidents and sanctions it holds.
  struct Query: CustomStringConvertible, Sendable {
    let description: String
    let sql: String
    let held: [String]
  }

  static let queries = [
    Query(
      description: "a condition", sql: "select name, lossUSD from incidents where year = 2024",
      held: ["i2", "i3", "i4"]),
    Query(
      description: "no condition", sql: "select name, lossUSD from incidents;",
      held: ["i1", "i2", "i3", "i4"]),
    Query(
      description: "a join",
      sql:
        "select i.name, count(*) as n from incidents i join sanctions as s on s.entity = i.actor "
        + "where i.year = 2024 group by i.name",
      held: ["i2", "i3", "s1", "s2", "s4"]),
    Query(
      description: "a join by comma",
      sql: "select s.id, i.lossUSD from main.incidents i, \"sanctions\" [s] "
        + "where s.entity = i.actor and i.year = 2023 and s.inForce = 1",
      held: ["i1", "s1", "s4"]),
    Query(
      description: "an outer join",
      sql: "select i.name, count(s.id) as n from incidents i left join sanctions s "
        + "on s.entity = i.actor and s.inForce = 1 group by i.name",
      held: ["i1", "i2", "i3", "i4", "s1", "s4"]),
    Query(
      description: "an outer join for what is not there",
      sql: "select i.name, 1 as n from incidents i left join sanctions s on s.entity = i.actor "
        + "where s.id is null", held: ["i4"]),
    Query(
      description: "a correlated subquery",
      sql: "select i.name, (select count(*) from sanctions s where s.entity = i.actor "
        + "and s.inForce = 1) as sanctions from incidents i where i.year = 2024",
      held: ["i2", "i3", "i4", "s1", "s4"]),
    Query(
      description: "a subquery that one row decides",
      sql: "select name, 1 as n from incidents i where i.year = 2023 and exists "
        + "(select 1 from sanctions s where s.entity = i.actor)",
      held: ["i1", "s1", "s4"]),
    Query(
      description: "a subquery in a subquery",
      sql: "select name, lossUSD from incidents where actor in (select e.id from entities e where "
        + "(select count(*) from sanctions s where s.entity = e.id and s.inForce = 0) > 0)",
      held: ["i3", "s2"]),
    Query(
      description: "a common table",
      sql: "with late(n, l) as (select name, lossUSD from incidents where year = 2024), "
        + "most as materialized (select n, l from late where l > 250) select n, l from most",
      held: ["i2", "i3", "i4"]),
    Query(
      description: "a subquery in FROM",
      sql: "select n, c from (select actor as n, count(*) as c from incidents where year = 2024 "
        + "group by actor) as counts where c > 0 and n is distinct from 'beta'",
      held: ["i2", "i3", "i4"]),
    Query(
      description: "a union",
      sql: "select name, lossUSD from incidents where id = 'i1' union all "
        + "select id, 1 from sanctions where id = 's3'", held: ["i1", "s3"]),
    Query(
      description: "a limit",
      sql: "select name, lossUSD as loss from incidents where year = 2024 "
        + "order by loss desc limit 1", held: ["i2", "i3", "i4"]),
    Query(
      description: "a name of its own in the condition: all rows",
      sql: "select name, lossUSD as loss from incidents where loss > 250",
      held: ["i1", "i2", "i3", "i4"]),
    Query(
      description: "a join in parentheses: all rows of all tables",
      sql: "select i.name, 1 as n from (incidents i join sanctions s on s.entity = i.actor) "
        + "where i.year = 2024",
      held: ["i1", "i2", "i3", "i4", "s1", "s2", "s3", "s4"]),
  ]

  @Test("a chart and a table show the records that their query holds", arguments: queries)
  func directives(_ query: Query) async throws {
    for directive in ["chart} bar\n:title: T", "table} T"] {
      let text = "```{\(directive)\n:query: \(query.sql)\n```\n"
      #expect(try await pages(text) == query.held, "\(directive)")
    }
  }

  @Test("a calculation shows the rows it selects and those its subqueries hold")
  func calculation() async throws {
    let sql = "count(*) from incidents where year = 2024 and actor in "
    let held = try await pages(
      "{calc}`\(sql)(select entity from sanctions where inForce = 1)`\n")
    #expect(held == ["i2", "s1", "s3", "s4"])
  }

  @Test("a figure shows the rows it selects and those its subqueries hold")
  func figure() async throws {
    let figures = """
      figures:
        ended: { label: E, value: "(select count(*) from sanctions where inForce = 0)" }
        share:
          label: S
          from: incidents
          where: year = 2023
          value: "figure('ended') * count(*) + sum((select count(*) from sanctions s where s.entity = incidents.actor and s.authority = 'fcdo'))"

      """
    #expect(try await pages("{fig}`ended`.\n", figures: figures) == ["s2"])
    #expect(try await pages("{fig}`share`.\n", figures: figures) == ["i1", "s2", "s4"])
  }

  @Test("content cannot call what notes the rows")
  func hostile() async throws {
    let project = try Self.project(
      "```{table} T\n:query: select dossier_holds(0, 1) from incidents\n```\n")
    let (_, report) = try await project.site()
    let found = try #require(report.diagnostics.first { $0.severity == .error })
    #expect(found.message == "content may not call 'dossier_holds'")
    #expect(found.span?.path == "Content/packs/brief/overview.md")
  }

  @Test("what a query reads and does not hold stays in the snapshot, without a page")
  func queried() async throws {
    let project = try Self.project(
      "```{table} T\n:query: select i.name from incidents i left join sanctions s "
        + "on s.entity = i.actor where s.id is null\n```\n")
    let (files, report) = try await project.site()
    #expect(!report.hasErrors)
    let snapshot = String(
      decoding: try #require(files["public/en/brief/pack.json"]), as: UTF8.self)
    #expect(snapshot.contains("\"queried\":["))
    #expect(snapshot.contains("sanctions/s1"))
    guard
      case .explained(let answer) = try await Lookup(request: CompilationRequest())
        .dependents(of: "sanctions/s1", root: project.root.path)
    else {
      Issue.record("nothing rests on what the query reads")
      return
    }
    let parts = Dictionary(uniqueKeysWithValues: answer.parts.map { ($0.heading, $0.items) })
    #expect(parts["Sentences"]?.count == 1)
    #expect(parts["Pages"]?.map(\.name) == ["overview.html"])
  }

  // MARK: - The project

  private func pages(
    _ text: String, figures: String = ""
  ) async throws -> [String] {
    let project = try Self.project(text, figures: figures)
    let (files, report) = try await project.site()
    #expect(!report.hasErrors, "\(report.diagnostics.map(\.message))")
    return files.keys.compactMap { path -> String? in
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 5, parts[0] == "public", ["incidents", "sanctions"].contains(parts[3]),
        parts[4].hasSuffix(".html")
      else { return nil }
      return String(parts[4].dropLast(5))
    }.sorted()
  }

  private static func project(_ text: String, figures: String = "") throws -> TestProject {
    try TestProject(files: [
      "Content/dossier.yaml": """
      title: Briefs
      languages: [en]
      marking: TLP:CLEAR
      editions: { public: { ceiling: TLP:CLEAR } }

      """,
      "Content/records/sources/s.yaml": "{ id: report, type: report, title: S }\n",
      "Content/records/authorities/a.yaml": """
      - { id: ofac, name: OFAC, jurisdiction: us }
      - { id: fcdo, name: FCDO, jurisdiction: gb }

      """,
      "Content/records/entities/e.yaml": """
      - { id: alpha, schema: Organization, name: Alpha }
      - { id: beta, schema: Organization, name: Beta }
      - { id: gamma, schema: Organization, name: Gamma }

      """,
      "Content/records/incidents/i.yaml": """
      - { id: i1, name: One, startDate: 2023, initiators: alpha, losses: [{ amount: 100, currency: USD }], sources: report }
      - { id: i2, name: Two, startDate: 2024, initiators: alpha, losses: [{ amount: 200, currency: USD }], sources: report }
      - { id: i3, name: Three, startDate: 2024, initiators: beta, losses: [{ amount: 300, currency: USD }], sources: report }
      - { id: i4, name: Four, startDate: 2024, sources: report }

      """,
      "Content/records/sanctions/s.yaml": """
      - { id: s1, entity: alpha, authority: ofac, listingDate: 2019, sources: report }
      - { id: s2, entity: beta, authority: ofac, listingDate: 2019, endDate: 2020, sources: report }
      - { id: s3, entity: gamma, authority: ofac, listingDate: 2020, sources: report }
      - { id: s4, entity: alpha, authority: fcdo, listingDate: 2021, sources: report }

      """,
      "Content/packs/brief/pack.yaml": "title: Brief\ncontents: [overview]\n",
      "Content/packs/brief/figures.yaml": figures.isEmpty ? "figures: {}\n" : figures,
      "Content/packs/brief/overview.md": "---\ntitle: Overview\n---\n\n" + text,
    ])
  }
}
