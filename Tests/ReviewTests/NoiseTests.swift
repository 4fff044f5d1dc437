import Diagnostics
import Foundation
import Review
import Testing

@testable import DossierKit

/// How many lines of the output change without saying what changed.
@Suite struct NoiseTests {
  /// Changes of one fact; a record put in is many facts at once.
  static let kinds: [ProjectEdit] = [
    .amount, .summary, .endListing, .nameEntity, .sentence, .parent,
  ]
  static let count = ChangePairTests.isFull ? 102 : 6

  /// Runs of lines that differ between two texts, old and new lines together.
  static func changedRuns(_ old: [UInt8], _ new: [UInt8]) -> [[String]] {
    let before = String(decoding: old, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let after = String(decoding: new, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var runs: [[String]] = []
    var run: [String] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < before.count || newIndex < after.count {
      if removed.contains(oldIndex) {
        run.append(String(before[oldIndex]))
        oldIndex += 1
      } else if inserted.contains(newIndex) {
        run.append(String(after[newIndex]))
        newIndex += 1
      } else {
        if !run.isEmpty { runs.append(run) }
        run = []
        oldIndex += 1
        newIndex += 1
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }

  /// The words by which lines state a change: what the edited things are called, each word that any
  /// value or text lost or gained, and whom a listing names.
  static func words(of report: ReviewReport, _ kind: ProjectEdit, _ side: ReviewSide) -> Set<String>
  {
    var words: Set<String> =
      kind == .endListing
      ? ["ended", "Ended", "terminé", "Terminé", "20 November", "20 novembre"] : []
    for entry in report.entries {
      if entry.change.isEdit {
        words.insert(String(entry.change.subject.drop { $0 != "/" }.dropFirst()))
        words.insert(entry.change.title)
        for snapshot in side.snapshots.values {
          guard case .text(let entity)? = snapshot.records[entry.change.subject]?.fields["entity"]
          else { continue }
          words.insert(snapshot.records[entity]?.name ?? entity)
        }
      }
      for field in entry.change.fields {
        for piece in Redline(old: field.old ?? "", new: field.new ?? "").pieces {
          switch piece {
          case .same: break
          case .deleted(let text), .inserted(let text):
            words.formUnion(
              text.split { $0 == " " || $0 == "/" }.map(String.init))
          }
        }
      }
    }
    return words
  }

  /// Short words, such as counts, must stand by themselves; of a sum pages show the first digits.
  static func states(_ line: String, _ words: Set<String>) -> Bool {
    let sums = words.filter { $0.count > 6 && $0.allSatisfy(\.isNumber) }
      .map { String($0.prefix(3)) }
    if sums.contains(where: line.contains) { return true }
    let tokens = Set(line.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    return words.contains { $0.count > 2 ? line.contains($0) : tokens.contains($0) }
  }

  @Test("a changed fact changes the lines that state it, and few others")
  func noise() async throws {
    var markdown: [Int] = []
    var html: [Int] = []
    for seed in 0..<Self.count {
      var numbers = SeededNumbers(seed: seed)
      let before = GeneratedProject(using: &numbers)
      var after = before
      let kind = Self.kinds[seed % Self.kinds.count]
      _ = kind.apply(to: &after, using: &numbers)
      let old = try await ChangePairTests.read(before, named: "old")
      let new = try await ChangePairTests.read(after, named: "new")
      let words = Self.words(of: Comparison.compare(old, new), kind, new)
      var noiseInMarkdown = 0
      var noiseInHTML = 0
      for (edition, files) in new.files ?? [:] {
        for (path, bytes) in files {
          guard let earlier = old.files?[edition]?[path], earlier != bytes else { continue }
          let silent = Self.changedRuns(earlier, bytes).filter { run in
            // The snapshot's digest is one line of each page by design.
            !run.allSatisfy { $0.contains(/<code>[0-9a-f]{12}<\/code>/) }
              && !run.contains { Self.states($0, words) }
          }.flatMap(\.self)
          if path.hasSuffix(".md") { noiseInMarkdown += silent.count }
          if path.hasSuffix(".html") { noiseInHTML = max(noiseInHTML, silent.count) }
          if ProcessInfo.processInfo.environment["SHOW_NOISE"] == "1" {
            for line in silent { print("noise \(kind) \(edition)/\(path): \(line.prefix(160))") }
          }
        }
      }
      markdown.append(noiseInMarkdown)
      html.append(noiseInHTML)
    }
    #expect(markdown.sorted()[markdown.count / 2] == 0, "\(markdown)")
    #expect(html.sorted()[html.count / 2] <= 2, "\(html)")
  }
}
