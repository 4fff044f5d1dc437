import Diagnostics
import Figures
import Records
import Testing

@Suite struct HostileQueryTests {
  private static let writing = [
    "attach ':memory:' as x", "pragma journal_mode", "delete from incidents",
    "insert into aliases values (1, 2, 3)", "select 1; drop table incidents",
    "create table t (a)", "with x as (select 1) delete from incidents", "vacuum", "begin",
    "explain select 1", "values (1)", "select * from pragma_table_info('incidents')",
    "select count(*) from pragma_database_list", "select value from json_each('[1]')",
  ]
  private static let calling = [
    "select random()", "select datetime('now')", "select date('now')",
    "select current_timestamp", "select current_date", "select strftime('%s')",
    "select printf('%1000000d', 1)", "select format('%d', 1)", "select zeroblob(1000000000)",
    "select randomblob(9)", "select load_extension('x')", "select sqlite_version()",
    "select changes()", "select hex(name) from incidents", "select dossier_selected(1)",
    "select 1 -- quiet", "select /* a */ 1", "select x'00'", "select ?1", "select :a",
    "select $a", "select name regexp 'a' from incidents",
  ]
  private static let recursing = [
    "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
    "with n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
  ]

  @Test("nothing writes, calls outside, or recurses", arguments: writing + calling + recursing)
  func forbidden(_ sql: String) async throws {
    try await expect(sql, .sqlForbidden)
  }

  @Test(
    "only tables and columns of the corpus are there",
    arguments: [
      "select * from sqlite_master", "select count(*) from sqlite_schema",
      "select count(*) from selection.incidents", "select count(*) from temp.incidents",
      "select rowid from incidents", "select _rowid_ from incidents", "select oid from losses",
      "select \"name\" from \"incident\"", "select \"text\"",
    ])
  func outside(_ sql: String) async throws {
    try await expect(sql, .unknownColumn)
  }

  @Test("broken SQL is told", arguments: ["select 'open", "select (1", "select 1 1", "", "select"])
  func broken(_ sql: String) async throws {
    try await expect(sql, .sqlSyntax)
  }

  /// A join of one table with itself, `count` times.
  private static func join(_ count: Int) -> String {
    (0..<count).map { "incidents t\($0)" }.joined(separator: ", ")
  }

  /// A text of some thousand bytes that no constant holds.
  private static let long =
    "replace(replace(replace('xxxxxxxxxx', 'x', '000000000000000'), '0', t0.id || '0123456789'), "
    + "'1', '11111111111')"

  @Test(
    "a query that takes too many steps ends",
    arguments: [
      "select t0.id from \(join(12))", "select count(*) from \(join(12))",
      "select group_concat(t0.id || t1.id) from \(join(12))",
    ])
  func steps(_ sql: String) async throws {
    let found = try await Sample.database().query(Sample.sql(sql))
    #expect(found.value == nil)
    #expect(found.diagnostics.map(\.code) == [.sqlLimit])
  }

  @Test(
    "a query that takes too much memory ends",
    arguments: [
      "select count(distinct \(long) || t1.id || t2.id || t3.id || t4.id) from \(join(5))",
      "select \(long) || t1.id || t2.id || t3.id as a from \(join(5)) order by a",
      "with big as materialized (select \(long) || t1.id as a from \(join(5))) "
        + "select count(*) from big, big as b where big.a < b.a",
      "select group_concat(\(long)) from \(join(5))",
    ])
  func memory(_ sql: String) async throws {
    var limits = QueryLimits()
    limits.memoryBytes = 500_000
    let database = try await Sample.database(limits: limits)
    let found = database.query(Sample.sql(sql))
    #expect(found.value == nil)
    let message = try #require(found.diagnostics.first).message
    #expect(message.contains("bytes"))
    #expect(database.query(Sample.sql("select count(*) from incidents")).value != nil)
  }

  private func expect(_ sql: String, _ code: DiagnosticCode) async throws {
    let found = try await Sample.database().query(Sample.sql(sql))
    #expect(found.value == nil)
    #expect(found.diagnostics.map(\.code) == [code])
  }

