import Diagnostics
import Foundation
import Loading
import Publishing
import Rendering
import Review
import TestSupport
import Testing

@testable import DossierKit

/// A clearance lapses with every change beneath its section, and with no other.
@Suite struct ApprovalTests {
  /// One edit of each kind; two hundred on demand.
  static let count = ChangePairTests.isFull ? 200 : ProjectEdit.allCases.count

  /// A project of which every section is cleared in each edition and language.
  struct ClearedProject {
    let base: GeneratedProject
    /// The files of clearances.
    let files: [String: String]
    let side: ReviewSide

    init(seed: Int) async throws {
      var numbers = SeededNumbers(seed: seed)
      base = GeneratedProject(using: &numbers)
      let project = try TestProject(files: base.files)
      for edition in ["public", "partners"] {
        for language in ["en", "fr"] {
          for section in ["opening", "record"] {
            let outcome = try await Approval(
              section: section, by: "Jane Doe", role: "Legal adviser", date: "2024-12-30",
              edition: edition, language: language
            ).run(root: project.root.path)
            try #require(outcome.recorded != nil, "\(outcome.report.diagnostics.map(\.message))")
          }
        }
      }
      var files: [String: String] = [:]
      for edition in ["public", "partners"] {
        let path = "Content/packs/brief/clearances.\(edition).yaml"
        files[path] = try project.text(path)
      }
      self.files = files
      side = try await ChangePairTests.read(base, named: "old")
    }

    /// `edition/language/section` of each clearance that `check` finds lapsed after an edit, and of
    /// each section that says something else.
    func lapsed(
      after edit: GeneratedProject
    ) async throws -> (found: Set<String>, expected: Set<String>) {
      let texts = edit.files.merging(files) { own, _ in own }
      let compilation = try await Compilation(root: "/", files: MemoryFiles(texts: texts))
      let result = try await SiteCompiler(
        compilation: compilation, request: CompilationRequest()
      ).compile(progress: { _ in })
      #expect(!result.diagnostics.hasErrors, "\(result.diagnostics.map(\.message))")
      var found: Set<String> = []
      for diagnostic in result.diagnostics where diagnostic.code == .lapsedClearance {
        let span = try #require(diagnostic.span)
        #expect(!diagnostic.notes.isEmpty, "what changed is said: \(diagnostic.message)")
        let edition = span.path.contains(".public.") ? "public" : "partners"
        let lines = (texts[span.path] ?? "").split(
          separator: "\n", omittingEmptySubsequences: false)
        let line = (compilation.sources.position(of: span)?.line ?? 1) - 1
        let section = lines[line].split(separator: " ").last ?? ""
        let language = lines[line + 1].split(separator: " ").last ?? ""
        found.insert("\(edition)/\(language)/\(section)")
      }
      var expected: Set<String> = []
      for file in result.editions.flatMap(\.files) where file.path.hasSuffix("/pack.json") {
        let snapshot = try Snapshot(bytes: file.bytes, path: file.path)
        expected.formUnion(changed(in: snapshot))
      }
      return (found, expected)
    }

    private func changed(in after: Snapshot) -> [String] {
      guard let before = side.snapshots[after.key] else { return [] }
      return before.sections.map(\.id).filter { id in
        Statements(of: id, in: before) != Statements(of: id, in: after)
      }.map { "\(after.key.edition)/\(after.key.language)/\($0)" }
    }
  }

  /// What a section states, found in a snapshot alone: its words, the values of its figures, and the
  /// records that its links and notes name.
  struct Statements: Equatable {
    var words: [String] = []
    var records: [String: Snapshot.Record] = [:]

