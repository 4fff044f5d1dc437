internal import Diagnostics
internal import Loading
internal import Synchronization

/// What one compilation leaves for the next of the same project, which differs in a few files.
final class CompilationMemory: Sendable {
  let loading = LoadingMemory()
  private let templates = Mutex<(files: [SourceFile], set: TemplateSet)?>(nil)
  private let kept = Mutex((figures: KeptFigures(), isWhole: false))

  /// The figures of the last compilation, as long as none of their inputs changes.
  var figures: KeptFigures { kept.withLock { $0.figures } }

  /// Reads the project at `root`; tells whether any input has changed since the last time.
  func read(
    root: String, for request: CompilationRequest
  ) async throws -> (inputs: LoadedInputs, isChanged: Bool) {
    let files = try loading.files(of: root)
    let inputs = try await LoadedInputs(root: root, files: files, for: request, memory: self)
    let change = loading.keep(files)
    // Figures rest on records and on definitions, of which text is neither; but where a text cannot
    // be read, its record may be missing.
    let isWhole = !inputs.loaded.diagnostics.hasErrors
    kept.withLock { kept in
      if change == .all || !isWhole || !kept.isWhole { kept.figures = KeptFigures() }
      kept.isWhole = isWhole
    }
    return (inputs, change != .none)
  }

  /// The templates in force with these files of the project.
  func templates(of files: [SourceFile]) -> TemplateSet {
    templates.withLock { kept in
      if let kept, kept.files.elementsEqual(files, by: CompilationMemory.isSame) { return kept.set }
      let set = TemplateSet(projectFiles: files)
      kept = (files, set)
      return set
    }
  }

  private static func isSame(_ left: SourceFile, _ right: SourceFile) -> Bool {
    left.path == right.path && left.bytes == right.bytes
  }
}
