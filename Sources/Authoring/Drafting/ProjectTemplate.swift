internal import Records

/// A project to begin with, in the languages that are asked for.
///
/// A template's texts hold every language: in YAML a line `fr: …` of a text by language, and a comment
/// `# fr: …`, stay where French is chosen; a section is a file a language.
package struct ProjectTemplate: Sendable {
  private let files: [(path: String, text: String)]

  /// `files` are the template's, by path below its folder; a name `dot-NAME` is `.NAME`.
  package init(files: [(path: String, text: String)]) { self.files = files }

  /// The project's files in the languages given, the first its default, sorted by path.
  package func files(languages: [String]) -> [(path: String, text: String)] {
    let known = Set(files.compactMap { Self.language(ofSection: $0.path) })
    var result: [(path: String, text: String)] = []
    for file in files {
      if let language = Self.language(ofSection: file.path), !languages.contains(language) {
        continue
      }
      let path = file.path.split(separator: "/").map { part in
        part.hasPrefix("dot-") ? "." + part.dropFirst("dot-".count) : part
      }.joined(separator: "/")
      var text = file.text
      if path.hasSuffix(".yaml") {
        text = Self.chosen(text, languages, known)
        let kind = SchemaKind.all.first { $0.holds(path) }
        text = (kind?.modeline(for: path) ?? "") + text
      }
      result.append((path, text))
    }
    return result.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// `summary.fr.md` is in French.
  private static func language(ofSection path: String) -> String? {
    let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
    return parts.count == 3 && parts[2] == "md" ? String(parts[1]) : nil
  }

  private static func chosen(
    _ text: String, _ languages: [String], _ known: Set<String>
  ) -> String {
    let isEnded = text.hasSuffix("\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.compactMap { line -> String? in
      let body = line.drop { $0 == " " }
      let isComment = body.hasPrefix("# ")
      let content = isComment ? body.dropFirst(2) : body
      guard let colon = content.firstIndex(of: ":"),
        known.contains(String(content[..<colon]))
      else { return String(line).replacing("LANGUAGES", with: languages.joined(separator: ", ")) }
      let language = String(content[..<colon])
      guard isComment else { return languages.contains(language) ? String(line) : nil }
      // Comments are for the author, who reads the default language.
      guard language == languages.first else { return nil }
      let margin = line.prefix { $0 == " " }
      return margin + "# " + content[content.index(after: colon)...].drop { $0 == " " }
    }
    return kept.joined(separator: "\n") + (isEnded ? "" : "\n")
  }
}