    init(of id: String, in snapshot: Snapshot) {
      guard let section = snapshot.sections.first(where: { $0.id == id }) else { return }
      words = [section.title, section.kind, section.marking.label]
      for block in section.blocks {
        words.append(block.text.replacing(/\]\([^)]*\)/, with: "]()"))
        for name in block.depends where name.hasPrefix("figures/") {
          let figure = snapshot.figures.first { "figures/\($0.id)" == name }
          words.append("\(name) \(figure?.value ?? "") \(figure?.low ?? "") \(figure?.high ?? "")")
        }
        var names = block.text.matches(of: /\]\((?:\.\.\/)*([a-z]+\/[a-z0-9-]+)\.md/)
          .map { String($0.output.1) }
        names += block.text.matches(of: /\[\^([a-z0-9-]+)\]/).map { "sources/\($0.output.1)" }
        for name in names { records[name] = snapshot.records[name] }
      }
    }
  }

  @Test("every edit beneath a section lapses its clearance, and no edit elsewhere does")
  func lapses() async throws {
    var lapses = 0
    let project = try await ClearedProject(seed: 1)
    for seed in 0..<Self.count {
      var numbers = SeededNumbers(seed: 1000 + seed)
      var after = project.base
      let kind = ProjectEdit.allCases[seed % ProjectEdit.allCases.count]
      _ = kind.apply(to: &after, using: &numbers)
      let (found, expected) = try await project.lapsed(after: after)
      #expect(found == expected, "\(seed) \(kind)")
      if kind.isFormatting { #expect(found.isEmpty, "\(seed) \(kind)") }
      lapses += found.count
    }
    #expect(lapses > Self.count / 2)
  }

  @Test("a clearance given, withdrawn or lapsed is a cause with a name, and explains every byte")
  func difference() async throws {
    let project = try await ClearedProject(seed: 3)
    func read(_ edit: GeneratedProject, _ files: [String: String]) async throws -> ReviewSide {
      let reader = SideReader(request: CompilationRequest(), root: nil, path: "")
      return try await reader.compile(
        root: "/", files: MemoryFiles(texts: edit.files.merging(files) { $1 }), name: "side"
      ).side
    }
    let bare = try await read(project.base, [:])
    let cleared = try await read(project.base, project.files)
    let given = Comparison.compare(bare, cleared)
    #expect(given.unexplained.isEmpty, "\(given.unexplained)")
    #expect(
      given.edits == [
        "clearances", "clearances/opening#Jane Doe, Legal adviser",
        "clearances/record#Jane Doe, Legal adviser",
      ])
    #expect(Comparison.compare(cleared, bare).unexplained.isEmpty)

    let path = "Content/packs/brief/clearances.public.yaml"
    var fewer = project.files
    let text = fewer[path] ?? ""
    // The first block goes: the opening in English.
    let parts = text.components(separatedBy: "- section:")
    fewer[path] = ([parts[0]] + parts.dropFirst(2)).joined(separator: "- section:")
    let withdrawn = Comparison.compare(cleared, try await read(project.base, fewer))
    #expect(withdrawn.edits == ["clearances/opening#Jane Doe, Legal adviser"])
    #expect(withdrawn.entries.map(\.change.action) == [.removed])
    #expect(withdrawn.entries.flatMap(\.scopes).map(\.description) == ["public/en/brief"])
    #expect(withdrawn.unexplained.isEmpty)

    var edit = project.base
    edit.sections["opening"]?["en"]?[2] += " So it was said."
    let after = try await read(edit, project.files)
    let lapsed = Comparison.compare(cleared, after)
    #expect(lapsed.edits.allSatisfy { $0.hasPrefix("sections/opening#") }, "\(lapsed.edits)")
    let entry = try #require(lapsed.entries.first { $0.change.kind == .clearance })
    #expect(entry.change.action == .lapsed)
    #expect(entry.change.causes == lapsed.edits)
    #expect(lapsed.unexplained.isEmpty, "\(lapsed.unexplained)")
    let back = Comparison.compare(after, cleared)
    #expect(back.edits.allSatisfy { $0.hasPrefix("sections/opening#") }, "\(back.edits)")
    #expect(back.unexplained.isEmpty, "\(back.unexplained)")
  }
}
