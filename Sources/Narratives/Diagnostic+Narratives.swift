internal import Diagnostics
internal import MarkdownTree
internal import Records

extension Diagnostic {
  // MARK: Roles and targets

  static func unknownVariant(
    _ variant: Located<String>, of role: String, nearest: String?
  ) -> Self {
    unknown(
      .unknownRole, "the role '\(role)' has no form \(variant.quoted)", at: variant,
      nearest: nearest)
  }

  static func unknownUnit(
    _ unit: Located<String>, of code: DiagnosticCode, nearest: String?
  ) -> Self {
    unknown(
      code, "\(unit.quoted) is no currency, percent or counted noun", at: unit,
      nearest: nearest)
  }

  static func unknownTarget(
    _ id: Located<String>, kind: String, nearest: Suggestion?
  ) -> Self {
    unknown(
      .unknownTarget, "no \(kind) has the \(kind.contains(" ") ? "name" : "id") \(id.quoted)",
      at: id, nearest: nearest?.name
    ).marked(nearest?.marking ?? .clear)
  }

  static func laterRecord(_ id: Located<String>, kind: String) -> Self {
    Self(
      .unknownTarget, .warning, "the \(kind) \(id.quoted) does not exist at the date asked for",
      at: id.span)
  }

  static func unknownFigure(_ id: Located<String>, nearest: Suggestion?) -> Self {
    unknown(
      .unknownFigure, "no figure has the id \(id.quoted)", at: id, nearest: nearest?.name
    ).marked(nearest?.marking ?? .clear)
  }

  static func claimWithoutText(_ role: Role) -> Self {
    Self(
      .malformedRole, .error,
      "a claim without a label needs the text to show: `text <\(role.target.value.shortened)>`",
      at: role.content.span)
  }

  static func waiverWithoutReason(_ role: Role) -> Self {
    Self(
      .waiverReason, .error,
      "a literal gives its reason: `\(role.content.value.shortened) <reason>`",
      at: role.content.span)
  }

  static func passageWithoutLabel(_ label: Located<String>) -> Self {
    Self(
      .malformedMarking, .error,
      "a marked passage names a label: \(MarkedRole.labels.joined(separator: ", "))",
      at: label.span)
  }

  // MARK: Citations, links, images

  static func unknownCitation(_ key: Located<String>, nearest: Suggestion?) -> Self {
    unknown(
      .unknownCitation, "no source has the id \(key.quoted)", at: key, nearest: nearest?.name
    ).marked(nearest?.marking ?? .clear)
  }

  static func laterCitation(_ key: Located<String>) -> Self {
    Self(
      .unknownCitation, .warning, "the source \(key.quoted) does not exist at the date asked for",
      at: key.span)
  }

  static func duplicateLabel(_ label: Located<String>, first: SourceSpan) -> Self {
    Self(
      .duplicateLabel, .error, "the label \(label.quoted) is given twice", at: label.span,
      notes: [Note("\(label.quoted) is first defined here", at: first)])
  }

  static func labelNamesPage(_ label: Located<String>) -> Self {
    Self(
      .duplicateLabel, .error, "the label \(label.quoted) is the name of a section or annex",
      at: label.span)
  }

  static func unknownFragment(
    _ fragment: String, at destination: Located<String>, nearest: Suggestion?
  ) -> Self {
    let message = "no heading or label is called '\(fragment.shortened)'"
    return Self(
      .unknownTarget, .error, message + suffix(nearest.map { "#" + $0.name }),
      at: destination.span, marking: nearest?.marking ?? .clear)
  }

  static func unknownLinkedSection(_ destination: Located<String>, nearest: String?) -> Self {
    Self(
      .unknownTarget, .error,
      "the pack has no section behind \(destination.quoted)" + suffix(nearest),
      at: destination.span)
  }

  static func pageAddress(_ destination: Located<String>, instead: String?) -> Self {
    unknown(
      .unknownTarget,
      "a page is linked by its 'NAME.md', {ref} or a record's role: \(destination.quoted) is an "
        + "address in the output", at: destination, nearest: instead)
  }

  static func missingAlternative(_ source: Located<String>) -> Self {
    Self(
      .missingAlternative, .error, "the image \(source.quoted) needs alternative text",
      at: source.span)
  }

  static func unknownImage(_ source: Located<String>, nearest: String?) -> Self {
    unknown(
      .unknownTarget, "the pack's assets hold no sound image \(source.quoted)", at: source,
      nearest: nearest)
  }

  // MARK: Numbers and lines

  static func unbackedNumber(_ number: Located<String>, figure: Suggestion?) -> Self {
    let message = "\(number.quoted) has no figure and no source behind it"
    guard let figure else {
      return Self(
        .unbackedNumber, .warning,
        message + "; cite a source in its sentence, use {fig} or {calc}, or vouch with {literal}",
        at: number.span)
    }
    return Self(
      .unbackedNumber, .warning, message + "; the figure '\(figure.name)' has this value",
      at: number.span,
      fixIts: [
        FixIt(
          "replace with {fig}`\(figure.name)`", replacing: number.span,
          with: "{fig}`\(figure.name)`")
      ], marking: figure.marking)
  }

  static func uncitedLine(_ name: Located<String>) -> Self {
    Self(.uncitedLine, .warning, "each \(name.value) cites a source", at: name.span)
  }

  // MARK: Languages

  static func missingInLanguage(
    _ id: Located<String>, kind: String, language: String
  ) -> Self {
    Self(
      .languageParity, .warning, "the text in '\(language)' lacks the \(kind) \(id.quoted)",
      at: id.span)
  }
}

// MARK: - Making messages

extension Diagnostic {
  /// An error about a name that nothing has, with the nearest one as a fix-it.
  static func unknown(
    _ code: DiagnosticCode, _ message: String, at name: Located<String>, nearest: String?
  ) -> Self {
    Self(
      code, .error, message + suffix(nearest), at: name.span,
      fixIts: nearest.map {
        [FixIt("replace with '\($0)'", replacing: name.span, with: $0)]
      } ?? [])
  }

  static func suffix(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}

extension Located<String> {
  /// The text in quotation marks, cut at 80 characters.
  var quoted: String { "'\(value.shortened)'" }
}

extension String {
  /// At most 80 scalars, so that no input floods a message.
  var shortened: String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 80, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + "…"
  }
}
