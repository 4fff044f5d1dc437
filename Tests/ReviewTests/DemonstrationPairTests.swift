import Diagnostics
import Loading
import Review
import Testing

@testable import DossierKit

/// Seeded pairs of versions of the demonstration pack.
@Suite struct DemonstrationPairTests {
  /// One pair of each kind of edit that moves most, or a hundred of every kind on demand.
  static let count = ChangePairTests.isFull ? 100 : 1

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

  @Test(
    "one estimate of the Bybit theft: a screen tells what it moved in every edition and language")
  func estimate() async throws {
    let before = try DemonstrationProject.read()
    var after = before
    let path = "Content/records/incidents/bybit-2025.md"
    after.files[path] = before.files[path]?
      .replacing("amount: 1500000000", with: "amount: 1510000000")
      .replacing("quote: approximately 1.5 bn", with: "quote: approximately 1.51 bn")
    let reader = SideReader(request: CompilationRequest(), root: nil, path: "")
    let old = try await reader.compile(
      root: "/", files: MemoryFiles(texts: before.files), name: "HEAD")
    let new = try await reader.compile(
      root: "/", files: MemoryFiles(texts: after.files), name: "working tree")
    let places = try #require(new.places)
    let report = places.located(Comparison.compare(old.side, new.side))
    #expect(report.keys.count == 4)
    #expect(report.edits == ["incidents/bybit-2025"])
    #expect(report.unexplained.isEmpty)
    let text = TextReport(report).text
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 41, "\(text)")
    #expect(text.contains("1500000000 → 1510000000  (fbi-bybit-2025)  \(path):"), "\(text)")
    #expect(text.contains("changed bybit-loss"))
    // Each passage in either language that states another range is told, in both editions.
    let texts = report.entries.filter { $0.change.kind == .text }
    #expect(texts.allSatisfy { Set($0.scopes.map(\.edition)) == ["public", "partners"] })
    for (key, snapshot) in new.side.snapshots {
      let earlier = old.side.snapshots[key]
      for section in snapshot.sections {
        let known = earlier?.sections.first { $0.id == section.id }?.blocks ?? []
        for block in section.blocks where !known.contains(block) {
          #expect(
            texts.contains { entry in
              entry.change.subject == "sections/\(section.id)#\(block.id)"
                && entry.scopes.contains(key)
            }, "\(key) \(section.id)#\(block.id)")
        }
      }
    }
  }

  @Test("what packs state is told without laying out their pages, and is the same")
  func snapshots() async throws {
    let files = try DemonstrationProject.read().files
    let whole = try #require(await ChangePairTests.side(of: files, named: "whole"))
    let reader = SideReader(
      request: CompilationRequest(), root: nil, path: "", comparesPages: false)
    let stated = try await reader.compile(
      root: "/", files: MemoryFiles(texts: files), name: "stated")
    #expect(stated.side.snapshots == whole.snapshots)
    #expect(stated.side.files == nil)
  }
}
