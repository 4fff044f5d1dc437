internal import Diagnostics

/// Keeps one cause from being reported twice: what a file or field that could not be read leaves
/// empty or missing is no finding of its own.
struct Consequences {
  private let codes: Set<DiagnosticCode>

  /// A broken field may leave figures without data; a broken file may also hold what others name.
  init(of loading: [Diagnostic]) {
    var codes: Set<DiagnosticCode> = []
    let errors = loading.filter { $0.severity == .error }
    if !errors.isEmpty {
      codes = [
        .emptyFigure, .notANumber, .falseClaim, .reconciliationGap, .unsourcedItem,
        .emptySection,
      ]
    }
    if errors.contains(where: { Consequences.wholeFile.contains($0.code) }) {
      codes.formUnion([.unknownTarget, .unknownCitation, .unknownFigure, .unknownReference])
    }
    self.codes = codes
  }

  /// Codes after which a file, a record or a figure is not there at all.
  private static let wholeFile: Set<DiagnosticCode> = [
    .unreadableFile, .notUTF8, .controlCharacter, .yamlSyntax, .yamlAlias, .limitExceeded,
    .csvShape, .frontMatter, .missingFile, .missingField, .malformedIdentifier, .malformedMarking,
    .unmarked, .unexpectedFile,
  ]

  func removed(from diagnostics: [Diagnostic]) -> [Diagnostic] {
    codes.isEmpty ? diagnostics : diagnostics.filter { !codes.contains($0.code) }
  }
}
