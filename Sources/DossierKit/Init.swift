internal import Authoring
internal import BuiltInFiles
internal import Diagnostics
internal import Publishing
internal import Records

/// Founds a project from a template.
package struct Init: Sendable {
  package enum Template: String, CaseIterable, Sendable { case minimal, summit }
  package enum CI: String, CaseIterable, Sendable { case github, gitlab }

  package var template: Template
  /// The first is the default; empty: English.
  package var languages: [String]
  package var ci: CI?

  package init(template: Template = .minimal, languages: [String] = [], ci: CI? = nil) {
    self.template = template
    self.languages = languages
    self.ci = ci
  }

  /// The languages that templates and interface strings exist for.
  package static var knownLanguages: [String] {
    builtInFiles.compactMap { file in
      guard file.path.hasPrefix("Templates/strings/"), file.path.hasSuffix(".yaml") else {
        return nil
      }
      return String(file.path.dropFirst("Templates/strings/".count).dropLast(".yaml".count))
    }.sorted()
  }

  /// Writes the project to a folder, absolute; answers the count of files.
  ///
  /// Throws where the folder holds anything but its history, and then leaves it as it is.
  package func run(folder: String) throws -> Int {
    let files = try files
    try ProjectFounder(folder: folder).write(files.map { ($0.path, Array($0.text.utf8)) })
    return files.count
  }

  /// Every file of the new project, sorted by path.
  package var files: [(path: String, text: String)] {
    get throws {
      let languages = try chosenLanguages()
      let folder = "Templates/init/\(template.rawValue)/"
      let common = "Templates/init/common/"
      let template = builtInFiles.compactMap { file -> (path: String, text: String)? in
        for prefix in [folder, common] where file.path.hasPrefix(prefix) {
          return (String(file.path.dropFirst(prefix.count)), file.text + "\n")
        }
        return nil
      }
      var files = ProjectTemplate(
        files: template.map { ($0.path, Init.ended($0.text)) }
      ).files(languages: languages)
      for kind in SchemaKind.all {
        files.append(
          (
            SchemaKind.folder + "/" + kind.fileName,
            String(decoding: JSONSchemaWriter.bytes(of: kind), as: UTF8.self)
          ))
      }
      if let ci { files += Init.workflow(ci) }
      return files.sorted { $0.path.precedesInBytes($1.path) }
    }
  }

  /// A text that ends in one line end.
  private static func ended(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  private static func workflow(_ ci: CI) -> [(path: String, text: String)] {
    let path = ci == .github ? ".github/workflows/dossier.yml" : ".gitlab-ci.yml"
    let name = "Templates/ci/\(ci.rawValue).yml"
    return builtInFiles.filter { $0.path == name }.map { (path, ended($0.text)) }
  }

  private func chosenLanguages() throws -> [String] {
    guard !languages.isEmpty else { return ["en"] }
    var chosen: [String] = []
    for language in languages {
      guard Init.knownLanguages.contains(language) else {
        throw UsageError(Init.unknown(language))
      }
      if !chosen.contains(language) { chosen.append(language) }
    }
    return chosen
  }

  private static func unknown(_ language: String) -> String {
    let known = knownLanguages.joined(separator: ", ")
    let isTag =
      Identifier.isValid(language) && (2...3).contains(language.prefix { $0 != "-" }.count)
    guard isTag else {
      return "'\(VisibleText.quote(language))' is no language; write its code: \(known)"
    }
    return "there are no interface strings for '\(language)' yet; start in one of \(known), then "
      + "translate Templates/strings/en.yaml of dossier to Templates/strings/\(language).yaml in "
      + "your project, and add '\(language)' to 'languages' in Content/dossier.yaml"
  }
}
