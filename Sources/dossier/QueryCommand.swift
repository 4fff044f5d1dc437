import ArgumentParser
import DossierKit
import Foundation
import Records

enum TableFormat: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the records a question in SQL.",
    discussion: """
      EXAMPLES
        dossier query "select year, sum(lossUSD) from incidents group by year order by year"
        dossier query --format csv "select id, name from entities where under(id, 'dprk')"
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How the rows are printed: table, csv or json.")
  var format: TableFormat = .table

  @Argument(help: "One SELECT over the collections and their nested lists.")
  var sql: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let answer = try await CorpusQuestion(request: scope.request())
        .query(sql, root: try global.root())
      return terminal.answer(answer, format: format)
    }
  }
}

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the records of a kind.",
    discussion: """
      EXAMPLES
        dossier list incidents
        dossier list sanctions --where "authority = 'ofac' and inForce = 1" --format csv
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  @Option(help: "How the rows are printed: table, csv or json.")
  var format: TableFormat = .table

  @Option(help: ArgumentHelp("A condition in SQL.", valueName: "sql"))
  var `where`: String?

  @Argument(
    help: "A collection, singular or plural.",
    completion: .list(Records.Collection.allCases.map(\.rawValue)))
  var kind: String

  func run() async throws {
    let terminal = Terminal(options: global)
    try await terminal.run {
      let answer = try await CorpusQuestion(request: scope.request())
        .list(kind, where: self.where, root: try global.root())
      return terminal.answer(answer, format: format)
    }
  }
}

extension Terminal {
  /// Prints a table of rows, or the findings that kept it from being made.
  func answer(_ answer: CorpusQuestion.Answer, format: TableFormat) -> Int32 {
    findings(answer.report, to: .standardError)
    guard let result = answer.result else { return 1 }
    let table = ResultTable(result)
    switch format {
    case .table:
      self.result(table.table)
      message("\(table.rowCount) \(table.rowCount == 1 ? "row" : "rows")")
    case .csv: self.result(table.csv)
    case .json: self.result(table.json)
    }
    return 0
  }
}
