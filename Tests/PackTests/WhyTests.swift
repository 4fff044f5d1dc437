import DossierKit
import Foundation
import Narratives
import TestSupport
import Testing

@Suite struct WhyTests {
  private func explain(_ target: String) async throws -> Why.Explanation {
    let project = try TestProject(
      copying: AcceptedPackTests.folder.appending(path: "figures"))
    let answer = try await Why(request: CompilationRequest())
      .explain(target, root: project.root.path)
    #expect(!answer.report.hasErrors)
    return try #require(answer.explanation)
  }

  @Test("a figure rests on its rows, their estimates with the preferred one, and their sources")
  func figure() async throws {
    let found = try await explain("anchor")
    #expect(found.display == "US$1.23 million")
    #expect(found.value == "1234567.89")
    #expect(found.low == "1000000")
    #expect(found.high == "1500000")
    #expect(found.query == "max(lossUSD) from incidents where id = 'anchor-2024'")
    #expect(found.rows.map { "\($0.reference)" } == ["incidents/anchor-2024"])
    let estimates = try #require(found.rows.first).estimates
    #expect(estimates.map(\.isPreferred) == [true, false, false])
    #expect(
      estimates.prefix(2).map(\.amount) == ["US$1,234,567.89", "US$1–1.5 million"])
    #expect(found.rows.first?.sources == ["survey-2024"])
    #expect(found.sources.map(\.id) == ["survey-2024"])
    #expect(found.uses.contains { $0.place == "numbers" })
  }

  @Test("a figure made of figures names them, and rests on what they rest on")
  func derived() async throws {
    let found = try await explain("twice-share")
    #expect(found.figures == ["share"])
    #expect(found.rows.allSatisfy { "\($0.reference)".hasPrefix("incidents/") })
    #expect(found.rows.count == 7)
    #expect(found.sources.map(\.id) == ["survey-2024"])
  }

  @Test("a quoted figure shows its source and the words of it, and no rows")
  func quoted() async throws {
    let found = try await explain("survey-count")
    #expect(found.quote == "forty-seven victims")
    #expect(found.sources.map(\.id) == ["survey-2024"])
    #expect(found.rows.isEmpty)
  }

  @Test("a claim says whether it holds and what it was decided on")
  func claim() async throws {
    let found = try await explain("anchor-largest")
    #expect(found.display == "true")
    #expect(found.rows.count == 7)
    #expect(found.sources.map(\.id) == ["survey-2024"])
  }
}
