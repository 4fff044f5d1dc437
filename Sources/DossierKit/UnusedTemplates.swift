internal import BuiltInFiles
internal import Diagnostics
internal import Rendering

/// Finds the files under a project's `Templates/` that change no page: misspelt ones, most likely.
struct UnusedTemplates {
  /// What lies under the project's `Templates/`.
  let projectFiles: [SourceFile]
  /// The templates in force.
  let files: TemplateFiles

  var diagnostics: [Diagnostic] {
    let builtIn = Set(builtInFiles.map(\.path))
    let own = projectFiles.map(\.path).filter { path in
      !builtIn.contains(path) && !Self.isAside(path)
    }
    guard !own.isEmpty else { return [] }
    let included = TemplateEngine.load(files).value.includedPartials
    return own.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { path in
      guard !path.hasPrefix("Templates/strings/") || !path.hasSuffix(".yaml") else { return nil }
      guard let name = Self.partial(path) else {
        let nearest = NearestName.nearest(to: path, in: builtIn)
        return .unusedTemplate("the tool reads no file of this name", nearest: nearest, path)
      }
      guard !included.contains(name) else { return nil }
      return .unusedTemplate(
        "no template includes the partial '\(VisibleText.quote(name))'",
        nearest: NearestName.nearest(to: path, in: builtIn), path)
    }
  }

  private static func partial(_ path: String) -> String? {
    let folder = "Templates/html/partials/"
    let ending = ".mustache"
    guard path.hasPrefix(folder), path.hasSuffix(ending) else { return nil }
    return String(path.dropFirst(folder.count).dropLast(ending.count))
  }

  /// Notes beside the templates and what a file manager leaves are nobody's slip.
  private static func isAside(_ path: String) -> Bool {
    path.hasSuffix(".md") || path.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}

extension Diagnostic {
  fileprivate static func unusedTemplate(
    _ reason: String, nearest: String?, _ path: String
  ) -> Diagnostic {
    Diagnostic(
      .unusedTemplate, .warning,
      reason + (nearest.map { "; did you mean '\($0)'?" } ?? ""), at: SourceSpan(file: path))
  }
}
