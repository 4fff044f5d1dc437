internal import Diagnostics
internal import Loading
internal import Synchronization

/// What one compilation leaves for the next of the same project, which differs in a few files.
final class CompilationMemory: Sendable {
  let loading = LoadingMemory()
  private let templates = Mutex<(files: [SourceFile], set: TemplateSet)?>(nil)

  init() {}

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
