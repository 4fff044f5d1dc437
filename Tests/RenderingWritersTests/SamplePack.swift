import Diagnostics
import Editions
import Figures
import Foundation
import Loading
import MarkdownTree
import Narratives
import Records
@testable import Rendering

/// A small compiled pack around records written as YAML.
struct SamplePack {
  var language = "en"
  var records: [String: String] = [:]
  var shown: Set<RecordReference>?
  var contents: [CompiledEntry] = []
  var terms: [CompiledTerm] = []
  var bibliography: [RecordReference] = []
  var marking = Marking.clear

  enum Failure: Error { case unreadable([Diagnostic]) }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The built-in strings of a language.
  static func strings(_ language: String) throws -> InterfaceStrings {
    let path = "Templates/strings/\(language).yaml"
    let bytes = Array(try Data(contentsOf: root.appending(path: path)))
    let loaded = StringsLoader.load(SourceFile(path: path, bytes: bytes), language: language)
    guard loaded.diagnostics.isEmpty else { throw Failure.unreadable(loaded.diagnostics) }
    return loaded.value
  }

  func context() async throws -> RenderingContext {
    var texts = [
      "Content/dossier.yaml":
        "title: Packs\nlanguages: [en, fr]\nmarking: TLP:CLEAR\n"
        + "editions:\n  public: { ceiling: TLP:CLEAR }\n"
    ]
    for (path, text) in records { texts["Content/records/\(path)"] = text }
    let loaded = try await ProjectLoader(jobs: 1).load(from: MemoryFiles(texts: texts))
    let project = loaded.value.project
    guard !loaded.diagnostics.hasErrors else {
      throw Failure.unreadable(loaded.diagnostics)
    }
    let span = SourceSpan(file: "pack.yaml")
    let pack = Pack(
      id: "sample", title: LocalizedNarrative(entries: []), marking: marking, span: span)
    let edition = EditionPack(
      request: EditionRequest(
        edition: Edition(name: "public", ceiling: .clear, span: span)),
      settings: project.settings, corpus: project.corpus, pack: pack,
      asOf: PartialDate("2025-06-10"))
    let figures = EvaluatedFigures(
      figures: [], claims: [], reconciliations: [],
      database: try CorpusDatabase(corpus: project.corpus, defaultLanguage: "en"))
    var compiled = CompiledPack(
      edition: edition, figures: figures, language: language,
      strings: try SamplePack.strings(language), title: [.text("Sample")])
    compiled.shown = shown ?? Set(project.corpus.all.map(\.reference))
    compiled.contents = contents
    compiled.terms = terms
    compiled.bibliography = bibliography
    return RenderingContext(pack: compiled)
  }

  /// A records annex of everything in a collection.
  static func annex(_ collection: Collection, _ ids: [String], name: String? = nil) -> CompiledEntry
  {
    .annex(
      CompiledAnnex(
        name: name ?? collection.rawValue, title: [], marking: .clear,
        content: .records(
          RecordTable(
            collection: collection, title: [], records: ids.map { RecordReference(collection, $0) },
            columns: [], name: name ?? collection.rawValue))))
  }

  static func annex(_ content: CompiledAnnex.Content, name: String) -> CompiledEntry {
    .annex(CompiledAnnex(name: name, title: [], marking: .clear, content: content))
  }
}

func paragraph(_ content: ProseInline..., id: String = "") -> ProseBlock {
  ProseBlock(id: id, kind: .paragraph(content))
}
