import Foundation
import Review
import Testing

@testable import DossierKit

@Suite struct ReportFormTests {
  static func report(_ edits: [ProjectEdit], seed: Int = 3) async throws -> ReviewReport {
    var numbers = SeededNumbers(seed: seed)
    let before = GeneratedProject(using: &numbers)
    var after = before
    for edit in edits { _ = edit.apply(to: &after, using: &numbers) }
    return Comparison.compare(
      try await ChangePairTests.read(before, named: "old"),
      try await ChangePairTests.read(after, named: "new"))
  }

  @Test("one estimate's report fits a screen and names the estimate and what it moved")
  func screen() async throws {
    var numbers = SeededNumbers(seed: 3)
    let before = GeneratedProject(using: &numbers)
    var after = before
    after.incidents[1].amount += 40_000_000
    let report = Comparison.compare(
      try await ChangePairTests.read(before, named: "old"),
      try await ChangePairTests.read(after, named: "new"))
    let text = TextReport(report).text
    #expect(text.split(separator: "\n").count <= 60, "\(text)")
    #expect(text.contains("losses.0.amount"))
    #expect(report.edits == ["incidents/theft-1"])
    let figures = report.entries.filter { $0.change.kind == .figure && !$0.change.isQuiet }
    #expect(figures.map(\.change.subject) == ["figures/state-total", "figures/total"])
    // Both editions and both languages, told once.
    #expect(figures.allSatisfy { $0.scopes.count == 4 && $0.change.causes == report.edits })
    let languages = Set(
      report.entries.filter { $0.change.kind == .text }.flatMap(\.scopes).map(\.language))
    #expect(languages == ["en", "fr"])
  }

  @Test("the page says inserted and deleted in words, asks for nothing and runs nothing")
  func page() async throws {
    let html = HTMLReport(try await Self.report([.sentence, .amount])).text
    #expect(html.contains("<ins><span class=\"hidden\">Inserted </span>"))
    #expect(html.contains("<del><span class=\"hidden\">Deleted </span>"))
    #expect(html.contains("text-decoration: line-through"))
    #expect(html.contains("Content-Security-Policy"))
    for address in ["http:", "https:", "src=", "<script", "<link"] {
      #expect(!html.contains(address), "\(address)")
    }
  }

  @Test("a comment stays under its limit and says what it leaves out")
  func comment() async throws {
    let report = try await Self.report([.amount, .addListing, .sentence, .nameEntity])
    let whole = MarkdownReport(report).text
    #expect(whole.utf8.count <= MarkdownReport.commentBytes)
    let short = MarkdownReport(report, limit: 1_500).text
    #expect(short.utf8.count <= 1_500)
    #expect(short.contains("Cut here to fit a comment"))
  }

  @Test("a lowered marking comes first and loud, and its record in the wider edition follows")
  func lowered() async throws {
    var numbers = SeededNumbers(seed: 5)
    let before = GeneratedProject(using: &numbers)
    var after = before
    after.incidents[6].isRestricted = false
    let report = Comparison.compare(
      try await ChangePairTests.read(before, named: "old"),
      try await ChangePairTests.read(after, named: "new"))
    let first = try #require(report.entries.first)
    #expect(first.change.kind == .marking)
    #expect(TextReport(report).text.contains("MARKINGS LOWERED"))
    #expect(report.edits == ["incidents/theft-6"])
  }

  @Test("the JSON is one document with sorted keys, and each change with its kind and cause")
  func json() async throws {
    let bytes = JSONReport(try await Self.report([.amount])).bytes
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    #expect(object?["schema"] as? Int == 1)
    #expect((object?["unexplained"] as? [Any])?.isEmpty == true)
    let changes = try #require(object?["changes"] as? [[String: Any]])
    #expect(changes.allSatisfy { $0["kind"] is String && $0["causes"] is [Any] })
  }

  @Test("a record renamed and edited at once is a rename and an edit, and those naming it follow")
  func renamedAndEdited() async throws {
    let report = try await Self.report([.parent, .renameEntity, .renameEntity, .renameEntity])
    #expect(report.edits.allSatisfy { $0.hasPrefix("entities/") }, "\(report.edits)")
    #expect(report.entries.contains { $0.change.action == .renamed })
    #expect(report.entries.allSatisfy { ![.added, .removed].contains($0.change.action) })
    #expect(report.unexplained.isEmpty)
  }
}
