internal import BuiltInFiles
package import Diagnostics
internal import Loading
package import Records
package import Rendering

/// The templates, styles and strings in force: the built-in ones, each overridden by a project's
/// file of the same name under `Templates/`.
package struct TemplateSet: Sendable {
  package let files: TemplateFiles
  /// By language.
  package let strings: [String: InterfaceStrings]
  package let diagnostics: [Diagnostic]
  /// Paths below `Templates/` that the project brings itself, sorted.
  package let overridden: [String]

  package init(projectFiles: [SourceFile]) {
    var files: [String: SourceFile] = [:]
    for file in builtInFiles {
      guard let path = TemplateSet.templatePath(file.path) else { continue }
      files[path] = SourceFile(path: file.path, text: file.text)
    }
    var overridden: Set<String> = []
    for file in projectFiles {
      guard let path = TemplateSet.templatePath(file.path) else { continue }
      files[path] = file
      overridden.insert(path)
    }
    var strings: [String: InterfaceStrings] = [:]
    var diagnostics: [Diagnostic] = []
    for path in files.keys.sorted() where path.hasPrefix("strings/") && path.hasSuffix(".yaml") {
      guard let file = files[path] else { continue }
      let language = String(path.dropFirst("strings/".count).dropLast(".yaml".count))
      let loaded = StringsLoader.load(file, language: language)
      diagnostics += loaded.diagnostics
      var value = loaded.value
      if overridden.contains(path),
        let builtIn = builtInFiles.first(where: { $0.path == "Templates/" + path })
      {
        let base = StringsLoader.load(
          SourceFile(path: builtIn.path, text: builtIn.text), language: language
        ).value
        diagnostics += TemplateSet.unknownKeys(of: file, known: base)
        value = InterfaceStrings(
          language: language, texts: base.texts.merging(value.texts) { _, own in own },
          lists: base.lists.merging(value.lists) { _, own in own })
      }
      strings[language] = value
    }
    self.files = TemplateFiles(files: files)
    self.strings = strings
    self.diagnostics =
      diagnostics + UnusedTemplates(projectFiles: projectFiles, files: self.files).diagnostics
    self.overridden = overridden.sorted()
  }

  /// Groups to which projects add words of their own.
  private static let openGroups: Set<String> = [
    "actorType", "attributionBasis", "basis", "body", "category", "country", "documentType",
    "incidentType", "kind", "money", "schema", "status", "technique", "topics", "type", "unit",
    "words",
  ]

  /// A key near one that is read is most likely misspelt; others serve the project's own templates.
  private static func unknownKeys(
    of file: SourceFile, known: InterfaceStrings
  ) -> [Diagnostic] {
    let names = Set(known.texts.keys).union(known.lists.keys)
    return StringsLoader.keys(of: file).compactMap { key in
      let group = key.value.prefix { $0 != "." }
      guard !names.contains(key.value), !openGroups.contains(String(group)),
        let nearest = NearestName.nearest(to: key.value, in: names)
      else { return nil }
      return .unknownString(key, nearest: nearest)
    }
  }

  /// The path below `Templates/`; nil for other files, and for those that nothing reads: what lies
  /// there besides must neither be exported nor move a digest.
  private static func templatePath(_ path: String) -> String? {
    let prefix = "Templates/"
    guard path.hasPrefix(prefix) else { return nil }
    let name = String(path.dropFirst(prefix.count))
    let isRead =
      name.hasPrefix("html/") && name.hasSuffix(".mustache")
      || name.hasPrefix("strings/") && name.hasSuffix(".yaml")
      || name.hasPrefix("assets/") && builtInFiles.contains { $0.path == path }
    return isRead ? name : nil
  }
}

extension Diagnostic {
  static func unknownString(_ key: Located<String>, nearest: String) -> Diagnostic {
    Diagnostic(
      .unknownString, .warning,
      "no interface string has the key '\(VisibleText.quote(key.value))'; "
        + "did you mean '\(nearest)'?", at: key.span)
  }
}
