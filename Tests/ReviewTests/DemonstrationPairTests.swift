import Review
import Testing

@testable import DossierKit

/// Seeded pairs of versions of the demonstration pack.
@Suite struct DemonstrationPairTests {
  /// One pair of each kind of edit that moves most, or a hundred of every kind on demand.
  static let count = ChangePairTests.isFull ? 100 : 3

  @Test("in the demonstration pack every changed byte has a cause, and no other edit is named")
  func pairs() async throws {
    let base = try DemonstrationProject.read()
    let old = try #require(await ChangePairTests.side(of: base.files, named: "old"))
    var compared = 0
    for seed in 0..<Self.count {
      var numbers = SeededNumbers(seed: 7000 + seed)
      let kinds = DemonstrationEdit.allCases
      let place = ChangePairTests.isFull ? seed % (kinds.count + 4) : [0, 3, 7][seed]
      let edits =
        place < kinds.count
        ? [kinds[place]] : Array(kinds.shuffled(using: &numbers).prefix(3))
      var after = base
      var expected: Set<String> = []
      for edit in edits {
        expected.formUnion(
          try #require(edit.apply(to: &after, using: &numbers), "\(seed) \(edit)"))
      }
      for subject in expected where subject.contains("/renamed-") {
        expected.remove(subject.replacing("renamed-", with: "", maxReplacements: 1))
      }
      // What a figure, claim or passage rests on cannot be hidden or changed as one likes.
      guard let new = try await ChangePairTests.side(of: after.files, named: "new") else {
        continue
      }
      compared += 1
      let report = Comparison.compare(old, new)
      let found = Set(report.edits.map { String($0.prefix { $0 != "#" }) })
      let text = TextReport(report, listsFiles: true).text.prefix(4000)
      #expect(found == expected, "\(seed) \(edits)\n\(text)")
      #expect(
        report.unexplained.isEmpty, "\(seed) \(edits): \(report.unexplained)\n\(text)")
      if edits.allSatisfy(\.isFormatting) { #expect(report.isEmpty, "\(seed) \(edits)\n\(text)") }
    }
    #expect(compared >= Self.count * 3 / 4, "\(compared) of \(Self.count) pairs compile")
  }
}
