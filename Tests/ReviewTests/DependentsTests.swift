import Loading
@testable import Review
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

  /// Each of four sources in so many projects.
  static let sources = (0..<(ChangePairTests.isFull ? 20 : 4)).map {
    (seed: $0 / 4, source: $0 % 4)
  }

  @Test("what rests on a source is what changes when it goes", arguments: sources)
  func sourceRemoval(_ seed: Int, _ number: Int) async throws {
    var numbers = SeededNumbers(seed: seed)
    let before = GeneratedProject(using: &numbers)
    var after = before
    after.removedSource = "source-\(number)"
    let target = "sources/source-\(number)"
    let old = try await ChangePairTests.read(before, named: "old")
    let new = try await ChangePairTests.read(after, named: "new")
    let dependents = Dependents(
      of: target, in: old.snapshots.keys.sorted().compactMap { old.snapshots[$0] })
    let report = Comparison.compare(old, new)
    func subjects(_ holds: (Change) -> Bool) -> Set<String> {
      Set(report.entries.map(\.change).filter(holds).map(\.subject))
    }
    // A figure that stays as it was rests on one source fewer.
    let figures = subjects { $0.kind == .figure }
    #expect(figures == Set(dependents.figures.map { "figures/\($0)" }))
    let records = subjects { change in
      [.incident, .sanction, .record].contains(change.kind)
        && change.fields.contains { $0.top == "sources" }
    }
    #expect(records == dependents.records)
    // An edited paragraph goes by its new id, so what is edited is counted, and named by its old one.
    let edited = subjects { $0.kind == .text && $0.isEdit }
    var cited: Set<String> = []
    var texts: Set<String> = []
    for snapshot in old.snapshots.values {
      for section in snapshot.sections {
        for block in section.blocks {
          let name = "\(section.id)#\(block.id)"
          if block.text.contains("[^source-\(number)]") { cited.insert(name) }
          if !figures.isDisjoint(with: block.depends) { texts.insert(name) }
        }
      }
    }
    #expect(edited.count == cited.count, "\(edited.sorted()) and \(cited.sorted())")
    #expect(Set(dependents.texts.map { "\($0.place)#\($0.block)" }) == texts.union(cited))
    #expect(report.unexplained.isEmpty, "\(report.unexplained)")
    // Every page of a section, record or annex that differs was told.
    for file in report.output?.files ?? [] where file.causes != ["pack.json"] {
      let page = PagePlace(path: file.path, edition: file.edition).page
      guard file.path.hasSuffix(".html"),
        page.contains("/") || ["opening", "record"].contains(page)
      else { continue }
      #expect(dependents.pages.contains(page), "\(page)")
    }
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
