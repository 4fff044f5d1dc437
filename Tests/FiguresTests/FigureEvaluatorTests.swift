import Diagnostics
import Figures
import Records
import Testing

@Suite struct FigureEvaluatorTests {
  private func figure(
    _ value: String, from: String? = "incidents", where condition: String? = nil,
    more: String = ""
  ) -> String {
    var text = "figures:\n  f:\n    value: \(value)\n"
    if let from { text += "    from: \(from)\n" }
    if let condition { text += "    where: \(condition)\n" }
    return text + more
  }

  @Test("sums of money are exact and rivals are never added")
  func exactSum() async throws {
    let outcome = try await Sample.evaluate(
      figure("sum(lossUSD)", where: "year = 2024", more: "    unit: USD\n"))
    #expect(outcome.diagnostics == [])
    #expect(outcome.value("f") == "3000000.3")
    let result = try #require(outcome.figures.figure("f"))
    #expect(result.low?.description == "3000000.3")
    #expect(result.high?.description == "4000000.1")
    #expect(result.records.map(\.id) == ["alpha", "beta"])
    #expect(result.sources.map(\.id) == ["paper", "report"])
    #expect(result.query == "sum(lossUSD) from incidents where year = 2024")
    #expect(!result.isRange)
  }

  @Test("a figure that includes a mere range is shown as a range")
  func rangeOnly() async throws {
    let outcome = try await Sample.evaluate(figure("sum(lossUSD)", more: "    unit: USD\n"))
    let result = try #require(outcome.figures.figure("f"))
    #expect(outcome.diagnostics == [])
    #expect(result.value == nil)
    #expect(result.low?.description == "3000600.3")
    #expect(result.high?.description == "4000800.1")
    #expect(result.withoutAmount == 1)
  }

  @Test("a range that changes nothing leaves the point")
  func rangeWithoutInfluence() async throws {
    let outcome = try await Sample.evaluate(figure("max(lossUSD)", more: "    unit: USD\n"))
    #expect(outcome.value("f") == "2000000.2")
    let counted = try await Sample.evaluate(figure("count(lossUSD)"))
    #expect(counted.value("f") == "4")
  }

  @Test(
    "values of every shape",
    arguments: [
      ("count(*)", nil, "5"), ("avg(lossUSD)", "id in ('alpha', 'delta')", "500050.1"),
      ("min(lossUSD)", "lossUSD > 0", "100"), ("count(distinct actor)", nil, "3"),
      ("count(*)", "under(actor, 'dprk')", "3"), ("count(*)", "not under(actor, 'dprk')", "2"),
      ("count(*)", "victim = 'First Bank' and country = 'no'", "1"),
      ("max(days(startDate, '2024-06-02'))", "id = 'alpha'", "2"),
      ("count(*)", "first(startDate) = '2024-07-01' and last(startDate) = '2024-07-31'", "1"),
      ("count(*)", "name like 'it''s%'", "1"), ("round(7 / 2.0, 0)", "id = 'alpha'", "4"),
      ("count(*)", "id in (select incident from receivers where country = 'jp')", "1"),
    ] as [(String, String?, String)])
  func values(_ value: String, _ condition: String?, _ expected: String) async throws {
    let outcome = try await Sample.evaluate(
      figure("\"\(value)\"", where: condition.map { "\"\($0)\"" }))
    #expect(outcome.diagnostics == [])
    #expect(outcome.value("f") == expected)
  }

  @Test(
    "nested lists are tables",
    arguments: [
      ("losses", "count(*)", "5"), ("losses", "sum(amount)", "6000090.3"),
      ("wallets", "count(*)", "3"), ("aliases", "count(*)", "3"),
      ("sanctions", "sum(inForce)", "2"), ("initiators", "count(distinct entity)", "3"),
    ])
  func nested(_ table: String, _ value: String, _ expected: String) async throws {
    let outcome = try await Sample.evaluate(figure(value, from: table))
    #expect(outcome.diagnostics == [])
    #expect(outcome.value("f") == expected)
  }