  @Test(
    "conditions that are more than one expression",
    arguments: [
      ("1) or (1", .sqlSyntax), ("1) union select id from incidents --", .sqlForbidden),
      ("1; select 1", .sqlForbidden), ("1 -- or", .sqlForbidden), ("(1", .sqlSyntax),
      ("", .sqlSyntax),
      ("1) group by (id", .sqlSyntax), ("id = 'alpha' order by id", .sqlSyntax),
      ("count(*) > 1", .sqlSyntax), ("1, 2", .sqlSyntax), ("year = 2024 limit 1", .sqlSyntax),
      ("rowid = 1", .unknownColumn), ("dossier_selected(1)", .sqlForbidden),
      ("lossUDS > 1", .unknownColumn), ("incidents.lossUDS > 1", .unknownColumn),
      ("contains(name, 'a')", .sqlForbidden), ("figure('nine') > 1", .unknownFigure),
      ("figure(name) > 1", .sqlSyntax), ("id in (select id from incdents)", .unknownColumn),
    ] as [(String, DiagnosticCode)])
  func conditions(_ condition: String, _ code: DiagnosticCode) async throws {
    let found = try await Sample.database().records(
      of: .incidents, where: Sample.sql(condition), order: nil, limit: nil)
    #expect(found.value == nil)
    #expect(found.diagnostics.map(\.code) == [code])
  }

  @Test("as many rows as the limit says are given, one more is refused")
  func rowLimit() async throws {
    var limits = QueryLimits()
    limits.rows = 4
    let database = try await Sample.database(limits: limits)
    #expect(database.query(Sample.sql("select id from incidents limit 4")).value?.rows.count == 4)
    let found = database.query(Sample.sql("select id from incidents"))
    #expect(found.value == nil)
    #expect(found.diagnostics.map(\.code) == [.sqlLimit])
  }

  @Test("depth, length and value limits")
  func limits() async throws {
    let database = try await Sample.database()
    let deep = String(repeating: "(1 + ", count: 300) + "1" + String(repeating: ")", count: 300)
    #expect(database.query(Sample.sql("select " + deep)).diagnostics.map(\.code) == [.sqlLimit])
    let long = "select '" + String(repeating: "a", count: 70_000) + "'"
    #expect(database.query(Sample.sql(long)).diagnostics.map(\.code) == [.sqlLimit])
    let wide =
      "select replace(replace(replace('xxxxxxxxxx', 'x', '\(String(repeating: "y", count: 500))'), "
      + "'y', '\(String(repeating: "z", count: 500))'), 'z', 'zz')"
    #expect(database.query(Sample.sql(wide)).diagnostics.map(\.code) == [.sqlLimit])
    // The database answers as before.
    #expect(
      database.query(Sample.sql("select count(*) from incidents")).value?.rows == [[.integer(5)]])
  }

  @Test(
    "what is wrong is pointed at, with the nearest name",
    arguments: [
      ("year = 2024 and lossUDS > 1", "lossUDS", "lossUSD"), ("incidents.yaer = 1", "yaer", "year"),
      ("coutn(1) = 1", "coutn", "count"),
      ("id in (select id from incdents)", "incdents", "incidents"),
    ])
  func places(_ condition: String, _ wanted: String, _ nearest: String) async throws {
    let found = try await Sample.database().records(
      of: .incidents, where: Sample.sql(condition), order: nil, limit: nil)
    let diagnostic = try #require(found.diagnostics.first)
    let span = try #require(diagnostic.span)
    let bytes = Array(condition.utf8)[span.start..<span.end]
    #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    #expect(diagnostic.fixIts.first?.replacement == nearest)
  }

  @Test("many databases answer at once, each within its own memory")
  func parallel() async throws {
    let corpus = try await Sample.corpus()
    let answers = try await withThrowingTaskGroup(of: [[SQLValue]]?.self) { group in
      for index in 0..<16 {
        group.addTask { () -> [[SQLValue]]? in
          let database = try CorpusDatabase(corpus: corpus, defaultLanguage: "en")
          let hungry = index % 2 == 0
          let text =
            hungry
            ? "select count(distinct a.name || b.name || c.id || d.id || e.id || f.id || g.id || h.id) from "
              + "incidents a, incidents b, incidents c, incidents d, incidents e, incidents f, "
              + "incidents g, incidents h" : "select count(*) from incidents"
          return database.query(Sample.sql(text)).value?.rows
        }
      }
      var answers: [[[SQLValue]]?] = []
      for try await answer in group { answers.append(answer) }
      return answers
    }
    #expect(answers.filter { $0 == [[.integer(5)]] }.count == 8)
  }
}
