import Diagnostics
import Foundation
import Loading
import Review
import Testing

@testable import DossierKit

/// Seeded pairs of versions: each changed byte has a cause, and the causes named are the edits made.
@Suite struct ChangePairTests {
  static let isFull = ProcessInfo.processInfo.environment["DOSSIER_FULL_TESTS"] == "1"
  /// A seed for each kind of edit and some of several at once, among them those that once failed;
  /// all of them on demand.
  static let seeds =
    isFull ? Array(0..<400) : Array(0..<(ProjectEdit.allCases.count + 4)) + [35, 305, 338]

  static func edits(of seed: Int, _ numbers: inout SeededNumbers) -> [ProjectEdit] {
    let kinds = ProjectEdit.allCases
    guard seed % (kinds.count + 4) >= kinds.count else {
      return [kinds[seed % (kinds.count + 4)]]
    }
    return Array(kinds.shuffled(using: &numbers).prefix(3))
  }

  static func read(_ project: GeneratedProject, named name: String) async throws -> ReviewSide {
    try #require(await side(of: project.files, named: name))
  }

  /// What a project of these files compiles to; nil where it does not.
  static func side(of files: [String: String], named name: String) async throws -> ReviewSide? {
    let reader = SideReader(request: CompilationRequest(), root: nil, path: "")
    let reading = try await reader.compile(
      root: "/", files: MemoryFiles(texts: files), name: name)
    return reading.brokenReport == nil ? reading.side : nil
  }

  @Test(
    "every changed byte has a cause, and the edits made are named and no others", arguments: seeds)
  func pair(_ seed: Int) async throws {
    var numbers = SeededNumbers(seed: seed)
    let before = GeneratedProject(using: &numbers)
    var after = before
    var expected: Set<String> = []
    let edits = Self.edits(of: seed, &numbers)
    for edit in edits { expected.formUnion(edit.apply(to: &after, using: &numbers)) }
    // A record edited and then renamed goes by its new id.
    for subject in expected where subject.hasPrefix("entities/renamed-") {
      expected.remove(subject.replacing("renamed-", with: "", maxReplacements: 1))
    }
    let report = Comparison.compare(
      try await Self.read(before, named: "old"), try await Self.read(after, named: "new"))
    let found = Set(report.edits.map { String($0.prefix { $0 != "#" }) })
    let text = TextReport(report, listsFiles: true).text
    #expect(found == expected, "\(edits)\n\(text)")
    #expect(report.unexplained.isEmpty, "\(edits): \(report.unexplained)\n\(text)")
    if edits.allSatisfy(\.isFormatting) { #expect(report.isEmpty, "\(edits)\n\(text)") }
  }
}
