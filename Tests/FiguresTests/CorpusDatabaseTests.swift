import Diagnostics
import Figures
import Records
import Testing

@Suite struct CorpusDatabaseTests {
  private func rows(_ sql: String) async throws -> [[SQLValue]] {
    let found = try await Sample.database().query(Sample.sql(sql))
    #expect(found.diagnostics == [])
    return try #require(found.value).rows
  }

  @Test("derived columns of incidents")
  func derived() async throws {
    let found = try await rows(
      "select id, actor, victim, country, year, lossUSD, lossLow, lossHigh from incidents")
    #expect(
      found == [
        [
          .text("alpha"), .text("lazarus"), .text("First Bank"), .text("no"), .integer(2024),
          .real(1_000_000.10), .real(1_000_000.10), .real(1_000_000.10),
        ],
        [
          .text("beta"), .text("gang"), .text("Beta Exchange"), .text("jp"), .integer(2024),
          .real(2_000_000.20), .real(2_000_000.20), .integer(3_000_000),
        ],
        [
          .text("delta"), .text("lazarus"), .text("Delta"), .null, .integer(2022), .integer(100),
          .integer(100), .integer(100),
        ],
        [.text("epsilon"), .null, .text("Epsilon"), .null, .integer(2021), .null, .null, .null],
        [
          .text("gamma"), .text("rgb"), .text("Gamma"), .null, .integer(2023), .null, .integer(500),
          .integer(700),
        ],
      ])
  }

  @Test("lists are JSON text, wallets and names are tables")
  func lists() async throws {
    #expect(
      try await rows("select alias from entities where id = 'rgb'")
        == [[.text("[\"Bureau\",\"Office 39\"]")]])
    #expect(
      try await rows("select incident, sanction, asset, address, wallet from wallets")
        == [
          [.null, .text("us-gang"), .text("BTC"), .text("other"), .null],
          [.text("alpha"), .null, .text("BTC"), .text("1abc"), .text("purse")],
          [.text("alpha"), .null, .text("BTC"), .text("addr"), .null],
        ].sorted(by: SQLValue.precedes))
    #expect(
      try await rows("select entity, kind, name from aliases") == [
        [.text("lazarus"), .text("weakAlias"), .text("Zinc")],
        [.text("rgb"), .text("alias"), .text("Bureau")],
        [.text("rgb"), .text("alias"), .text("Office 39")],
      ])
    #expect(
      try await rows("select sources from losses where incident = 'beta' limit 1")
        == [[.text("[\"report\"]")]])
  }

  @Test(
    "a listing is in force unless it ended or its status says that it does not stand",
    arguments: [
      ("", 1), ("status: active", 1), ("status: suspended", 0), ("status: unknown", 1),
      ("status: delisted", 0), ("endDate: 2020", 0), ("endDate: 2020, status: active", 0),
    ])
  func inForce(_ fields: String, _ expected: Int64) async throws {
    let more = fields.isEmpty ? "" : ", " + fields
    let loaded = try await Sample.evaluate(
      "figures: { f: { from: entities, value: count(*) } }",
      more: [
        "sanctions/sanctions.yaml":
          "{ id: s, entity: lazarus, authority: ofac, listingDate: 2019-09-13, sources: report\(more) }"
      ])
    let found = loaded.figures.database.query(Sample.sql("select inForce from sanctions"))
    #expect(found.value?.rows == [[.integer(expected)]])
  }

  @Test("aggregates are exact, also in windows, and bare columns follow the maximum")
  func aggregates() async throws {
    #expect(
      try await rows("select sum(x) from (select 0.1 as x union all select 0.2)")
        == [[.real(0.3)]])
    #expect(try await rows("select sum(lossUSD) from incidents where year > 3000") == [[.null]])
    #expect(
      try await rows("select id, max(lossUSD) from incidents")
        == [[.text("beta"), .real(2_000_000.20)]])
    #expect(
      try await rows("select max(1, 3, 2), min(name) from incidents")
        == [[.integer(3), .text("Alpha")]])
    #expect(
      try await rows(
        "select year, sum(sum(lossHigh)) over (order by year rows between 1 preceding and current row)"
          + " from incidents where lossHigh > 0 group by year order by year") == [
          [.integer(2022), .integer(100)], [.integer(2023), .integer(800)],
          [.integer(2024), .real(4_000_700.1)],
        ])
    #expect(
      try await rows("select avg(x) from (select 1 as x union all select 2)") == [[.real(1.5)]])
  }

  @Test(
    "a sum beyond what is exact is refused",
    arguments: [
      "select sum(x) from (select 99999999999999.5 as x union all select 999999999999999)",
      "select sum(x) from (select 9223372036854775807 as x union all select 1)",
    ])
  func tooLarge(_ sql: String) async throws {
    let found = try await Sample.database().query(Sample.sql(sql))
    #expect(found.diagnostics.map(\.code) == [.notANumber])
  }

  @Test(
    "dates and descent",
    arguments: [
      ("days('2024-02-28', '2024-03-01')", SQLValue.integer(2)),
      ("days('2024', '2024-03-01')", .null),
      ("days(null, '2024-03-01')", .null), ("first('2024-02')", .text("2024-02-01")),
      ("last('2024-02')", .text("2024-02-29")), ("last('2024/2025-06~')", .text("2025-06-30")),
      ("first('junk')", .null), ("under('lazarus', 'dprk')", .integer(1)),
      ("under('dprk', 'dprk')", .integer(1)), ("under('dprk', 'lazarus')", .integer(0)),
      ("under(null, 'dprk')", .integer(0)), ("instr('müde Maus', 'Maus')", .integer(6)),
      ("replace('aaa', 'a', 'bb')", .text("bbbbbb")), ("replace('abc', '', 'x')", .text("abc")),
    ])
  func functions(_ call: String, _ expected: SQLValue) async throws {
    #expect(try await rows("select \(call)") == [[expected]])
  }

  @Test("descent takes in a branch and nothing beside it, whatever the order of ids")
  func branches() async throws {
    let parents = [
      ("a-unit", "b-bureau"), ("b-bureau", "state"), ("c-bureau", "state"), ("c-unit", "c-bureau"),
      ("z-unit", "b-bureau"), ("d-state", ""), ("d-unit", "d-state"), ("state", ""),
    ]
    let loaded = try await Sample.evaluate(
      "figures: { f: { from: entities, value: count(*) } }",
      more: [
        "entities/entities.yaml": parents.map { id, parent in
          "- { id: \(id), schema: PublicBody, name: \(id)"
            + (parent.isEmpty ? " }\n" : ", parent: \(parent) }\n")
        }.joined(), "incidents/incidents.yaml": "[]", "sanctions/sanctions.yaml": "[]",
      ])
    let database = loaded.figures.database
    for (ancestor, expected) in [
      ("b-bureau", ["a-unit", "b-bureau", "z-unit"]), ("c-bureau", ["c-bureau", "c-unit"]),
      ("state", ["a-unit", "b-bureau", "c-bureau", "c-unit", "state", "z-unit"]),
      ("d-state", ["d-state", "d-unit"]), ("a-unit", ["a-unit"]), ("z-unit", ["z-unit"]),
      ("c-unit", ["c-unit"]), ("d-unit", ["d-unit"]),
    ] {
      let found = database.query(
        Sample.sql("select id from entities where under(id, '\(ancestor)')"))
      #expect(found.value?.rows == expected.map { [.text($0)] }, "\(ancestor)")
    }
  }

  @Test(
    "records come by id, or in the order asked for",
    arguments: [
      (nil, nil, nil, ["alpha", "beta", "delta", "epsilon", "gamma"]),
      ("year = 2024", "lossUSD desc", nil, ["beta", "alpha"]),
      (nil, "lossUSD desc nulls last, id desc", 3, ["beta", "alpha", "delta"]),
      (nil, "coalesce(lossHigh, 0), name", 2, ["epsilon", "delta"]),
    ] as [(String?, String?, Int?, [String])])
  func records(_ condition: String?, _ order: String?, _ limit: Int?, _ ids: [String]) async throws
  {
    let found = try await Sample.database().records(
      of: .incidents, where: condition.map(Sample.sql), order: order.map(Sample.sql), limit: limit)
    #expect(found.diagnostics == [])
    #expect(found.value?.map(\.id) == ids)
  }

  @Test("an order cannot escape", arguments: ["id, (select 1", "id; id", "id) --", "id desc desc"])
  func hostileOrder(_ order: String) async throws {
    let found = try await Sample.database().records(
      of: .incidents, where: nil, order: Sample.sql(order), limit: nil)
    #expect(found.value == nil)
    #expect(found.diagnostics.count == 1)
  }

  @Test(
    "calculations",
    arguments: [
      ("count(*) from incidents where year = 2024", "2"),
      ("max(lossUSD) from incidents", "2000000.2"),
      ("sum(case when status is distinct from 'alleged' then 1 else 0 end) from incidents", "4"),
      ("count(*) from losses where amount > (select 5)", "4"),
    ])
  func calculations(_ text: String, _ expected: String) async throws {
    let found = try await Sample.database().calculate(Sample.sql(text))
    #expect(found.diagnostics == [])
    #expect(found.value?.value.description == expected)
  }

  @Test("a calculation over a mere range is a range")
  func rangeCalculation() async throws {
    let found = try await Sample.database().calculate(
      Sample.sql("sum(lossUSD) from incidents where id = 'gamma'"))
    let calculation = try #require(found.value)
    #expect(calculation.isRange)
    #expect(calculation.point == nil)
    #expect(calculation.selected.map(\.id) == ["gamma"])
    #expect(calculation.records.count == 5)
    #expect(calculation.high?.description == "700")
  }

  @Test(
    "calculations that are none",
    arguments: [
      ("count(*) from incidents group by year", DiagnosticCode.sqlSyntax), ("1 + 1", .sqlSyntax),
      ("count(*) from incident", .unknownColumn), ("count(*) from", .sqlSyntax),
      ("count(*) from incidents where year = 1999", .emptyFigure),
      ("name from incidents", .notANumber),
      ("count(*) from incidents where 1) or (1", .sqlSyntax),
    ])
  func badCalculations(_ text: String, _ code: DiagnosticCode) async throws {
    let found = try await Sample.database().calculate(Sample.sql(text))
    #expect(found.value == nil)
    #expect(found.diagnostics.map(\.code) == [code])
  }

  @Test("a result without ORDER BY is sorted, one with it is not")
  func sorted() async throws {
    #expect(
      try await rows("select id from entities where schema = 'PublicBody'")
        == [[.text("dprk")], [.text("rgb")]])
    #expect(
      try await rows("select id from entities where schema = 'PublicBody' order by id desc")
        == [[.text("rgb")], [.text("dprk")]])
  }
}
