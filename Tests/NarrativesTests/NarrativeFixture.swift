import Diagnostics
import Editions
import Figures
import Foundation
import Loading
import Narratives
import Records
import Testing

/// A small project in memory, compiled as far as narrative goes.
struct NarrativeFixture {
  var files: [String: String]
  var language = "en"
  var asOf: PartialDate?
  var removedByDate: Set<RecordReference> = []
  var edition = "public"

  static let packFolder = "Content/packs/brief"
  static let sectionPath = "\(packFolder)/threat.en.md"

  /// One English section over the sample records, and whatever else `files` adds or replaces.
  init(_ section: String = "", files: [String: String] = [:]) {
    self.files = SampleProject.files
    self.files[Self.sectionPath] = "---\ntitle: The threat\n---\n\n" + section
    for (path, text) in files { self.files[path] = text }
  }

  struct Outcome {
    var pack: CompiledPack
    var compiler: NarrativeCompiler
    /// Of compiling the pack alone.
    var diagnostics: [Diagnostic]
    var corpus: Corpus

    /// The blocks of the section under test.
    var blocks: [ProseBlock] { section?.text.blocks ?? [] }

    var section: CompiledSection? {
      for case .section(let section) in pack.contents where section.name == "threat" {
        return section
      }
      return nil
    }

    func annex(_ name: String) -> CompiledAnnex? {
      for case .annex(let annex) in pack.contents where annex.name == name { return annex }
      return nil
    }
  }

  func compile() async throws -> Outcome {
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: files))
    let project = loaded.value.project
    #expect(!loaded.diagnostics.hasErrors, "\(loaded.diagnostics.map(\.message))")
    let pack = try #require(project.packs.first)
    let edition = try #require(project.settings.edition(edition))
    let request = EditionRequest(edition: edition, asOf: asOf)
    let selected = EditionPack(
      request: request, settings: project.settings, corpus: project.corpus, pack: pack,
      asOf: asOf ?? pack.asOf?.value, removedByDate: removedByDate)
    let figures = try FigureEvaluator().evaluate(selected)
    #expect(!figures.diagnostics.hasErrors, "\(figures.diagnostics.map(\.message))")
    let compiler = NarrativeCompiler(
      edition: selected, figures: figures.value, language: language,
      strings: try Self.strings(language))
    let compiled = compiler.compilePack()
    return Outcome(
      pack: compiled.value, compiler: compiler, diagnostics: compiled.diagnostics.sortedByPlace(),
      corpus: project.corpus)
  }

  static func strings(_ language: String) throws -> InterfaceStrings {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = "Templates/strings/\(language).yaml"
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return StringsLoader.load(SourceFile(path: path, text: text), language: language).value
  }
}

/// What a diagnostic at a marked place should say.
struct ExpectedDiagnostic {
  var marker: String
  var code: DiagnosticCode
  var message: String
  /// The text the span covers; nil: not looked at.
  var text: String?

  init(_ marker: String, _ code: DiagnosticCode, _ message: String, text: String? = nil) {
    self.marker = marker
    self.code = code
    self.message = message
    self.text = text
  }
}

/// Compiles a section with places marked `1️⃣`, and compares all that is found in it.
@discardableResult
func expectDiagnostics(
  in marked: String, files: [String: String] = [:], _ expected: [ExpectedDiagnostic],
  configure: (inout NarrativeFixture) -> Void = { _ in },
  sourceLocation: SourceLocation = #_sourceLocation
) async throws -> NarrativeFixture.Outcome {
  var places: [String: Int] = [:]
  var text = marked
  for marker in ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"] {
    guard let range = text.range(of: marker) else { continue }
    places[marker] = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    text.removeSubrange(range)
  }
  var fixture = NarrativeFixture(text, files: files)
  configure(&fixture)
  let outcome = try await fixture.compile()
  let path = NarrativeFixture.sectionPath
  let source = SourceFile(path: path, text: fixture.files[path] ?? "")
  let bodyStart = source.bytes.count - text.utf8.count
  let found = outcome.diagnostics.map { diagnostic in
    let position = diagnostic.span.map { source.position(at: $0.start) }
    let covered = diagnostic.span.map { span in
      String(
        decoding: source.bytes.dropFirst(span.start).prefix(span.end - span.start), as: UTF8.self)
    }
    return
      "\(diagnostic.span?.path ?? ""):\(position?.line ?? 0):\(position?.column ?? 0): "
      + "\(diagnostic.code.rawValue) \(diagnostic.message) <\(covered ?? "")>"
  }
  let wanted = expected.map { wanted in
    let position = source.position(at: bodyStart + (places[wanted.marker] ?? 0))
    return
      "\(path):\(position.line):\(position.column): \(wanted.code.rawValue) \(wanted.message)"
  }
  let matches =
    found.count == wanted.count
    && zip(found, zip(wanted, expected)).allSatisfy { found, wanted in
      guard found.hasPrefix(wanted.0 + " <") else { return false }
      return wanted.1.text.map { found.hasSuffix(" <\($0)>") } ?? true
    }
  #expect(
    matches,
    "\nfound:\n\(found.joined(separator: "\n"))\nwanted:\n\(wanted.joined(separator: "\n"))",
    sourceLocation: sourceLocation)
  return outcome
}

extension [ProseBlock] {
  /// The text of all paragraphs, headings and what they hold, a line each.
  var lines: [String] {
    flatMap { block -> [String] in
      switch block.kind {
      case .paragraph(let content), .heading(_, let content): [content.readableText]
      case .quote(let blocks), .marked(_, let blocks), .only(_, let blocks): blocks.lines
      case .admonition(_, let title, let blocks): [title.readableText] + blocks.lines
      case .list(let list): list.items.flatMap(\.blocks.lines)
      case .table(let table):
        ([table.header] + table.rows).map { $0.map(\.readableText).joined(separator: " | ") }
      default: []
      }
    }
  }
}
