import Loading
import Review
import Testing

@testable import DossierKit

@Suite struct DependentsTests {
  @Test("what rests on an incident is what moves when it goes", arguments: 0..<8)
  func removal(_ index: Int) async throws {
    var numbers = SeededNumbers(seed: index)
    let before = GeneratedProject(using: &numbers)
    var after = before
    let incident = after.incidents.remove(at: index)
    let old = try await ChangePairTests.read(before, named: "old")
    let new = try await ChangePairTests.read(after, named: "new")
    let target = "incidents/\(incident.id)"
    let dependents = Dependents(
      of: target,
      in: old.snapshots.keys.sorted().compactMap {
        old.snapshots[$0]
      })
    let report = Comparison.compare(old, new)
    let figures = Set(
      report.entries.filter { $0.change.kind == .figure }
        .map { String($0.change.subject.dropFirst("figures/".count)) })
    #expect(dependents.figures == figures)
    let texts = Set(
      report.entries.filter { $0.change.kind == .text }
        .map { String($0.change.subject.dropFirst("sections/".count)) })
    let named = Set(dependents.texts.map { "\($0.place)#\($0.block)" })
    #expect(texts.isSubset(of: named), "\(texts) of \(named)")
    #expect(report.edits == [target])
  }

  @Test("the chain from a figure reaches records, and each record a source")
  func chain() async throws {
    var numbers = SeededNumbers(seed: 1)
    let side = try await ChangePairTests.read(GeneratedProject(using: &numbers), named: "one")
    for snapshot in side.snapshots.values {
      for figure in snapshot.figures {
        #expect(!figure.records.isEmpty)
        for record in figure.records {
          let answer = SnapshotExplanation(snapshot) { _, _ in nil }.record(record)
          #expect(answer?.parts.contains { $0.heading == "Sources" } == true, "\(record)")
        }
      }
    }
  }

  @Test(
    "a condition is split at its own ands alone",
    arguments: [
      ("a = 1", ["a = 1"]),
      ("a = 1 and b = 2", ["a = 1", "b = 2"]),
      ("a between 1 and 2 AND b", ["a between 1 and 2", "b"]),
      ("(a and b) and 'x and y' = c", ["(a and b)", "'x and y' = c"]),
      ("case when a and b then 1 end and c", ["case when a and b then 1 end", "c"]),
      ("a -- and\n and b /* and */", ["a -- and", "b /* and */"]),
      ("a and b or c", ["a and b or c"]),
      ("\"land\" = 1 and band = 2", ["\"land\" = 1", "band = 2"]),
    ])
  func conditions(_ condition: String, _ parts: [String]) {
    let bytes = Array(condition.utf8)
    let found = ConditionSplitter.parts(of: condition).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
    #expect(found == parts)
  }
}
