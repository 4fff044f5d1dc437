internal import Diagnostics
internal import Editions
internal import Figures
internal import Narratives
internal import Records
internal import Rendering

/// One pack of one edition with its narrative compiled in each language: all that its pages are
/// made of.
struct NarratedPack: Sendable {
  let edition: EditionPack
  let figures: EvaluatedFigures
  /// Those it is built in.
  let languages: [String]
  /// In that order, but for languages without strings.
  let narrations: [(narrator: NarrativeCompiler, pack: CompiledPack)]
  /// By language, the records with pages.
  let shown: [String: Set<RecordReference>]
  let diagnostics: [Diagnostic]
}

extension Compilation {
  /// Selects a pack for an edition, evaluates its figures and compiles its narrative.
  func narrate(
    _ pack: Pack, in edition: Edition, request: CompilationRequest,
    figures: KeptFigures = KeptFigures()
  ) throws -> NarratedPack {
    let compiled = try compile(
      pack, edition: edition, request: request, evaluate: figures.evaluate)
    let languages = try languages(of: pack, request)
    var diagnostics = compiled.diagnostics
    var narrations: [(narrator: NarrativeCompiler, pack: CompiledPack)] = []
    for language in languages {
      guard let narrator = narrator(of: compiled, language: language) else {
        diagnostics.append(.noStrings(for: language))
        continue
      }
      let narrated = narrator.compilePack()
      diagnostics += narrated.diagnostics
      narrations.append((narrator, narrated.value))
    }
    return NarratedPack(
      edition: compiled.edition, figures: compiled.figures, languages: languages,
      narrations: narrations,
      shown: Dictionary(
        narrations.map { ($0.pack.language, $0.pack.shown) },
        uniquingKeysWith: { first, _ in first }),
      diagnostics: diagnostics)
  }

  /// What lays out pages with the project's templates and images.
  var renderer: SiteRenderer {
    SiteRenderer(
      templates: templates.files, toolVersion: ToolVersion.name, assets: assets)
  }
}