  @Test("a subquery's tables are provenance too, also the figure's own")
  func subqueryProvenance() async throws {
    let other = try await Sample.evaluate(
      figure("count(*)", where: "id in (select entity from sanctions)").replacing(
        "incidents", "entities"))
    #expect(
      try #require(other.figures.figure("f")).records.map(\.description) == [
        "entities/gang", "entities/lazarus", "sanctions/gb-lazarus", "sanctions/us-gang",
        "sanctions/us-lazarus",
      ])
    let own = try await Sample.evaluate(
      figure("count(*)", where: "lossUSD = (select max(lossUSD) from incidents)"))
    #expect(try #require(own.figures.figure("f")).records.count == 5)
    #expect(try #require(own.figures.figure("f")).selected.map(\.id) == ["beta"])
  }

  @Test("figures are made from figures, in whatever order they stand")
  func dependencies() async throws {
    let outcome = try await Sample.evaluate(
      """
      figures:
        share: { value: "100 * figure('part') / figure('whole')", unit: percent }
        whole: { from: incidents, value: count(*) }
        part: { from: incidents, where: year = 2024, value: count(*) }
        total: { from: incidents, value: sum(lossUSD) }
        twice: { value: "2 * figure('total')" }
      """)
    #expect(outcome.diagnostics == [])
    #expect(outcome.value("share") == "40")
    let twice = try #require(outcome.figures.figure("twice"))
    #expect(twice.isRange)
    #expect(twice.low?.description == "6001200.6")
    #expect(twice.figures == ["total"])
    #expect(twice.records.map(\.id) == ["alpha", "beta", "delta", "epsilon", "gamma"])
    #expect(twice.sources.map(\.id) == ["paper", "report"])
  }

  @Test("a cycle is told once, with its path")
  func cycle() async throws {
    let outcome = try await Sample.evaluate(
      """
      figures:
        a: { value: "figure('b') + 1" }
        b: { value: "figure('c') + 1" }
        c: { value: "figure('a') + 1" }
        d: { value: "figure('a') + 1" }
      claims:
        e: { holds: "figure('a') > 1" }
      """)
    #expect(outcome.codes == [.figureCycle])
    #expect(outcome.diagnostics.first?.message.hasSuffix("a -> b -> c -> a") == true)
    #expect(outcome.figures.figure("d")?.isBroken == true)
    #expect(outcome.figures.claim("e")?.isBroken == true)
  }

  @Test(
    "a quote states its figure's value",
    arguments: [
      ("1340000000", "$1.34 billion", true), ("1340000000", "1,34 milliard", true),
      ("1340000000", "$1.4 billion", false), ("47", "forty-seven", true), ("47", "some", false),
    ])
  func quotes(_ value: String, _ quote: String, _ agrees: Bool) async throws {
    let outcome = try await Sample.evaluate(
      "figures:\n  f: { value: \(value), source: report, quote: \"\(quote)\" }\n")
    #expect(outcome.codes == (agrees ? [] : [.quoteDisagrees]))
    #expect(outcome.value("f") == (agrees ? value : nil))
    if !agrees { #expect(outcome.text(outcome.diagnostics.first)?.contains(quote) == true) }
  }

  @Test(
    "definitions that prove nothing",
    arguments: [
      ("value: 5", DiagnosticCode.figureDefinition),
      ("value: 5, source: report", .figureDefinition),
      ("value: 5, quote: five", .figureDefinition), ("value: 1 + 1", .figureDefinition),
      ("value: count(*), source: report, quote: \"5\"", .figureDefinition),
      ("value: count(*), where: year = 2024", .figureDefinition),
      ("from: incident, value: count(*)", .unknownColumn),
      ("from: incidents, value: name, where: \"id = 'alpha'\"", .notANumber),
      ("from: incidents, value: lossUSD", .notANumber),
      ("from: incidents, value: 9e999", .notANumber),
      ("from: incidents, value: sum(lossUSD), where: \"id = 'epsilon'\"", .notANumber),
      ("from: incidents, value: sum(name)", .notANumber),
      ("from: incidents, value: count(*), where: year = 1999", .emptyFigure),
      ("from: incidents, value: 4611686018427387 * 4611686 * count(*)", .notANumber),
      ("from: incidents, value: 9223372036854775807 + count(*)", .notANumber),
      ("from: incidents, value: 999999999999999999 * count(*) * 2", .notANumber),
      ("from: incidents, value: 1.0 * 999999999999999 * count(*)", .notANumber),
      ("from: incidents, value: count(*) + 1234567890123456789.0", .notANumber),
      ("value: 5, source: reprot, quote: five", .unknownReference),
      ("value: \"figure('g') + 1\"", .unknownFigure),
    ])
  func definitions(_ fields: String, _ code: DiagnosticCode) async throws {
    let outcome = try await Sample.evaluate("figures:\n  f: { \(fields) }\n")
    #expect(outcome.codes == [code])
    #expect(outcome.figures.figure("f")?.isBroken == true)
    #expect(outcome.value("f") == nil || code == .unknownReference)
  }

  @Test("whole numbers are exact up to where SQLite would turn them into reals")
  func wholeNumbers() async throws {
    let outcome = try await Sample.evaluate(
      figure("900000000000000000 + count(*)") + """
          big: { from: incidents, value: "9223372036854775807 + count(*)" }

        """)
    #expect(outcome.value("f") == "900000000000000005")
    #expect(
      outcome.diagnostics.map(\.message) == [
        "a figure is one number: a number in a query has at most 18 digits"
      ])
    #expect(outcome.text(outcome.diagnostics.first) == "9223372036854775807")
  }

  @Test("what is computed beyond 15 digits is no longer exact, and no figure")
  func overflow() async throws {
    let outcome = try await Sample.evaluate(figure("900000000000000000 * count(*) * 3"))
    #expect(
      outcome.diagnostics.map(\.message) == [
        "a figure is one number: what is computed has at most 15 digits, or is no longer exact"
      ])
  }

  @Test("a value that is null says what may have happened")
  func null() async throws {
    let outcome = try await Sample.evaluate(figure("sum(lossUSD) / 0"))
    #expect(
      outcome.diagnostics.map(\.message) == [
        "a figure is one number: this value is null: a division by zero, or no row selected has one"
      ])
  }

  @Test("a figure without a value is told by reading alone", arguments: ["", "source: report, "])
  func noValue(_ fields: String) async throws {
    let outcome = try await Sample.evaluate(
      "figures:\n  f: { \(fields)label: Nothing }\n", expecting: [.missingField])
    #expect(outcome.diagnostics == [])
    #expect(outcome.figures.figure("f")?.isBroken == true)
  }

  @Test("a chain of parents takes no time, wherever it is asked for")
  func longChain() async throws {
    let count = 20_000
    var text = "- { id: e0, schema: Organization, name: E0 }\n"
    for index in 1..<count {
      text += "- { id: e\(index), schema: Organization, name: E, parent: e\(index - 1) }\n"
    }
    let outcome = try await Sample.evaluate(
      """
      figures:
        low: { from: entities, where: "under(id, 'e\(count - 1)')", value: count(*) }
        high: { from: entities, where: "under(id, 'e0')", value: count(*) }
        middle: { from: entities, where: "under(id, 'e\(count - 100)')", value: count(*) }
        tree: { from: entities, where: "under(id, 'dprk')", value: count(*) }

      """, more: ["entities/chain.yaml": text])
    #expect(outcome.diagnostics == [])
    #expect(
      ["low", "high", "middle", "tree"].map { outcome.value($0) } == [
        "1", "\(count)", "100", "3",
      ])
  }

  @Test("nothing to count is an error, unless the figure says what it is then")
  func empty() async throws {
    let outcome = try await Sample.evaluate(
      figure("count(*)", where: "year = 1999", more: "    empty: 0\n"))
    #expect(outcome.diagnostics == [])
    #expect(outcome.value("f") == "0")
  }

  @Test("what a date option empties is a warning")
  func dates() async throws {
    let outcome = try await Sample.evaluate(
      """
      figures:
        none: { from: incidents, where: year = 1999, value: count(*) }
        later: { from: incidents, where: "id = 'zeta'", value: count(*) }
        twice: { value: "2 * figure('none')" }
      claims:
        wrong: { holds: "(select count(*) from incidents) > 10" }
      """, asOf: "2025", removedByDate: [RecordReference(.incidents, "zeta")])
    #expect(!outcome.diagnostics.hasErrors)
    #expect(Set(outcome.codes) == [.emptyFigure, .unknownReference, .falseClaim])
    for id in ["none", "later", "twice"] {
      #expect(outcome.figures.figure(id)?.hasNoData == true)
    }
  }

  @Test(
    "a record that SQL names must exist",
    arguments: [
      ("id = 'alhpa'", "alhpa"), ("actor in ('gang', 'lazurus')", "lazurus"),
      ("under(actor, 'dprx')", "dprx"), ("'gamm' <> id", "gamm"),
      ("id in (select incident from losses as l where l.incident = 'alpah')", "alpah"),
      ("actor is not 'gagn'", "gagn"), ("(select id from entities limit 1) = 'bnak'", "bnak"),
    ])
  func namedRecords(_ condition: String, _ wanted: String) async throws {
    let outcome = try await Sample.evaluate(figure("count(*)", where: "\"\(condition)\""))
    #expect(outcome.codes == [.unknownReference])
    #expect(outcome.text(outcome.diagnostics.first) == wanted)
    #expect(outcome.diagnostics.first?.fixIts.count == 1)
  }

  @Test("the records that SQL names are kept, and vocabulary is none")
  func namedIDs() async throws {
    let outcome = try await Sample.evaluate(
      figure(
        "count(*)", where: "\"id = 'alpha' and status = 'confirmed' and under(actor, 'dprk')\""))
    #expect(outcome.diagnostics == [])
    #expect(
      outcome.figures.figure("f")?.namedIDs.map(\.description) == [
        "entities/dprk", "incidents/alpha",
      ])
  }

  @Test(
    "claims hold, fail at their definition, or compare with nothing",
    arguments: [
      ("(select id from incidents order by lossUSD desc limit 1) = 'beta'", nil),
      ("(select count(*) from incidents) = 6", DiagnosticCode.falseClaim),
      ("(select lossUSD from incidents where id = 'epsilon') > 5", .falseClaim),
      ("(select name from incidents where id = 'alpha')", .sqlSyntax), ("1 = 1", .figureDefinition),
      ("(select id from incidents limit 1) = 'bybit'", .unknownReference),
    ] as [(String, DiagnosticCode?)])
  func claims(_ holds: String, _ code: DiagnosticCode?) async throws {
    let outcome = try await Sample.evaluate("claims:\n  c: { holds: \"\(holds)\" }\n")
    #expect(outcome.codes == (code.map { [$0] } ?? []))
    #expect(outcome.figures.claim("c")?.holds == (code == nil))
    if code == .falseClaim { #expect(outcome.text(outcome.diagnostics.first) == "c") }
    if code == nil { #expect(outcome.figures.claim("c")?.records.count == 5) }
  }

  @Test(
    "totals that drift apart are told, unless explained",
    arguments: [
      ("within: 25%", [DiagnosticCode.reconciliationGap]), ("within: 75%", []),
      ("within: 25%, because: the list is short", []),
    ])
  func reconciliation(_ fields: String, _ codes: [DiagnosticCode]) async throws {
    let outcome = try await Sample.evaluate(
      """
      figures:
        ours: { from: incidents, where: year = 2024, value: count(*), unit: incidents }
        theirs: { value: 5, source: report, quote: five, unit: incidents }
      reconcile:
        - { figure: ours, with: theirs, \(fields) }
      """)
    #expect(outcome.codes == codes)
    let result = try #require(outcome.figures.reconciliations.first)
    #expect(result.percent?.description == "-60")
  }

  @Test(
    "from a range the nearest end is compared, in percent of it",
    arguments: [
      ("id = 'delta'", "79%", true), ("id = 'delta'", "80%", false),
      ("id = 'beta'", "285614%", true), ("id = 'beta'", "285615%", false),
    ])
  func reconciliationOfRanges(_ condition: String, _ within: String, _ isGap: Bool) async throws {
    let outcome = try await Sample.evaluate(
      """
      figures:
        ours: { from: incidents, where: "\(condition)", value: sum(lossUSD), unit: USD }
        range: { from: incidents, where: id = 'gamma', value: sum(lossUSD), unit: USD }
      reconcile:
        - { figure: ours, with: range, within: \(within) }
      """)
    #expect(outcome.codes == (isGap ? [.reconciliationGap] : []))
    #expect(outcome.figures.reconciliations.first?.percent == nil)
  }
}

extension String {
  fileprivate func replacing(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
