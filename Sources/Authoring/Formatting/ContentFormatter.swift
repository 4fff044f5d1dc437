package import Diagnostics
package import Loading
internal import Records

/// Brings one file of a project's content into canonical form.
///
/// What is written is read again: it must say the same, value by value, and hold every comment. A
/// file of which that cannot be had is left as it is.
package struct ContentFormatter {
  /// What comes of a file.
  package enum Outcome: Sendable, Equatable {
    /// It is in canonical form.
    case settled
    case changed([UInt8])
    /// It has a shape that cannot be arranged without a loss.
    case left
  }

  /// What a file is, by its path from the project's root; nil for what is not formatted.
  package enum Kind: Sendable, Equatable {
    /// A map, or records.
    case yaml
    /// Front matter, if any, and narrative.
    case markdown

    package init?(path: String) {
      let parts = path.split(separator: "/")
      guard parts.first == "Content" else { return nil }
      if path.hasSuffix(".yaml") {
        self = .yaml
      } else if path.hasSuffix(".md"), parts.count > 3 {
        self = .markdown
      } else {
        return nil
      }
    }
  }

  private let limits: LoadingLimits

  package init(limits: LoadingLimits = LoadingLimits()) { self.limits = limits }

  /// Formats a file; no value with the findings that keep it from being read.
  package func format(_ file: SourceFile) -> Checked<Outcome?> {
    guard let kind = Kind(path: file.path), let shape = ContentFormatter.shape(of: file.path) else {
      return Checked(.settled, [])
    }
    let unclean = TextHygiene.check(file)
    guard !unclean.hasErrors else { return Checked(nil, unclean) }
    switch kind {
    case .yaml:
      let start = TextHygiene.contentStart(of: file.bytes)
      let formatted = yaml(file, start..<file.bytes.count, shape)
      guard let text = formatted.value else { return Checked(nil, formatted.diagnostics) }
      return Checked(outcome(text, of: file), [])
    case .markdown: return markdown(file, shape)
    }
  }

  private func outcome(_ text: [UInt8]?, of file: SourceFile) -> Outcome {
    guard let text else { return .left }
    return text == file.bytes ? .settled : .changed(text)
  }

  // MARK: Forms

  /// The inner value is nil where the text cannot be arranged without a loss.
  private func yaml(
    _ file: SourceFile, _ range: Range<Int>, _ shape: FieldShape
  ) -> Checked<[UInt8]??> {
    let read = YAMLReader.read(file, range: range, limits: limits)
    guard let documents = read.value, !read.diagnostics.hasErrors else {
      return Checked(nil, read.diagnostics)
    }
    let text = YAMLFormatter.format(file.bytes, range, documents, shape)
    let again = SourceFile(path: file.path, bytes: text)
    let whole = 0..<text.count
    guard let reread = YAMLReader.read(again, range: whole, limits: limits).value,
      YAMLMeaning(file.bytes, range, documents, shape)
        == YAMLMeaning(text, whole, reread, shape),
      YAMLFormatter.format(text, whole, reread, shape) == text
    else { return Checked(.some(nil), []) }
    return Checked(text, [])
  }

  private func markdown(_ file: SourceFile, _ shape: FieldShape) -> Checked<Outcome?> {
    let split = FrontMatter.split(file, isRequired: false)
    guard let parts = split.value else { return Checked(nil, split.diagnostics) }
    let body = String(decoding: file.bytes[parts.body], as: UTF8.self)
    let narrative = settled(NarrativeFormatter(limits: limits.markdown).format(body))
    guard parts.yaml.lowerBound != parts.body.lowerBound else {
      return Checked(outcome(narrative, of: file), [])
    }
    let matter = yaml(file, parts.yaml, shape)
    guard let text = matter.value else { return Checked(nil, matter.diagnostics) }
    let kept = text ?? Array(file.bytes[parts.yaml])
    let fence = Array("---\n".utf8)
    return Checked(outcome(fence + kept + fence + narrative, of: file), [])
  }

  /// Ends a text in one line end.
  private func settled(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    let hadText = bytes.contains { $0 > 0x20 }
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    return hadText ? bytes + [0x0A] : []
  }

  // MARK: Places

  /// What a file holds by the schema table; nil where the path is none of a project.
  private static func shape(of path: String) -> FieldShape? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 1, parts[0] == "Content" else { return nil }
    if parts.count == 2 { return parts[1] == "dossier.yaml" ? .item(Schema.settings) : nil }
    if parts[1] == "records", parts.count > 3, let kind = Records.Collection(rawValue: parts[2]) {
      return .item(Schema.fields(of: kind))
    }
    guard parts[1] == "packs", parts.count == 4 else { return nil }
    switch parts[3] {
    case "pack.yaml": return .item(Schema.pack)
    case "figures.yaml": return .item(Schema.figures)
    case "terms.yaml": return .named(Schema.term)
    default: return parts[3].hasSuffix(".md") ? .item(Schema.section) : nil
    }
  }
}
