internal import Diagnostics
internal import Loading
internal import Records

/// All that is read of a project, before any of it is checked.
struct LoadedInputs: Sendable {
  let root: String
  let loaded: Checked<LoadedProject>
  /// The project with those images alone that are sound.
  let project: Project
  let templates: TemplateSet
  /// Images by path from the project's root.
  let assets: [String: [UInt8]]
  /// What those may see for whom the findings are; nil where no edition was named.
  let ceiling: Marking?

  /// Reads a project; `memory` is of the last time that the same one was read.
  init(
    root: String, files: some ProjectFiles, for request: CompilationRequest,
    memory: CompilationMemory? = nil
  ) async throws {
    self.root = root
    loaded = try await ProjectLoader(memory: memory?.loading).load(from: files)
    ceiling = try Compilation.ceiling(of: request, in: loaded.value.project.settings)
    var templateFiles: [SourceFile] = []
    for entry in try files.entries(under: "Templates") where entry.kind == .file {
      templateFiles.append(SourceFile(path: entry.path, bytes: try files.read(entry.path)))
    }
    templates = memory?.templates(of: templateFiles) ?? TemplateSet(projectFiles: templateFiles)
    var project = loaded.value.project
    assets = try AssetReader(files: files, memory: memory?.loading).read(&project)
    self.project = project
  }

  /// Every text that was read, by path.
  var texts: [SourceFile] { loaded.value.sources.values.sorted { $0.path < $1.path } }
}
